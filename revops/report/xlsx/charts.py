"""Charts of the spreadsheet program's own, tied to the cells that hold their numbers."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.workbook import Workbook

from revops.report.blocks import Chart, Shape
from revops.report.xlsx.sheet import ACROSS, Place, Sheet
from revops.vocabulary import Unit

_WIDTH, _HEIGHT, _ROW, _COLUMNS = 560, 300, 16, 9
_TYPES: Final = {Shape.LINE: "line", Shape.BARS: "bar"}
_QUIET: Final = "#9aa3af"


def draw(book: Workbook, sheet: Sheet, charts: list[Chart]) -> None:
    """Charts one below the other, to the right of the tables.

    Args:
        book: The workbook.
        sheet: Where they stand; the cells may be on it or on another.
        charts: What to draw; one whose numbers stand in no cell is left out.
    """
    # Headers that are printed on every page would take a strip of a chart beside them along.
    row, column = (sheet.header if sheet.tables == 1 else 0) + 1, max(sheet.columns, ACROSS) + 1
    for chart in charts:
        drawn = _chart(book, sheet, chart)
        if drawn is not None:
            sheet.page.insert_chart(row, column, drawn, {"description": chart.says})
            row += _HEIGHT // _ROW + 2
            sheet.columns = column + _COLUMNS
            sheet.row = max(sheet.row, row)


def _chart(book: Workbook, sheet: Sheet, chart: Chart) -> Any:
    drawn = book.add_chart({"type": _TYPES[chart.shape]})
    for series in chart.series:
        places = [sheet.places[number.at] for number in series.numbers if number.at in sheet.places]
        if not places:
            return None
        drawn.add_series({**_cells(places, places[0].column), "name": series.name, **_look(chart, sheet)})
        for end in ("low", "high") if chart.shape is Shape.LINE else ():
            if (column := getattr(places[0], end)) is not None:
                line = {"color": _QUIET, "width": 1, "dash_type": "dash"}
                drawn.add_series({**_cells(places, column), "name": f"95% interval, {end} end", "line": line})
    drawn.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 12}})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    unit = chart.series[0].numbers[0].unit if chart.series[0].numbers else Unit.COUNT
    form = "0%" if unit.is_share else "#,##0"
    if chart.shape is Shape.BARS:
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"num_format": form, "major_gridlines": {"visible": False}})
    else:
        drawn.set_legend({"position": "bottom"})
        drawn.set_y_axis({"num_format": form})
    return drawn


def _cells(places: list[Place], column: int) -> dict[str, list[Any]]:
    rows = [place.row for place in places]
    name, label = places[0].sheet, places[0].label
    return {
        "values": [name, min(rows), column, max(rows), column],
        "categories": [name, min(rows), label, max(rows), label],
    }


def _look(chart: Chart, sheet: Sheet) -> dict[str, Any]:
    accent = sheet.formats.accent
    if chart.shape is Shape.LINE:
        return {"line": {"color": accent, "width": 2}, "marker": {"type": "circle", "size": 4}}
    return {"fill": {"color": accent}, "data_labels": {"value": True}, "gap": 60}
