"""`python -m eval.audit_memory`: what the process that leads an audit needs as articles grow.

Audits made-up articles as long as news with a judge that only echoes them (`eval.made_up`): what is
measured is reading, finding near copies, staging, handing out, writing and counting. Each number of
articles has a process of its own. Nothing heavy is imported here: torch alone takes more memory
than an audit, and would hide its growth.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from consistency.audit.columns import Columns
from consistency.audit.run import Options, audit
from consistency.settings import Settings

from .made_up import ECHO, EchoFactory, articles

OUT = Path("eval/runs/audit_memory.json")
COUNTS = (1000, 10_000, 100_000)


def audit_made_up(count: int) -> dict[str, Any]:
    """Audits so many made-up articles in this process; its peak memory, and the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in articles(count))
        options = Options(columns=Columns.of(), workers=1)
        began = time.monotonic()
        audit([str(path)], Path(folder) / "out", EchoFactory(), ECHO, Settings(), options=options)
        spent = time.monotonic() - began
    return {"peak_mb": round(_peak_mb(), 1), "seconds": round(spent, 1)}


def _peak_mb() -> float:
    """Of this process alone; `ru_maxrss` of a process begins with the size of the one before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found.group(1)) / 1024


def main() -> None:
    """Measures one number of articles after the other, and saves each."""
    parser = argparse.ArgumentParser(prog="python -m eval.audit_memory", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="of articles")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if options.alone:
        sys.stdout.write(json.dumps(audit_made_up(options.alone)))
        return
    figures: dict[str, Any] = {"load_before": round(os.getloadavg()[0], 2), "articles": {}}
    console = Console()
    for count in options.counts:
        command = [sys.executable, "-m", "eval.audit_memory", "--alone", str(count)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found = figures["articles"][str(count)] = json.loads(run.stdout)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        console.print(f"{count:,} articles: {found['peak_mb']} MB, {found['seconds']} s")
    console.print(f"saved to {options.out}")


if __name__ == "__main__":
    main()
