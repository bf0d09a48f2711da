"""`python -m tests.service.fake_server PORT`: the service with a model that needs no weights."""

from __future__ import annotations

import sys

import uvicorn

from consistency.checker import Checker
from consistency.service.app import create_app
from consistency.service.limits import Limits
from consistency.settings import Settings
from tests.fakes import ScriptedNLI


def main() -> None:
    facts = ["Acme's head office is in Lyon."]
    app = create_app(Checker(ScriptedNLI(), facts, Settings(starter=False)), Limits())
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False)


if __name__ == "__main__":
    main()
