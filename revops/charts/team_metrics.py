"""The metrics of a team in words, for a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from revops.charts.figures import Figures
from revops.metrics import METRICS
from revops.ownership import SHARED, Owned
from revops.reading import Reading
from revops.vocabulary import Team


def team_metrics(owned: Sequence[Owned], figures: Figures) -> dict[str, list[str]]:
    """Name in the source, today's value with its interval and n, and what to know, as columns of text by title.

    Args:
        owned: Of one team.
        figures: Writes the numbers.
    """
    return {
        "Metric": [each.assigned.name for each in owned],
        "Today": [_today(each.readings, figures) for each in owned],
        "Read for": [" ".join(filter(None, (each.reads, each.assigned.note))) or "–" for each in owned],
    }


def shared_metrics(readings: Mapping[str, Reading], figures: Figures) -> dict[str, list[str]]:
    """The metrics that both teams read, and what each reads from them, as columns of text by title.

    Args:
        readings: What was measured, by key.
        figures: Writes the numbers.
    """
    own = [[readings[each.metric]] if each.metric in readings else [] for each in SHARED]
    return {
        "Both read": [METRICS[each.metric].label for each in SHARED],
        "Today": [_today(found, figures) for found in own],
        **{f"{team.label} reads from it": [each.read_by(team) for each in SHARED] for team in Team},
    }


def _today(readings: Sequence[Reading], figures: Figures) -> str:
    known = [reading for reading in readings if reading.is_known]
    if not known:
        return "unknown yet"
    named = len(known) > 1 or len(readings) > 1
    return "; ".join(_one(reading, figures, named=named) for reading in known)


def _one(reading: Reading, figures: Figures, *, named: bool) -> str:
    value = figures.split(reading, most=1) or figures.headline(reading)
    said = f"{value} ({figures.under(reading)})"
    return f"{METRICS[reading.key].label} {said}" if named else said
