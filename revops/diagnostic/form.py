"""In what form to invest: a hire, a part-time person, or a fifth of somebody already there."""

from __future__ import annotations

from revops.diagnostic.answers import Context
from revops.diagnostic.case import Case
from revops.diagnostic.outcome import CALLED
from revops.diagnostic.phrases import FORMS, Form
from revops.diagnostic.result import FormOf, Need
from revops.diagnostic.wording import counted, points_of

SMALLEST = tuple(FORMS.values())[-1]


def forms(case: Case) -> tuple[FormOf, ...]:
    """The form for each team that is recommended now; none where none is, or where it is not settled."""
    wanted = CALLED.get(case.outcome, ())
    return tuple(_form(need, case.answers.context) for need in case.needs if need.team in wanted)


def _form(need: Need, context: Context) -> FormOf:
    if context.hires == 0:
        return _of(need, SMALLEST, "The budget allows no hire, so begin with the time of somebody who is there.")
    if context.sellers is None:
        rule = "; ".join(f"{form.label} {_from(form)}" for form in FORMS.values() if form is not SMALLEST)
        return _of(need, None, f"How many people sell is not known. Our own judgement: {rule}; else {SMALLEST.label}.")
    sellers = context.sellers + (context.planned_sellers or 0)
    form = next(form for form in FORMS.values() if _fits(form, sellers, need.value or 0.0))
    return _of(need, form, f"{_size(context)} The need for {need.team.label} stands at {points_of(need.value)}.")


def _of(need: Need, form: Form | None, because: str) -> FormOf:
    label = form.label if form else "not known yet"
    return FormOf(team=need.team, form=form.key if form else None, label=label, because=because)


def _fits(form: Form, sellers: int, need: float) -> bool:
    """Without a seller the number of sellers says nothing about size; the need decides, and below a hire."""
    is_large = sellers >= form.least_sellers or (sellers == 0 and form.key != "hire")
    return is_large and need >= form.least_need


def _size(context: Context) -> str:
    sellers, planned = context.sellers or 0, context.planned_sellers or 0
    today = "Nobody sells today" if sellers == 0 else counted(sellers, "person sells today", "people sell today")
    return f"{today}, and {planned} more {'is' if planned == 1 else 'are'} planned." if planned else f"{today}."


def _from(form: Form) -> str:
    return f"from {form.least_sellers} sellers and a need of {points_of(form.least_need)} on"
