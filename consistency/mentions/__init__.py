"""Typed values and events that exact checks compare."""
