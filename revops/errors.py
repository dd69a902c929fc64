"""The errors that stop us, by who can act on them.

    RevopsError
    ├── UploadError       the user: this file cannot be used
    ├── ChoiceError       the user: this option, answer or window cannot be used
    ├── UndecidedError    the user, with `--strict`: these questions are open
    ├── RoomError         whoever is in a workshop: this is not possible now
    ├── ContentError      whoever edits `revops/content/` or an answers file
    ├── DatabaseError     whoever runs the server: the database cannot be used
    └── DefinitionError   the developer: a declaration is wrong

What does not stop us (a row that cannot be used, a date that cannot be read) is no error but a
`revops.dataset.Problem`.
"""

from __future__ import annotations

from collections.abc import Sequence

from revops.vocabulary import TEXT_ENDINGS


class RevopsError(Exception):
    """Root of everything this product raises on purpose; the message is fit for its reader."""


class UploadError(RevopsError):
    """A file or sheet cannot be used: what was found, where, and what to do."""

    def __init__(self, file: str, code: str, found: str, remedy: str, *, sheet: str | None = None) -> None:
        self.file = file
        self.sheet = sheet
        self.code = code
        self.found = found
        self.remedy = remedy
        where = f"{file}, sheet {sheet}" if sheet else file
        super().__init__(f"{where}: {found} {remedy}".rstrip())

    @classmethod
    def none_usable(cls, refusals: Sequence[tuple[str, str, str]]) -> UploadError:
        """None of the files that were named can be used.

        Args:
            refusals: File, code and reason of each, at least one.
        """
        (file, code, reason), *others = refusals
        rest = " ".join(f"{other}: {why}" for other, _, why in others)
        return cls(file, code, reason, rest)

    @classmethod
    def empty(cls, file: str) -> UploadError:
        """The file has no content."""
        return cls(file, "EMPTY", "The file is empty.", "Export it again and drop the new file.")

    @classmethod
    def not_a_spreadsheet(cls, file: str, looks_like: str) -> UploadError:
        """The bytes are something else than the name promises."""
        return cls(
            file, "NOT_A_SPREADSHEET", f"This is {looks_like}, not a spreadsheet.", "Save it as CSV or XLSX first."
        )

    @classmethod
    def encrypted(cls, file: str) -> UploadError:
        """The workbook asks for a password."""
        return cls(
            file,
            "ENCRYPTED",
            "The workbook is protected by a password.",
            "Save a copy without a password and drop that.",
        )

    @classmethod
    def damaged(cls, file: str, detail: str) -> UploadError:
        """The file starts like a spreadsheet and cannot be read to its end."""
        return cls(
            file,
            "DAMAGED",
            f"The file is damaged or incomplete ({detail}).",
            "Open it in Excel, save it again and drop the new file.",
        )

    @classmethod
    def too_large(cls, file: str, found: str, limit: str) -> UploadError:
        """A limit of size, rows, columns, memory or time was passed."""
        is_text = file.casefold().endswith(TEXT_ENDINGS)
        remedy = "Split it into several files." if is_text else "Split it, or export it as CSV."
        return cls(file, "TOO_LARGE", f"The file has {found}; the limit is {limit}.", remedy)

    @classmethod
    def fault(cls, file: str, detail: str) -> UploadError:
        """The program failed over the file; the file may be in order."""
        return cls(
            file,
            "PROGRAM_FAULT",
            f"The program failed while reading this file ({detail}); the file itself may be in order.",
            "Report it, and export the file as CSV meanwhile.",
        )

    @classmethod
    def saved_assessment(cls, file: str) -> UploadError:
        """A saved assessment where spreadsheets are read."""
        found = "This is a saved assessment, not a spreadsheet."
        remedy = "Name it after `python -m revops assess`, or open it in the app as NAME.revops."
        return cls(file, "SAVED_ASSESSMENT", found, remedy)

    @classmethod
    def not_as_saved(cls, file: str, detail: str) -> UploadError:
        """A saved assessment that cannot be opened."""
        found = f"The saved assessment cannot be opened: {detail}."
        return cls(file, "DAMAGED", found, "Take another copy of it, or drop the spreadsheets again.")

    @classmethod
    def changed(cls, file: str, part: str) -> UploadError:
        """A part of a saved assessment is another than was saved."""
        found = f"The saved assessment was changed after it was saved (part {part})."
        return cls(file, "CHANGED", found, "Take the copy that was saved, or drop the spreadsheets again.")

    @classmethod
    def newer(cls, file: str, version: str) -> UploadError:
        """A saved assessment of a later version of this program."""
        found = f"The assessment was saved by a newer version of RevOps Advisor ({version})."
        return cls(file, "NEWER", found, "Update this one to open it; the file is in order.")

    @classmethod
    def unsupported(cls, file: str, format_name: str) -> UploadError:
        """The format is known, but not read."""
        return cls(file, "UNSUPPORTED", f"{format_name} files are not read.", "Save it as XLSX or CSV and drop that.")


