"""A Report becomes text, one file a format."""
