"""Names of articles as other programs read them."""

from __future__ import annotations

import os.path
from pathlib import PurePath
from urllib.parse import quote


def relative_path(name: str) -> str:
    """The file's path with forward slashes, without `./` before it."""
    return os.path.normpath(PurePath(name).as_posix())


def uri(name: str) -> str:
    """The file's URI reference: relative where its path is, else `file:///...`."""
    path = PurePath(relative_path(name))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")
