"""The sentences in which an outcome is told to a founder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revops.diagnostic.content import SETTINGS
from revops.diagnostic.outcome import CLEAR, Ending, comes_first
from revops.diagnostic.result import Need, SignResult
from revops.vocabulary import Outcome, Team


def of_hundred(share: float) -> str:
    """A share of the simulated readings, in words that claim no certainty the count does not have."""
    if share >= 0.995:
        return "practically all" if share < 1 else "all"
    if share <= 0.005:
        return "practically none" if share > 0 else "none"
    return f"{100 * share:.0f} of 100"


def points_of(strength: float | None) -> str:
    """How much of a sign is there, 0 to 1, as the screens write it: "53 of 100"."""
    return "unknown" if strength is None else f"{100 * strength:.0f} of 100"


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun: "1 person", "3 people"."""
    return f"{number:,} {one if number == 1 else more}"


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def what_was_read(signs: Iterable[SignResult]) -> str:
    """What the outcome rests on: "your answers", "your files", or both."""
    signs = tuple(signs)
    said = any(sign.said is not None for sign in signs)
    shown = any(item.strength is not None and not item.is_stated for sign in signs for item in sign.evidence)
    if shown:
        return "your answers and files" if said else "your files"
    return "your answers"


def one_outcome(shares: Mapping[Outcome, float], word: str, basis: str) -> str:
    """The leading outcome in one sentence, with how firm it is.

    Args:
        shares: Share of simulated readings per outcome.
        word: "clear" or "leaning".
        basis: What was read.
    """
    first, second = sorted(shares, key=lambda item: -shares[item])[:2]
    share = f"{of_hundred(shares[first])} simulated readings of {basis} end there"
    if word == CLEAR:
        return f"{first.label}, and that is clear: {share}."
    return f"It leans to {first.label}: {share}; next comes {second.label} with {of_hundred(shares[second])}."


NAMES: Mapping[Outcome, str] = {
    Outcome.SALESOPS: "SalesOps",
    Outcome.REVOPS: "RevOps",
    Outcome.BOTH: "both teams",
    Outcome.NEITHER: "neither team yet",
}
"""Outcomes within a sentence."""


def would_be(before: Ending, after: Ending) -> str:
    """What the answer would be, as the end of a sentence.

    Args:
        before: Where the readings end today.
        after: Where they would end.
    """
    name = NAMES[after.outcome]
    if after.leading is Outcome.BOTH and after.outcome is not Outcome.BOTH:
        name = f"{name} first"
    elif before.leading is Outcome.BOTH and after.outcome.value in list(Team):
        name = f"{name} alone"
    if after.firmness >= SETTINGS.leaning_share:
        return f"the answer would be {name}."
    return (
        f"{name} would come out most often, in {100 * after.firmness:.0f} of 100 simulated readings, "
        "which is too few to settle it."
    )


def both_teams(firmness: float, word: str, basis: str) -> str:
    """Both teams in one sentence, with how firm that is."""
    share = f"{of_hundred(firmness)} simulated readings of {basis} call for both teams"
    return f"Both, and that is clear: {share}." if word == CLEAR else f"It leans to both: {share}."


def one_after_the_other(first: Team, first_share: float, firmness: float, basis: str) -> str:
    """The team that the one hire goes to, and the team that follows."""
    return (
        f"{first.label} first, then {other(first).label}: {of_hundred(firmness)} simulated readings of {basis} "
        f"call for both teams, the budget allows one hire, and {_larger(first, first_share)}."
    )


def other(team: Team) -> Team:
    """The other of the two teams."""
    return Team.REVOPS if team is Team.SALESOPS else Team.SALESOPS


def open_because_close(shares: Mapping[Outcome, float], basis: str) -> str:
    """Why nothing is settled although enough is known."""
    first, second = sorted(shares, key=lambda item: -shares[item])[:2]
    return (
        f"Not settled: of 100 simulated readings of {basis} {100 * shares[first]:.0f} end at {first.label} "
        f"and {100 * shares[second]:.0f} at {second.label}."
    )


def open_because_unknown(needs: Sequence[Need]) -> str:
    """Why nothing is settled: too little is known about these teams."""
    names = " or ".join(need.team.label for need in needs)
    if all(need.low is None for need in needs):
        return f"Not settled: none of the signs of {names} applies, so nothing speaks for or against."
    if all(need.value is None for need in needs):
        return f"Not settled: nothing is known yet that speaks for or against {names}."
    parts = " and ".join(_known_of(need) for need in needs)
    return f"Not settled: {parts} is known; {100 * SETTINGS.known_weight:.0f}% is needed to decide."


def _known_of(need: Need) -> str:
    if need.known_weight < 0.005:
        return f"nothing of what speaks about {need.team.label}"
    return f"only {100 * need.known_weight:.0f}% of what speaks about {need.team.label}"


def settled_teams(needs: Iterable[Need]) -> tuple[str, ...]:
    """What is settled team by team although the outcome is not."""
    sentences = []
    for need in needs:
        if need.called_for >= SETTINGS.settled_share:
            sentences.append(f"{need.team.label} is called for in {of_hundred(need.called_for)} simulated readings.")
        elif need.called_for <= 1 - SETTINGS.settled_share:
            against = of_hundred(1 - need.called_for)
            sentences.append(f"{need.team.label} is not called for in {against} simulated readings.")
    return tuple(sentences)


def order(first: Team, share: float, *, hires: int | None) -> str:
    """Which of the two teams comes first, and how sure that is."""
    if not comes_first(share):
        return f"Which comes first is a toss-up: {_larger(first, share)}."
    spare_time = " No hire is in the budget, so begin as part of somebody's week." if hires == 0 else ""
    return f"Begin with {first.label}: {_larger(first, share)}.{spare_time}"


def because_one_hire(first: Team, share: float) -> str:
    """Why one hire means this team first."""
    return (
        f"Both teams are called for and the budget allows one hire: {_larger(first, share)}, "
        f"so {other(first).label} follows."
    )


def _larger(first: Team, share: float) -> str:
    return f"the need for {first.label} is the larger in {of_hundred(share)}"
