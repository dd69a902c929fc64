"""A column as its different values: each is looked at once, and laid out over the rows again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from revops.intake.encoded import encode

ROWS = ["Ann", "Bob", None, "n/a", "Ann", "Cy"]
ENCODED = pa.array(ROWS).dictionary_encode()


@pytest.mark.parametrize("cells", [pa.array(ROWS, pa.string()), ENCODED], ids=["text", "encoded"])
def test_values_stand_in_the_order_of_their_rows_and_placeholders_are_blank(cells):
    found = encode(cells)
    assert found.texts == ["Ann", "Bob", "Cy"]
    assert found.spread(found.values).to_pylist() == ["Ann", "Bob", None, None, "Ann", "Cy"]
    assert not found.stand_once


def test_values_that_each_stand_once_are_the_rows_also_beside_blanks():
    whole, gaps = encode(pa.array(["b", "a", "c"])), encode(pa.array(["b", None, "c"]))
    assert whole.stand_once
    assert gaps.stand_once
    assert whole.spread(pa.array([2, 1, 3])).to_pylist() == [2, 1, 3]
    assert gaps.spread(pa.array([2, 3])).to_pylist() == [2, None, 3]


def test_texts_that_become_alike_are_one_value():
    found = encode(pa.array(["Acme", "ACME", "Bolt", "Acme"])).rewritten(["Acme", "Acme", "Bolt"])
    assert found.texts == ["Acme", "Bolt"]
    assert found.spread(found.values).to_pylist() == ["Acme", "Acme", "Bolt", "Acme"]
    assert not found.stand_once


def test_only_the_marked_rows_are_counted():
    found = encode(pa.array(["a", "b", None, "a", "b"]))
    assert found.count(np.ones(5, dtype=bool)).tolist() == [2, 2]
    assert found.count(np.array([False, True, True, True, False])).tolist() == [1, 1]
