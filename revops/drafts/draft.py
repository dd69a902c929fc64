"""What a user gave: the unfinished work that a reload brings back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from revops.choices import Choices
from revops.diagnostic.answers import Answers
from revops.handing_over import Options
from revops.intake.upload import Upload
from revops.profiles import Profile
from revops.vocabulary import Comparison, OperatingModel


@dataclass(frozen=True, kw_only=True)
class Span:
    """The days a user asked for; without dates, the twelve months ending at the last event.

    Attributes:
        since: First day asked for.
        until: Last day asked for.
        all_time: The whole file, whatever the dates say.
    """

    since: date | None = None
    until: date | None = None
    all_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What was decided about reading before something was changed about it.

    Attributes:
        says: What was changed, as the end of a sentence that begins with "Undo".
        choices: What was decided until then.
    """

    says: str
    choices: Choices


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything a user gave, and nothing that follows from it.

    Attributes:
        files: Uploads in the order they came.
        choices: Decisions about reading them.
        model: The operating model under assessment.
        span: The days looked at.
        against: The earlier period that the numbers are held against.
        answers: The diagnostic so far.
        compared: Signs whose evidence has been shown beside the answer.
        sample: Key of the sample company the files came from; None for the user's own.
        profile: What was answered about files with which headers, those no longer here included.
        fresh: Names of files that came and have not been held against the profile yet.
        earlier: Decisions that can be taken back, the latest last; none from before the files last changed.
        report: What goes into a report; None before anybody chose.
        saved: The saved assessment that was opened: it gives the tables until files do, and is then the past of theirs.
        recounted: Definitions that an earlier version kept and this one does not have; told, and not kept again.
    """

    files: tuple[Upload, ...] = ()
    choices: Choices = field(default_factory=Choices)
    model: OperatingModel = OperatingModel.BOTH
    span: Span = field(default_factory=Span)
    against: Comparison = Comparison.PREVIOUS
    answers: Answers = field(default_factory=Answers)
    compared: tuple[str, ...] = ()
    sample: str | None = None
    profile: Profile = field(default_factory=Profile)
    fresh: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    report: Options | None = None
    saved: Upload | None = None
    recounted: tuple[str, ...] = ()

    @property
    def has_tables(self) -> bool:
        """Whether there is anything to read: files, or an assessment that was opened."""
        return bool(self.files or self.saved)

    @property
    def is_as_saved(self) -> bool:
        """Whether an opened assessment gives the tables, since no file has taken their place."""
        return self.saved is not None and not self.files

    @property
    def is_worth_keeping(self) -> bool:
        """Whether there is more than the choice of an operating model, which the address holds."""
        return Draft(model=self.model) != self
