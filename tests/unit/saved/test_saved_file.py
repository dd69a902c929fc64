"""An assessment file: saved and opened the same, and refused with a sentence where it is not what was saved."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from revops.assessment import Assessment, assess
from revops.choices import Choices, ColumnChoice
from revops.diagnostic.answers import Answers, Context
from revops.errors import UploadError
from revops.intake import Upload, open_files, read
from revops.interchange import assess_document
from revops.measure import default_window
from revops.profiles import KnownSheet, Profile
from revops.saved import Saved, open_saved, pack
from revops.saved.assessed import View
from revops.saved.opening import migrated
from revops.vocabulary import Comparison, DealOutcome, Slice

TODAY = date(2026, 7, 15)
CSV = (
    "Deal,Status,Created,Closed,Value,Value\n"
    + "".join(
        f"D{n},{('Won', 'Lost')[n % 2]},2026-0{1 + n % 6}-03,2026-0{1 + n % 6}-20,{100 + n},x\n" for n in range(40)
    )
    + "D40,Won,2026-01-03,31/31/2026,100,y\nTotal,,,,4100,\n"
)
Change = Callable[[dict[str, bytes]], None]


def made(text: str = CSV) -> tuple[Saved, Assessment]:
    choices = Choices(
        stages={"Won": DealOutcome.WON}, columns=(ColumnChoice(table="deals", column="owner", header=None),)
    )
    data = read([Upload("deals.csv", text.encode())], choices, today=TODAY)
    answers = Answers(context=Context(sellers=3, gross_margin=0.8), signs={"early_stage": 3})
    window = default_window(data, today=TODAY)
    view = View(window=window, seen_on=TODAY, against=Comparison.PREVIOUS, slices=(Slice.QUARTER,), seed=3)
    found = assess(data, window=window, answers=answers, slices=view.slices, against=view.against, seed=3, today=TODAY)
    known = Profile(sheets=(KnownSheet(headers=("Deal", "Value"), table="deals"),))
    saved = Saved(dataset=data, view=view, answers=answers, choices=choices, profile=known)
    return saved.with_readings(found), found


@pytest.fixture(scope="module")
def packed() -> bytes:
    return pack(made()[0])


def opened(content: bytes) -> Saved:
    return open_saved(Upload("march.revops", content))


def refused(content: bytes) -> UploadError:
    with pytest.raises(UploadError) as caught:
        opened(content)
    return caught.value


def rewritten(content: bytes, change: Change, *, sign: bool = True) -> bytes:
    """The file with other parts; signed again as somebody would who knows how."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if sign:
        manifest = json.loads(parts["manifest.json"])
        manifest["parts"] = {name: sha256(part).hexdigest() for name, part in parts.items() if name != "manifest.json"}
        parts["manifest.json"] = json.dumps(manifest).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def edited(name: str, edit: Callable[[Any], None]) -> Change:
    """Changes a JSON part in place."""

    def change(parts: dict[str, bytes]) -> None:
        value = json.loads(parts[name])
        edit(value)
        parts[name] = json.dumps(value).encode()

    return change


def parquet(table: pa.Table) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target)
    return target.getvalue()


def deals_of(parts: dict[str, bytes]) -> pa.Table:
    return pq.read_table(io.BytesIO(parts["tables/deals.parquet"]))


def test_assessment_saved_and_opened_then_the_same_document_to_the_last_digit(packed: bytes):
    assert assess_document(opened(packed).assess()) == assess_document(made()[1])


def test_everything_given_and_read_comes_back(packed: bytes):
    saved, again = made()[0], opened(packed)
    assert (again.view, again.answers, again.choices, again.profile) == (
        saved.view,
        saved.answers,
        saved.choices,
        saved.profile,
    )
    assert again.history == saved.history
    assert again.dataset.sheets == saved.dataset.sheets
    assert again.dataset.assumptions == saved.dataset.assumptions
    assert again.dataset.sheets[0].set_aside.num_rows > 0


def test_two_headers_of_the_same_name_come_back(packed: bytes):
    assert (
        opened(packed).dataset.sheets[0].set_aside.column_names[-2:]
        == made()[0].dataset.sheets[0].set_aside.column_names[-2:]
    )


def test_same_assessment_then_the_same_bytes(packed: bytes):
    assert pack(opened(packed)) == packed


def test_file_holds_the_agreed_parts_and_no_code(packed: bytes):
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert {"manifest.json", "tables/deals.parquet", "profile.toml", "answers.toml", "history.json"} <= set(names)
    assert {name.rpartition(".")[2] for name in names} == {"json", "toml", "parquet"}


def test_fingerprint_is_that_of_the_bytes_whatever_the_file_says(packed: bytes):
    assert opened(packed).dataset.fingerprint == f"saved {sha256(packed).hexdigest()}"


def test_answers_alone_then_saved_without_a_table():
    saved = Saved(dataset=replace(made()[0].dataset, tables={}, sheets=()), view=made()[0].view)
    assert opened(pack(saved)).dataset.is_empty


