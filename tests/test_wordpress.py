"""The WordPress example under PHP, with stand-ins for WordPress, against a real server."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from consistency.checker import Checker
from consistency.service.app import create_app
from tests.fakes import ENTAILED, ScriptedNLI
from tests.service.servers import serve

PHP = shutil.which("php")
pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(PHP is None, reason="PHP is not installed (apt install php-cli)"),
]
HARNESS = Path(__file__).with_name("wordpress_harness.php")
META = {"consistency_source": "<p>Acme's staff hired 14 people in Lyon.</p>"}
TRUE = "<h2>News</h2><p>Acme's staff hired <b>14</b> people in Lyon.</p>"
FALSE = "<p>Acme's staff hired <b>40</b> people in Lyon.</p>"


def publish(url: str, content: str, **more) -> dict[str, str]:
    post = json.dumps({"url": url, "content": content, "meta": META, **more})
    done = subprocess.run(
        [PHP, "-d", "error_reporting=-1", "-d", "display_errors=1", str(HARNESS), post],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    yield from serve(create_app(Checker(ScriptedNLI(lambda pair: ENTAILED)), keys=["secret"]))


def test_true_is_published(url) -> None:
    assert publish(url, TRUE, key="secret") == {"status": "publish", "note": "", "notice": ""}


def test_false_is_held_back_and_told(url) -> None:
    told = publish(url, FALSE, key="secret")
    assert told["status"] == "draft"
    assert "FC301 “40”" in told["note"]
    assert "Held back" in told["notice"]


def test_wrong_key_and_dead_service_hold_back(url) -> None:
    refused = publish(url, TRUE, key="wrong")
    assert refused["status"] == "draft"
    assert "401" in refused["note"]
    dead = publish("http://127.0.0.1:9", TRUE)
    assert dead["status"] == "draft"
    assert "not checked" in dead["note"]


def test_what_is_no_post_or_not_published_is_left_alone() -> None:
    assert publish("http://127.0.0.1:9", FALSE, status="draft")["status"] == "draft"
    assert publish("http://127.0.0.1:9", FALSE, type="page")["status"] == "publish"


def publish_to_strange(body: str) -> dict[str, str]:
    """Publishes while something that is not our service listens."""

    class Strange(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *ignored) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Strange) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        told = publish(f"http://127.0.0.1:{server.server_port}", TRUE)
        thread.join(30)
    return told


@pytest.mark.parametrize("body", ["", "passed", "{}", '{"passed": 1, "findings": []}', "[true]"])
def test_an_answer_that_is_no_report_holds_back(body: str) -> None:
    told = publish_to_strange(body)
    assert told["status"] == "draft"
    assert told["note"]


def test_markup_is_escaped_in_the_notice() -> None:
    finding = {"code": "FC301", "text": "<img src=x>", "message": "<script>'"}
    told = publish_to_strange(json.dumps({"passed": False, "findings": [finding]}))
    assert "<img" in told["note"]
    assert "<img" not in told["notice"]
    assert "<script" not in told["notice"]
