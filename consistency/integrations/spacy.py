"""A spaCy component: findings as spans of a `Doc`.

>>> nlp = spacy.blank("en")                                             # doctest: +SKIP
>>> nlp.add_pipe("consistency", config={"facts": ["Acme has 14 staff."]})  # doctest: +SKIP
>>> doc = nlp("Acme has 40 staff.")                                     # doctest: +SKIP
>>> [(span.text, span.label_) for span in doc.spans["consistency"]]     # doctest: +SKIP
[('40', 'FC301')]
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from consistency.checker import Checker
from consistency.domain import Finding

NAME = "consistency"

for _extension in ("source", "consistency"):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=None)


class ConsistencyComponent:
    """Puts findings into `doc.spans["consistency"]` and the report into `doc._.consistency`.

    A span's label is the rule's code, its `id_` the severity. The checker splits and parses the
    text itself, so that a Doc gets the verdicts that the command line gives.

    Args:
        checker: checks.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker

    def __call__(self, doc: Doc) -> Doc:
        """Checks a Doc against `doc._.source`, if that is set, and the known facts.

        Raises:
            BadInput: the text is empty or not English.
        """
        report = self._checker.check(doc.text, source=doc._.source)
        doc._.consistency = report
        doc.spans[NAME] = [_span(doc, finding) for finding in report.findings]
        return doc


def _span(doc: Doc, finding: Finding) -> Span:
    """The tokens that hold the wrong words; wider where a token is cut."""
    span = doc.char_span(
        finding.span.start,
        finding.span.end,
        label=finding.rule.code,
        span_id=finding.severity.label,
        alignment_mode="expand",
    )
    assert span is not None  # the characters are those of this Doc
    return span


@Language.factory(NAME, default_config={"facts": [], "model": None})
def create_component(
    nlp: Language, name: str, facts: Sequence[str], model: str | None
) -> ConsistencyComponent:
    """Makes the component for `nlp.add_pipe("consistency")`.

    Args:
        nlp: the pipeline that it becomes part of.
        name: its name there.
        facts: what is known of every text, a sentence each.
        model: a bundle or Hugging Face model; the shipped bundle if `None`.
    """
    return ConsistencyComponent(Checker(model=model, facts=facts))
