"""Labelled spun errors and faithful rewrites, made from real news sentences; training only."""
