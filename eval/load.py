"""`python -m eval.load`: what the service does under load, when killed, and when told to stop.

Starts `consistency serve` and plays clients against it, on this machine only:

1. steady: clients send articles of their own one after another. Each article bears a number that
   no other has, and its source too, so that a crossed answer is seen; a request without an answer
   is a lost one. Memory is read from /metrics as it goes; with `--requests` it must stay flat.
2. overload: ten times as many clients. Refusals must be 429 (or 503) with `Retry-After`, accepted
   articles must be answered as before, and /health and /ready must answer throughout.
3. terminate: SIGTERM with requests in flight; all that were taken must be answered.
4. kill: SIGKILL with requests in flight; then a new start must serve again.

Exit code 1 where any of this fails. Figures go to a JSON file.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import platform
import random
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import httpx2 as httpx
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

SERVER = f"{shlex.quote(sys.executable)} -m consistency serve --port {{port}}"
START_SECONDS = 600
ANSWER_SECONDS = 600
PAUSE = 1.0
"""Seconds that a refused client waits, whatever it is told: it is impatient."""
SAMPLES = 20
"""Readings of memory that are kept, about."""
FLAT = 0.05
"""Share by which memory may differ between the last two quarters: caches are full by then."""
STATES = ("/health", "/ready")
PROBE_PAUSE = 0.2
"""Seconds between two questions for the service's state."""
numbers = itertools.count(1)


@dataclass
class Tally:
    """What became of the requests of a phase."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    """From sending to answer, of those with a report."""
    lost: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    without_retry_after: int = 0

    @property
    def reports(self) -> int:
        """Requests that got a report."""
        return self.statuses[200]

    def figures(self, wall: float) -> dict[str, Any]:
        """For the file."""
        return {
            "seconds": round(wall, 1),
            "statuses": {str(status): n for status, n in sorted(self.statuses.items())},
            "reports_per_s": round(self.reports / wall, 2),
            "latency_s": percentiles(self.seconds),
            "lost": len(self.lost),
            "crossed": len(self.crossed),
            "refusals_without_retry_after": self.without_retry_after,
            "first_faults": [*self.lost, *self.crossed][:5],
        }

    @property
    def faults(self) -> int:
        """What may not happen."""
        wrong = sum(n for status, n in self.statuses.items() if status not in {200, 429, 503})
        return len(self.lost) + len(self.crossed) + self.without_retry_after + wrong


def percentiles(seconds: list[float]) -> dict[str, float]:
    """The usual ones, by nearest rank; empty for no requests."""
    ranked = sorted(seconds)
    return {
        f"p{p}": round(ranked[min(len(ranked) - 1, len(ranked) * p // 100)], 3)
        for p in (50, 90, 95, 99, 100)
        if ranked
    }


class Server:
    """The service in a process of its own."""

    def __init__(self, command: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._command = shlex.split(command.format(port=self.port))
        self.start()

    def start(self) -> None:
        """Starts it; see `ready`."""
        self.process = subprocess.Popen(self._command)

    async def ready(self) -> float:
        """Waits until articles are taken; returns the seconds that it took."""
        began = time.monotonic()
        async with httpx.AsyncClient() as client:
            while time.monotonic() - began < START_SECONDS:
                if self.process.poll() is not None:
                    raise SystemExit(f"the server ended with {self.process.returncode}")
                try:
                    if (await client.get(f"{self.url}/ready")).status_code == 200:
                        return time.monotonic() - began
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.2)
        raise SystemExit(f"the server was not ready within {START_SECONDS} s")

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def end(self, number: signal.Signals) -> int:
        """Sends a signal and waits; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(ANSWER_SECONDS)


def article() -> tuple[int, dict[str, Any]]:
    """An article with one wrong number, and a number that no other article has."""
    number = next(numbers)
    extra = " ".join(
        f"Hall {random.randrange(10**6)} of plant K{number} opened in May."
        for _ in range(random.randrange(4))
    )
    return number, {
        "id": f"a{number}",
        "text": f"Plant K{number} of Acme hired 40 people in Lyon on Monday. {extra}",
        "source": f"Plant K{number} of Acme hired 14 people in Lyon on Monday.",
    }


