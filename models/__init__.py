"""The default model and the recipe that makes it (never imported by the library)."""