def test_file_cut_off_then_refused_as_damaged(packed: bytes):
    error = refused(packed[: len(packed) // 2])
    assert error.code == "DAMAGED"
    assert str(error).startswith("march.revops: The saved assessment cannot be opened")


def test_byte_turned_then_refused(packed: bytes):
    place = packed.index(b"PAR1") + 30
    assert refused(packed[:place] + bytes([packed[place] ^ 0xFF]) + packed[place + 1 :]).code == "DAMAGED"


def test_empty_and_foreign_files_are_refused():
    assert refused(b"").code == "EMPTY"
    assert refused(b"Deal,Value\nA,1\n").code == "DAMAGED"
    assert "no manifest" in str(refused(rewritten(zip_of({"a.csv": b"a,b"}), lambda parts: None, sign=False)))


def zip_of(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def test_part_changed_after_saving_then_refused_and_named(packed: bytes):
    error = refused(rewritten(packed, lambda parts: parts.update({"answers.toml": b"[context]\n"}), sign=False))
    assert error.code == "CHANGED"
    assert "answers.toml" in str(error)


def test_part_added_after_saving_then_refused(packed: bytes):
    assert refused(rewritten(packed, lambda parts: parts.update({"run.py": b"1"}), sign=False)).code == "CHANGED"


def test_part_taken_out_then_refused(packed: bytes):
    error = refused(rewritten(packed, lambda parts: parts.pop("history.json") and None, sign=False))
    assert "history.json is missing" in str(error)


def test_newer_format_then_refused_with_what_to_do(packed: bytes):
    newer = edited("manifest.json", lambda manifest: manifest.update(format=2, app="9.1.0"))
    error = refused(rewritten(packed, newer))
    assert error.code == "NEWER"
    assert "newer version of RevOps Advisor (9.1.0). Update this one" in str(error)


@pytest.mark.parametrize("wrong", [0, -1, "1", True, None, 1.0])
def test_format_that_is_none_then_refused(packed: bytes, wrong: object):
    error = refused(rewritten(packed, edited("manifest.json", lambda manifest: manifest.update(format=wrong))))
    assert "manifest is none" in str(error)


IMPOSSIBLE = {
    "assessment.view": edited("assessment.json", lambda part: part["view"]["window"].update(since="0001-01-01")),
    "assessment.view.seed": edited("assessment.json", lambda part: part["view"].update(seed=-1)),
    "history[0]": edited("history.json", lambda part: part[0].update(as_of="9999-12-31")),
}


@pytest.mark.parametrize("place", IMPOSSIBLE)
def test_day_or_seed_that_cannot_be_then_refused_and_named(packed: bytes, place: str):
    assert f"a part of it is wrong ({place})" in str(refused(rewritten(packed, IMPOSSIBLE[place])))


def test_older_format_then_brought_to_this_one_step_by_step():
    steps = {1: lambda texts: {**texts, "b": texts["a"] + "2"}, 2: lambda texts: {**texts, "c": texts["b"] + "3"}}
    assert migrated({"a": "1"}, 1, steps) == {"a": "1", "b": "12", "c": "123"}
    assert migrated({"a": "1", "b": "0"}, 2, steps)["c"] == "03"
    assert migrated({"a": "1"}, 3, steps) == {"a": "1"}


def test_column_declared_since_then_blank(packed: bytes):
    def change(parts: dict[str, bytes]) -> None:
        parts["tables/deals.parquet"] = parquet(deals_of(parts).drop_columns(["segment"]))

    deals = opened(rewritten(packed, change)).dataset.tables["deals"]
    assert deals["segment"].null_count == deals.num_rows


WRONG_TABLES = {
    "another type": lambda deals: deals.set_column(
        deals.column_names.index("amount"), "amount", pa.array(["x"] * len(deals))
    ),
    "an unknown column": lambda deals: deals.append_column("password", pa.array(["x"] * len(deals))),
    "no rows' origin": lambda deals: deals.drop_columns(["source_row"]),
    "nested values": lambda deals: deals.set_column(0, "deal_id", pa.array([[1]] * len(deals))),
}


@pytest.mark.parametrize("name", WRONG_TABLES)
def test_table_with_another_schema_then_refused(packed: bytes, name: str):
    def change(parts: dict[str, bytes]) -> None:
        parts["tables/deals.parquet"] = parquet(WRONG_TABLES[name](deals_of(parts)))

    assert "tables.deals" in str(refused(rewritten(packed, change)))


def test_table_that_is_none_of_ours_then_refused(packed: bytes):
    def change(parts: dict[str, bytes]) -> None:
        parts["tables/secrets.parquet"] = parts["tables/deals.parquet"]

    assert "a part of it is wrong (tables)" in str(refused(rewritten(packed, change)))


def test_table_that_is_no_parquet_then_refused(packed: bytes):
    error = refused(rewritten(packed, lambda parts: parts.update({"tables/deals.parquet": b"PAR1 and no more"})))
    assert "one of its tables cannot be read" in str(error)


WRONG_VALUES: dict[str, Callable[[Any], None]] = {
    "assessment.view.window.until": lambda value: value["view"]["window"].update(until="tomorrow"),
    "assessment.view.seed": lambda value: value["view"].update(seed="7"),
    "assessment.view.model": lambda value: value["view"].update(model="sales"),
    "assessment.choices": lambda value: value["choices"].update(run="rm"),
    "assessment.sheets[0].rows_read": lambda value: value["sheets"][0].update(rows_read=1.5),
    "assessment.sheets[0].table": lambda value: value["sheets"][0].update(table="secrets"),
    "assessment.sheets[0].columns": lambda value: value["sheets"][0]["columns"].update(
        secret={"header": "x", "confidence": 1, "because": "x"}
    ),
    "assessment.headers": lambda value: value["headers"].append([]),
    "assessment.assumptions[0]": lambda value: value.update(assumptions=[{"about": "deals.amount"}]),
}


@pytest.mark.parametrize("place", WRONG_VALUES)
def test_value_that_its_field_cannot_hold_then_refused_with_its_place(packed: bytes, place: str):
    error = refused(rewritten(packed, edited("assessment.json", WRONG_VALUES[place])))
    assert f"a part of it is wrong ({place})" in str(error)


@pytest.mark.parametrize("text", [b"[[[[", b'{"a": NaN}', b"[" * 100_000, b"\xff\xfe", b"null"])
def test_history_that_is_none_then_refused(packed: bytes, text: bytes):
    assert refused(rewritten(packed, lambda parts: parts.update({"history.json": text}))).code == "DAMAGED"


def test_number_that_is_none_in_the_history_then_refused(packed: bytes):
    both = edited("history.json", lambda history: history[0]["readings"]["win_rate"].update(reason="and a value"))
    assert "history[0].readings.win_rate" in str(refused(rewritten(packed, both)))


def test_archive_that_unpacks_to_far_more_then_refused(packed: bytes):
    bomb = rewritten(packed, lambda parts: parts.update({"more.json": b" " * 60_000_000}))
    error = refused(bomb)
    assert error.code == "TOO_LARGE"
    assert "times its size" in str(error)


def test_archive_of_many_parts_then_refused():
    assert "1,200 parts" in str(refused(zip_of({f"{n}.json": b"" for n in range(1200)})))


def test_part_twice_then_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("manifest.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("manifest.json", "[]")
    assert "twice" in str(refused(target.getvalue()))


def test_table_of_many_rows_in_few_bytes_then_refused(packed: bytes, monkeypatch: pytest.MonkeyPatch):
    def change(parts: dict[str, bytes]) -> None:
        schema = deals_of(parts).schema
        blank = pa.table([pa.nulls(1_000_000, each.type) for each in schema], schema=schema)
        parts["tables/deals.parquet"] = parquet(pa.concat_tables([blank] * 13))

    error = refused(rewritten(packed, change))
    assert error.code == "TOO_LARGE"
    assert "cells" in str(error)


def test_file_larger_than_an_upload_then_refused(packed: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REVOPS_MAX_UPLOAD_MB", "1")
    assert refused(packed + b" " * 1_100_000).code == "TOO_LARGE"


def test_saved_assessment_among_spreadsheets_then_told_where_to_open_it(packed: bytes):
    (found,) = open_files([Upload("march.revops", packed)])
    assert found.refusals[0].code == "SAVED_ASSESSMENT"
    assert "revops assess" in found.refusals[0].reason


def test_metrics_that_are_no_more_are_told_and_left_out():
    saved, _ = made()
    some = opened(pack(replace(saved, view=replace(saved.view, keys=("win_rate", "was_once")))))
    none = opened(pack(replace(saved, view=replace(saved.view, keys=("was_once",)))))
    assert (some.view.keys, list(some.assess().readings)) == (("win_rate",), ["win_rate"])
    assert some.left_out == (
        "It was saved with metrics that this version does not have: was_once; the other metrics it names are shown."
    )
    assert (none.view.keys, none.left_out.split("; ")[1]) == (None, "all metrics of its model are shown.")
    assert opened(pack(saved)).left_out == ""


def test_definitions_of_another_version_then_named_and_all_else_is_there():
    saved, _ = made()
    chosen = {"win_rate": "older_way", "gone_rate": "published", "time_to_close_days": "won_only"}
    opened = open_saved(Upload("week.revops", pack(replace(saved, answers=replace(saved.answers, definitions=chosen)))))
    assert opened.answers == replace(saved.answers, definitions={"time_to_close_days": "won_only"})
    assert opened.left_out.startswith(
        "It was saved with definitions that this version does not have: win_rate counted as older_way, gone_rate "
        "counted as published; the published ones count instead"
    )
