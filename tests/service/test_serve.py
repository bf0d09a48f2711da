"""The verb: keys, the missing extra; the server itself is tried by `python -m eval.load`."""

from __future__ import annotations

import sys
from inspect import signature

import pytest

from consistency.errors import BadSettings, MissingExtra
from consistency.service import cli


def test_keys_of_file_and_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(cli.KEYS, " one, two,")
    assert cli._keys(None) == {"one", "two"}
    path = tmp_path / "keys"
    path.write_text("# ours\nthree\n\n")
    assert cli._keys(str(path)) == {"three"}
    monkeypatch.delenv(cli.KEYS)
    assert not cli._keys(None)


@pytest.mark.parametrize("content", [None, "", "# none yet\n"])
def test_a_file_without_keys_does_not_open_the_service(tmp_path, content) -> None:
    path = tmp_path / "keys"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BadSettings, match="key"):
        cli._keys(str(path))


def test_missing_extra_names_the_mend(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtra, match=r"spincheck-consistency\[serve\]"):
        cli.serve()


def test_it_binds_to_loopback_unless_told_otherwise() -> None:
    assert signature(cli.serve).parameters["host"].default == "127.0.0.1"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],
)
def test_loopback(host: str, loopback: bool) -> None:
    assert cli._is_loopback(host) is loopback
