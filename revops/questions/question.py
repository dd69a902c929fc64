"""What a question is: the assumption it is about, its answers, and what of the tables shows their effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from revops.charts.figures import Figures
from revops.choices import Choices, SheetChoice
from revops.dataset import Assumption, Dataset
from revops.intake import OpenedFile

Facts = tuple[tuple[str, str], ...]
"""What an answer leads to: names and values as a person reads them."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer, with the choices that it stands for."""

    label: str
    choices: Choices
    is_taken: bool = False


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something the data cannot decide.

    Attributes:
        about: The assumption that was made for now.
        options: The answers to choose from; empty where numbers are asked for, or nothing can be chosen here.
        facts: What the tables show of an answer.
        codes: Names of which one is the answer, too many to show the effect of each at once; empty for all others.
        several: Words of the file of which any number is the answer; empty for all other questions.
        rated: Currencies whose rates are asked for; empty for all other questions.
        base: The currency that the rates lead to.
    """

    about: Assumption
    options: tuple[Option, ...] = ()
    facts: Callable[[Dataset], Facts]
    codes: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()
    base: str = ""

    @property
    def key(self) -> str:
        """Names the question, the same from run to run."""
        about = self.about
        named = "\x1f".join((about.about, about.file or "", about.sheet or "", about.question))
        return sha256(named.encode()).hexdigest()[:12]

    @property
    def can_be_answered(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.options or self.codes or self.rated or self.several)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An assumption with all that its question is made from."""

    about: Assumption
    data: Dataset
    opened: Sequence[OpenedFile]
    choices: Choices
    write: Figures

    @property
    def column(self) -> str:
        """The canonical column it concerns."""
        return self.about.about.rpartition(".")[2]

    @property
    def table(self) -> str:
        """The canonical table it concerns."""
        return self.about.about.partition(".")[0]

    def is_taken(self, label: str) -> bool:
        """Whether the answer is the one taken for now."""
        return label == self.about.chose

    def option(self, label: str, *, is_taken: bool = False, **choices: object) -> Option:
        """An answer, as a change of the choices."""
        return Option(label=label, choices=replace(self.choices, **choices), is_taken=is_taken)  # type: ignore[arg-type]

    def here(self, label: str, *, is_taken: bool = False, **answers: object) -> Option:
        """An answer about this sheet alone, or about this file where it is asked for once in each."""
        sheet = None if self.about.about.endswith(".currency") else self.about.sheet
        choice = SheetChoice(file=self.about.file or "", sheet=sheet, **answers)  # type: ignore[arg-type]
        return self.option(label, is_taken=is_taken, sheets=(*self.choices.sheets, choice))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of question.

    Attributes:
        fits: Whether an assumption is of this kind.
        make: The question.
    """

    fits: Callable[[Assumption], bool]
    make: Callable[[Asked], Question]
