"""What the documents say is true of the code: commands, files, keys, examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from source_tree import ROOT

from docs.make import pages
from revops.diagnostic.content import GATES, NUMBERS, SIGNS
from revops.investment.content import ASSUMPTIONS
from revops.metrics import METRICS
from revops.tables import TABLES

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]
EXAMPLES_OF = {
    "<key>": "deals",
    "<theme>": "deals",
    "<screen>": "scorecard",
    "<metric>": "win_rate",
    "<sign>": "early_stage",
}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", text_of("Makefile"), re.MULTILINE))


@pytest.fixture(scope="module")
def generated() -> dict[Path, str]:
    return dict(pages())


@pytest.mark.parametrize("name", ["README.md", "docs/json.md", "docs/definitions.md"])
def test_generated_page_is_what_the_code_says(name: str, generated: dict[Path, str]):
    assert text_of(name) == generated[ROOT / name], "run `make docs`"


@pytest.mark.parametrize("key", [*METRICS, *SIGNS, *GATES, *NUMBERS, *ASSUMPTIONS])
def test_definition_stands_on_its_page(key: str):
    assert f'<a id="{key}"></a>' in text_of("docs/definitions.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_make_commands_in_a_document_exist(name: str):
    assert set(re.findall(r"(?<![\w/])make ([a-z]+)(?=[`\s,;.])", code_of(name))) <= targets()


def code_of(name: str) -> str:
    """Everything in a document that is set as code."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text_of(name), re.DOTALL))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_paths_in_a_document_lead_somewhere(name: str):
    home = (ROOT / name).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text_of(name)) if "://" not in link]
    assert not [link for link in links if not (home / link).exists()]


def test_paths_in_the_recipes_exist():
    named = re.findall(r"`((?:revops|tests|pages|docs|sample_data)/[^`\s]*)`", text_of("CONTRIBUTING.md"))
    assert named
    assert not [path for path in named if not (ROOT / example_of(path)).exists()]


def example_of(path: str) -> str:
    for pattern, example in EXAMPLES_OF.items():
        path = path.replace(pattern, example)
    return path


def test_contributing_has_the_four_recipes():
    headings = re.findall(r"^## (.+)$", text_of("CONTRIBUTING.md"), re.MULTILINE)
    assert {"Add a metric", "Add a sign", "Add a table", "Add a page"} <= set(headings)


def test_every_release_in_the_changelog_says_what_moves():
    releases = re.split(r"^## ", text_of("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    for release in releases:
        sections = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert sections[:2] == ["Numbers that change", "Contracts"], release.splitlines()[0]
        assert {"Added", "Fixed"} <= set(sections), release.splitlines()[0]


def test_variables_that_the_code_reads_stand_in_the_readme():
    sources = [path for folder in ("revops", "tests") for path in (ROOT / folder).rglob("*.py")]
    read = {word for path in sources for word in re.findall(r"REVOPS_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert not {word for word in read if word not in text_of("README.md")}


def test_every_table_has_its_columns_described_as_sentences():
    columns = [column for table in TABLES.values() for column in table.columns]
    assert not [column.name for column in columns if not re.fullmatch(r"[A-Z].*\.", column.says)]
