"""The default model and the recipe that makes it (development only, never imported by the library)."""