def is_own(number: int, report: dict[str, Any]) -> bool:
    """Whether a report speaks of this article alone, and found its error."""
    words = json.dumps([report["document"], report["sentences"], report["findings"]])
    plants = set(re.findall(r"\bK(\d+)\b", words))
    codes = {finding["code"] for finding in report["findings"]}
    return report["document"]["id"] == f"a{number}" and plants == {str(number)} and "FC301" in codes


async def send(client: httpx.AsyncClient, tally: Tally) -> int:
    """Sends one article of its own and files the answer; returns its status, 0 for none."""
    number, body = article()
    began = time.monotonic()
    try:
        answer = await client.post("/v1/check", json=body)
    except httpx.TransportError as error:
        tally.lost.append(f"a{number}: {error!r}")
        return 0
    tally.statuses[answer.status_code] += 1
    if answer.status_code == 200:
        tally.seconds.append(time.monotonic() - began)
        if not is_own(number, answer.json()):
            tally.crossed.append(f"a{number}: {answer.text[:300]}")
    elif answer.status_code in {429, 503} and not answer.headers.get("Retry-After", "").isdigit():
        tally.without_retry_after += 1
    return answer.status_code


def connect(server: Server) -> httpx.AsyncClient:
    """A client with a connection of its own."""
    return httpx.AsyncClient(base_url=server.url, timeout=ANSWER_SECONDS)


async def play(server: Server, clients: int, tally: Tally, more: Callable[[], bool]) -> float:
    """Lets clients send until `more` says no; returns the seconds that it took."""

    async def one() -> None:
        async with connect(server) as client:
            while more():
                if await send(client, tally) != 200:
                    await asyncio.sleep(PAUSE)

    began = time.monotonic()
    await asyncio.gather(*(one() for _ in range(clients)))
    return time.monotonic() - began


async def memory(server: Server) -> float:
    """Resident megabytes of the server."""
    async with connect(server) as client:
        text = (await client.get("/metrics")).text
    found = re.search(r"^process_resident_memory_bytes (\S+)$", text, re.MULTILINE)
    return round(float(found[1]) / 1e6, 1) if found else float("nan")


