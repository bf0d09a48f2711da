"""What has been labelled so far: every sentence is saved at once, so that a session can be left.

Labels of unfinished work lie beside the output in `<output>.labels`, a JSON line a sentence; the
output itself is written anew whenever an article is done, and holds finished articles only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.domain import SentenceRole
from consistency.errors import BadInput
from consistency.intake.split import split
from consistency.rules.registry import all_rules

EVIDENCE = ("source", "facts", "article")
FORM = "give JSONL with `id`, `source`, `spun` (a text, or sentences as GUIDE.md has them), `facts`"


def kind_names() -> tuple[str, ...]:
    """The kinds of error, in the guide's order."""
    return tuple(rule.name for rule in all_rules())


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article."""

    article: str
    sentence: int


@dataclass(slots=True)
class Session:
    """One labeller's pass over some articles.

    Args:
        articles: as read by `read_articles`.
        out: where finished articles are written.
        second: whether this is the blind second pass, which writes `second` and sees no label.
    """

    articles: list[dict[str, Any]]
    out: Path
    second: bool = False
    labels: dict[Place, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Takes up what an earlier session left."""
        if self.journal.exists():
            for line in self.journal.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self.labels[Place(row["article"], row["sentence"])] = row["errors"]

    @property
    def journal(self) -> Path:
        """The labels given so far."""
        return self.out.with_name(self.out.name + (".second" if self.second else "") + ".labels")

    def places(self) -> list[Place]:
        """Every sentence, in order."""
        return [Place(a["id"], n) for a in self.articles for n in range(len(a["spun"]))]

    def label(self, place: Place, errors: list[dict[str, Any]]) -> None:
        """Keeps the label of a sentence; a later one for the same sentence wins."""
        self.labels[place] = errors
        row = {"article": place.article, "sentence": place.sentence, "errors": errors}
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        if all(Place(place.article, n) in self.labels for n in self._sentences(place.article)):
            self.write()

    def write(self) -> None:
        """Writes the finished articles."""
        lines = [json.dumps(a, ensure_ascii=False) + "\n" for a in self._finished()]
        self.out.write_text("".join(lines), encoding="utf-8")

    def _sentences(self, article: str) -> range:
        return range(len(next(a for a in self.articles if a["id"] == article)["spun"]))

    def _finished(self) -> Iterator[dict[str, Any]]:
        for article in self.articles:
            places = [Place(article["id"], n) for n in range(len(article["spun"]))]
            if all(place in self.labels for place in places):
                spun = [
                    self._labelled(sentence, self.labels[place])
                    for sentence, place in zip(article["spun"], places, strict=True)
                ]
                yield {**article, "spun": spun}

    def _labelled(
        self, sentence: Mapping[str, Any], errors: list[dict[str, Any]]
    ) -> dict[str, Any]:
        if self.second:
            told = [{"kind": e["kind"], "words": e["words"]} for e in errors]
            return {**sentence, "second": told}
        return {**sentence, "errors": errors}


def read_articles(path: Path, *, second: bool = False) -> list[dict[str, Any]]:
    """Articles to label; a spun article that is one text is cut into its sentences.

    Raises:
        BadInput: the file is missing, or a row breaks the form, or a second pass finds no first.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", FORM) from error
    articles = []
    for number, line in enumerate(lines, 1):
        try:
            raw = json.loads(line)
            spun = raw["spun"]
            raw["spun"] = _sentences(spun) if isinstance(spun, str) else spun
            raw = {"topic": "", "facts": [], **raw, "id": str(raw["id"]), "source": raw["source"]}
            missing = [s for s in raw["spun"] if not s["text"] or (second and "errors" not in s)]
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"{path}:{number}", f"breaks the form ({error!r})", FORM) from error
        if missing:
            raise BadInput(
                f"{path}:{number}", "has a sentence without text or first label", "label it first"
            )
        articles.append(raw)
    if not articles:
        raise BadInput(str(path), "holds no articles", FORM)
    return articles


def _sentences(text: str) -> list[dict[str, Any]]:
    """Sentences of a text in the form of the guide."""
    found = []
    end = 0
    for sentence in split(text):
        told: dict[str, Any] = {"text": sentence.span.of(text)}
        if sentence.role is SentenceRole.HEADING:
            told["heading"] = True
        told["paragraph"] = not found or "\n" in text[end : sentence.span.start]
        end = sentence.span.end
        found.append(told)
    return found
