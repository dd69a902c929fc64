"""A reading that nobody waits for any more ends at once, with its child."""

from __future__ import annotations

import time
from threading import Event, Timer

import pytest

from revops.intake import Upload, interpret
from revops.intake.opening import open_files
from revops.intake.pool import Child, StoppedError
from revops.intake.upload import Limits

ROWS = "".join(f"D{number},Won,{number},2025-01-05,some words that take their time\n" for number in range(400_000))
LONG = Upload("long.csv", f"Deal ID,Stage,Amount,Close Date,Note\n{ROWS}".encode())
SHORT = Upload("short.csv", b"Deal ID,Stage,Amount\nD1,Won,5\nD2,Lost,7\n")


def test_files_not_read_when_stopped_are_refused_as_such():
    stop = Event()
    stop.set()
    opened = open_files([SHORT, LONG], stop=stop)
    assert [[refusal.code for refusal in file.refusals] for file in opened] == [["CANCELLED"], ["CANCELLED"]]


def test_reading_goes_on_where_nobody_stops_it():
    (opened,) = open_files([SHORT], stop=Event())
    assert (len(opened.blocks), opened.refusals) == (1, ())


def test_child_asked_in_vain_is_not_waited_for():
    stop, child = Event(), Child(Limits())
    child._await_start()
    Timer(0.3, stop.set).start()
    started = time.monotonic()
    with pytest.raises(StoppedError):
        child._answer(30, stop)
    assert time.monotonic() - started < 5
    child.stop()
    assert not child.is_alive


def test_file_is_read_after_another_was_stopped():
    stop = Event()
    Timer(0.05, stop.set).start()
    open_files([LONG], stop=stop)
    (opened,) = open_files([SHORT])
    assert opened.blocks[0].body.num_rows == 2


def test_tables_are_not_made_once_stopped():
    stop = Event()
    opened = open_files([SHORT])
    assert interpret(opened, stop=stop).tables["deals"].num_rows == 2
    stop.set()
    with pytest.raises(StoppedError):
        interpret(opened, stop=stop)


def test_making_of_tables_ends_soon_after_it_is_stopped():
    stop = Event()
    opened = open_files([LONG])
    Timer(0.1, stop.set).start()
    started = time.thread_time()
    with pytest.raises(StoppedError):
        interpret(opened, stop=stop)
    assert time.thread_time() - started < 2
