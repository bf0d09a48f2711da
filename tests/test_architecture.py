from __future__ import annotations

from importlinter.cli import lint_imports


def test_import_contracts_hold() -> None:
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0
