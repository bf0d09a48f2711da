"""The rules for a reader: a list, and one page each, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc

from consistency.rules.base import Example, Flags, Passes, Rule


def render_list(rules: Iterable[type[Rule]]) -> str:
    """One line a rule."""
    return "".join(
        f"{r.info().code}  {r.severity.label:8} {r.info().name:20} {r.info().summary}\n"
        for r in rules
    )


def render_page(rule: type[Rule]) -> str:
    """A rule's page: what it finds, what it cannot see, and its examples."""
    info = rule.info()
    lines = [
        f"## {info.code} {info.name} ({rule.severity.label})",
        "",
        cleandoc(rule.__doc__ or ""),
    ]
    for kind in (Flags, Passes):
        lines += ["", f"{kind.__name__}:", ""]
        lines += [line for e in rule.examples if isinstance(e, kind) for line in _example(e)]
    return "\n".join(lines) + "\n"


def _example(example: Example) -> list[str]:
    known = [*example.facts, *([example.source] if example.source else [])]
    told = [f"- {' ⏎ '.join(example.marked.split(chr(10) * 2))}"]
    return [*told, f"  (known: {' '.join(known)})"] if known else told
