"""FC401: a thesaurus broke a set phrase or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule


class MangledPhrase(Rule):
    """A thesaurus broke a set phrase or a name.

    Word-by-word synonyms turn "breast cancer" into "bosom peril" and the White House into a
    pale residence. A hand-written table maps such tortured phrases to what was meant. Beside
    the source sentence that a sentence tells again, a word of a term must not become a word for
    another of its senses ("merger bill", "merger invoice"; `wrong_senses.tsv`).

    Cannot see: phrases and words that are in neither table.
    """

    code = "FC401"
    name = "mangled-phrase"
    severity = Severity.WARNING
    examples = (
        Flags("She was treated for ‹bosom peril› in May."),
        Flags("The ‹Joined Nations› will vote on Monday."),
        Flags("He is the ‹Assistant Secretary for State› for Asia."),
        Flags(
            "The minister may delay the reading of the ‹merger invoice›.",
            source="The minister may put off the reading of the merger bill.",
        ),
        Passes(
            "The minister may delay the reading of the merger law.",
            source="The minister may put off the reading of the merger bill.",
        ),
        Passes("She was treated for breast cancer in May."),
        Passes("The joined forces of the nations will vote on Monday."),
        Passes("The peril to her bosom friend was great."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields tortured phrases with what was meant."""
        pattern, meant = _table()
        for sentence in judgement.claims():
            for match in pattern.finditer(sentence.text):
                intended = meant[" ".join(match.group().lower().split())]
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate(*match.span()),
                    f"a mangled set phrase; “{intended}” was meant",
                    suggestion=intended,
                )
        for restated in judgement.at_odds(MentionKind.TERM):
            yield self.beside(
                judgement,
                restated,
                f"a mangled term; “{restated.known.text}” was meant",
                suggestion=restated.known.text,
            )


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all tortured phrases, and what each of them meant."""
    text = Path(__file__).with_name("tortured_phrases.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    meant = {broken.lower(): intended for broken, intended in rows}
    longest_first = sorted(meant, key=len, reverse=True)
    spaced = (re.escape(broken).replace(r"\ ", r"\s+") for broken in longest_first)
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE), meant
