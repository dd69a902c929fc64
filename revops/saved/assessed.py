"""What an assessment file holds: everything that was given and read, and what was found before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from revops.assessment import Assessment, assess
from revops.choices import Choices
from revops.dataset import Dataset
from revops.diagnostic import DEFAULT_SEED
from revops.diagnostic.answers import Answers
from revops.diagnostic.outdated import recounted_told
from revops.handing_over import Options
from revops.history import DatedReadings, with_newer
from revops.measure import dated
from revops.profiles import Profile
from revops.vocabulary import Comparison, OperatingModel, Slice
from revops.window import Window


@dataclass(frozen=True, kw_only=True)
class View:
    """How the tables were looked at.

    Attributes:
        window: The days.
        is_chosen: Whether they were chosen by hand; the next files then begin with their own.
        seen_on: The day it was saved: events after it had not happened yet.
        model: The operating model.
        against: What the numbers were held against.
        slices: Breakdowns that were asked for.
        keys: Metrics that were asked for; None for all of the model.
        seed: Of the simulation.
    """

    window: Window
    seen_on: date
    is_chosen: bool = False
    model: OperatingModel = OperatingModel.BOTH
    against: Comparison | None = None
    slices: tuple[Slice, ...] = ()
    keys: tuple[str, ...] | None = None
    seed: int = DEFAULT_SEED


@dataclass(frozen=True, kw_only=True)
class Saved:
    """An assessment that can be put away and taken up again.

    Attributes:
        dataset: The tables, with what became of each sheet.
        view: How they were looked at.
        answers: What was said.
        choices: Decisions about reading the files.
        profile: What was answered about files with which headers.
        history: Earlier assessments and this one, in the order of their days.
        report: What goes into its reports; None where nobody chose.
        gone: Metrics that were asked for when it was saved, and that this version does not have.
        recounted: Definitions that were chosen and that this version does not have: "metric counted as definition".
    """

    dataset: Dataset
    view: View
    answers: Answers = field(default_factory=Answers)
    choices: Choices = field(default_factory=Choices)
    profile: Profile = field(default_factory=Profile)
    history: tuple[DatedReadings, ...] = ()
    report: Options | None = None
    gone: tuple[str, ...] = ()
    recounted: tuple[str, ...] = ()

    @property
    def left_out(self) -> str:
        """What of it this version cannot show, a sentence; empty where that is nothing."""
        return " ".join(filter(None, (self._without_metrics, recounted_told(self.recounted))))

    @property
    def _without_metrics(self) -> str:
        if not self.gone:
            return ""
        shown = "the other metrics it names" if self.view.keys else "all metrics of its model"
        return f"It was saved with metrics that this version does not have: {', '.join(self.gone)}; {shown} are shown."

    def with_readings(self, found: Assessment) -> Saved:
        """The same with the numbers of the assessment in its history."""
        entry = dated(found.readings, found.window, found.answers.context.figures)
        return replace(self, history=with_newer(self.history, entry))

    def assess(self) -> Assessment:
        """The assessment as it was saved."""
        view = self.view
        return assess(
            self.dataset,
            model=view.model,
            window=view.window,
            answers=self.answers,
            slices=view.slices or (Slice.MONTH,),
            keys=view.keys,
            against=view.against,
            history=self.history,
            seed=view.seed,
            today=view.seen_on,
        )
