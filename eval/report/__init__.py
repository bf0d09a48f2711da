"""Comparisons become pages: tables, plots and a browser of errors."""
