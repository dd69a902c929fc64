"""One company, one window, one operating model: readings, signs and recommendation together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from revops.dataset import EMPTY, Dataset
from revops.diagnostic import DEFAULT_SEED, diagnose
from revops.diagnostic.answers import Answers
from revops.diagnostic.evidence import evidence_metrics, of_new_business
from revops.diagnostic.result import Diagnosis
from revops.history import DatedReadings, last_before, why_none_before
from revops.measure import compare, compare_last, default_window, measure
from revops.measure.new_business import NOTE, new_business
from revops.reading import Change, Reading
from revops.vocabulary import Comparison, Fact, OperatingModel, Slice, Verdict
from revops.window import Window


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything that a screen, the command line or a report shows.

    Attributes:
        dataset: The company's tables.
        window: The days looked at.
        model: Which teams are assessed.
        readings: What was measured, by key.
        answers: What was said.
        diagnosis: Signs, needs and the recommendation.
        against: The earlier period that the numbers are held against; None where none was asked for.
        changes: How far the known numbers moved since, by key.
        last: The latest assessment seen from an earlier day; None where none is known.
        history: Assessments that are known of the company, this one among them where it was saved.
    """

    dataset: Dataset
    window: Window
    model: OperatingModel
    readings: Mapping[str, Reading]
    answers: Answers
    diagnosis: Diagnosis
    against: Comparison | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    last: DatedReadings | None = None
    history: tuple[DatedReadings, ...] = ()

    @property
    def beyond_noise(self) -> tuple[str, ...]:
        """Keys of the numbers that moved by more than noise."""
        return tuple(key for key, change in self.changes.items() if change.verdict is Verdict.BEYOND_NOISE)


def assess(
    dataset: Dataset = EMPTY,
    *,
    model: OperatingModel = OperatingModel.BOTH,
    window: Window | None = None,
    answers: Answers | None = None,
    slices: tuple[Slice, ...] = (Slice.MONTH,),
    keys: Sequence[str] | None = None,
    against: Comparison | None = None,
    history: Sequence[DatedReadings] = (),
    seed: int = DEFAULT_SEED,
    today: date | None = None,
) -> Assessment:
    """Measure a company and say which operations team it should invest in.

    Args:
        dataset: The company's tables; none for a diagnostic on answers alone.
        model: Which teams are assessed; also chooses the metrics.
        window: The span of days; None for the default one.
        answers: What was said; None for nothing.
        slices: Breakdowns of every metric.
        keys: Metrics to show; None for all of the model. Evidence is read whether shown or not.
        against: Hold the metrics against this earlier period; None for no comparison.
        history: Earlier assessments of the company, for `Comparison.LAST`.
        seed: Of the simulation.
        today: For tests; None for the real day.
    """
    said = answers or Answers()
    span = window or default_window(dataset, today=today)
    facts, chosen = said.context.figures, said.definitions
    shown = measure(
        dataset, keys=keys, model=model, window=span, slices=slices, today=today, facts=facts, definitions=chosen
    )
    behind = evidence_readings(dataset, span, have=shown, said=said, today=today)
    as_of = span.as_of or today or date.today()
    last = last_before(history, span.as_of)
    moved = changes(dataset, shown, span, against, last, today=today, facts=facts)
    if against is Comparison.LAST and last is None:
        moved = {key: Change(reason=why_none_before(history, span.as_of)) for key in moved}
    return Assessment(
        dataset=dataset,
        window=span,
        model=model,
        readings=shown,
        answers=said,
        diagnosis=diagnose(said, behind, model, seed=seed, as_of=as_of),
        against=against,
        changes=moved,
        last=last,
        history=tuple(history),
    )


def changes(
    dataset: Dataset,
    readings: Mapping[str, Reading],
    window: Window,
    against: Comparison | None,
    last: DatedReadings | None,
    *,
    today: date | None = None,
    facts: Mapping[Fact, float] | None = None,
) -> dict[str, Change]:
    """How far the numbers moved since an earlier period or assessment; nothing where none was asked for.

    Args:
        dataset: The company's tables.
        readings: What was measured.
        window: The days looked at.
        against: What they are held against.
        last: The earlier assessment, for `Comparison.LAST`.
        today: As for `assess`.
        facts: The user's own figures.
    """
    if against is None:
        return {}
    if against is Comparison.LAST:
        return compare_last(dataset, readings, window, last, today=today, facts=facts)
    return compare(dataset, readings, window, against, today=today, facts=facts)


def evidence_readings(
    dataset: Dataset,
    window: Window,
    *,
    have: Mapping[str, Reading],
    said: Answers,
    today: date | None = None,
) -> dict[str, Reading]:
    """Readings of all metrics that bear on a sign, whichever metrics are shown; of new business where the sign asks so.

    Args:
        dataset: The company's tables.
        window: The span of days.
        have: Readings already taken of the same dataset and window.
        said: Whose figures and chosen definitions count.
        today: As for `assess`.
    """
    facts, chosen = said.context.figures, said.definitions
    read = partial(measure, window=window, slices=(), today=today, facts=facts, definitions=chosen)
    missing = [key for key in evidence_metrics() if key not in have]
    known = {**have, **(read(dataset, keys=missing) if missing else {})}
    narrowed = new_business(dataset)
    of_new = {} if narrowed is dataset else read(narrowed, keys=of_new_business())
    noted = {key: replace(reading, notes=(*reading.notes, NOTE)) for key, reading in of_new.items()}
    return {key: noted.get(key, known[key]) for key in evidence_metrics()}
