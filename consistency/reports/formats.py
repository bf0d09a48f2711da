"""One function for all formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from consistency.domain import Report
from consistency.errors import BadSettings
from consistency.reports import json, text

RENDERERS: Mapping[str, Callable[[Report], str]] = {"text": text.render, "json": json.render}


def render(report: Report, format: str = "text") -> str:
    """The report in a format, as a string.

    Raises:
        BadSettings: there is no such format.
    """
    if format not in RENDERERS:
        raise BadSettings(format, "there is no such format", f"use one of {', '.join(RENDERERS)}")
    return RENDERERS[format](report)
