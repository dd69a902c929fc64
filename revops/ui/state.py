"""What one visitor's session knows: the only place where it is kept."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, cast

import streamlit as st

from revops.assessment import Assessment
from revops.choices import Choices
from revops.drafts import Draft, DraftStore, default_url, new_token, sha256
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
    """Uploads with the hashes of their bytes."""

    uploads: tuple[Upload, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, uploads: tuple[Upload, ...]) -> Files:
        """The uploads, hashed; the name belongs to the key because it tells text from a workbook."""
        return cls(uploads, tuple((sha256(upload), upload.name) for upload in uploads))

    @property
    def hashes(self) -> frozenset[str]:
        """Hashes of all files."""
        return frozenset(digest for digest, _ in self.keys)


@dataclass(frozen=True)
class Step:
    """What stood before something was changed about the files or how they are read.

    Attributes:
        says: What was changed, as the end of a sentence that begins with "Undo".
        files: The uploads before.
        choices: The choices before.
    """

    says: str
    files: tuple[Upload, ...]
    choices: Choices


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
        last: The last assessment under what it was made from.
        past: Steps that can be undone, the latest last.
        undone: Steps that can be done again, the latest last.
        openings: Files being read at this moment, by what is read.
        interpreting: The making of tables under way, by what decides them.
        stopped: Files whose reading was stopped.
        recalled: What about the files of this session was known before, by file and sheet.
        learned: What the profile was last learned from.
    """

    draft: Draft = field(default_factory=Draft)
    token: str | None = None
    addressed: str = ""
    addressed_model: str = ""
    was_lost: bool = False
    drops: int = 0
    last: tuple[Hashable, Assessment] | None = None
    past: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    openings: dict[FileKey, Opening] = field(default_factory=dict)
    interpreting: dict[Hashable, Interpreting] = field(default_factory=dict)
    stopped: set[FileKey] = field(default_factory=set)
    recalled: dict[tuple[str, str | None], Recalled] = field(default_factory=dict)
    learned: Hashable = None
    _kept: Draft = field(default_factory=Draft)
    _files: Files = field(default_factory=Files)

    @property
    def files(self) -> Files:
        """The draft's files; their bytes are hashed once."""
        if self._files.uploads is not self.draft.files:
            self._files = Files.of(self.draft.files)
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
        self.past.append(self._as_it_stands(says))
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
        return self.files.hashes.union(*(Files.of(step.files).hashes for step in steps))

    def _exchange(self, source: list[Step], target: list[Step]) -> None:
        if source:
            step = source.pop()
            target.append(self._as_it_stands(step.says))
            self.change(files=step.files, choices=step.choices)

    def _as_it_stands(self, says: str) -> Step:
        return Step(says, self.draft.files, self.draft.choices)

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

    def start_anew(self, draft: Draft) -> None:
        """Goes on with another draft; the one so far stays under its own address."""
        self.keep()
        self.draft, self.token, self._kept = draft, None, Draft()
        self._forget_steps()

    def keep(self) -> None:
        """Writes the draft where it differs from what was last written."""
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
        draft=draft, token=token if kept else None, was_lost=bool(token) and kept is None, _kept=kept or Draft()
    )
