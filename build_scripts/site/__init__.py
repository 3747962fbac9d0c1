"""The only part that writes: pages below docs/, the search bundle, the site itself, and the script's own state."""
