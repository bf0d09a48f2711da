"""FC402: something that a scraper, spinner or template left behind."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, SentenceRole, Severity
from consistency.rules.base import Flags, Passes, Rule


class Artefact(Rule):
    """Something that a scraper, spinner or template left behind.

    Ad slots ("[ad_1]"), shortcodes, spintax braces, template placeholders, markup that
    survived, and prompts such as "Read more". Needs no facts.

    Cannot see: leftovers that read like prose.
    """

    code = "FC402"
    name = "artefact"
    severity = Severity.WARNING
    examples = (
        Flags("‹[ad_1]›\n\nThe council met on Monday."),
        Flags("The council ‹{met|gathered|assembled}› on Monday."),
        Flags("‹Read more: our guide to the vote›\n\nThe council met on Monday."),
        Flags("‹Tags: council, budget, vote›\n\nThe council met on Monday."),
        Flags("‹Continue reading below›\n\nThe council met on Monday."),
        Flags("The council met on Monday ‹[spinner: variant 2 of 3]›."),
        Flags("The council met on Monday.\n\n‹[spinner: alt 2/3]›"),
        Passes("The council met on Monday [and again on Tuesday]."),
        Passes("Tags on the coats gave the thieves away."),
        Passes("The rule (see Article 5) was read more than once."),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields every piece that intake found to be an artefact."""
        for sentence in judgement.sentences:
            if sentence.role is SentenceRole.ARTEFACT:
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.span,
                    "left behind by a scraper, spinner or template; remove it",
                    suggestion="",
                )
