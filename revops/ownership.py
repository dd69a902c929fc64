"""Which metrics each team would own, after the sources, with what they are today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from revops.content import build, load
from revops.errors import ContentError
from revops.metrics import METRICS
from revops.reading import Reading
from revops.vocabulary import Team

_FILE: Final = "team_metrics.toml"


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """A metric under the name that a source gives it.

    Attributes:
        name: As the source calls it.
        metrics: Keys of ours that measure it, the leading one first.
        source: Key in `content/sources.toml`.
        note: What to know about how it is measured.
    """

    name: str
    metrics: tuple[str, ...]
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A metric that both teams read, and what each reads from it."""

    metric: str
    salesops: str
    revops: str

    def read_by(self, team: Team) -> str:
        """What a team reads from it, a sentence."""
        return {Team.SALESOPS: self.salesops, Team.REVOPS: self.revops}[team]


@dataclass(frozen=True, kw_only=True)
class Owned:
    """A metric that a team would own, with the company's own numbers.

    Attributes:
        assigned: What the source assigns.
        readings: The company's own, in the order of its metrics; those not measured are left out.
        reads: What the team reads from it where the other team reads it too; "" elsewhere.
    """

    assigned: Assigned
    readings: tuple[Reading, ...]
    reads: str = ""


def _assigned(team: Team, content: Mapping[str, Any]) -> tuple[Assigned, ...]:
    found = tuple(
        build(Assigned, values, _FILE, f"{team.value} {number}") for number, values in enumerate(content[team.value], 1)
    )
    for entry in found:
        for key in entry.metrics:
            if key not in METRICS or team not in METRICS[key].models:
                raise ContentError(_FILE, entry.name, f"'{key}' is no metric of {team.label}.")
    return found


ASSIGNED: Final = {team: _assigned(team, load(_FILE)) for team in Team}
SHARED: Final = tuple(
    build(Shared, values, _FILE, f"shared {at}") for at, values in enumerate(load(_FILE)["shared"], 1)
)


def owned_by(team: Team, readings: Mapping[str, Reading]) -> tuple[Owned, ...]:
    """The metrics that the sources assign to a team, with what they are today.

    Args:
        team: Whose they would be.
        readings: What was measured, by key.
    """
    shared = {each.metric: each.read_by(team) for each in SHARED}
    return tuple(
        Owned(
            assigned=entry,
            readings=tuple(readings[key] for key in entry.metrics if key in readings),
            reads=next((shared[key] for key in entry.metrics if key in shared), ""),
        )
        for entry in ASSIGNED[team]
    )


def known_of(owned: Sequence[Owned]) -> int:
    """How many of them have a value today."""
    return sum(any(reading.is_known for reading in each.readings) for each in owned)
