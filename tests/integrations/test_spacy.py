from __future__ import annotations

import pytest
import spacy

from consistency.integrations.spacy import ConsistencyComponent
from tests.integrations.conftest import FALSE, SOURCE, TRUE


@pytest.fixture
def nlp(scripted, monkeypatch):
    monkeypatch.setattr("consistency.integrations.spacy.Checker", lambda **kwargs: scripted)
    nlp = spacy.blank("en")
    assert isinstance(nlp.add_pipe("consistency"), ConsistencyComponent)
    return nlp


def test_findings_are_spans(nlp) -> None:
    doc = nlp.make_doc(FALSE)
    doc._.source = SOURCE
    doc = nlp(doc)
    [span] = doc.spans["consistency"]
    assert (span.text, span.label_, span.id_) == ("40", "FC301", "error")
    assert not doc._.consistency.passed


def test_texts_of_a_pipe_do_not_mix(nlp) -> None:
    docs = []
    for text in (TRUE, FALSE):
        doc = nlp.make_doc(text)
        doc._.source = SOURCE
        docs.append(doc)
    good, bad = nlp.pipe(docs)
    assert not good.spans["consistency"]
    assert len(bad.spans["consistency"]) == 1
