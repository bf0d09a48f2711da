"""What a finding is recognised by when the article around it has changed."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from consistency.domain import Document, Finding

LENGTH = 16
"""Hexadecimal digits kept: 64 bits, enough for billions of findings."""
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def fingerprint(finding: Finding, document: Document) -> str:
    """A hash of the rule and the sentence's words; no line number and no offset goes in.

    Letter case, blanks and the shapes of quotation marks and dashes do not count, so that a
    reformatted article keeps its fingerprints.
    """
    words = document.sentences[finding.sentence].text
    plain = unicodedata.normalize("NFKC", words).translate(_PLAIN).casefold()
    normalised = " ".join(plain.split())
    return hashlib.sha256(f"{finding.rule.code}\n{normalised}".encode()).hexdigest()[:LENGTH]


def numbered(findings: Iterable[Finding], document: Document) -> Sequence[str]:
    """Fingerprints with a running number behind equal ones, so that no two are alike."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        mark = fingerprint(finding, document)
        seen[mark] += 1
        found.append(f"{mark}:{seen[mark]}")
    return found
