"""FC304: words inside quotation marks are not those that were said."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule


class QuoteAltered(Rule):
    """Words inside quotation marks are not those that were said.

    A quotation promises the speaker's own words. Each one is laid beside the likest
    quotation of the source; anything beyond case, punctuation and omission from its ends is
    an alteration. Quotations of fewer than three words are taken for scare quotes.

    Cannot see: a quotation whose original the facts do not hold, and invented quotations
    that resemble none.
    """

    code = "FC304"
    name = "quote-altered"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102")
    examples = (
        Flags(
            "“‹We will never forgive this crime›,” said the mayor.",
            source="“We will never forget this night,” said the mayor.",
        ),
        Flags(
            'The minister called it "‹a large victory for every employee›".',
            source='The minister called it "a great victory for every worker".',
        ),
        Flags(
            "She said: “‹The deal is completely finished for us›.”",
            source="She said: “The deal is absolutely dead to us.”",
        ),
        Passes(
            "“We will never forget this night”, the mayor said.",
            source="“We will never forget this night,” said the mayor.",
        ),
        Passes(
            "The mayor spoke of “this night” on Monday.",
            source="“We will never forget this night,” said the mayor.",
        ),
        Passes(
            "“We will never forget this night,” he said.",
            source='"We will never forget this night, and we shall rebuild," said the mayor.',
        ),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields quotations that differ from the likest known one."""
        for restated in judgement.at_odds(MentionKind.QUOTE):
            yield self.beside(
                judgement,
                restated,
                f"the words quoted were “{restated.known.text}”",
                suggestion=restated.known.text,
            )
