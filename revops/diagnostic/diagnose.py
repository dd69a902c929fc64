"""Answers and readings to a diagnosis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from revops.diagnostic import wording
from revops.diagnostic.acted import gates_that_acted
from revops.diagnostic.answers import STEP_VALUES, Answers, Special
from revops.diagnostic.case import Case, make_case
from revops.diagnostic.content import SETTINGS, SIGNS
from revops.diagnostic.edited import as_published, is_edited, published_anchors, wrong_anchors, wrong_weight
from revops.diagnostic.evidence import with_stated_facts
from revops.diagnostic.find_out import worth_finding_out
from revops.diagnostic.flips import cheapest_flips
from revops.diagnostic.form import forms
from revops.diagnostic.redefined import in_words, redefinitions
from revops.diagnostic.result import Diagnosis, Recommendation, Redefinition, SignResult
from revops.diagnostic.signs import is_asked
from revops.diagnostic.story import story
from revops.diagnostic.weighing import weighings
from revops.errors import ChoiceError
from revops.reading import Reading
from revops.vocabulary import OperatingModel, Outcome

DEFAULT_SEED = 7
DEFAULT_DRAWS = 4000


def diagnose(
    answers: Answers,
    readings: Mapping[str, Reading],
    model: OperatingModel,
    *,
    seed: int = DEFAULT_SEED,
    draws: int = DEFAULT_DRAWS,
    as_of: date | None = None,
) -> Diagnosis:
    """Which operations team the company should invest in, why, and how firm that is.

    Args:
        answers: What was said; may be empty.
        readings: What the files show, by metric; may be empty.
        model: Which teams are assessed.
        seed: Of the simulation; the same seed gives the same diagnosis.
        draws: How many readings are simulated.
        as_of: The day the company is seen from, for its age; None for today.

    Raises:
        ChoiceError: If an answer, an edited weight or the seed cannot be used.
    """
    _check(answers, seed, draws)
    facts = with_stated_facts(readings, answers.context, as_of or date.today())
    case = make_case(answers, facts, model, seed, draws)
    published = make_case(as_published(answers), facts, model, seed, draws) if is_edited(answers) else None
    return Diagnosis(
        signs={sign.key: sign for sign in case.signs},
        needs={need.team: need for need in case.needs},
        recommendation=_recommend(case, published, redefinitions(case, model, seed, draws), seed),
        seed=seed,
        draws=draws,
        notes=_notes(case),
    )


def _recommend(case: Case, published: Case | None, redefined: tuple[Redefinition, ...], seed: int) -> Recommendation:
    outcome, order = case.outcome, case.order
    is_split = order is not None and outcome.value == order[0].value
    decidable = [need for need in case.needs if need not in case.undecidable]
    flips = () if case.undecidable else cheapest_flips(case)
    find_out = worth_finding_out(case, seed)
    return Recommendation(
        outcome=outcome,
        leading=case.leading,
        firmness=case.firmness,
        word=case.word,
        shares=case.shares,
        then=wording.other(order[0]) if order is not None and is_split else None,
        first=case.first,
        first_share=None if order is None else order[1],
        settled=wording.settled_teams(decidable) if outcome is Outcome.UNSETTLED else (),
        gates=gates_that_acted(case),
        flips=flips,
        find_out=find_out,
        published=None if published is None else published.outcome,
        published_firmness=None if published is None else published.firmness,
        redefined=redefined,
        forms=forms(case),
        weighings=() if case.undecidable else weighings(case),
        story=story(case, flips, find_out),
        says=_says(case),
        says_redefined=in_words(redefined, case.answers),
    )


def _says(case: Case) -> str:
    basis = wording.what_was_read(case.signs)
    if case.undecidable:
        return wording.open_because_unknown(case.undecidable)
    if case.outcome is Outcome.UNSETTLED:
        return wording.open_because_close(case.shares, basis)
    if case.order is None:
        return wording.one_outcome(case.shares, case.word, basis)
    if case.outcome is not Outcome.BOTH:
        return wording.one_after_the_other(*case.order, case.firmness, basis)
    says = wording.both_teams(case.firmness, case.word, basis)
    return f"{says} {wording.order(*case.order, hires=case.answers.context.hires)}"


def _check(answers: Answers, seed: int, draws: int) -> None:
    if seed < 0 or draws < 1:
        raise ChoiceError("The seed is a whole number from 0 up, and at least one reading is simulated.")
    voted = (key for vote in answers.votes for key in vote.signs)
    for key in (*answers.signs, *answers.weights, *answers.anchors, *voted):
        if key not in SIGNS:
            raise ChoiceError(f"There is no sign '{key}'; the signs are {', '.join(SIGNS)}.")
    for key, answer in answers.signs.items():
        if not isinstance(answer, Special) and answer not in range(len(STEP_VALUES)):
            raise ChoiceError(f"The answer to '{key}' is {answer}; it can be 0 to {len(STEP_VALUES) - 1}.")
    for key, weight in answers.weights.items():
        if wrong := wrong_weight(weight):
            raise ChoiceError(f"The weight of '{key}' {wrong}")
    _check_anchors(answers)


def _check_anchors(answers: Answers) -> None:
    for key, own in answers.anchors.items():
        for metric, anchors in own.items():
            published = published_anchors(key, metric)
            if published is None:
                raise ChoiceError(f"The metric '{metric}' does not bear on the sign '{key}'.")
            if wrong := wrong_anchors(published, anchors):
                raise ChoiceError(f"The anchor of '{metric}' for '{key}' {wrong}")


def _notes(case: Case) -> tuple[str, ...]:
    notes = (_many_unknown(case.answers), _left_out(case.signs, case.answers))
    return tuple(note for note in notes if note is not None)


def _many_unknown(answers: Answers) -> str | None:
    unknown = [
        key for key, sign in SIGNS.items() if sign.about_what_works and answers.signs.get(key) is Special.UNKNOWN
    ]
    if len(unknown) < SETTINGS.many_unknown:
        return None
    title = SIGNS["unknown_what_works"].title
    return (
        f"You answered “don't know” {len(unknown)} times to questions about what works. "
        f"Is that itself a sign of “{title}”?"
    )


def _left_out(signs: Sequence[SignResult], answers: Answers) -> str | None:
    """Signs about reps say nothing where nobody sells, and a team is not called for without a pain."""
    skipped = [
        sign
        for sign in signs
        if not sign.applies and not is_asked(SIGNS[sign.key], answers.context) and sign.key not in answers.signs
    ]
    if not skipped:
        return None
    titles = ", ".join(f"“{SIGNS[sign.key].title}”" for sign in skipped)
    return (
        f"Nobody sells today, so {titles} did not count. Answer them for whoever sells in practice, if somebody does."
    )
