"""Follows action.yml as GitHub does: its shell steps in order, inputs and outputs filled in.

Steps that use another action are left out; they are GitHub's own.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
_EXPRESSION = re.compile(r"\$\{\{ (\S+) \}\}")


def action() -> dict[str, Any]:
    """What action.yml says."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return read


@dataclass
class Job:
    """How it went."""

    code: int = 0
    """Of the first step that failed."""
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""


def follow(workspace: Path, given: Mapping[str, str], env: Mapping[str, str]) -> Job:
    """Runs the action.

    Args:
        workspace: the checked-out repository of whoever uses it.
        given: its inputs.
        env: variables of the runner, with PATH.
    """
    told = action()
    assert given.keys() <= told["inputs"].keys()
    known = {f"inputs.{name}": one.get("default", "") for name, one in told["inputs"].items()}
    known |= {f"inputs.{name}": value for name, value in given.items()}

    def filled(text: str) -> str:
        return _EXPRESSION.sub(lambda found: known[found[1]], text)

    job = Job()
    output, summary = workspace / ".output", workspace / ".summary"
    summary.touch()
    for step in told["runs"]["steps"]:
        if "run" not in step or job.code:
            continue
        output.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"])],
            env={
                **env,
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **{name: filled(value) for name, value in step.get("env", {}).items()},
            },
            cwd=workspace,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        job.code, job.log = done.returncode, job.log + done.stdout
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{name}"] = value
    values = {name: one["value"] for name, one in told["outputs"].items()}
    job.outputs = {name: filled(value) for name, value in values.items()}
    job.summary = summary.read_text()
    return job