class ChoiceError(RevopsError):
    """An option, answer or window that cannot be used."""


class UndecidedError(RevopsError):
    """Strict mode met choices that the data cannot decide."""

    def __init__(self, questions: Sequence[str]) -> None:
        self.questions = tuple(questions)
        super().__init__("Not decided by the data: " + "; ".join(self.questions))


class ContentError(RevopsError):
    """A content or answers file is wrong; the message names file and entry."""

    def __init__(self, file: str, entry: str, found: str) -> None:
        self.file = file
        self.entry = entry
        super().__init__(f"{file}, {entry}: {found}")

    @classmethod
    def unknown_field(cls, file: str, entry: str, field: str, known: Sequence[str]) -> ContentError:
        """A field that nobody reads is a field misspelt."""
        return cls(file, entry, f"unknown field '{field}'; known are {', '.join(sorted(known))}.")

    @classmethod
    def missing_field(cls, file: str, entry: str, field: str) -> ContentError:
        """Required means required."""
        return cls(file, entry, f"the field '{field}' is missing.")


class RoomError(RevopsError):
    """A room of a workshop does not take this, or not now."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)

    @classmethod
    def gone(cls) -> RoomError:
        """No room stands behind this link or code, or it has ended."""
        return cls("gone", "There is no such room, or it has ended.")

    @classmethod
    def not_now(cls, move: str, phase: str) -> RoomError:
        """The facilitator's step does not follow from where the room is."""
        return cls("not_now", f"The room is {phase}: '{move}' is not possible now.")

    @classmethod
    def full(cls, seats: int) -> RoomError:
        """Every seat is taken."""
        return cls("full", f"All {seats} seats of this room are taken; ask the facilitator.")

    @classmethod
    def too_many(cls) -> RoomError:
        """Somebody opens one room after another."""
        return cls("too_many", "Too many rooms were opened from your address within an hour; wait a while.")

    @classmethod
    def locked(cls) -> RoomError:
        """The facilitator lets nobody else in."""
        return cls("locked", "The facilitator has closed the door of this room; ask to be let in.")

    @classmethod
    def told(cls) -> RoomError:
        """Taking somebody out would tell what they answered."""
        return cls("told", "Without them, the revealed votes would tell what they answered; they stay in.")

    @classmethod
    def not_in(cls) -> RoomError:
        """A vote of somebody who has not joined."""
        return cls("not_in", "You have not joined this room.")

    @classmethod
    def not_open(cls) -> RoomError:
        """A vote while none is taken."""
        return cls("not_open", "No votes are taken at the moment.")

    @classmethod
    def other_round(cls) -> RoomError:
        """A vote meant for another round than the open one."""
        return cls("other_round", "Another round has begun; vote again.")

    @classmethod
    def not_asked(cls) -> RoomError:
        """A sign, role or answer that this room does not have."""
        return cls("not_asked", "This room does not ask for that.")


class DatabaseError(RevopsError):
    """The database that holds drafts and rooms cannot be used."""

    @classmethod
    def out_of_reach(cls, url: str, detail: str) -> DatabaseError:
        """Nothing answers there, or it refuses."""
        return cls(f"The database {url} cannot be used: {detail.strip()}. REVOPS_DATABASE_URL says which one it is.")

    @classmethod
    def unknown_kind(cls, url: str) -> DatabaseError:
        """An address of neither SQLite nor PostgreSQL."""
        return cls(f"{url} is no database: REVOPS_DATABASE_URL begins with sqlite:/// or postgresql://.")

    @classmethod
    def no_driver(cls, url: str) -> DatabaseError:
        """PostgreSQL without its driver."""
        return cls(f'{url} needs the driver for PostgreSQL: pip install "revops-advisor[postgres]".')

    @classmethod
    def newer(cls, detail: str) -> DatabaseError:
        """The tables are of a version that this one does not know."""
        return cls(f"The database was last used by a newer version of RevOps Advisor ({detail}); update this one.")


class DefinitionError(RevopsError):
    """A declaration in the code is wrong: a duplicate, a misspelt column, a missing sentence."""

    @classmethod
    def duplicate(cls, key: str, first: str, second: str) -> DefinitionError:
        """Two declarations share a key."""
        return cls(f"'{key}' is declared twice: in {first} and in {second}.")
