"""FC106: the same statement is put in another mouth."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from consistency.domain import Fact, Finding, Judgement, MentionKind, Sentence, Severity, Span
from consistency.rules.base import Flags, Passes, Rule

ALIKE = 0.75
"""difflib ratio from which two names may be two spellings of one."""


class AttributionChanged(Rule):
    """The same statement is put in another mouth.

    Where the rewrite and the fact tell the same event (the same verb, agent and patient),
    and both say who said so, the speakers must be one. Beside the source sentence that a
    sentence tells again the speakers are compared whatever the words ("said", "according to",
    "in the view of"); those whom the source ever names together may be of one body, and pass.

    Cannot see: statements reworded beyond recognition, speakers of the rewrite named by a
    pronoun, and an attribution that was left out (see FC107 for claims that became facts).
    """

    code = "FC106"
    name = "attribution-changed"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102", "FC303")
    examples = (
        Flags(
            "‹Germany› said the sanctions had hurt the economy.",
            facts=("Spain said the sanctions had hurt the economy.",),
        ),
        Flags(
            "According to ‹Corby›, the dam flooded the valley.",
            facts=("Arlen said the dam flooded the valley.",),
        ),
        Flags(
            "‹Helden› said the court rejected the appeal.",
            source="Norvik said the court rejected the appeal. Helden did not comment.",
        ),
        Flags(
            "In the view of ‹Keller›, the dam could withstand another flood.",
            source="Engineer Erik Sander said the dam would survive another flood. "
            "Mayor Anna Keller opened a shelter on Monday.",
        ),
        Passes(
            "Swarms of locusts ate the crops, the FAO reported.",
            source="Locusts ate the crops, the UN Food and Agriculture Organization said.",
        ),
        Passes(
            "In the view of the engineer, the dam could withstand another flood.",
            source="Engineer Erik Sander said the dam would survive another flood. "
            "Mayor Anna Keller opened a shelter on Monday.",
        ),
        Passes(
            "The dam could withstand another flood, Norvik said.",
            source="Norvik's engineer, Erik Sander, said the dam would survive another flood.",
        ),
        Passes(
            "According to Spain, the sanctions had hurt the economy.",
            facts=("Spain said the sanctions had hurt the economy.",),
        ),
        Passes(
            "Sergei Corby said the dam flooded the valley.",
            facts=("Sergey Korbi said the dam flooded the valley.",),
        ),
        Passes(
            "He said the sanctions had hurt the economy.",
            facts=("Spain said the sanctions had hurt the economy.",),
        ),
        Passes(
            "Germany said the strike had hurt the economy.",
            facts=("Spain said the drought had hurt the harvest.",),
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields speakers that are not the fact's."""
        done: set[int] = set()
        for pair in judgement.analysis.parallels:
            said, known = pair.said, pair.known
            if not said.speaker or not known.speaker or said.speaker == known.speaker:
                continue
            told = said.roles & known.roles
            if len(told) < 2 or _may_be_one(said.speaker, known.speaker, pair.fact):
                continue
            sentence = judgement.sentences[pair.sentence]
            span = _where(judgement, sentence, said.speaker)
            if span is not None:
                done.add(pair.sentence)
                yield self.finding(
                    judgement,
                    sentence,
                    span,
                    "what is known puts this statement in another mouth",
                    facts=(pair.fact,),
                )
        for restated in judgement.at_odds(MentionKind.SPEAKER):
            if restated.sentence not in done:
                yield self.beside(
                    judgement,
                    restated,
                    f"what is known puts this statement in the mouth of “{restated.known.text}”",
                    suggestion=restated.known.text,
                )


def _may_be_one(said: str, known: str, fact: Fact) -> bool:
    """A surname for the name, an office beside the name, or a name the fact has elsewhere."""
    words = {t.text.lower() for t in fact.sentence.tokens if t.pos == "PROPN"}
    # Transliterations differ: "Catri" is "Catry", "Sergei" is "Sergey".
    spelt_alike = any(
        SequenceMatcher(None, one, other).ratio() >= ALIKE
        for one in said.split()
        for other in known.split()
    )
    return spelt_alike or bool(set(said.split()) & words) or not set(known.split()) & words


def _where(judgement: Judgement, sentence: Sentence, speaker: str) -> Span | None:
    """The words that name the speaker; a pronoun or a common noun is not compared."""
    for mention in judgement.analysis.mentions[sentence.index]:
        if mention.kind is MentionKind.NAME and mention.value == speaker:
            return mention.span
    return None
