"""One function for all formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from consistency.domain import Report
from consistency.errors import BadSettings
from consistency.reports import csv, github, html, json, junit, sarif, text

RENDERERS: Mapping[str, Callable[..., str]] = {
    "text": text.render,
    "json": json.render,
    "html": html.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
    "csv": csv.render,
}
"""Each takes one Report or several."""

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "json",
    ".html": "html",
    ".htm": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".csv": "csv",
}
"""The format that a file's name asks for."""


def render(report: Report | Sequence[Report], format: str = "text") -> str:
    """The report, or several in one, in a format, as a string.

    Raises:
        BadSettings: there is no such format.
    """
    if format not in RENDERERS:
        raise BadSettings(format, "there is no such format", f"use one of {', '.join(RENDERERS)}")
    reports = (report,) if isinstance(report, Report) else report
    return RENDERERS[format](*reports)
