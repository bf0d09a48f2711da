"""Files, folders, globs, addresses and data sets become the list of Inputs to be read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from consistency.errors import BadInput

KINDS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
}
"""What a file is, by the ending of its name (before `.gz`)."""
DATASET = "dataset:"
"""Before the name or folder of a Hugging Face data set, with `:split` behind it if not `train`."""
_SAVED = ("dataset_info.json", "dataset_dict.json")
"""Either lies in a folder that `datasets` saved."""
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or one data set, to be read."""

    kind: str
    name: str
    """Its path, address or data set name."""
    size: int
    """Bytes; 0 for a data set."""
    version: str
    """Changes when the content does: a checksum, or what the remote store says of its version;
    empty for a data set that is not a folder here."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an audit reads, in the order in which it is read."""

    files: tuple[Input, ...]
    ignored: dict[str, int]
    """Files in the folders given that are of no known kind: how many, by ending."""


def list_inputs(names: Sequence[str]) -> Inputs:
    """Finds every input: folders are walked, globs expanded; sorted within each name.

    Args:
        names: files, folders, globs or addresses that fsspec knows; or `dataset:NAME[:SPLIT]`.

    Raises:
        BadInput: a name leads to nothing that can be read.
    """
    found: dict[str, Input] = {}
    ignored: Counter[str] = Counter()
    for name in names:
        for input in _expand(name, ignored):
            found.setdefault(input.name, input)
    return Inputs(tuple(found.values()), dict(sorted(ignored.items())))


def kind_of(name: str) -> str | None:
    """What a file is, by its name."""
    suffixes = PurePosixPath(name).suffixes
    while suffixes and suffixes[-1].lower() == ".gz":
        suffixes.pop()
    return KINDS.get(suffixes[-1].lower()) if suffixes else None


def open_input(name: str, mode: str = "rb", **how: Any) -> Any:
    """Opens a file or address; `.gz` is unpacked, except of WARC, which reads its own."""
    packed = "infer" if kind_of(name) != "warc" else None
    return fsspec.open(name, mode, compression=packed, **how).open()


def _expand(name: str, ignored: Counter[str]) -> Iterator[Input]:
    if name == "-":
        raise BadInput(
            "-", "an audit cannot be resumed from standard input", "save it as a .jsonl file"
        )
    if name.startswith(DATASET):
        yield _dataset(name)
        return
    try:
        fs, path = url_to_fs(name)
    except (ValueError, ImportError) as error:
        raise BadInput(name, f"no such kind of address ({error})", "install its driver") from error
    try:
        yield from _walk(fs, path, name, ignored)
    except OSError as error:
        raise BadInput(
            name, f"cannot be read ({error})", "check the path and its rights"
        ) from error


def _walk(fs: Any, path: str, name: str, ignored: Counter[str]) -> Iterator[Input]:
    if any(mark in path for mark in "*?[") and not fs.exists(path):
        matches = sorted(fs.glob(path))
        if not matches:
            raise BadInput(name, "no file matches this pattern", "check it; quote it in the shell")
    elif fs.exists(path):
        matches = [path]
    else:
        raise BadInput(name, "there is no such file or folder", "check the path")
    for match in matches:
        if not fs.isdir(match):
            yield _file(fs, match, required=True)
        elif is_saved(address := fs.unstrip_protocol(match) if _remote(fs) else match):
            yield _dataset(f"{DATASET}{address}")
        else:
            files = [one for one in sorted(fs.find(match)) if not _hidden(one, match)]
            known = [one for one in files if kind_of(one)]
            ignored.update(PurePosixPath(f).suffix or "none" for f in files if not kind_of(f))
            if not known:
                raise BadInput(match, "holds no file of a known kind", f"known: {_known()}")
            yield from (_file(fs, one, required=False) for one in known)


def _hidden(path: str, folder: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path.removeprefix(folder)).parts)


def _known() -> str:
    return ", ".join(KINDS)


def _remote(fs: Any) -> bool:
    protocols = {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)
    return not protocols & {"file", "local"}


def _file(fs: Any, path: str, *, required: bool) -> Input:
    kind = kind_of(path)
    if kind is None:
        assert required
        raise BadInput(path, "not a file of a known kind", f"give one of {_known()}")
    info = fs.info(path)
    if _remote(fs):
        marks = ("ETag", "etag", "md5Hash", "last_modified", "LastModified", "mtime")
        version = next((str(info[mark]) for mark in marks if info.get(mark)), str(info.get("size")))
        return Input(kind, str(fs.unstrip_protocol(path)), int(info.get("size") or 0), version)
    return Input(kind, path, int(info["size"]), _checksum(fs, path))


def _checksum(fs: Any, path: str) -> str:
    sha = hashlib.sha256()
    with fs.open(path, "rb") as file:
        for block in iter(lambda: file.read(_CHUNK), b""):
            sha.update(block)
    return sha.hexdigest()


def dataset_of(name: str) -> tuple[str, str]:
    """The name, folder or address of a data set, and its split."""
    wanted = name.removeprefix(DATASET)
    before, colon, split = wanted.rpartition(":")
    # The colon of an address (s3://…) is no mark of a split.
    return (before, split) if colon and split and "/" not in split else (wanted, "train")


def is_saved(folder: str) -> bool:
    """Whether `datasets` saved a data set in this folder."""
    fs, path = url_to_fs(folder)
    return any(fs.exists(f"{path}/{mark}") for mark in _SAVED)


def _dataset(name: str) -> Input:
    folder, _ = dataset_of(name)
    if not Path(folder).is_dir():
        return Input("dataset", name, 0, "")
    sha = hashlib.sha256()
    for path in sorted(one for one in Path(folder).rglob("*") if one.is_file()):
        digest = _checksum(LocalFileSystem(), str(path))
        sha.update(f"{path.relative_to(folder)} {digest}\n".encode("utf-8", "surrogateescape"))
    return Input("dataset", name, 0, sha.hexdigest())
