"""RevOps Advisor: from your spreadsheets and a guided diagnostic to SalesOps, RevOps, both, or neither yet.

For notebooks and scripts:

    import revops

    dataset = revops.read(["pipeline.csv", "billing.xlsx"])
    result = revops.assess(dataset, model="both", answers="answers.toml")
    result.metrics                    # a pandas frame
    result.rows("win_rate")           # the rows behind a number
    result.save("march.revops")       # to be opened next week, alone or with newer files
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from revops.dataset import Dataset
    from revops.diagnostic.answers import Answers
    from revops.notebook import Result

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "read"]


def read(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    columns: Mapping[str, str | None] | None = None,
    tables: Mapping[str, str | None] | None = None,
    stages: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    currency: str | None = None,
    decimal: str | None = None,
    same_names: Mapping[str, str] | None = None,
    encodings: Mapping[str, str] | None = None,
    rates: Mapping[str, float] | None = None,
    mql_statuses: Iterable[str] | None = None,
    settled: Mapping[str, str] | None = None,
    profile: str | PathLike[str] | None = None,
) -> Dataset:
    """Your spreadsheets as tables, with everything that was decided and set aside on the way.

    A file that cannot be used stops nothing: it stands in `refusals` with its reason.

    Args:
        paths: One CSV or Excel file, or several.
        columns: `table.column` to the header in the file, such as `{"deals.amount": "Deal value"}`.
        tables: `file`, or `file#sheet` of a workbook, to the table that it holds, such as `{"list.csv": "leads"}`; None
            leaves it out.
        stages: Stage name to "won", "lost" or "open".
        day_first: Whether 03/04/2026 is the third of April, where the data leave it open.
        currency: Three-letter code for amounts that carry none.
        decimal: "comma" or "point" before decimals, where "1.234" can be read both ways.
        same_names: Name as written to the name that is meant, such as `{"GTXPro": "GTX Pro"}`; one that means itself
            is kept apart.
        encodings: Name of a text file to its encoding, such as `{"deals.csv": "cp1252"}`, where it is in doubt.
        rates: Currency to how many units of it are one unit of the currency that all amounts are brought to.
        mql_statuses: Statuses of leads that marketing has qualified, where no column says so.
        settled: What an assumption concerns to the answer among those it offers.
        profile: File of answers given before, as the Data screen and `--save-profile` write it; they count for files
            with the same headers, where nothing else is said here.

    Raises:
        revops.errors.ContentError: If the profile cannot be read.
        revops.errors.ChoiceError: If a choice names what does not exist.
    """
    from revops import notebook

    return notebook.read(
        paths,
        columns=columns,
        tables=tables,
        stages=stages,
        day_first=day_first,
        currency=currency,
        decimal=decimal,
        same_names=same_names,
        encodings=encodings,
        rates=rates,
        mql_statuses=mql_statuses,
        settled=settled,
        profile=profile,
    )


def assess(
    source: Dataset | str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    *,
    model: str | None = None,
    answers: Answers | Mapping[str, Any] | str | PathLike[str] | None = None,
    **options: Any,
) -> Result:
    """Metrics with their uncertainty, signs, and a recommendation with its reasons.

    Args:
        source: A dataset of `read`, or files; none with answers alone. A saved assessment (`NAME.revops`) alone comes
            back as it was; with new files it gives answers, how they are read, and what they are held against.
        model: "salesops", "revops" or "both"; None for that of the saved assessment, else both.
        answers: Answers, their file, or the content of such a file as nested dictionaries; None for those saved.
        options: `as_of`, `since` and `until` (dates, or texts such as "2026-06-30"), `all_time`, `by` (one or
            several breakdowns such as "month" or "segment"), `metrics` (one or several keys; default all), `compare`
            ("previous", "year", "last" or None), `seed`.

    Returns:
        A result that shows itself in a notebook; `metrics`, `signs` and `rows(key)` are pandas frames;
            `save(path)` puts it away for next week.

    Raises:
        revops.errors.UploadError: If files were named and none can be used; one of several is a warning.
        revops.errors.ChoiceError: If an option, a date or a key cannot be used, or several saved assessments are named.
        revops.errors.ContentError: If an answer cannot be used; the message names it.
    """
    from revops import notebook

    return notebook.assess(source, model=model, answers=answers, **options)
