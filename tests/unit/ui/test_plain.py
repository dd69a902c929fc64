"""Words of a user stay letters."""

from __future__ import annotations

import pytest

from revops.ui.plain import plain, told_apart, upright

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deal stage (new)", "Deal stage (new)"),
        ("close_date", "close_date"),
        ("_quiet_", "\\_quiet\\_"),
        ("![x](http://127.0.0.1:9/x.png)", f"!\\[x\\](http:{JOINER}//127.0.0.1:{JOINER}9/x.png)"),
        ("<img src=x>", "\\<img src=x\\>"),
        (":red[x] :smile:", f":{JOINER}red\\[x\\] :{JOINER}smile:"),
        ("$x$ `y` *z* ~w~", "\\$x\\$ \\`y\\` \\*z\\* \\~w\\~"),
        ("=cmd()", "\\=cmd()"),
        ("# head", "\\# head"),
        ("1. first", "1\\. first"),
        ("12) twelfth", "12\\) twelfth"),
        ("- item\n- item", "\\- item - item"),
        ("a -> b", f"a -{JOINER}\\> b"),
        ("www.example.test", f"www{JOINER}.example.test"),
        ("me@example.test", f"me@{JOINER}example.test"),
        ("&lt;b&gt; R&D", "\\&lt;b\\&gt; R&D"),
        ("a \\ b", "a \\\\ b"),
    ],
)
def test_text_when_made_plain_holds_no_markdown(text: str, expected: str):
    assert plain(text) == expected


def test_text_when_very_long_is_cut():
    assert len(plain("x" * 5000)) == 2000


def test_text_that_turns_the_direction_does_not():
    assert plain("Demo\u202e 12.5%") == "Demo 12.5%"


def test_text_shown_as_it_is_turns_nothing_either():
    assert upright("Demo\u202e: 5 deals") == "Demo: 5 deals"


def test_names_that_differ_by_a_sign_nobody_sees_are_told_apart():
    assert told_apart(("Acme", "\u202eAcme", "Bo\u200blt")) == {
        "Acme": "Acme",
        "\u202eAcme": "[U+202E]Acme",
        "Bo\u200blt": "Bolt",
    }
