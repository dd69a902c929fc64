"""What every test may rely on: real spreadsheets where there are any, and the same randomness every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from postgres_server import postgres_address, postgres_url

__all__ = ["field_data", "postgres_address", "postgres_url", "root"]

settings.register_profile("revops", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("revops")

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts browser tests first: what is left at the end is short, so that no process waits long for another."""
    items.sort(key=lambda item: item.path.parent.name != "browser")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def field_data() -> Path:
    """The folder of real spreadsheets that `REVOPS_FIELD_DATA` names; without it the test is skipped."""
    folder = os.environ.get("REVOPS_FIELD_DATA")
    if not folder:
        pytest.skip("REVOPS_FIELD_DATA is not set: no folder of real spreadsheets to read")
    path = Path(folder)
    assert path.is_dir(), f"REVOPS_FIELD_DATA names {folder}, which is no folder"
    return path
