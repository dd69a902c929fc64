"""The same company in two files: what counts as one, what does not, and how often that is right."""

from __future__ import annotations

import random

import pytest

from revops.pairing import NEARLY, SAME_ADDRESS, SAME_NAME, SAME_TEXT, SAME_WORDS, Pair, Party, pair


def paired(left: list[str], right: list[str]) -> list[tuple[str, str, str]]:
    found = pair([Party(name) for name in left], [Party(name) for name in right])
    return [(each.left, each.right, each.because) for each in found]


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Northwind", "Northwind", SAME_TEXT),
        ("NORTH-WIND", "North Wind", SAME_NAME),
        ("Müller Möbel", "Muller Mobel", SAME_NAME),
        ("Northwind, Inc.", "Northwind", SAME_WORDS),
        ("Handels Nordwind GmbH", "Nordwind Handels", SAME_WORDS),
        ("northwind.example", "https://www.northwind.example/start", SAME_ADDRESS),
        ("Northwind Tradeing", "Northwind Trading", NEARLY),
        ("Norhtwind Trading", "Northwind Trading", NEARLY),
    ],
)
def test_two_spellings_of_one_company(one: str, other: str, because: str):
    assert paired([one], [other]) == [(one, other, because)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northwind Trading", "Northwind Grading"),
        ("Company 1 Holding", "Company 11 Holding"),
        ("Acme", "Acmes"),
        ("Acme", "Acme Energy"),
        ("Northwind North", "Northwind South"),
        ("-", "?"),
    ],
)
def test_two_companies_that_look_alike(one: str, other: str):
    assert paired([one], [other]) == []


def test_one_of_two_equally_near_then_neither():
    assert paired(["Northwind Trding"], ["Northwind Trading", "Northwind Trdingo"]) == []


def test_name_that_two_customers_share_then_neither():
    assert paired(["northwind"], ["Northwind", "NORTHWIND"]) == []


def test_two_spellings_in_one_file_then_both_are_the_customer():
    assert [each[1] for each in paired(["Northwind", "Northwind Ltd"], ["Northwind"])] == ["Northwind", "Northwind"]


def test_list_of_companies_gives_id_name_and_address():
    customer = Party("C-1", ("C-1", "South Wind Ltd"), ("www.southwind.example",))
    found = pair([Party("South Wind"), Party("southwind.example")], [customer])
    assert found == (Pair("South Wind", "C-1", SAME_WORDS), Pair("southwind.example", "C-1", SAME_ADDRESS))


def test_more_names_than_can_be_compared_then_near_ones_are_left_alone():
    left = [f"Left company {word(place)}" for place in range(2_100)]
    right = [f"Right company {word(place)}" for place in range(2_100)]
    assert paired([*left, "Northwind Tradeing"], [*right, "Northwind Trading"]) == []


def word(place: int) -> str:
    return "".join(chr(97 + place // 26**power % 26) for power in range(3))


SYLLABLES = [a + b + c for a, b, c in zip("nshvtbmkldfg", "oueiraeoaoia", "rdlklnrnrlns", strict=True)]
KINDS = ["Trading", "Logistics", "Systems", "Foods", "Energy", "Media", "Works", "Partners"]
FORMS = ["", "", " Ltd", " GmbH", ", Inc."]


def written_again(name: str, chance: random.Random) -> str:
    """The name as another department writes it: in capitals, with a legal form, with a slip, rarely misheard."""
    way = chance.randrange(10)
    if way == 0:
        return name.upper()
    if way == 1:
        return f"{name}{chance.choice(FORMS)}"
    if way == 2:
        return name.replace(" ", "-")
    if way == 3:
        at = chance.randrange(1, len(name) - 1)
        return name[:at] + name[at + 1 :] if chance.random() < 0.5 else name[:at] + name[at] + name[at:]
    return misheard(name, chance) if way == 4 else name


def misheard(name: str, chance: random.Random) -> str:
    """The name with one letter in another's place."""
    at = chance.randrange(1, 6)
    return f"{name[:at]}{chance.choice('aeioulnrst')}{name[at + 1 :]}"


def test_score_on_made_names():
    chance = random.Random(7)
    names = sorted(
        {f"{''.join(chance.choices(SYLLABLES, k=3)).capitalize()} {chance.choice(KINDS)}" for _ in range(1_500)}
    )
    chance.shuffle(names)
    both, left_alone, right_alone = names[:800], names[800:1_000], names[1_000:1_200]
    written = {name: written_again(name, chance) for name in both}
    others = sorted({misheard(name, chance) for name in left_alone} - set(names) - set(written.values()))
    found = pair(
        [Party(name) for name in (*both, *left_alone)],
        [Party(name) for name in (*written.values(), *right_alone, *others)],
    )
    right_ones = sum(written.get(each.left) == each.right for each in found)
    assert right_ones / len(found) >= 0.995, "precision"
    assert right_ones / len(both) >= 0.9, "recall: a letter in another's place is another name"
