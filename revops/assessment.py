"""One company, one window, one operating model: readings, signs and recommendation together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revops.dataset import Dataset
from revops.diagnostic.answers import Answers
from revops.diagnostic.result import Diagnosis
from revops.reading import Reading
from revops.vocabulary import OperatingModel
from revops.window import Window


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything that a screen, the command line or a report shows."""

    dataset: Dataset
    window: Window
    model: OperatingModel
    readings: Mapping[str, Reading]
    answers: Answers
    diagnosis: Diagnosis
