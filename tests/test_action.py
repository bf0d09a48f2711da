"""The GitHub Action's steps and the pre-commit hook, most with a stub in the command's place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import yaml

from tests.action_runner import ROOT, Job, action, follow

STUB = '#!/bin/sh\nfor one in "$0" "$@"; do echo "<$one>"; done\n'
DEMO = ROOT / "examples" / "demo"


def stub(path: Path, ends: str = "") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(STUB + ends)
    path.chmod(0o755)
    return path


@pytest.fixture
def run(tmp_path: Path):
    (tmp_path / "news" / "deep").mkdir(parents=True)
    for name in ("news/a b.md", "news/deep/c.md"):
        (tmp_path / name).write_text("x")
    stub(tmp_path / "bin" / "python")
    command = stub(tmp_path / "bin" / "consistency", 'exit "$STUB_CODE"\n')

    def checked(code: int = 0, **given: str) -> Job:
        inputs = {name.replace("_", "-"): value for name, value in given.items()}
        path = f"{command.parent}:{os.environ['PATH']}"
        return follow(tmp_path, inputs, {"PATH": path, "STUB_CODE": str(code)})

    return checked


def test_it_installs_what_lies_beside_it(run) -> None:
    log = run(articles="news/a b.md").log
    told = log[: log.index("/bin/consistency>")].splitlines()
    assert told[-2].endswith(f"<{ROOT}>"), told
    assert (ROOT / "pyproject.toml").is_file()


def test_paths_and_options_reach_the_command_whole(run) -> None:
    job = run(
        articles="news/**/*.md\n",
        facts="facts 1.txt\nfacts.csv",
        source="wire/{stem}.txt",
        args="--budget\nwarning=2",
        fail_on="$(touch hacked)",
    )
    assert (job.code, job.outputs["exit-code"]) == (0, "0")
    for one in ("news/a b.md", "news/deep/c.md", "facts 1.txt", "warning=2", "$(touch hacked)"):
        assert f"<{one}>" in job.log
    assert job.log.index("<-->") < job.log.index("<news/a b.md>")


@pytest.mark.parametrize("code", [1, 2, 3, 4])
def test_what_is_not_green_stays_so(run, code: int) -> None:
    job = run(code, articles="news/a b.md")
    assert (job.code, job.outputs["exit-code"]) == (code, str(code))


@pytest.mark.parametrize("articles", ["", "\n", "nowhere/*.md", "news/a b.md\nnowhere/*.md"])
def test_no_article_is_no_pass(run, articles: str) -> None:
    job = run(articles=articles)
    assert (job.code, job.outputs["exit-code"]) == (2, "2")
    assert "::error" in job.log


def test_the_real_command_writes_what_the_outputs_name(tmp_path: Path) -> None:
    stub(tmp_path / "bin" / "python")
    command = Path(sys.executable).with_name("consistency")
    (tmp_path / "bin" / "consistency").symlink_to(command)
    (tmp_path / "news").mkdir()
    for name, text in (("news/a b.md", "spun.txt"), ("wire.txt", "source.txt")):
        (tmp_path / name).write_text((DEMO / text).read_text(encoding="utf-8"), encoding="utf-8")
    env = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    job = follow(tmp_path, {"articles": "news/*.md", "source": "wire.txt"}, env)
    assert (job.code, job.outputs["exit-code"]) == (1, "1"), job.log
    assert "::error file=news/a b.md,line=" in job.log
    assert job.summary.startswith("### consistency\n\n    ")
    assert "    error[FC" in job.summary
    for name in ("sarif", "html"):
        assert (tmp_path / job.outputs[name]).stat().st_size
    assert {path.suffix for path in (tmp_path / "consistency-reports").iterdir()} == {
        ".html", ".sarif", ".xml", ".json", ".txt",
    }  # fmt: skip


def test_every_input_is_used_and_none_is_pasted_into_a_script() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name in action()["inputs"]:
        assert f"inputs.{name} }}}}" in text, name
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_hook_runs_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "consistency check"
    assert hook["require_serial"] is True
