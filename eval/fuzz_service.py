"""`python -m eval.fuzz_service`: schemathesis against the OpenAPI description of a real server.

Every answer must be one that the description names and must have the shape that it gives; no
request may cause a server error. A valid request may still be refused (the text is not English,
the queue is full), so schemathesis' check that valid data is accepted is left out. What it counted
goes to a JSON file.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.load import SERVER, Server

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)
KEPT = (
    "schemathesis_version",
    "seed",
    "started_at",
    "running_time",
    "stop_reason",
    "exit_code",
    "operations",
    "test_cases",
    "failures",
    "errors",
)
"""Of what schemathesis reports; the rest is of this machine, or of no use without the run."""


def main() -> None:
    """Runs schemathesis, writes the file, and hands on the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.fuzz_service",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--examples", type=int, default=1000, help="requests an operation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", default=SERVER, help="command, with {port} in it")
    parser.add_argument("--out", type=Path, default=Path("eval/runs/fuzz_service.json"))
    options = parser.parse_args()
    server = Server(options.server)
    try:
        asyncio.run(server.ready())
        code, report = fuzz(server, options.examples, options.seed)
    finally:
        server.end(signal.SIGKILL)
    found = {"examples": options.examples, "checks": CHECKS} | {k: report[k] for k in KEPT}
    options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.exit(code)


def fuzz(server: Server, examples: int, seed: int) -> tuple[int, dict[str, Any]]:
    """Schemathesis' exit code and its report."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{server.url}/openapi.json",
            f"--max-examples={examples}",
            f"--seed={seed}",
            f"--checks={','.join(CHECKS)}",
            "--request-timeout=300",
            "--suppress-health-check=all",
            "--continue-on-failure",
            f"--report-json-path={path}",
        ]
        code = subprocess.run(command, check=False).returncode
        return code, json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
