"""FC105: an office or nationality stands with the wrong person."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from consistency.domain import (
    Evidence,
    Finding,
    Judgement,
    Mention,
    MentionKind,
    Origin,
    Restatement,
    Severity,
)
from consistency.rules.base import Flags, Passes, Rule

HARDLY = 0.4
"""Entailment below which a fact about a person does not make them what the article calls them."""
SPELLING = 0.75
"""difflib ratio from which two surnames may be two spellings of one."""
TIMED = {"former", "ex", "late", "past", "previous", "new", "next", "future", "incoming",
         "outgoing", "acting", "interim", "elect", "designate", "shadow", "then"}  # fmt: skip
"""Words that put an office at another time; another office beside it is no contradiction."""


class TitleMoved(Rule):
    """An office or nationality stands with the wrong person.

    Offices given to named people ("France's foreign minister", "Russian President X", "X and
    other French ministers") are compared with those that the facts, the source or an earlier
    sentence of the article give the same person, and, where the source is given, with those that
    it gives others alone; a plural office beside one single person is a mangled list. Trades and
    other nouns beside a name are compared too: what the source calls somebody else, what the
    person is of another body ("analyst at"), a trade that leaves no room for the known one.

    Where a known fact says what a person is, anything else that the article calls them, office
    or not, must follow from it in the model's view.

    Cannot see: people without a name, offices outside its list, and changes of office over
    time (a fact should say when it held).
    """

    code = "FC105"
    name = "title-moved"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags(
            "‹Russian Foreign Minister› Anna Keller arrived on Monday.",
            facts=("Anna Keller is Germany's foreign minister.",),
        ),
        Flags(
            "Anna Keller, ‹Germany's defence minister›, arrived on Monday.",
            facts=("Anna Keller is Germany's foreign minister.",),
        ),
        Flags(
            "Erik Sander, ‹the police chief›, arrived on Monday.",
            facts=("Erik Sander is the lawyer of the fishermen.",),
        ),
        Flags("Jean Morel, ‹France’s defence and foreign ministers›, and Claire Petit spoke out."),
        Flags(
            "Jean Morel, France's foreign minister, met Claire Petit in Paris.\n\n"
            "He was to see Petit, Morel and other ‹Russian defence ministers›."
        ),
        Flags(
            "Anna Keller, the ‹finance director›, spoke in Oslo.",
            source="Norvik chief executive Anna Keller spoke in Oslo. Finance director Erik Sander "
            "was away.",
        ),
        Flags(
            "Erik Sander, a ‹Swede›, found the cave.",
            source="Norwegian geologist Erik Sander found the cave.",
        ),
        Flags(
            "The ‹defending champion› Erik Sander came third.",
            source="Erik Sander of Norway was third. Defending champion Jean Morel crashed.",
        ),
        Flags(
            "It was Anna Keller, an ‹art historian›, who found the letter.",
            source="Anna Keller, a retired schoolteacher, found the letter. The art historian "
            "Erik Sander dated it.",
        ),
        Flags(
            "Erik Sander, an ‹analyst at Helden Bank›, called the timing bad.",
            source="“The timing is bad,” said Erik Sander, an analyst at Norvik Brokers. "
            "Shares in Helden Bank fell.",
        ),
        Flags(
            "Anna Keller, a ‹lawyer›, was released on Monday.",
            source="A court ordered the release of journalist Anna Keller on Monday.",
        ),
        Passes(
            "Erik Sander, an analyst at the brokerage, called the timing bad.",
            source="“The timing is bad,” said Erik Sander, an analyst at Norvik Brokers. "
            "Shares in Helden Bank fell.",
        ),
        Passes(
            "Anna Keller, a reporter, was released on Monday.",
            source="A court ordered the release of journalist Anna Keller on Monday.",
        ),
        Passes(
            "Erik Sander, the champion, came third.",
            source="Jean Morel, a champion of old, watched. Erik Sander was third. The champion "
            "smiled.",
        ),
        Passes(
            "Anna Keller, the boss of Norvik, spoke in Oslo.",
            source="Norvik chief executive Anna Keller spoke in Oslo. Finance director Erik Sander "
            "was away.",
        ),
        Passes(
            "German Foreign Minister Anna Keller arrived on Monday.",
            facts=("Anna Keller is Germany's foreign minister.",),
        ),
        Passes(
            "Former defence minister Anna Keller arrived on Monday.",
            facts=("Anna Keller is Germany's foreign minister.",),
        ),
        Passes(
            "Minister Anna Keller arrived on Monday.",
            facts=("Anna Keller is Germany's foreign minister.",),
        ),
        Passes(
            "Erik Sander, counsel for Norvik, arrived.",
            facts=("Erik Sander is a partner in an Oslo law firm.",),
        ),
        Passes(
            "Erik Sander, Norway's envoy, arrived.",
            facts=("Erik Sander was formerly Norway's ambassador to Chad.",),
        ),
        Passes(
            "Anna Keller, a doctor, arrived.", facts=("Anna Keller is Germany's foreign minister.",)
        ),
        Passes(
            "Foreign ministers Jean Morel and Anna Keller met in Paris with other French ministers."
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields offices that the same person cannot hold."""
        done: set[tuple[int, int, int]] = set()
        for restated in judgement.at_odds(MentionKind.TITLE):
            place = (restated.sentence, restated.said.first, restated.said.last)
            if place in done or _is_of_another_time(restated):
                continue
            done.add(place)
            if _is_cut_off(judgement, restated):
                continue
            own = restated.fact.origin is Origin.ARTICLE
            yield self.beside(
                judgement,
                restated,
                _message(restated),
                suggestion=restated.known.text if _is_theirs(restated) else None,
                against=restated.known.span if own else None,
            )
        yield from self._called_otherwise(judgement, done)
        for sentence in judgement.claims():
            for title in judgement.analysis.mentions[sentence.index]:
                if (sentence.index, title.first, title.last) in done:
                    continue
                if _is_plural_of_one(judgement, sentence.index, title):
                    yield self.finding(
                        judgement,
                        sentence,
                        title.span,
                        "a plural office for one person; the offices of several people were merged",
                    )

    def _called_otherwise(
        self, judgement: Judgement, done: set[tuple[int, int, int]]
    ) -> Iterator[Finding]:
        """People who are called something that does not follow from what they are known to be."""
        told = {judgement.sentences[s].locate_tokens(first, last) for s, first, last in done}
        for restated in judgement.at_odds(MentionKind.CALLED):
            part, sentence = restated.said.span, judgement.sentences[restated.sentence]
            if part in told or TIMED & set(str(restated.said.value).split()):
                continue
            for evidence in judgement.evidence_for(restated.sentence, Origin.FACTS):
                if evidence.part != part or evidence.premise[0] != restated.fact:
                    continue
                if not _follows(judgement, evidence):
                    told.add(part)
                    yield self.finding(
                        judgement,
                        sentence,
                        part,
                        "what is known of this person is something else",
                        evidence=(evidence,),
                    )
                break


def _follows(judgement: Judgement, evidence: Evidence) -> bool:
    """Whether any known fact makes the same part at all likely."""
    return any(
        other.scores is not None and other.scores.entailment >= HARDLY
        for other in judgement.evidence_for(evidence.sentence)
        if other.part == evidence.part
    )


def _is_theirs(restated: Restatement) -> bool:
    """Whether it is the same person whom the source calls otherwise."""
    one, other = restated.said.label.split()[-1:], restated.known.label.split()[-1:]
    return SequenceMatcher(None, "".join(one), "".join(other)).ratio() >= SPELLING


def _message(restated: Restatement) -> str:
    if _is_theirs(restated):
        return f"“{restated.said.text}”; elsewhere this person is “{restated.known.text}”"
    return f"“{restated.said.text}”; that is somebody else: “{restated.fact.text}”"


def _is_cut_off(judgement: Judgement, restated: Restatement) -> bool:
    """Whether a hyphen joins more to the office ("Minister-President", "secretary-general")."""
    sides = (
        (judgement.sentences[restated.sentence], restated.said),
        (restated.fact.sentence, restated.known),
    )
    return any(
        sentence.tokens[place].text in {"-", "–"}
        for sentence, title in sides
        for place in (title.first - 1, title.last + 1)
        if 0 <= place < len(sentence.tokens)
    )


def _is_of_another_time(restated: Restatement) -> bool:
    """Whether one of the two offices is said to be over, to come, or only half held."""
    words = f"{restated.said.text} {restated.known.text}".lower().replace("-", " ").split()
    return bool(TIMED & set(words))


def _is_plural_of_one(judgement: Judgement, index: int, title: Mention) -> bool:
    if title.kind is not MentionKind.TITLE:
        return False
    sentence = judgement.sentences[index]
    plural = sentence.tokens[title.last].tag in {"NNS", "NNPS"}
    before = sentence.tokens[title.first - 1].text if title.first else ""
    holders = {
        m.label
        for m in judgement.analysis.mentions[index]
        if m.kind is MentionKind.TITLE and m.first == title.first
    }
    return plural and before == "," and len(holders) == 1
