"""FC203: a list names one thing twice."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, Mention, MentionKind, Sentence, Severity
from consistency.rules.base import Flags, Passes, Rule

JOINS = {",", "and", "or", "&", ";", "the"}


class RepeatedMember(Rule):
    """A list names one thing twice.

    A run of names with nothing but commas and conjunctions between them is a list; commas
    that the spinner lost between countries are put back. The later of two equal members is
    reported. Needs no facts.

    Cannot see: lists of common nouns, and one party under two names.
    """

    code = "FC203"
    name = "repeated-member"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags("He will chair talks between France, Germany Russia, Ukraine, and ‹Russia›."),
        Flags("The cup was shared by Norway, Sweden and ‹Norway›."),
        Flags("Offices in Madrid, Lisbon, Rome and ‹Madrid› will close."),
        Passes("He will chair talks between France, Germany, Russia and Ukraine."),
        Passes("Paris Saint-Germain and Paris FC will meet."),
        Passes("John Smith and Jane Smith were married."),
        Passes("They are Capt. Arash Khan, Maj. Ali Khan and Capt. Omar Aminyar."),
        Passes("A bill may affect England, or England and Wales."),
        Passes("He moved to New York, New York, in May."),
        Passes("Russia met Ukraine, and Russia left early."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields the later of two equal members of a list."""
        for sentence in judgement.claims():
            names = [
                m for m in judgement.analysis.mentions[sentence.index] if m.kind is MentionKind.NAME
            ]
            for members in _lists(sentence, names):
                seen: dict[str, Mention] = {}
                for member in members:
                    key = member.text.lower()
                    if _is_modifier(sentence, member):
                        continue
                    if key in seen:
                        yield self.finding(
                            judgement,
                            sentence,
                            member.span,
                            f"the list names {member.text} twice; another was meant",
                        )
                    seen[key] = member


def _is_modifier(sentence: Sentence, member: Mention) -> bool:
    """Whether a name only describes what comes next ("Capt. Noorullah", "Indian envoy Mathai")."""
    token = sentence.tokens[member.last]
    # A country before a country lost its comma and is a member all the same.
    following = sentence.tokens[min(member.last + 1, len(sentence.tokens) - 1)]
    return (
        token.dep in {"compound", "amod", "nmod", "poss"}
        and token.head > member.last
        and following.entity != "GPE"
    )


def _lists(sentence: Sentence, names: list[Mention]) -> Iterator[list[Mention]]:
    """Runs of at least three names, or two joined by a conjunction, that form one list."""
    run: list[Mention] = []
    for name in names:
        if run and not _joined(sentence, run[-1], name):
            yield from _worthy(run)
            run = []
        run.append(name)
    yield from _worthy(run)


def _worthy(run: list[Mention]) -> Iterator[list[Mention]]:
    if len(run) > 2:
        yield run


def _joined(sentence: Sentence, one: Mention, other: Mention) -> bool:
    between = sentence.tokens[one.last + 1 : other.first]
    if any(t.text.lower() not in JOINS for t in between):
        return False
    # "England, or England and Wales": the first again, with more beside it.
    if one.text == other.text and any(t.text.lower() == "or" for t in between):
        return False
    # ", and Russia left": a new clause, not a member.
    governor = sentence.tokens[other.last]
    return not governor.dep.startswith("nsubj") or sentence.tokens[one.last].dep.startswith("nsubj")
