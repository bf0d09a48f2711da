"""Thousands to millions of articles: read, judged, kept and summed up, whatever happens.

inputs → staging → an engine (local or Ray) that calls a judge → parts → summary, dashboard, diff.
"""
