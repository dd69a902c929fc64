"""What one visitor's session knows: the only place where it is kept."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import Any, Final, cast

import streamlit as st

from revops.assessment import Assessment
from revops.drafts import Draft, DraftStore, Earlier, default_url, new_token, sha256
from revops.intake.upload import Upload
from revops.profiles import Recalled
from revops.ui.reading_files import FileKey, Interpreting, Opening
from revops.vocabulary import OperatingModel

_KEY: Final = "revops_state"
DRAFT_PARAM: Final = "draft"
MODEL_PARAM: Final = "model"
MOST_STEPS: Final = 20


@dataclass(frozen=True)
class Files:
    """A draft's uploads with the hashes of their bytes.

    Attributes:
        uploads: The files.
        keys: Hash and name of each.
        saved: The assessment that was opened.
        saved_hash: Its hash; empty where none was.
    """

    uploads: tuple[Upload, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    saved: Upload | None = None
    saved_hash: str = ""

    @classmethod
    def of(cls, draft: Draft) -> Files:
        """The draft's uploads, hashed; the name belongs to the key because it tells text from a workbook."""
        keys = tuple((sha256(upload), upload.name) for upload in draft.files)
        return cls(draft.files, keys, draft.saved, sha256(draft.saved) if draft.saved else "")

    def is_of(self, draft: Draft) -> bool:
        """Whether these are the draft's."""
        return self.uploads is draft.files and self.saved is draft.saved

    @property
    def hashes(self) -> frozenset[str]:
        """Hashes of all uploads."""
        return frozenset({digest for digest, _ in self.keys} | {self.saved_hash} - {""})


@dataclass(frozen=True)
class Step:
    """What stood before something was changed about the files or how they are read.

    Attributes:
        says: What was changed, as the end of a sentence that begins with "Undo".
        draft: The draft before.
        fields: What was changed of it; the rest stays as it is when the step is taken back.
    """

    says: str
    draft: Draft
    fields: tuple[str, ...]


