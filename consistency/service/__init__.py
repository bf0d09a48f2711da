"""Checks over HTTP: `consistency serve` (extra `serve`), and the page at `/`."""
