"""From parsed articles to labelled pairs: for each sentence an error and its faithful twin."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from spacy.tokens import Doc, Span

from models.recipe.spin.context import Context, Edit
from models.recipe.spin.edit import Changes, apart, apply, tidy
from models.recipe.spin.errors import ERRORS
from models.recipe.spin.errors.phrases import details_of
from models.recipe.spin.faithful import COMPANIONS, FAITHFUL
from models.recipe.spin.names import Pool, alias_test, own_names
from models.recipe.spin.premises import LONGEST, near_miss, window
from models.recipe.spin.text import good

RARE_FIRST = 0.8
"""Chance to take the rarest kind that a sentence allows, so that kinds come out even."""
TWINS = {
    "role_swap": ("active_to_passive", "passive_to_active", "converse_right"),
    "passive_turn": ("active_to_passive", "passive_to_active", "converse_right"),
    "converse_wrong": ("converse_right", "active_to_passive"),
    "metonym_broken": ("metonym_right",),
    "pronoun_misread": ("pronoun_resolved",),
    "attribution_dropped": ("said_inverted",),
    "attribution_moved": ("said_inverted",),
    "hedge_dropped": ("hedge_kept",),
    "future_done": ("hedge_kept",),
    "negation_dropped": ("contraction",),
    "number": ("number_format",),
    "money": ("number_format",),
    "percent": ("number_format",),
    "duration": ("number_format",),
    "unit": ("number_format",),
    "date": ("date_format",),
    "when": ("date_format",),
    "nationality": ("genitive",),
}
"""Faithful rewrites that look most like an error; the same sentence gets one where it can."""
ROLES = ("role_swap", "passive_turn", "converse_wrong", "self_reference")
"""Kinds that few sentences allow; those that do give all of them."""
SHARES = {"entailment": 0.42, "false": 0.40, "neutral": 0.18}


class Row(TypedDict):
    """A pair as it is written."""

    premise: str
    hypothesis: str
    label: str
    kind: str
    group: str


class Maker:
    """Makes pairs, article by article, and remembers how many of each kind there are."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.pool = Pool()

    def pairs(self, doc: Doc, group: str) -> Iterator[Row]:
        """The pairs of one article; its names then serve as foreign ones for the next."""
        sentences = list(doc.sents)
        plain = [tidy(s.text) for s in sentences]
        own = own_names(doc)
        usable = [good(s) for s in sentences]
        details: dict[int, list[str]] = {
            n: details_of(s) for n, s in enumerate(sentences) if usable[n]
        }
        aliases = alias_test(doc)
        for place, sentence in enumerate(sentences):
            if not usable[place]:
                continue
            context = Context(
                rng=self.rng,
                own=own,
                foreign=self.pool.names,
                aliases=aliases,
                before=sentences[place - 1] if place and usable[place - 1] else None,
                after=sentences[place + 1]
                if place + 1 < len(sentences) and usable[place + 1]
                else None,
                details=[d for n, found in details.items() if n != place for d in found],
            )
            yield from self._of_sentence(sentence, context, plain, place, group)
        self.pool.add(own)

    def _of_sentence(
        self, sentence: Span, context: Context, plain: list[str], place: int, group: str
    ) -> Iterator[Row]:
        rng = self.rng
        beside = rng.choices((0, 1, 2), (0.4, 0.35, 0.25))[0]
        alone = window(plain, place, rng)
        for kind, label, changes in self._edits(sentence, context):
            whole = list(changes)
            if kind != "identity":
                self._companions(whole, beside, sentence, context, kind)
            hypothesis = apply(sentence.text, whole)
            if (hypothesis == plain[place]) != (kind == "identity"):
                continue
            first, last = alone
            if kind in {"pronoun_resolved", "pronoun_misread"}:
                first = min(first, place - 1)
            if kind == "merged" and rng.random() < 0.35:
                label, kind, first, last = "neutral", "merged_partly", place, place + 1
            elif kind == "merged":
                last = max(last, place + 2)
            words = plain[first:last]
            if rng.random() < 0.05 and kind != "identity":
                words[place - first] = self._reworded(sentence, context)
            premise = " ".join(words)
            if len(premise.split()) > LONGEST + 20:
                continue
            self.counts[kind] += 1
            yield Row(premise=premise, hypothesis=hypothesis, label=label, kind=kind, group=group)
            if rng.random() < 0.24 and (miss := near_miss(plain, place, hypothesis, rng)):
                yield Row(
                    premise=miss,
                    hypothesis=hypothesis,
                    label="neutral",
                    kind="near_miss",
                    group=group,
                )

    def _edits(self, sentence: Span, context: Context) -> list[tuple[str, str, Changes]]:
        """Kind, label and changes of the errors of a sentence, and as many faithful rewrites."""
        made: list[tuple[str, str, Changes]] = []
        wanted: Sequence[str] = ()
        if error := self._choose(sentence, context, {k: e for k, (_, e) in ERRORS.items()}, ()):
            made.append((error[0], ERRORS[error[0]][0], error[1]))
            wanted = TWINS.get(error[0], ())
            if error[0] in ROLES:
                made += self._more_roles(sentence, context, error[0])
        for _ in range(len(made) or 1):
            done = {kind for kind, _, _ in made}
            fresh = {kind: edit for kind, edit in FAITHFUL.items() if kind not in done}
            if twin := self._choose(sentence, context, fresh, [k for k in wanted if k in fresh]):
                made.append((twin[0], "entailment", twin[1]))
        if self.rng.random() < 0.02:
            made.append(("identity", "entailment", []))
        return made

    def _more_roles(
        self, sentence: Span, context: Context, first: str
    ) -> list[tuple[str, str, Changes]]:
        others = [(kind, *ERRORS[kind]) for kind in ROLES if kind != first]
        return [
            (kind, label, found)
            for kind, label, edit in others
            if (found := edit(sentence, context))
        ]

    def _choose(
        self, sentence: Span, context: Context, table: Mapping[str, Edit], wanted: Iterable[str]
    ) -> tuple[str, Changes] | None:
        """A kind that the sentence allows: a twin if one is wanted, else mostly the rarest."""
        kinds = list(table)
        self.rng.shuffle(kinds)
        if self.rng.random() < RARE_FIRST:
            kinds.sort(key=lambda kind: self.counts[kind])
        if self.rng.random() < 0.75:
            kinds = [*wanted, *kinds]
        for kind in kinds:
            if changes := table[kind](sentence, context):
                return kind, changes
        return None

    def _companions(
        self, changes: Changes, count: int, sentence: Span, context: Context, kind: str
    ) -> None:
        """Adds rewrites beside an edit where they do not touch it."""
        names = [n for n in self.rng.sample(COMPANIONS, len(COMPANIONS)) if n != kind]
        for name in names:
            if count <= 0:
                return
            more = FAITHFUL[name](sentence, context)
            if more and apart(changes, more):
                changes += more
                count -= 1

    def _reworded(self, sentence: Span, context: Context) -> str:
        changes: Changes = []
        self._companions(changes, 1, sentence, context, "")
        return apply(sentence.text, changes)


def balanced(rows: list[Row], most: int, seed: int) -> list[Row]:
    """At most so many rows, with the shares of the labels as wanted; order is kept."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        label = row["label"]
        by_label["false" if label in {"contradiction", "not_entailment"} else label].append(n)
    whole = min([most, *(len(by_label[label]) / share for label, share in SHARES.items())])
    rng = random.Random(seed)
    kept: set[int] = set()
    for label, share in SHARES.items():
        kept.update(rng.sample(by_label[label], min(len(by_label[label]), int(whole * share))))
    return [row for n, row in enumerate(rows) if n in kept]
