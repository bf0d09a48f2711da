"""One HTML file that shows an audit: no server, no network, filters in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from consistency.audit.tally import WORST, Tally


def render(found: Tally, summary: Mapping[str, Any]) -> str:
    """The dashboard.

    Args:
        found: what was counted.
        summary: what `summary.json` says.
    """
    data = {
        "kinds": {code: {"name": n, "severity": s} for code, (n, s) in sorted(found.kinds.items())},
        "cells": [[*cell, count] for cell, count in sorted(found.cells.items())],
        "worst": found.worst,
    }
    return _template().render(summary=summary, data=_script_safe(data), kept=WORST)


def _script_safe(value: Any) -> Markup:
    """JSON that no `</script>` inside an article can break out of."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("consistency.audit", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("dashboard.html.j2")
