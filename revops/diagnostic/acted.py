"""Which gates changed the outcome, or would have if nobody had lifted them."""

from __future__ import annotations

from revops.diagnostic import wording
from revops.diagnostic.case import Case
from revops.diagnostic.content import GATES
from revops.diagnostic.gates import ONE_HIRE, VETOES, holds
from revops.diagnostic.outcome import UNSETTLED, leading
from revops.diagnostic.result import GateResult
from revops.vocabulary import Outcome


def gates_that_acted(case: Case) -> tuple[GateResult, ...]:
    """Gates that changed, or would change, the outcome; each is looked at after those before it."""
    return (*_vetoes(case), *_one_hire(case))


def _vetoes(case: Case) -> list[GateResult]:
    found: list[GateResult] = []
    acting = frozenset[str]()
    for gate in VETOES:
        if not holds(gate, case.answers.context):
            continue
        without = leading(case.readings.shares(gates=acting))
        with_it = leading(case.readings.shares(gates=acting | {gate}))
        lifted = gate in case.answers.lifted_gates
        if without is not with_it:
            because = GATES[gate].lifted if lifted else GATES[gate].because
            found.append(GateResult(gate=gate, before=without, after=with_it, because=because, lifted=lifted))
        if not lifted:
            acting |= {gate}
    return found


def _one_hire(case: Case) -> list[GateResult]:
    holds_here = holds(ONE_HIRE, case.answers.context) and case.word != UNSETTLED
    if not holds_here or case.order is None or case.first is None:
        return []
    lifted = ONE_HIRE in case.answers.lifted_gates
    because = GATES[ONE_HIRE].lifted if lifted else wording.because_one_hire(*case.order)
    after = Outcome(case.first.value)
    return [GateResult(gate=ONE_HIRE, before=Outcome.BOTH, after=after, because=because, lifted=lifted)]
