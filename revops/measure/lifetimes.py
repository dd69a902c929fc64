"""How long customers stay, from the counts by age: as far as seen, or projected."""

from __future__ import annotations

from revops.measure.estimate import Estimate, Task
from revops.statistics.lifetime import Life, Lifetime, lifetime

DAYS_A_MONTH = 365.25 / 12
PROJECTED_MONTHS = 60


def seen(task: Task) -> Estimate:
    """Months that customers stay, up to the age to which ten of them were followed."""
    return _lifetime(task, None)


def projected(task: Task) -> Estimate:
    """The same, going on to 60 months at the pace of leaving seen so far."""
    return _lifetime(task, PROJECTED_MONTHS)


def _lifetime(task: Task, until: float | None) -> Estimate:
    lives = [
        Life(key[0] / DAYS_A_MONTH, key[1], int(sums[1]), float(sums[2] or 0), float(sums[3] or 0))
        for key, sums in task.group.counts
        if key[0] is not None and key[0] >= 0
    ]
    n = sum(life.count for life in lives if life.event != "came_in")
    found = lifetime(lives, until)
    if found is None:
        return Estimate(n=n)
    return Estimate(n=n, value=found.value, interval=found.interval, notes=() if until else _notes(found, lives, n))


def _notes(found: Lifetime, lives: list[Life], n: int) -> tuple[str, ...]:
    gone = sum(life.count for life in lives if life.event in ("left", "left_first"))
    note = (
        f"Lives seen up to {found.horizon:.0f} months, the age to which ten of {n:,} customers were followed; "
        f"{gone:,} have left."
    )
    late = (
        "The file seems to begin later than the company: of its early customers only those are in it who stayed. So "
        "all are followed only from the day on which the first one left."
    )
    return (note, late) if found.begins_late else (note,)
