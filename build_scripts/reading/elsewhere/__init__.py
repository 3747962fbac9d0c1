"""What other programs export: annotations and bibliographies, read as strangers' words."""
