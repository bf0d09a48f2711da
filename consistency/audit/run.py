"""One audit from beginning to end, or from where it was left."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from consistency.audit.columns import Columns
from consistency.audit.dashboard import render
from consistency.audit.inputs import list_inputs
from consistency.audit.judge import JudgeFactory
from consistency.audit.local import chunk_file, run_local
from consistency.audit.manifest import (
    CLEARING,
    COMPLETE,
    FILE,
    RUNNING,
    Request,
    differences,
    read_manifest,
)
from consistency.audit.parts import Parts, remove_scratch, write_atomically, write_json
from consistency.audit.read import read_articles
from consistency.audit.schema import TABLES
from consistency.audit.staging import Extent, Seen, stage
from consistency.audit.summary import summarise
from consistency.audit.tally import tally
from consistency.domain import ModelInfo
from consistency.errors import BadInput, BadSettings
from consistency.settings import Settings

CHUNK = 64
"""Rows judged and kept together: a few minutes' work, lost at most when a run is killed."""
TIMEOUT = 300.0
"""Seconds that one article may take."""
WORK = "work"
"""Folder of what is needed while an audit runs; gone when it is complete."""
ENGINES = ("local", "ray")
_OWN = (*TABLES, WORK, "summary.json", "dashboard.html")


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that a user may decide about an audit."""

    columns: Columns = field(default_factory=Columns.of)
    since: str = ""
    """ISO date; articles published before it are left out."""
    chunk: int = CHUNK
    workers: int = 0
    """Processes (or Ray actors); 0 for as many as there are processors."""
    timeout: float = TIMEOUT
    """Seconds that one article may take."""
    engine: str = "local"
    restart: bool = False
    """Whether to throw away what another audit left in the folder."""


class Watcher(Protocol):
    """Told how an audit gets on."""

    def reading(self, rows: int) -> None:
        """So many rows are read."""

    def judging(self, done: int, total: int, errors: int) -> None:
        """So many rows of all are judged, so many of them error rows."""


class Unwatched:
    """A Watcher that looks away."""

    def reading(self, rows: int) -> None:
        """Says nothing."""

    def judging(self, done: int, total: int, errors: int) -> None:
        """Says nothing."""


def audit(
    inputs: Sequence[str],
    out: Path,
    factory: JudgeFactory,
    model: ModelInfo,
    settings: Settings,
    files: Sequence[str] = (),
    options: Options | None = None,
    watcher: Watcher | None = None,
) -> dict[str, Any]:
    """Audits everything; resumes what an earlier call with the same arguments left undone.

    Args:
        inputs: files, folders, globs, addresses, data sets.
        out: folder of the results.
        factory: makes the judge in each process.
        model: the model that the judge asks.
        settings: what the judge decides by.
        files: what else the judge reads: known facts, the model's calibration.
        options: the rest.
        watcher: told how it gets on.

    Returns:
        The summary, as it stands in `summary.json`.

    Raises:
        BadInput: an input cannot be read, or `out` holds another audit.
        BadSettings: an option is out of range, or another run is writing to `out`.
        MissingExtra: the engine is Ray, which is not installed.
    """
    options, watcher = options or Options(), watcher or Unwatched()
    _check(options)
    request = Request(
        model,
        settings,
        {path: _checksum(path) for path in files},
        list_inputs(inputs),
        options.columns.names,
        options.since,
        options.chunk,
    )
    with _locked(out):
        manifest = _begin(out, request.as_plain(), restart=options.restart)
        remove_scratch(out)
        if manifest["state"] != COMPLETE:
            extent = _staged(out, request, options, watcher.reading)
            manifest |= {"extent": asdict(extent), "ignored": request.inputs.ignored}
            _judge(out, extent, factory, options, watcher)
        return _finish(out, manifest)


def _check(options: Options) -> None:
    for name, value in (("chunk", options.chunk), ("timeout", options.timeout)):
        if value <= 0:
            raise BadSettings(f"--{name} {value}", "must be more than nothing", "give a number > 0")
    if options.workers < 0:
        raise BadSettings(f"--workers {options.workers}", "is negative", "use 0 for all processors")
    if options.engine not in ENGINES:
        raise BadSettings(options.engine, "no such engine", f"use one of {', '.join(ENGINES)}")
    if options.engine == "ray":
        # An extra; whether it is here is told before a long input is read.
        from consistency.audit.ray_engine import load_ray

        load_ray()


def _checksum(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})", "check the path") from error


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(str(out), f"cannot be made ({error.strerror})", "check the path") from error
    try:
        with FileLock(out / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BadSettings(
            str(out), "another audit is writing there", "wait for it, or name another folder"
        ) from error


def _begin(out: Path, asked: dict[str, Any], *, restart: bool) -> dict[str, Any]:
    kept = read_manifest(out) if not restart else None
    if kept is None:
        foreign = [name for name in _OWN if (out / name).exists()]
        if foreign and not restart:
            raise BadInput(
                str(out),
                f"holds {foreign[0]} of something else",
                "name another folder, or throw that away with --restart",
            )
    else:
        differing = differences(kept, asked)
        if differing:
            raise BadInput(
                str(out),
                f"holds an audit with {'; '.join(differing)}",
                "name another folder, or throw that audit away with --restart",
            )
        if kept["state"] != CLEARING:
            return kept
    # Said before anything is thrown away: a run that is killed here goes on clearing.
    write_json(out / FILE, {**asked, "state": CLEARING})
    for name in _OWN:
        path = out / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    manifest = {**asked, "state": RUNNING}
    write_json(out / FILE, manifest)
    return manifest


def _staged(out: Path, request: Request, options: Options, seen: Seen) -> Extent:
    """The input in chunks; staged anew unless it was staged to the end."""
    work, mark = out / WORK, out / WORK / "extent.json"
    if not mark.is_file():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        rows = read_articles(request.inputs.files, options.columns)
        write_json(mark, asdict(stage(rows, work, options.chunk, options.since, seen)))
    return Extent(**json.loads(mark.read_text(encoding="utf-8")))


def _judge(
    out: Path, extent: Extent, factory: JudgeFactory, options: Options, watcher: Watcher
) -> None:
    parts = Parts(out, out / WORK / "done")
    done = parts.done()
    left = [number for number in range(extent.chunks) if number not in done]
    progress = _Count(out / WORK, extent, done, watcher)
    watcher.judging(progress.done, extent.rows, progress.errors)
    if not left:
        return
    if options.engine == "ray":
        # Ray is an extra.
        from consistency.audit.ray_engine import run_ray

        run_ray(left, out / WORK, parts, factory, options.workers, options.timeout, progress)
    else:
        workers = min(options.workers or os.cpu_count() or 1, len(left))
        run_local(left, out / WORK, parts, factory, workers, options.timeout, progress)


class _Count:
    """Adds up what engines tell of single chunks."""

    def __init__(self, work: Path, extent: Extent, done: set[int], watcher: Watcher) -> None:
        self._total = extent.rows
        self._watcher = watcher
        self.done = sum(pq.read_metadata(chunk_file(work, n)).num_rows for n in done)
        self.errors = 0

    def __call__(self, rows: int, errors: int) -> None:
        self.done += rows
        self.errors += errors
        self._watcher.judging(self.done, self._total, self.errors)


def _finish(out: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    counted = tally(out)
    summary = summarise(counted, manifest)
    write_json(out / "summary.json", summary)
    write_atomically(out / "dashboard.html", render(counted, summary).encode())
    write_json(out / FILE, {**manifest, "state": COMPLETE})
    shutil.rmtree(out / WORK, ignore_errors=True)
    return summary
