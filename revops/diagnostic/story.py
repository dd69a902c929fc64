"""The result in three sentences that a person would say: what, why, and what next."""

from __future__ import annotations

from collections.abc import Sequence

from revops.diagnostic import wording
from revops.diagnostic.case import Case
from revops.diagnostic.content import CONTEXT, EXPORTS, GATES, SETTINGS, SIGNS
from revops.diagnostic.gates import is_off
from revops.diagnostic.outcome import CALLED
from revops.diagnostic.phrases import likelihood
from revops.diagnostic.result import FindOut, Flip, Need
from revops.diagnostic.wording import NAMES, capitalised, of_hundred, points_of
from revops.vocabulary import Outcome

WORTH_FINDING_OUT = 0.03
"""From this gain in firmness on it comes before what would change the answer."""


def story(case: Case, flips: Sequence[Flip], find_out: Sequence[FindOut]) -> tuple[str, str, str]:
    """Three sentences about a case.

    Args:
        case: As it stands.
        flips: What would change its outcome, the cheapest first.
        find_out: What is worth finding out, the most worthwhile first.
    """
    return _what(case), _why(case), _next(case, flips, find_out)


def _what(case: Case) -> str:
    if case.undecidable:
        return wording.open_because_unknown(case.undecidable)
    basis = wording.what_was_read(case.signs)
    share = f"{of_hundred(case.firmness)} simulated readings of {basis}"
    if case.outcome is Outcome.UNSETTLED:
        return f"It is open what you need: {_two_nearest(case)} simulated readings of {basis}."
    needed = f"You {likelihood(case.firmness)} need"
    if case.outcome is Outcome.NEITHER:
        return f"{needed} no operations team yet: {share} end there."
    if case.leading is not Outcome.BOTH:
        return f"{needed} {NAMES[case.outcome]}: {share} end there."
    return f"{needed} both SalesOps and RevOps, {_order(case)}: {share} call for both."


def _two_nearest(case: Case) -> str:
    first, second = sorted(case.shares, key=lambda outcome: -case.shares[outcome])[:2]
    return f"{NAMES[first]} in {of_hundred(case.shares[first])}, {NAMES[second]} in {of_hundred(case.shares[second])}"


def _order(case: Case) -> str:
    if case.first is None or case.order is None:
        return "and which first is a toss-up"
    team, share = case.order
    return f"and {likelihood(share)} {team.label} first"


def _why(case: Case) -> str:
    if case.outcome is Outcome.UNSETTLED:
        return _settled_so_far(case)
    called = CALLED[case.leading]
    if not called:
        return _sentence([_held_back(need, case) for need in case.needs])
    return _sentence([_drives(need) for need in case.needs if need.team in called])


def _sentence(clauses: Sequence[str]) -> str:
    return f"{capitalised(', and '.join(clauses))}."


def _drives(need: Need) -> str:
    """What the need for a team mostly comes from."""
    largest = sorted(need.contributions, key=lambda part: -part.points)[:2]
    stands = f"the need for {need.team.label} stands at {points_of(need.value)}"
    signs = [f"“{SIGNS[part.sign].title}” ({100 * part.points:.0f})" for part in largest if part.points > 0]
    return f"{stands}, the largest parts being {' and '.join(signs)}" if signs else stands


def _held_back(need: Need, case: Case) -> str:
    """Why a team is not called for."""
    team = need.team.label
    gate = next((gate for gate in case.readings.gates if is_off(need.team, frozenset({gate}))), None)
    if gate is not None:
        return f"{team} is ruled out (“{GATES[gate].title}”)"
    if need.value is None or need.value < SETTINGS.need_threshold:
        least = points_of(SETTINGS.need_threshold)
        return f"the need for {team} stands at {points_of(need.value)}, where {least} calls for it"
    if need.pain is None:
        return f"{team} would fit, but of what could hurt nothing is known or nothing applies"
    if need.pain < SETTINGS.pain_threshold:
        hurts = f"what hurts stands at {points_of(need.pain)}"
        return f"{team} would fit, but {hurts}, where {points_of(SETTINGS.pain_threshold)} calls for a team"
    return f"the need for {team} stands at {points_of(need.value)}, but few simulated readings call for it"


def _settled_so_far(case: Case) -> str:
    """How likely each team is called for; nothing about teams of which too little is known."""
    told = [
        f"{need.team.label} is {likelihood(need.called_for)} called for ({of_hundred(need.called_for)})"
        for need in case.needs
        if need not in case.undecidable
    ]
    if told:
        return _sentence(told)
    return "What is not known counts neither for nor against, so only answers and files can settle it."


def _next(case: Case, flips: Sequence[Flip], find_out: Sequence[FindOut]) -> str:
    is_open = case.outcome is Outcome.UNSETTLED
    if find_out and (find_out[0].narrows >= WORTH_FINDING_OUT or (is_open and not flips)):
        return f"What would help most is {_asking(find_out[0])}."
    if flips:
        return turn(flips[0])
    return "No sign, and no two signs together, would change that."


def turn(flip: Flip) -> str:
    """A change in short; what it means in answers and numbers is told with the changes themselves."""
    moves = [flip, *([flip.other] if flip.other else [])]
    told = [
        f"“{SIGNS[move.sign].title}” stood at {points_of(move.end)} instead of {100 * move.start:.0f}" for move in moves
    ]
    return f"It would turn towards {NAMES[flip.outcome]} if {' and '.join(told)}."


def _asking(item: FindOut) -> str:
    if item.kind == "table":
        return f"a file that is missing: ask {EXPORTS[item.what].ask} for {EXPORTS[item.what].export}"
    about = SIGNS[item.what] if item.kind == "sign" else CONTEXT[item.what]
    return f"to find out about “{about.title}”: ask {about.ask}"
