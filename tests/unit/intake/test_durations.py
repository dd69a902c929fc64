from __future__ import annotations

import pytest
from written import column, only_sheet

from revops.intake.durations import read_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("00:15:00", 15),
        ("0:45", 45),
        ("1:20", 80),
        ("1h 20m", 80),
        ("1h20", 80),
        ("45 min", 45),
        ("30s", 0.5),
        ("1,5 Std.", 90),
        ("PT1H20M", 80),
        ("1 day, 2:00:00", 1560),
        ("1時間20分", 80),
        ("30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_duration_in_minutes(text, minutes):
    assert read_minutes([text]) == [minutes]


def test_two_numbers_are_minutes_and_seconds_where_one_is_longer_than_a_day():
    assert read_minutes(["45:30", "0:30"]) == [45.5, 0.5]


ACTIVITIES = "Activity Date,Activity Type,Assigned,Duration\n"


def test_durations_of_activities_are_read_and_told():
    text = ACTIVITIES + "".join(
        f"2025-06-0{n},Call,Ann,{each}\n" for n, each in enumerate(["00:15:00", "1h 20m", "30"], 1)
    )
    assert column(text, "activities", "minutes") == [15, 80, 30]
    assert "“00:15:00” under “Duration” is read as 15 minutes" in only_sheet(text).notes
    assert not only_sheet(text).problems


def test_durations_under_a_header_of_hours_are_minutes_too():
    text = ACTIVITIES.replace("Duration", "Duration (hours)") + "2025-06-02,Call,Ann,1:30\n2025-06-03,Call,Ann,2\n"
    assert column(text, "activities", "minutes") == [90, 120]
