"""The same Markdown, built by MkDocs and by the builder that is to follow it."""
