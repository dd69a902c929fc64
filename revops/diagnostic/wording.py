"""The sentences in which an outcome is told to a founder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from revops.diagnostic.content import SETTINGS
from revops.diagnostic.outcome import CLEAR, UNSETTLED, comes_first
from revops.diagnostic.result import Need, SignResult
from revops.vocabulary import Outcome, Team


def of_hundred(share: float) -> str:
    """A share of the simulated readings, in words that claim no certainty the count does not have."""
    if share >= 0.995:
        return "practically all" if share < 1 else "all"
    if share <= 0.005:
        return "practically none" if share > 0 else "none"
    return f"{100 * share:.0f} of 100"


def what_was_read(signs: Iterable[SignResult]) -> str:
    """What the outcome rests on: "your answers", "your files", or both."""
    signs = tuple(signs)
    said = any(sign.said is not None for sign in signs)
    shown = any(item.strength is not None and not item.is_stated for sign in signs for item in sign.evidence)
    if shown:
        return "your answers and files" if said else "your files"
    return "your answers"


def headline(outcome: Outcome, word: str, shares: Mapping[Outcome, float], basis: str, then: Team | None = None) -> str:
    """The outcome in one or two sentences, with how firm it is.

    Args:
        outcome: What is recommended; not unsettled.
        word: "clear" or "leaning".
        shares: Share of simulated readings per outcome.
        basis: What was read.
        then: The team that follows, where the budget allows one of two.
    """
    ranked = sorted(shares, key=lambda item: -shares[item])
    share = of_hundred(shares[ranked[0]])
    if then is not None:
        first = f"{outcome.label} first, then {then.label}: {share} simulated readings of {basis} call for both"
        return f"{first}, and the budget allows one hire."
    if word == CLEAR:
        return f"{outcome.label}, and that is clear: {share} simulated readings of {basis} end there."
    return (
        f"{outcome.label} is where it leans: {share} simulated readings of {basis} end there; "
        f"next comes {ranked[1].label} with {of_hundred(shares[ranked[1]])}."
    )


def open_because_close(shares: Mapping[Outcome, float], basis: str) -> str:
    """Why nothing is settled although enough is known."""
    first, second = sorted(shares, key=lambda item: -shares[item])[:2]
    return (
        f"Not settled: of 100 simulated readings of {basis} {100 * shares[first]:.0f} end at {first.label} "
        f"and {100 * shares[second]:.0f} at {second.label}."
    )


def open_because_unknown(needs: Sequence[Need]) -> str:
    """Why nothing is settled: too little is known about these teams."""
    parts = [
        f"{round(100 * need.known_weight)} % of what speaks about {need.team.label}"
        if need.value is not None or need.known_weight > 0
        else f"nothing that speaks about {need.team.label}"
        for need in needs
    ]
    return f"Not settled: known is {' and '.join(parts)}; {100 * SETTINGS.known_weight:.0f} % is needed to decide."


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


def order(first: Team, share: float, hires: int | None) -> str:
    """Which of the two teams comes first, and how sure that is."""
    larger = f"{first.label}' need is the larger in {of_hundred(share)} simulated readings"
    start = f"Begin with {first.label}: its need is the larger in {of_hundred(share)} simulated readings."
    if comes_first(share):
        return start if hires != 0 else f"{start} No hire is in the budget, so begin as part of somebody's week."
    return f"Which comes first is a toss-up: {larger}."


def because_one_hire(first: Team, second: Team, share: float) -> str:
    """Why one hire means this team first."""
    return (
        f"Both teams are called for and the budget allows one hire: the need for {first.label} is the larger "
        f"in {of_hundred(share)} simulated readings; {second.label} follows."
    )


def is_open(word: str) -> bool:
    """Whether nothing is settled."""
    return word == UNSETTLED
