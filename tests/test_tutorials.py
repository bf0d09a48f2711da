"""docs/tutorials.md, command by command, as a new user types it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CODE = re.compile(r"# exit code (\d)$")
ELSEWHERE = re.compile(r"make |\. |pip |curl |consistency serve")
"""What installs or needs a server; tests/service asks the routes."""


def test_every_command_ends_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    text = (ROOT / "docs" / "tutorials.md").read_text(encoding="utf-8")
    commands = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    run = [line for line in commands if not ELSEWHERE.match(line)]
    assert len(run) > 8
    for line in run:
        done = subprocess.run(
            ["bash", "-c", line],
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "GITHUB_ACTIONS": ""},
            capture_output=True,
            text=True,
            timeout=600,
        )
        told = CODE.search(line)
        assert done.returncode == (int(told[1]) if told else 0), (line, done.stdout, done.stderr)
    assert "FC301" in (tmp_path / "build" / "report.html").read_text(encoding="utf-8")
    assert (tmp_path / "build" / "audit" / "dashboard.html").stat().st_size
