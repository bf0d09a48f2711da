"""The verb `serve`."""

from __future__ import annotations

import os
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from consistency.errors import BadSettings, MissingExtra
from consistency.service.limits import Limits

KEYS = "CONSISTENCY_API_KEYS"
CONNECTIONS = 1024
"""Connections at a time; beyond them uvicorn answers 503 itself."""
_DEFAULT = Limits()


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Known facts: one a line, a table with `text`, or a fact base."
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Bundle folder, or Hugging Face folder or name."),
    ] = None,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="Settings; else the nearest.")
    ] = None,
    api_keys: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=f"API keys, one a line; else those of ${KEYS}, if any."),
    ] = None,
    max_body: Annotated[
        int, typer.Option(min=1024, metavar="BYTES", help="Size of a request.")
    ] = _DEFAULT.body_bytes,
    max_sentences: Annotated[
        int, typer.Option(min=1, help="Sentences of an article, its source and facts together.")
    ] = _DEFAULT.sentences,
    max_seconds: Annotated[
        float, typer.Option(min=1, help="Time for a request.")
    ] = _DEFAULT.seconds,
    max_queue: Annotated[int, typer.Option(min=1, help="Articles that may wait.")] = _DEFAULT.queue,
) -> None:
    """Serve checks over HTTP, and a page to check by hand at /."""
    try:
        import uvicorn

        from consistency.service.app import create_app
    except ModuleNotFoundError as error:
        raise MissingExtra(
            error.name or "fastapi",
            "the service is not installed",
            'pip install "spincheck-consistency[serve]"',
        ) from error
    from consistency.checker import Checker
    from consistency.facts.load import read_known
    from consistency.settings import load_settings_for_others

    keys = _keys(api_keys)
    settings = load_settings_for_others(config)
    known, bases = read_known(facts or [])
    _say("loading the model")
    checker = Checker(model=model, facts=known, settings=settings, bases=bases)
    # The first request must not pay for what is loaded late.
    checker.check("Acme hired 14 people in Lyon.", source="Acme hired 14 people in Lyon.")
    if not keys and not _is_loopback(host):
        _say(f"warning: no API keys are set, so whoever reaches {host} can use the service")
    limits = Limits(
        body_bytes=max_body, sentences=max_sentences, seconds=max_seconds, queue=max_queue
    )
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(checker, limits, keys, bases),
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            limit_concurrency=CONNECTIONS,
            # Every request ends by its own limit; this is only for those that break it.
            timeout_graceful_shutdown=int(max_seconds + limits.body_seconds) + 5,
        )
    )
    server.run()


def _keys(path: str | None) -> frozenset[str]:
    """The API keys of a file, or of the environment."""
    if path is None:
        return frozenset(key.strip() for key in os.environ.get(KEYS, "").split(",") if key.strip())
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(path, "the API keys cannot be read", "check the path") from error
    keys = frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not keys:
        # An empty file must not open the service to everybody.
        raise BadSettings(path, "the file holds no API key", "write one key a line")
    return keys


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _say(what: str) -> None:
    sys.stderr.write(f"consistency: {what}\n")
