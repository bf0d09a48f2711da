"""What the shell is told; docs/exit-codes.md lists every case, and a test runs them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Only the first is green."""

    PASSED = 0
    FAILED = 1
    """More findings than the gate allows."""
    USAGE = 2
    """Wrong arguments or settings, unreadable input, a missing or damaged model."""
    UNCHECKED = 3
    """Something could not be checked or told, or time ran out, so the article cannot pass."""
    CRASHED = 4
    """A fault of the program itself."""
    INTERRUPTED = 130
