"""One module for each kind of page: values in, a `Page` out."""
