from __future__ import annotations

import pytest

from consistency.checker import Checker


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The shipped checker, loaded once."""
    return Checker()
