"""News articles, and the sentences in them that an edit will not spoil."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path
from typing import NamedTuple

from ftfy import fix_text
from spacy.tokens import Span

LONGEST = 4000
"""Characters of an article that are read; news puts what matters first."""
_JUNK = re.compile(
    r"https?://|www\.|@|\.\.\.|…|\bcookies?\b|[|{}\[\]<>_•*#]|playback|[Cc]lick here"
    r"|[Ss]ign up|[Ss]ubscribe"
    r"|REUTERS/|\(Reuters\)|Read more|newsletter|All rights reserved|Getty|Image copyright"
    r"|Image caption|Share this"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z /.,-]{2,40}(?:, [A-Z][a-z]+\.? \d+)? ?\((?:Reuters|AP|AFP|CNN)\) ?[-–—]+ ?"
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})


class Article(NamedTuple):
    """An article's id and its text on one line."""

    group: str
    text: str


def clean(text: str) -> str:
    """One line of text: encodings mended, quotes straight, no dateline, cut at a sentence's end."""
    line = " ".join(fix_text(text).translate(_QUOTES).split())
    line = _DATELINE.sub("", line)[:LONGEST]
    return line[: line.rfind(". ") + 1] if len(line) == LONGEST else line


def articles(data: Path, count: int, skip: int, seed: int) -> list[Article]:
    """Articles in an order drawn by the seed, without those in lower case."""
    found = []
    with gzip.open(data / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            raw = str(json.loads(line)["text"])
            if sum(c.isupper() for c in raw[:2000]) > 0.015 * min(len(raw), 2000):
                found.append((f"news:{n}", raw))
    random.Random(seed).shuffle(found)
    return [Article(group, clean(raw)) for group, raw in found[skip : skip + count]]


def good(sentence: Span) -> bool:
    """Whether a sentence is plain English prose with one main verb."""
    text, root = sentence.text, sentence.root
    words = text.split()
    if not (6 <= len(words) <= 45 and text[:1].isupper() and text.endswith((".", '."'))):
        return False
    if _JUNK.search(text) or text.count('"') % 2 or text.count("(") != text.count(")"):
        return False
    if root.pos_ not in {"VERB", "AUX"} or root.tag_ not in {
        "VBD",
        "VBZ",
        "VBP",
        "VB",
        "VBN",
        "VBG",
    }:
        return False
    if not any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in root.children):
        return False
    common = sum(t.is_stop for t in sentence)
    shouted = sum(w.isupper() and len(w) > 3 for w in words)
    return (
        0.15 * len(sentence) < common and shouted < 3 and sum(t.pos_ == "X" for t in sentence) == 0
    )
