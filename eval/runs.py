"""A Run: what one system said of every unit of a benchmark, saved as it goes.

JSON Lines. The first line says who answered, with which model and settings, on which data; then
an answer a line; a last line marks the run complete. A run that was killed goes on after its last
whole line. Metrics read runs; they never ask a system again.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from consistency.domain import ModelInfo, Span
from consistency.errors import BadInput
from eval.benchmark import BadRow

FORMAT = 1
MEND = "delete it and run `python -m eval run` again"


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that an answer rests on, with what the model says of it and the unit."""

    text: str
    entailment: float | None = None
    contradiction: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the checker inside a unit."""

    rule: str
    """The rule's name, such as `number-changed`."""
    span: Span
    """The wrong words, in the item's text."""
    message: str
    probability: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says of one unit."""

    id: str
    score: float | None
    """Higher is more faithful; `None` where the system cannot tell."""
    verdict: str | None = None
    """supported, contradicted, unsupported or unchecked, from systems that decide."""
    probabilities: tuple[float, float, float] | None = None
    """Of entailment, neutral and contradiction, from systems that tell all three apart."""
    findings: tuple[Found, ...] = ()
    evidence: tuple[Cited, ...] = ()
    error: str | None = None
    """Why there is no score."""

    def __post_init__(self) -> None:
        """Refuses what no figure could be computed from."""
        if self.score is not None and not math.isfinite(self.score):
            raise ValueError(f"{self.id}: the score {self.score} is not a finite number")


@dataclass(frozen=True, slots=True)
class SystemInfo:
    """Who answers; two runs with the same one on the same data say the same."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else decides its answers, as plain values."""
    given: tuple[str, ...] = ("source",)
    """Which of `source`, `facts` and `article` it looks at, sorted."""
    probabilistic: bool = False
    """Whether its score is meant as the probability of being faithful."""
    model: ModelInfo | None = None
    code: str = ""
    """Checksum of the code that answers, so that a changed rule never passes for the old one."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a run."""

    system: SystemInfo
    benchmark: str
    revision: str
    """Checksum of the rows that were read, with ids, texts and gold."""
    units: int
    """How many answers make it complete."""
    bad: tuple[BadRow, ...]
    version: str
    """Of the library."""
    started: str
    """UTC, ISO 8601."""
    format: int = FORMAT

    def differs_from(self, other: Header) -> list[str]:
        """Names of the fields by which the two are not the same run; time is none of them."""
        same = [f.name for f in fields(self) if f.name not in {"started", "system", "bad"}]
        found = [name for name in same if getattr(self, name) != getattr(other, name)]
        mine, theirs = _plain(self.system), _plain(other.system)
        return found + [f"system.{name}" for name in mine if mine[name] != theirs[name]]


@dataclass(frozen=True, slots=True)
class Run:
    """A saved run."""

    path: Path
    header: Header
    answers: Mapping[str, Answer]
    """By unit id, in the order they were given."""
    seconds: float | None
    """What it took in all, shared work counted for whoever asked first; `None` if unfinished."""

    @property
    def complete(self) -> bool:
        """Whether it reached its end."""
        return self.seconds is not None

    @property
    def name(self) -> str:
        """The system's name; a run put aside by a later one carries its code's checksum."""
        _, mark, aside = self.path.stem.partition("@")
        return self.header.system.name + mark + aside


_HEADER = TypeAdapter(Header)
_ANSWER = TypeAdapter(Answer)


def file_name(system: str) -> str:
    """The file that a system's run is saved in."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", system).strip("-") + ".jsonl"


def load_run(path: Path) -> Run:
    """Reads a saved run; an unfinished one has no `seconds`.

    Raises:
        BadInput: it is missing or damaged; a last line cut short by a kill is no damage.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(str(path), f"cannot be read ({error.strerror})", "check the path") from error
    lines = raw[: raw.rfind(b"\n") + 1].splitlines()
    if not lines:
        raise BadInput(str(path), "holds no whole line", MEND)
    header = _parsed(path, 1, lines[0], _HEADER)
    if header.format != FORMAT:
        raise BadInput(str(path), f"is of format {header.format}, not {FORMAT}", MEND)
    answers: dict[str, Answer] = {}
    seconds = None
    for number, line in enumerate(lines[1:], 2):
        if seconds is not None:
            raise BadInput(f"{path}:{number}", "there is more after the last line", MEND)
        if line.startswith(b'{"complete"'):
            seconds = float(json.loads(line)["seconds"])
            continue
        answer = _parsed(path, number, line, _ANSWER)
        if answer.id in answers:
            raise BadInput(f"{path}:{number}", f"answers {answer.id} a second time", MEND)
        answers[answer.id] = answer
    if seconds is not None and len(answers) != header.units:
        raise BadInput(str(path), f"has {len(answers)} answers where {header.units} were due", MEND)
    return Run(path, header, answers, seconds)


class RunWriter:
    """Appends answers to a run's file; goes on where a killed run of the same kind stopped.

    Args:
        path: the file; a finished or unlike run that lies there is not touched: see `prepare`.
        header: who answers on what.
    """

    def __init__(self, path: Path, header: Header) -> None:
        self.path = path
        self.header = header
        self.answered: set[str] = set()
        if path.exists():
            self.answered = set(load_run(path).answers)
            raw = path.read_bytes()
            whole = raw.rfind(b"\n") + 1
            if whole < len(raw):
                with path.open("r+b") as file:
                    file.truncate(whole)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._append([_plain(header)])

    def write(self, answers: Iterable[Answer]) -> None:
        """Saves a batch of answers at once."""
        fresh = list(answers)
        self._append([_without_defaults(answer) for answer in fresh])
        self.answered.update(answer.id for answer in fresh)

    def finish(self, seconds: float) -> None:
        """Marks the run complete."""
        self._append([{"complete": True, "seconds": round(seconds, 2)}])

    def _append(self, rows: list[dict[str, Any]]) -> None:
        text = "".join(json.dumps(r, ensure_ascii=False, allow_nan=False) + "\n" for r in rows)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text)


def prepare(path: Path, header: Header) -> RunWriter | None:
    """Makes ready to answer; `None` where the very same run is complete already.

    A complete run by other code, settings or model, or on other data, is put aside under its code's
    checksum (`checker@1a2b3c4d.jsonl`), so that before and after can be compared; an unfinished
    one is thrown away.
    """
    if path.exists():
        old = load_run(path)
        unlike = header.differs_from(old.header)
        if not unlike and old.complete:
            return None
        if unlike and old.complete:
            mark = _mark(old.header)
            path.replace(path.with_stem(f"{path.stem}@{mark}"))
        elif unlike:
            path.unlink()
    return RunWriter(path, header)


def _mark(header: Header) -> str:
    """A short name for what a run was made with."""
    made = [_plain(header.system), header.revision, header.version]
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:8]


def _parsed(path: Path, number: int, line: bytes, form: TypeAdapter[Any]) -> Any:
    try:
        return form.validate_json(line)
    except (ValidationError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise BadInput(f"{path}:{number}", f"does not parse ({reason})", MEND) from error


def _plain(value: Any) -> Any:
    """A value as JSON would give it back."""
    return json.loads(json.dumps(value, default=_as_dict))


def _as_dict(value: Any) -> Any:
    return asdict(value)


def _without_defaults(answer: Answer) -> dict[str, Any]:
    """Only what an answer says; most say little."""
    plain = asdict(answer)
    return {k: v for k, v in plain.items() if k in {"id", "score"} or v not in (None, ())}
