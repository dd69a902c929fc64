"""Steps of each sign, tools and times to look again, as people edit them in `content/plan.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from revops.content import load
from revops.diagnostic.content import SIGNS, SOURCES, entries
from revops.errors import ContentError
from revops.investment.roles import ROLES
from revops.tables import TABLES
from revops.vocabulary import Outcome

FILE = "plan.toml"


@dataclass(frozen=True, kw_only=True)
class SignSteps:
    """What follows a sign's first action.

    Attributes:
        owner: Who carries the steps while there is no operations hire.
        then: What comes a month later.
        after: What comes two months later.
    """

    owner: str
    then: str
    after: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A part of the technology stack.

    Attributes:
        what: What it keeps, within a sentence.
        tables: Files of these tables show that such a tool is in use.
    """

    title: str
    what: str
    tables: tuple[str, ...]
    key: str = ""


def _part(name: str) -> Mapping[str, Any]:
    part = load(FILE).get(name)
    if not isinstance(part, Mapping):
        raise ContentError(FILE, name, "is missing; a table is expected.")
    return part


def _expect_known(named: Iterable[str], known: Iterable[str], what: str) -> None:
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise ContentError(FILE, ", ".join(unknown), f"names no {what}.")


STEPS = entries(SignSteps, FILE, _part("steps"))
TOOLS = entries(Tool, FILE, _part("tools"))
LOOK_AGAIN_MONTHS: Mapping[Outcome, int] = {Outcome(key): int(value) for key, value in _part("look_again").items()}

_expect_known(STEPS, SIGNS, "sign")
_expect_known(SIGNS, STEPS, "steps of a sign")
_expect_known((role.source for role in ROLES.values()), SOURCES, "source")
_expect_known((table for tool in TOOLS.values() for table in tool.tables), TABLES, "table")
