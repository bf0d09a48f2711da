"""What is fuzzed: how an input is drawn, and what may not happen to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from consistency.errors import BadInput, BadSettings


@dataclass(frozen=True, slots=True)
class Target:
    """One way in."""

    name: str
    share: int
    """Of a thousand inputs; cheap ones get more."""
    draw: Callable[[Random], Any]
    run: Callable[[Any], None]
    """Returns where the input was taken; whatever it raises beside `refusals` is a fault."""
    refusals: tuple[type[Exception], ...] = (BadInput, BadSettings)
