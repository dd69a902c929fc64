"""The roles of the operations teams, in the order in which a company adds them, as content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from revops.content import build, load
from revops.errors import ContentError
from revops.vocabulary import Team

_FILE: Final = "roles.toml"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role of an operations team.

    Attributes:
        does: What the role is for.
        reports_to: Within a sentence.
        from_sellers: People who sell, above which the role is worth thinking of.
        source: Key in `content/sources.toml`.
    """

    team: Team
    title: str
    does: str
    reports_to: str
    from_sellers: int
    source: str
    key: str = ""


def _role(key: str, values: Mapping[str, Any]) -> Role:
    team = values.get("team")
    if team not in list(Team):
        raise ContentError(_FILE, key, f"'team' is {team!r}; there is no such team.")
    return build(Role, {**values, "team": Team(team)}, _FILE, key, key=key)


ROLES: Final[Mapping[str, Role]] = {key: _role(key, values) for key, values in load(_FILE).items()}


def roles_of(team: Team) -> tuple[Role, ...]:
    """The roles of a team, in the order of the file."""
    return tuple(role for role in ROLES.values() if role.team is team)
