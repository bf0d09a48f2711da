"""`consistency facts`: the verbs of the fact base. Results go to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from consistency.domain import Validity
from consistency.errors import BadInput, BadSettings
from consistency.exit_codes import ExitCode

if TYPE_CHECKING:
    from consistency.facts.base import Added, FactBase, StoredFact
    from consistency.facts.record import FactRecord
    from consistency.intake.read import BadRow

SHOWN = 20
"""Bad rows that are told one by one."""

facts = typer.Typer(
    name="facts",
    help="Keep what is known: a fact base with dates, searched by meaning, words and names.",
    no_args_is_help=True,
)
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

Base = Annotated[
    str,
    typer.Option(
        "--base",
        "-b",
        metavar="PATH",
        envvar="CONSISTENCY_FACTS",
        help="The fact base: a folder, or an address such as s3://bucket/facts.",
    ),
]
Origin = Annotated[
    str, typer.Option("--origin", metavar="WORDS", help="Where the facts are known from.")
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="They hold from: 2017, 2017-05 or 2017-05-17."),
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="They hold up to and including.")
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="WORD", help="A tag; may be repeated.")
]
Tag = Annotated[str, typer.Option("--tag", metavar="WORD", help="Only facts with this tag.")]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="DAY", help="Only facts that hold on it: 2021-03-04 or today."),
]
Format = Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="text or json.")]
Version = Annotated[
    int | None, typer.Option("--version", metavar="N", help="An earlier version of the base.")
]


@facts.command()
def add(
    text: Annotated[list[str], typer.Argument(metavar="SENTENCE", help="Facts, one each.")],
    base: Base,
    origin: Origin = "",
    start: From = None,
    end: To = None,
    tag: Tags = None,
) -> None:
    """Add facts given on the command line."""
    from consistency.facts.record import FactRecord

    valid = _valid(start, end)
    records = [FactRecord(one, origin or "command line", valid, tuple(tag or ())) for one in text]
    _tell(_add(base, records))


@facts.command(name="import")
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text, CSV, JSONL, Parquet or an article.")
    ],
    base: Base,
    kind: Annotated[
        str | None,
        typer.Option("--as", metavar="KIND", help="text, table, article or triples."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="A column by another name; repeatable."),
    ] = None,
    template: Annotated[
        list[str] | None,
        typer.Option(
            "--template",
            metavar="RELATION=SENTENCE",
            help="How triples of a relation read: 'P6={object} governs {subject}.'",
        ),
    ] = None,
    origin: Origin = "",
    start: From = None,
    end: To = None,
    tag: Tags = None,
) -> None:
    """Import facts from a file; the same call again goes on where a run was cut off."""
    from consistency.facts.load import Kind, Reading, read_records

    if kind is not None and kind not in {k.value for k in Kind}:
        raise BadSettings(f"--as {kind}", "there is no such kind", f"use {', '.join(Kind)}")
    how = Reading(
        kind=Kind(kind) if kind else None,
        columns=_pairs("--map", column),
        templates=_pairs("--template", template),
        origin=origin,
        valid=_valid(start, end),
        tags=tuple(tag or ()),
    )
    bad: list[BadRow] = []
    added = _add(base, _good(read_records(file, how), bad))
    for row in bad[:SHOWN]:
        err.print(f"consistency: left out: {row.id}: {row.error}")
    if len(bad) > SHOWN:
        err.print(f"consistency: left out: {len(bad) - SHOWN} more rows")
    _tell(added, len(bad))
    raise typer.Exit(ExitCode.UNCHECKED if bad else ExitCode.PASSED)


@facts.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A sentence or a question.")],
    base: Base,
    day: Day = None,
    tag: Tag = "",
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many at most.")] = 10,
    format: Format = "text",
    version: Version = None,
) -> None:
    """Find the facts that bear on a sentence, best first."""
    found = open_base(base, day, version).search(query, count, tag=tag)
    if _is_json(format):
        rows = [{**_plain(hit.fact), "nearness": round(hit.nearness, 4)} for hit in found]
        _print(json.dumps(rows, ensure_ascii=False, indent=2))
    for hit in found if format == "text" else ():
        out.print(f"{hit.nearness:.2f}  {_line(hit.fact)}")


@facts.command(name="list")
def list_(
    base: Base,
    day: Day = None,
    tag: Tag = "",
    count: Annotated[
        int | None, typer.Option("--count", "-n", min=1, help="How many at most; all by default.")
    ] = None,
    format: Format = "text",
    version: Version = None,
) -> None:
    """List facts with their ids, dates and origins."""
    found = open_base(base, day, version).facts(tag=tag, limit=count)
    if _is_json(format):
        _print(json.dumps([_plain(fact) for fact in found], ensure_ascii=False, indent=2))
        return
    for fact in found:
        out.print(_line(fact))


@facts.command()
def remove(
    base: Base,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Ids, or their beginnings.")
    ] = None,
    tag: Annotated[str, typer.Option("--tag", metavar="WORD", help="All with this tag.")] = "",
    origin: Annotated[
        str, typer.Option("--origin", metavar="WORDS", help="All from this origin.")
    ] = "",
) -> None:
    """Remove facts; earlier versions of the base keep them."""
    if not ids and not tag and not origin:
        raise BadSettings("remove", "nothing was named", "give ids, --tag or --origin")
    out.print(f"{open_base(base).remove(ids or (), tag=tag, origin=origin):,} removed")


@facts.command()
def export(
    base: Base,
    file: Annotated[
        str,
        typer.Option("--out", "-o", metavar="FILE", help="A .jsonl, .csv or .parquet file, or -."),
    ] = "-",
    day: Day = None,
    tag: Tag = "",
    version: Version = None,
) -> None:
    """Write all facts to a table that `import` reads back."""
    rows = (_plain(fact) for fact in open_base(base, day, version).facts(tag=tag))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if file == "-":
        sys.stdout.writelines(lines)
    elif Path(file).suffix == ".jsonl":
        with Path(file).open("w", encoding="utf-8") as stream:
            stream.writelines(lines)
    else:
        _write_table(file, rows)


@facts.command()
def stats(base: Base, format: Format = "text", version: Version = None) -> None:
    """Show what a base holds: counts, dates, origins, tags, version."""
    found = open_base(base, None, version).stats()
    if _is_json(format):
        from dataclasses import asdict

        _print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    out.print(f"facts       {found.facts:,}")
    out.print(f"dated       {found.dated:,} ({found.ended:,} of them ended)")
    if found.never_sure:
        out.print(f"too vague   {found.never_sure:,}: on no day surely true; give fuller dates")
    out.print(f"version     {found.version}")
    out.print(f"size        {found.bytes / 1e6:,.1f} MB")
    out.print(f"indexes     {', '.join(found.indexes)}")
    for title, counts in (("origin", found.origins), ("tag", found.tags)):
        for name, number in list(counts.items())[:SHOWN]:
            out.print(f"{title:11} {name or '(none)'}: {number:,}")
        if len(counts) > SHOWN:
            out.print(f"{title:11} and {len(counts) - SHOWN:,} more")


def parse_day(text: str) -> date:
    """A day as the command line gives it.

    Raises:
        BadSettings: it is no date.
    """
    if text == "today":
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadSettings(
            f"--date {text}", "no date", "write it like 2021-03-04, or `today`"
        ) from error


def open_base(base: str, day: str | None = None, version: int | None = None) -> FactBase:
    """The fact base at a path, as of a day where one is given.

    Raises:
        BadInput: there is none.
    """
    from consistency.facts.base import FactBase

    found = FactBase.open(base, create=False, version=version)
    return found.as_of(parse_day(day)) if day else found


def _add(base: str, records: Iterable[FactRecord]) -> Added:
    from consistency.facts.base import FactBase

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("storing facts")

        def show(done: int, total: int | None) -> None:
            progress.update(task, description=f"{done:,} facts read", completed=done, total=total)

        return FactBase.open(base).add(records, show)


def _tell(added: Added, bad: int = 0) -> None:
    left_out = f", {bad:,} left out" if bad else ""
    out.print(f"{added.added:,} added, {added.duplicates:,} known already{left_out}")


def _good(rows: Iterable[FactRecord | BadRow], bad: list[BadRow]) -> Iterator[FactRecord]:
    from consistency.facts.record import FactRecord

    for row in rows:
        if isinstance(row, FactRecord):
            yield row
        else:
            bad.append(row)


def _valid(start: str | None, end: str | None) -> Validity:
    try:
        return Validity(start or None, end or None)
    except ValueError as error:
        raise BadSettings(
            "--from, --to", str(error), "write 2017, 2017-05 or 2017-05-17"
        ) from error


def _pairs(option: str, given: list[str] | None) -> dict[str, str]:
    pairs = [one.partition("=") for one in given or ()]
    for name, sign, value in pairs:
        if not sign or not name or not value:
            raise BadInput(f"{option} {name}", "not a pair", f"write {option} NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _plain(fact: StoredFact) -> dict[str, Any]:
    record = fact.record
    return {
        "id": fact.id,
        "text": record.text,
        "origin": record.origin,
        "valid_from": record.valid.start,
        "valid_to": record.valid.end,
        "tags": list(record.tags),
    }


def _line(fact: StoredFact) -> str:
    record = fact.record
    when = f"  [{record.valid}]" if record.valid.bounded else ""
    where = f"  ({record.origin})" if record.origin else ""
    return f"{fact.id}  {record.text}{when}{where}"


def _write_table(file: str, rows: Iterable[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow import csv, parquet

    writers = {".csv": csv.write_csv, ".parquet": parquet.write_table}
    if Path(file).suffix not in writers:
        raise BadSettings(file, "no kind of table", "name a .jsonl, .csv or .parquet file")
    flat = [{**row, "tags": ";".join(row["tags"])} for row in rows]
    names = ("id", "text", "origin", "valid_from", "valid_to", "tags")
    schema = pa.schema([(name, pa.string()) for name in names])
    writers[Path(file).suffix](pa.Table.from_pylist(flat, schema=schema), file)


def _is_json(format: str) -> bool:
    if format not in {"text", "json"}:
        raise BadSettings(format, "there is no such format", "use text or json")
    return format == "json"


def _print(text: str) -> None:
    # Bytes as rendered: rich would wrap them.
    sys.stdout.write(text + "\n")
