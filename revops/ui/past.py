"""An opened assessment: what it gives a session's draft, alone and beside files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Final

from revops.assessment import Assessment
from revops.choices import Choices
from revops.dataset import EMPTY, Dataset
from revops.diagnostic.answers import Answers
from revops.diagnostic.result import Diagnosis
from revops.drafts import Draft, Span, sha256
from revops.errors import UploadError
from revops.intake.upload import Upload
from revops.saved import Saved, open_saved
from revops.saved.assessed import View
from revops.ui.shelf import Shelf
from revops.ui.state import State
from revops.vocabulary import Comparison
from revops.window import Window

SAVED: Final = Shelf[Saved](places=8)
THEN: Final = Shelf[Diagnosis](places=8)
ONE_AT_A_TIME: Final = "Open one saved assessment at a time; the latest holds those before it as well."


def past(state: State) -> Saved | None:
    """The draft's assessment; None where there is none, or where it cannot be opened any more."""
    upload, digest = state.draft.saved, state.files.saved_hash
    if upload is None or digest in state.lost:
        return None
    try:
        return _opened(upload, digest)
    except UploadError as error:
        # It was opened before, so this is the server's doing: a lower limit, or no memory at the moment.
        state.lost[digest] = str(error)
        return None


def _opened(upload: Upload, digest: str) -> Saved:
    return SAVED.get(digest, frozenset((digest,)), lambda: open_saved(upload))


def tables(state: State) -> Dataset:
    """The tables of the assessment as they were saved; none where none was opened."""
    saved = past(state)
    return EMPTY if saved is None else saved.dataset


def as_saved(state: State) -> Saved | None:
    """The assessment whose tables are looked at; None where files took their place."""
    return past(state) if state.draft.is_as_saved else None


def window(state: State) -> Window | None:
    """The days of the assessment as they were saved; None once other days or files were asked for."""
    saved = as_saved(state)
    return saved.view.window if saved and state.draft.span == span_of(saved.view) else None


def today(state: State) -> date | None:
    """The day on which the tables were read, where that was not today."""
    saved = as_saved(state)
    return saved.view.seen_on if saved else None


def diagnosis(state: State, found: Assessment) -> Diagnosis | None:
    """What the opened assessment came to, where it is what the numbers are held against."""
    saved, digest = past(state), state.files.saved_hash
    if saved is None or found.last is None or found.last.as_of != saved.view.window.as_of:
        return None
    alone = replace(saved, view=replace(saved.view, keys=(), against=None))
    return THEN.get(digest, frozenset((digest,)), lambda: alone.assess().diagnosis)


def span_of(view: View) -> Span:
    """The days of a view as a user asks for them."""
    if view.window.all_time:
        return Span(all_time=True)
    return Span(since=view.window.since, until=view.window.until) if view.is_chosen else Span()


def take(state: State, uploads: Sequence[Upload]) -> bool:
    """Opens a saved assessment that arrived; what cannot be opened changes nothing and is told.

    Beside files it becomes the past that they are held against. Without files it gives everything, and the work so far
    stays under its own address.

    Returns:
        Whether one was opened.
    """
    state.not_opened = ()
    if len(uploads) != 1:
        state.not_opened = (ONE_AT_A_TIME,) if uploads else ()
        return False
    upload = uploads[0]
    try:
        saved = _opened(upload, sha256(upload))
    except UploadError as error:
        state.not_opened = (str(error),)
        return False
    if state.draft.files and not state.draft.sample:
        _join(state, upload, saved)
    else:
        state.start_anew(draft_of(upload, saved))
    return True


def draft_of(upload: Upload, saved: Saved) -> Draft:
    """The work that an assessment was saved from."""
    view = saved.view
    draft = Draft(saved=upload, model=view.model, answers=saved.answers, profile=saved.profile, **_alone(saved))
    return replace(draft, report=saved.report)


def _alone(saved: Saved) -> dict[str, Any]:
    """What an assessment says about its own tables."""
    view = saved.view
    return {"choices": saved.choices, "span": span_of(view), "against": view.against or Comparison.PREVIOUS}


def _join(state: State, upload: Upload, saved: Saved) -> None:
    """Takes an assessment for the past of the files at hand, which are read as its own were."""
    draft = state.draft
    state.step(f"opening {upload.name}", saved=upload, against=Comparison.LAST)
    state.change(
        answers=completed(draft.answers, saved.answers),
        profile=draft.profile.with_newer(saved.profile),
        report=draft.report or saved.report,
        fresh=tuple(file.name for file in draft.files),
    )


def followed(draft: Draft) -> dict[str, Any]:
    """What changes of a draft whose first files take the place of the tables of an assessment."""
    if not draft.is_as_saved:
        return {}
    # What was decided about the files of then comes back through the profile, by headers.
    return {"choices": Choices(), "span": Span(), "against": Comparison.LAST}


def alone_again(state: State) -> dict[str, Any]:
    """What changes of a draft whose last file goes, so that an assessment gives the tables again."""
    saved = past(state)
    return _alone(saved) if saved else {}


def remove(state: State) -> None:
    """Takes the assessment out of the draft; answers and what is known about reading stay."""
    draft = state.draft
    if draft.saved is None:
        return
    fields: dict[str, Any] = {"choices": Choices(), "span": Span()} if draft.is_as_saved else {}
    if draft.against is Comparison.LAST:
        fields["against"] = Comparison.PREVIOUS
    state.step(f"removing {draft.saved.name}", saved=None, **fields)


def completed(said: Answers, before: Answers) -> Answers:
    """What was said, completed by what was said before."""
    found: Answers = _joined(said, before)
    return found


def _joined(said: Any, before: Any) -> Any:
    if isinstance(said, Mapping):
        return {**before, **said}
    if is_dataclass(said) and is_dataclass(before):
        names = [item.name for item in fields(said)]
        return replace(said, **{name: _joined(getattr(said, name), getattr(before, name)) for name in names})  # type: ignore[type-var]
    return before if said in (None, ()) else said
