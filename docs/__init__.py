"""The documentation, and the generator of its generated pages."""