def growth(samples: Sequence[tuple[int, float]]) -> float:
    """Share by which memory in the last quarter exceeds that in the quarter before, by medians.

    Args:
        samples: reports so far and megabytes, in order.
    """
    late = [megabytes for _, megabytes in samples[len(samples) // 2 :]]
    middle = len(late) // 2
    return median(late[middle:]) / median(late[:middle] or late) - 1


async def steady(server: Server, clients: int, seconds: float, requests: int) -> dict[str, Any]:
    """Phase 1."""
    tally, samples = Tally(), [(0, await memory(server))]
    ends = time.monotonic() + seconds

    def more() -> bool:
        return time.monotonic() < ends or tally.reports < requests

    async def sample() -> None:
        while True:
            await asyncio.sleep(max(1.0, seconds / SAMPLES))
            samples.append((tally.reports, await memory(server)))

    sampling = asyncio.create_task(sample())
    wall = await play(server, clients, tally, more)
    sampling.cancel()
    thinned = samples[:: max(1, len(samples) // SAMPLES)]
    grown = growth(samples)
    return {
        "clients": clients,
        **tally.figures(wall),
        "memory_mb_after_reports": [*thinned, (tally.reports, await memory(server))],
        "memory_growth_in_the_end": round(grown, 4),
        "ok": tally.faults == 0 and tally.reports > 0 and (not requests or grown <= FLAT),
    }


async def overload(server: Server, clients: int, seconds: float) -> dict[str, Any]:
    """Phase 2."""
    tally = Tally()
    ends = time.monotonic() + seconds
    # In a process of its own: how long hundreds of clients keep this one busy must not count.
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        states = asyncio.get_running_loop().run_in_executor(other, probe, server.url, seconds)
        wall = await play(server, clients, tally, lambda: time.monotonic() < ends)
        told = await states
    return {
        "clients": clients,
        **tally.figures(wall),
        "states": {
            route: {"statuses": dict(one.statuses), "latency_s": percentiles(one.seconds)}
            for route, one in told.items()
        },
        "ok": tally.faults == 0
        and tally.reports > 0
        and all(set(one.statuses) == {200} for one in told.values()),
    }


def probe(url: str, seconds: float) -> dict[str, Tally]:
    """Asks for the service's state again and again; by route what it was told and how fast."""
    told = {route: Tally() for route in STATES}
    ends = time.monotonic() + seconds
    with httpx.Client(base_url=url, timeout=ANSWER_SECONDS) as client:
        while time.monotonic() < ends:
            for route, tally in told.items():
                began = time.monotonic()
                tally.statuses[client.get(route).status_code] += 1
                tally.seconds.append(time.monotonic() - began)
            time.sleep(PROBE_PAUSE)
    return told


async def in_flight(server: Server, clients: int, then: Callable[[], Awaitable[int]]) -> Tally:
    """Sends one article a client, and does something once all are taken."""
    tally = Tally()

    async def one() -> None:
        async with connect(server) as client:
            await send(client, tally)

    tasks = [asyncio.create_task(one()) for _ in range(clients)]
    async with connect(server) as client:
        while await taken(client) + sum(task.done() for task in tasks) < clients:
            await asyncio.sleep(0.01)
    await then()
    await asyncio.gather(*tasks)
    return tally


async def taken(client: httpx.AsyncClient) -> int:
    """Articles that the server has taken and not answered."""
    text = (await client.get("/metrics")).text
    counts = re.findall(r"^consistency_(?:queue|busy)_articles (\S+)$", text, re.MULTILINE)
    return int(sum(map(float, counts)))


async def terminated(server: Server, clients: int) -> dict[str, Any]:
    """Phase 3."""
    tally = await in_flight(server, clients, lambda: asyncio.to_thread(server.end, signal.SIGTERM))
    return {
        "clients": clients,
        "answered": tally.reports,
        "lost": len(tally.lost),
        "crossed": len(tally.crossed),
        "ok": tally.faults == 0 and tally.reports == clients,
    }


async def killed(server: Server, clients: int) -> dict[str, Any]:
    """Phase 4."""
    server.start()
    await server.ready()
    tally = await in_flight(server, clients, lambda: asyncio.to_thread(server.end, signal.SIGKILL))
    server.start()
    back = await server.ready()
    after = Tally()
    async with connect(server) as client:
        await send(client, after)
    return {
        "clients": clients,
        "answered_before": tally.reports,
        "told_of_the_loss": len(tally.lost),
        "crossed": len(tally.crossed),
        "ready_again_s": round(back, 1),
        "ok": not tally.crossed and after.reports == 1 and after.faults == 0,
    }


async def measure(options: argparse.Namespace, say: Callable[[str], None]) -> dict[str, Any]:
    """Runs all phases."""
    server = Server(options.server)
    few = min(options.clients, 16)  # fewer than the queue holds, so that all are taken
    try:
        say("starting the server")
        started = await server.ready()
        async with connect(server) as client:
            state = (await client.get("/ready")).json()
        seconds = 60 * options.minutes
        say(f"steady: {options.clients} clients, {seconds:g} s")
        calm = await steady(server, options.clients, seconds, options.requests)
        many = options.clients * options.overload
        say(f"overload: {many} clients, {options.overload_seconds:g} s")
        crowded = await overload(server, many, options.overload_seconds)
        say("terminate, kill and restart")
        return {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, "
            f"Python {platform.python_version()}",
            "load_before": round(os.getloadavg()[0], 2),
            "command": options.server.replace(sys.executable, "python"),
            "model": {"id": state["model"], "sha256": state["sha256"]},
            "ready_after_s": round(started, 1),
            "steady": calm,
            "overload": crowded,
            "terminate": await terminated(server, few),
            "kill": await killed(server, few),
        }
    finally:
        server.end(signal.SIGKILL)


def main() -> None:
    """Measures, writes the file, and fails where a promise is broken."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument(
        "--requests",
        type=int,
        default=0,
        help="reports that the steady phase must reach, with flat memory in the end",
    )
    parser.add_argument("--overload", type=int, default=10, help="times as many clients")
    parser.add_argument("--overload-seconds", type=float, default=60.0)
    parser.add_argument("--server", default=SERVER, help="command, with {port} in it")
    parser.add_argument("--out", type=Path, default=Path("eval/runs/load.json"))
    options = parser.parse_args()
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console
    ) as progress:
        task = progress.add_task("starting", total=None)
        found = asyncio.run(measure(options, lambda what: progress.update(task, description=what)))
    options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    phases = [found[name] for name in ("steady", "overload", "terminate", "kill")]
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    sys.exit(0 if all(phase["ok"] for phase in phases) else 1)


if __name__ == "__main__":
    main()
