"""Markdown pages from Jinja templates, one way for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def markdown(template: Path, **values: Any) -> str:
    """A template filled in; a value that it names and is not given is an error.

    Values are written as they are: whatever could break a table goes through the filter of its
    template, or is our own.
    """
    environment = Environment(
        loader=FileSystemLoader(template.parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the output is Markdown
    )
    return environment.get_template(template.name).render(**values)
