"""The GitHub Action's script and the pre-commit hook, with a stub in the command's place."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
STUB = '#!/bin/sh\nfor one in "$@"; do echo "<$one>"; done\nexit "$STUB_CODE"\n'


def script() -> str:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return next(step["run"] for step in action["runs"]["steps"] if step.get("id") == "check")


@pytest.fixture
def run(tmp_path: Path):
    (tmp_path / "news" / "deep").mkdir(parents=True)
    for name in ("news/a b.md", "news/deep/c.md"):
        (tmp_path / name).write_text("x")
    stub = tmp_path / "bin" / "consistency"
    stub.parent.mkdir()
    stub.write_text(STUB)
    stub.chmod(0o755)

    def checked(code: int = 0, **given: str) -> tuple[int, str, str]:
        empty = dict.fromkeys(("FACTS", "SOURCE", "BASELINE", "FAIL_ON", "ARGS"), "")
        paths = {
            "PATH": f"{stub.parent}:{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": "",
        }
        (tmp_path / "output").write_text("")
        env = {**empty, "REPORTS": "out", "TIMEOUT": "9", "STUB_CODE": str(code), **paths, **given}
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script()],
            env=env,
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout, (tmp_path / "output").read_text()

    return checked


def test_paths_and_options_reach_the_command_whole(run) -> None:
    code, told, output = run(
        ARTICLES="news/**/*.md\n",
        FACTS="facts 1.txt\nfacts.csv",
        SOURCE="wire/{stem}.txt",
        ARGS="--budget\nwarning=2",
        FAIL_ON="$(touch hacked)",
    )
    assert (code, output) == (0, "exit-code=0\n")
    for one in ("news/a b.md", "news/deep/c.md", "facts 1.txt", "warning=2", "$(touch hacked)"):
        assert f"<{one}>" in told
    assert told.index("<-->") < told.index("<news/a b.md>")


@pytest.mark.parametrize("code", [1, 2, 3, 4])
def test_what_is_not_green_stays_so(run, code: int) -> None:
    assert run(code, ARTICLES="news/a b.md")[0] == code


@pytest.mark.parametrize("articles", ["", "\n", "nowhere/*.md", "news/a b.md\nnowhere/*.md"])
def test_no_article_is_no_pass(run, articles: str) -> None:
    code, told, output = run(ARTICLES=articles)
    assert (code, output) == (2, "exit-code=2\n")
    assert "::error" in told


def test_every_input_is_used_and_none_is_pasted_into_the_script() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    action = yaml.safe_load(text)
    for name in action["inputs"]:
        assert f"inputs.{name} }}}}" in text, name
    assert "${{" not in script()


def test_the_hook_runs_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "consistency check"
    assert hook["require_serial"] is True
