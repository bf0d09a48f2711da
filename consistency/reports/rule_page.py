"""The rules for a reader: a list, and one page each, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc
from typing import Protocol

from consistency.domain import RuleInfo, Severity


class ExampleLike(Protocol):
    """What a page shows of an example."""

    @property
    def marked(self) -> str: ...  # noqa: D102
    @property
    def facts(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102


class RuleLike(Protocol):
    """What a page shows of a rule."""

    severity: Severity
    examples: tuple[ExampleLike, ...]

    @classmethod
    def info(cls) -> RuleInfo: ...  # noqa: D102


def render_list(rules: Iterable[type[RuleLike]]) -> str:
    """One line a rule."""
    return "".join(
        f"{r.info().code}  {r.severity.label:8} {r.info().name:20} {r.info().summary}\n" for r in rules
    )


def render_page(rule: type[RuleLike]) -> str:
    """A rule's page: what it finds, what it cannot see, and its examples."""
    info = rule.info()
    lines = [f"## {info.code} {info.name} ({rule.severity.label})", "", cleandoc(rule.__doc__ or "")]
    for kind, title in (("Flags", "Flags"), ("Passes", "Passes")):
        lines += ["", f"{title}:", ""]
        for example in rule.examples:
            if type(example).__name__ == kind:
                lines.append("- " + " ⏎ ".join(example.marked.split("\n\n")))
                known = [*example.facts, *([example.source] if example.source else [])]
                lines += [f"  (known: {' '.join(known)})"] if known else []
    return "\n".join(lines) + "\n"
