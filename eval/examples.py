"""A labelled example: an article, what it is checked against, and its gold kinds and spans."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.domain import Span


@dataclass(frozen=True, slots=True)
class GoldError:
    """One thing that is wrong with a sentence."""

    kind: str
    """A rule's name, such as `number-changed`."""
    span: Span
    """The wrong words, in the article's text."""
    evidence: tuple[str, ...]
    """Which of `source`, `facts` and `article` suffices alone to see it."""
    contradicts: int | None
    """Index of the sentence of the article that cannot hold beside it."""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One sentence as the labellers saw it."""

    span: Span
    errors: tuple[GoldError, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An article under check with its labels."""

    id: str
    topic: str
    text: str
    sentences: tuple[GoldSentence, ...]
    source: str
    facts: tuple[str, ...]


def read_examples(path: Path) -> list[Example]:
    """Read a labelled set in the form of `eval/data/spun_news/GUIDE.md`, one article a line.

    Raises:
        ValueError: a row breaks the form; the message names the file, the line and the fault.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            examples.append(example_of(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: {error!r}; see GUIDE.md for the form") from error
    return examples


def example_of(raw: dict[str, Any]) -> Example:
    """An example from a row of the file.

    Raises:
        KeyError, TypeError, ValueError: the row breaks the form.
    """
    text = ""
    sentences = []
    for told in raw["spun"]:
        text += ("\n\n" if told["paragraph"] else " ") if text else ""
        start = len(text)
        text += told["text"]
        errors = tuple(_error(one, told["text"], start) for one in told["errors"])
        sentences.append(GoldSentence(Span(start, len(text)), errors))
    return Example(
        raw["id"], raw["topic"], text, tuple(sentences), raw["source"], tuple(raw["facts"])
    )


def _error(raw: dict[str, Any], sentence: str, offset: int) -> GoldError:
    at = offset + sentence.index(raw["words"])
    span = Span(at, at + len(raw["words"]))
    return GoldError(raw["kind"], span, tuple(raw["evidence"]), raw["contradicts"])
