"""One week after another in a notebook, as the README shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import revops
from revops.errors import ChoiceError, UploadError
from revops.intake import Upload
from revops.interchange import assess_document
from revops.saved import open_saved

README = Path(__file__).resolve().parents[3] / "README.md"
HEAD = "Deal ID,Stage,Amount,Created,Closed\n"
MARCH = HEAD + "".join(
    f"A{n},{'Won' if n % 4 else 'Lost'},100,2026-0{1 + n % 3}-02,2026-0{1 + n % 3}-{10 + n % 18}\n" for n in range(60)
)
APRIL = MARCH + "".join(f"B{n},{'Lost' if n % 4 else 'Won'},100,2026-04-02,2026-04-{10 + n % 18}\n" for n in range(40))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of two weeks, and the assessment of the first."""
    monkeypatch.chdir(tmp_path)
    Path("march.csv").write_text(MARCH, encoding="utf-8")
    Path("april.csv").write_text(APRIL, encoding="utf-8")
    answers = {"answers": {"early_stage": 3}}
    revops.assess("march.csv", model="salesops", answers=answers, by="quarter").save("march.revops")
    return tmp_path


def test_example_of_the_readme_runs_and_says_what_moved():
    (example,) = [code for code in re.findall(r"```python\n(.*?)```", README.read_text(), re.S) if "later" in code]
    names: dict = {"revops": revops}
    exec(example, names)
    win_rate = names["later"].changes.loc["win_rate"]
    assert (win_rate["value"], win_rate["n"], win_rate["verdict"]) == (0.75, 60, "beyond_noise")
    again = revops.assess("april.revops")
    assert [entry.as_of.isoformat() for entry in again.assessment.history] == ["2026-03-27", "2026-04-27"]
    assert assess_document(again.assessment) == assess_document(names["later"].assessment)


def test_saved_assessment_alone_is_the_same_again(folder: Path):
    first = revops.assess("march.csv", model="salesops", answers={"answers": {"early_stage": 3}}, by="quarter")
    again = revops.assess(folder / "march.revops")
    assert assess_document(again.assessment) == assess_document(first.assessment)


def test_saved_assessment_is_looked_at_otherwise_where_that_is_asked_for():
    again = revops.assess("march.revops", model="both", since="2026-02-01", metrics="win_rate", compare=None)
    assert (again.assessment.window.since.isoformat(), list(again.metrics.index)) == ("2026-02-01", ["win_rate"])
    assert (again.assessment.model.value, again.changes.empty) == ("both", True)


def test_newer_files_then_answers_and_model_of_the_saved_one():
    later = revops.assess(["april.csv", "march.revops"])
    assert (later.assessment.model.value, later.signs.loc["early_stage", "said"]) == ("salesops", 0.75)


def test_tables_read_before_are_saved_with_what_was_decided_about_reading_them(folder: Path):
    data = revops.read("march.csv", stages={"Won": "lost"})
    revops.assess(data).save("read.revops")
    told = open_saved(Upload("read.revops", (folder / "read.revops").read_bytes()))
    assert told.profile == data.profile
    assert [dict(sheet.answers.stages) for sheet in told.profile.sheets] == [{"Won": "lost"}]
    assert dict(told.choices.stages) == {"Won": "lost"}


def test_what_cannot_be_opened_or_saved_is_told(folder: Path):
    with pytest.raises(ChoiceError, match="name one saved assessment"):
        revops.assess(["march.revops", "march.revops"])
    with pytest.raises(ChoiceError, match=r"march\.zip: a saved assessment ends in \.revops"):
        revops.assess("march.csv").save("march.zip")
    (folder / "half.revops").write_bytes((folder / "march.revops").read_bytes()[:400])
    with pytest.raises(UploadError, match="cannot be opened"):
        revops.assess("half.revops")