@dataclass
class State:
    """One session's work.

    Attributes:
        draft: What the user gave so far; change it through `change`.
        token: Under which the draft is kept on this server; None while there is nothing to keep.
        addressed: The token last written into the address.
        addressed_model: The operating model last written into the address; empty before one was chosen.
        was_lost: Whether the address named a draft that is no longer there.
        drops: How often files were dropped, which names the field for the next ones.
        renamed: Names given to files of the last drop because others of it had theirs.
        last: The last assessment under what it was made from.
        past: Steps that can be undone, the latest last.
        undone: Steps that can be done again, the latest last.
        openings: Files being read at this moment, by what is read.
        interpreting: The making of tables under way, by what decides them.
        stopped: Files whose reading was stopped.
        recalled: What about the files of this session was known before, by file and sheet.
        cards: Number of the card of each file, sheet and table in it; none is given twice in a visit.
        learned: What the profile was last learned from.
        has_arrived: Whether an assessment was opened by the click that this run answers.
        not_opened: Why the assessments dropped last could not be opened, a sentence each.
        room: Token of the workshop's room that was seen last; empty for none. It is never kept with the draft.
        lost: Why an assessment of the draft cannot be opened any more, by its hash.
    """

    draft: Draft = field(default_factory=Draft)
    token: str | None = None
    addressed: str = ""
    addressed_model: str = ""
    was_lost: bool = False
    drops: int = 0
    renamed: tuple[str, ...] = ()
    last: tuple[Hashable, Assessment] | None = None
    past: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    openings: dict[FileKey, Opening] = field(default_factory=dict)
    interpreting: dict[Hashable, Interpreting] = field(default_factory=dict)
    stopped: set[FileKey] = field(default_factory=set)
    recalled: dict[tuple[str, str | None], Recalled] = field(default_factory=dict)
    cards: dict[tuple[str, str | None, int], int] = field(default_factory=dict)
    learned: Hashable = None
    has_arrived: bool = False
    not_opened: tuple[str, ...] = ()
    lost: dict[str, str] = field(default_factory=dict)
    room: str = ""
    _kept: Draft = field(default_factory=Draft)
    _files: Files = field(default_factory=Files)

    @property
    def files(self) -> Files:
        """The draft's uploads; their bytes are hashed once."""
        if not self._files.is_of(self.draft):
            self._files = Files.of(self.draft)
        return self._files

    def change(self, **fields: Any) -> None:
        """Replaces fields of the draft."""
        self.draft = replace(self.draft, **fields)

    def answer(self, **fields: Any) -> None:
        """Replaces fields of the answers."""
        self.change(answers=replace(self.draft.answers, **fields))

    def choose(self, says: str = "the last answer", **fields: Any) -> None:
        """Replaces fields of the choices about reading.

        Args:
            says: What is changed, for the button that undoes it.
            fields: Of the choices.
        """
        self.step(says, choices=replace(self.draft.choices, **fields))

    def step(self, says: str, **fields: Any) -> None:
        """Replaces fields of the draft in a way that can be undone.

        Args:
            says: What is changed, for the button that undoes it.
            fields: Of the draft.
        """
        self.past.append(Step(says, self.draft, tuple(fields)))
        del self.past[:-MOST_STEPS]
        self.undone.clear()
        self.change(**fields)

    def undo(self) -> None:
        """Takes the last step back."""
        self._exchange(self.past, self.undone)

    def redo(self) -> None:
        """Does the step again that was taken back last."""
        self._exchange(self.undone, self.past)

    @property
    def all_hashes(self) -> frozenset[str]:
        """Hashes of all files, those that undoing would bring back included."""
        steps = (*self.past, *self.undone)
        return self.files.hashes.union(*(Files.of(step.draft).hashes for step in steps))

    def _exchange(self, source: list[Step], target: list[Step]) -> None:
        if source:
            step = source.pop()
            target.append(replace(step, draft=self.draft))
            self.change(**{name: getattr(step.draft, name) for name in step.fields})

    def _decisions(self) -> tuple[Earlier, ...]:
        """The steps since the files last changed: their uploads are kept no longer than the visit."""
        found = takewhile(lambda step: step.fields == ("choices",), reversed(self.past))
        return tuple(Earlier(says=step.says, choices=step.draft.choices) for step in reversed(tuple(found)))

    def _forget_steps(self) -> None:
        self.past.clear()
        self.undone.clear()
        self.recalled.clear()

    def follow(self, token: str) -> None:
        """Opens the draft that the address names after a step back to it; an unknown one changes nothing."""
        kept = store().load(token)
        if kept is not None:
            self.draft, self.token, self._kept = kept, token, kept
            self._forget_steps()
            self.past = steps_of(kept)

    def start_anew(self, draft: Draft) -> None:
        """Goes on with another draft; the one so far stays under its own address."""
        self.keep()
        self.draft, self.token, self._kept = draft, None, Draft()
        self._forget_steps()

    def keep(self) -> None:
        """Writes the draft where it differs from what was last written."""
        self.change(earlier=self._decisions())
        if self.draft == self._kept or not (self.token or self.draft.is_worth_keeping):
            return
        self.token = self.token or new_token()
        store().save(self.token, self.draft)
        self._kept = self.draft

    def forget(self) -> None:
        """Deletes the draft on the server and all that this session knows."""
        if self.token:
            store().delete(self.token)
        for key in list(st.session_state):
            # The two inputs bound to the address stay, so that emptying them clears it.
            if key not in (DRAFT_PARAM, MODEL_PARAM):
                del st.session_state[key]
        # The field for files gets a new name, or the browser would put its files back.
        st.session_state[_KEY] = State(
            draft=Draft(model=self.draft.model), addressed_model=self.addressed_model, drops=self.drops + 1
        )


def steps_of(draft: Draft) -> list[Step]:
    """The decisions of a draft that can be taken back, as steps."""
    return [Step(each.says, replace(draft, choices=each.choices), ("choices",)) for each in draft.earlier]


@cache
def store() -> DraftStore:
    """The server's store of drafts."""
    return DraftStore(default_url())


def current() -> State:
    """This session's state; at its start, the draft that the address names."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _at_start()
    return cast(State, st.session_state[_KEY])


def model_in(text: object, otherwise: OperatingModel) -> OperatingModel:
    """The operating model an address names, whatever its capitals."""
    word = str(text or "").lower()
    return OperatingModel(word) if word in set(OperatingModel) else otherwise


def _at_start() -> State:
    token = st.query_params.get(DRAFT_PARAM)
    kept = store().load(token) if token else None
    draft = kept or Draft()
    draft = replace(draft, model=model_in(st.query_params.get(MODEL_PARAM), draft.model))
    return State(
        draft=draft,
        token=token if kept else None,
        was_lost=bool(token) and kept is None,
        past=steps_of(draft),
        _kept=kept or Draft(),
    )
