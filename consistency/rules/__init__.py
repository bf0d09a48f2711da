"""One rule, one file: its docs, its examples, its check."""
