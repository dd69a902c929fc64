"""Then and now of an answer and of its numbers, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from revops.assessment import Assessment, assess
from revops.charts.figures import Figures
from revops.charts.since import answer_since, moved_since, number_since
from revops.diagnostic.answers import Answers
from revops.diagnostic.content import SIGNS
from revops.intake import Upload, read
from revops.measure import dated
from revops.vocabulary import Comparison, OperatingModel

WRITE = Figures.of("en")
DAY = date(2026, 3, 27)
HEAD = "Deal ID,Stage,Amount,Currency,Created,Closed\n"
MARCH = HEAD + "".join(
    f"A{n},{'Won' if n % 4 else 'Lost'},100,EUR,2026-0{1 + n % 3}-02,2026-0{1 + n % 3}-{10 + n % 18}\n"
    for n in range(60)
)
APRIL = MARCH + "".join(
    f"B{n},{'Lost' if n % 4 else 'Won'},100,EUR,2026-04-02,2026-04-{10 + n % 18}\n" for n in range(40)
)


def found(text: str, earlier: Assessment | None = None) -> Assessment:
    history = () if earlier is None else (dated(earlier.readings, earlier.window),)
    data = read([Upload("deals.csv", text.encode())], today=date(2026, 5, 1))
    against = Comparison.LAST if earlier else None
    return assess(data, keys=["win_rate"], against=against, history=history, today=date(2026, 5, 1))


def test_number_that_moved_then_what_it_was_and_is_and_that_it_is_more_than_noise():
    april = found(APRIL, found(MARCH))
    (sentence,) = moved_since(WRITE, april)
    assert sentence.startswith(
        "Close rate (win rate): 75.0% then, 55.0% now; −20.0 points against your last assessment"
    )
    assert sentence.endswith("more than noise.")
    assert number_since(WRITE, april, "mrr") == ""


def test_answer_that_stays_and_one_that_turns_then_each_in_a_sentence():
    asked = {key: 4 for key, sign in SIGNS.items()}
    now = assess(answers=Answers(signs=asked), keys=()).diagnosis
    other = assess(answers=Answers(signs=dict.fromkeys(asked, 0)), keys=(), model=OperatingModel.BOTH).diagnosis
    label, was = now.recommendation.outcome.label, other.recommendation.outcome.label
    assert answer_since(WRITE, now, now, DAY).startswith(f"Seen from Mar 27, 2026 the answer was the same, {label}:")
    turned = answer_since(WRITE, other, now, DAY)
    assert turned.startswith(f"Seen from Mar 27, 2026 the answer was {was} (")
    assert f"now it is {label} (" in turned


def test_nothing_to_compare_with_then_no_sentence():
    alone = replace(found(MARCH), against=Comparison.LAST)
    assert list(moved_since(WRITE, alone)) == []
