"""Findings that were known before: a file that they are read from, and that may only shrink."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from consistency.domain import Document, Finding, Report, Suppressed, SuppressedBy
from consistency.errors import BadInput
from consistency.fingerprint import fingerprint
from consistency.reports.uri import relative_path
from consistency.settings import Settings

VERSION = 1
_HOW = "write it with --grow-baseline"


class Key(NamedTuple):
    """What a known finding is recognised by."""

    document: str
    rule: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind were known."""

    counts: Mapping[Key, int] = field(default_factory=dict)
    texts: Mapping[Key, str] = field(default_factory=dict)
    """The sentence of each, for whoever reads the file."""

    def set_aside(
        self, findings: Sequence[Finding], document: Document, settings: Settings
    ) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], int]:
        """Findings that are new, those that were known, and how many known ones are gone.

        Of a rule that did not run nothing is gone.
        """
        name = relative_path(document.id)
        left = Counter({key: n for key, n in self.counts.items() if key.document == name})
        new: list[Finding] = []
        known: list[Suppressed] = []
        for finding in findings:
            key = _key(finding, document)
            if left[key] > 0:
                left[key] -= 1
                known.append(Suppressed(finding, SuppressedBy.BASELINE))
            else:
                new.append(finding)
        gone = sum(n for key, n in left.items() if settings.runs(key.rule))
        return tuple(new), tuple(known), gone

    def updated(self, reports: Iterable[Report], settings: Settings, *, grow: bool) -> Baseline:
        """This baseline after a run.

        What is gone is dropped, and only if `grow` is set are new findings added. Articles
        that were not checked, or not whole, keep their entries, and so do rules that did not run.

        Args:
            reports: what the run came to.
            settings: under which it ran.
            grow: whether to add what is new.
        """
        counts, texts = dict(self.counts), dict(self.texts)
        for report in reports:
            if report.errors:
                continue
            name = relative_path(report.document.id)
            known = [s.finding for s in report.suppressed if s.by is SuppressedBy.BASELINE]
            kept = [*known, *report.findings] if grow else known
            counts = {
                key: n
                for key, n in counts.items()
                if key.document != name or not settings.runs(key.rule)
            }
            counts |= Counter(_key(finding, report.document) for finding in kept)
            texts |= {
                _key(f, report.document): report.document.sentences[f.sentence].text for f in kept
            }
        return Baseline(counts, {key: texts[key] for key in counts})


def _key(finding: Finding, document: Document) -> Key:
    return Key(relative_path(document.id), finding.rule.code, fingerprint(finding, document))


def read_baseline(path: str) -> Baseline:
    """The baseline in a file.

    Raises:
        BadInput: it is missing or not a baseline.
    """
    try:
        plain = json.loads(Path(path).read_text(encoding="utf-8"))
        if plain["version"] != VERSION:
            raise ValueError(f"its version is {plain['version']}, not {VERSION}")
        entries = {_entry_key(entry): entry for entry in plain["findings"]}
        counts = {key: _count(entry) for key, entry in entries.items()}
        return Baseline(counts, {key: str(entry["text"]) for key, entry in entries.items()})
    except FileNotFoundError as error:
        raise BadInput(path, "there is no such baseline", _HOW) from error
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})", "check its rights") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(path, f"not a baseline ({error!r})", _HOW) from error


def _entry_key(entry: Mapping[str, Any]) -> Key:
    return Key(str(entry["document"]), str(entry["rule"]), str(entry["fingerprint"]))


def _count(entry: Mapping[str, Any]) -> int:
    count = entry["count"]
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError(f"count {count!r}")
    return count


def write_baseline(baseline: Baseline, path: str) -> None:
    """Writes the file in one step, sorted, so that changes to it read well."""
    entries = [
        {**key._asdict(), "count": count, "text": baseline.texts[key]}
        for key, count in sorted(baseline.counts.items())
    ]
    plain = {"version": VERSION, "findings": entries}
    target = Path(path)
    partial = target.with_name(f"{target.name}.partial")
    written = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    # A file's name may be no UTF-8; with backslashes it is what JSON reads back as that name.
    partial.write_text(written, encoding="utf-8", errors="backslashreplace")
    partial.replace(target)
