"""What goes into a report is put away with the assessment, and trusted no more than the rest of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from revops.dataset import EMPTY
from revops.errors import ChoiceError
from revops.handing_over import MOST_LOGO_BYTES, Detail, Options, PartKey, from_plain, to_plain
from revops.intake import Upload
from revops.saved import Saved, open_saved, pack
from revops.saved.assessed import View
from revops.window import Window

LOGO = b"\x89PNG\r\n\x1a\n" + bytes(8)
DAYS = Window(as_of=None, since=None, until=None)
CHOSEN = Options(
    title="Board paper",
    client="北京科技有限公司",
    accent="#aa0000",
    logo=LOGO,
    parts=(PartKey.PLAN, PartKey.SUMMARY),
    detail=Detail.SUMMARY,
    hides_names=True,
    language="de-DE",
)


def saved(report: Options | None) -> Saved:
    return Saved(dataset=EMPTY, view=View(window=DAYS, seen_on=date(2026, 7, 15)), report=report)


@pytest.mark.parametrize("report", [None, Options(), CHOSEN])
def test_options_of_the_report_when_saved_and_opened_are_the_same(report: Options | None):
    assert open_saved(Upload("march.revops", pack(saved(report)))).report == report


def test_deck_of_theirs_is_given_anew():
    kept = from_plain(json.loads(json.dumps(to_plain(replace(CHOSEN, template=b"PK")))))
    assert kept == CHOSEN


@pytest.mark.parametrize(
    "wrong",
    [
        {"logo": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"},
        {"logo": "no base64!"},
        {"logo": "iVBORw0KGgo" + "A" * (2 * MOST_LOGO_BYTES)},
        {"accent": "red;}"},
        {"parts": ["moon"]},
        {"parts": 3},
        {"detail": "endless"},
        {"title": ["x"]},
        {"client": "x" * 5_000},
        {"template": "UEs="},
        ["title"],
    ],
)
def test_options_that_nobody_wrote_here_are_refused(wrong: Any):
    with pytest.raises(ChoiceError):
        from_plain(wrong)
