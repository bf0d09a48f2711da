"""`python -m eval.fuzz_service`: schemathesis against the OpenAPI description of a real server.

Every answer must be one that the description names and must have the shape that it gives; no
request may cause a server error. A valid request may still be refused (the text is not English,
the queue is full), so schemathesis' check that valid data is accepted is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import subprocess
import sys
from pathlib import Path

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


def main() -> None:
    """Runs schemathesis and hands on its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.fuzz_service",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--examples", type=int, default=1000, help="requests an operation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", default=SERVER, help="command, with {port} in it")
    options = parser.parse_args()
    server = Server(options.server)
    try:
        asyncio.run(server.ready())
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{server.url}/openapi.json",
            f"--max-examples={options.examples}",
            f"--seed={options.seed}",
            f"--checks={','.join(CHECKS)}",
            "--request-timeout=300",
            "--suppress-health-check=all",
            "--continue-on-failure",
        ]
        code = subprocess.run(command, check=False).returncode
    finally:
        server.end(signal.SIGKILL)
    sys.exit(code)


if __name__ == "__main__":
    main()
