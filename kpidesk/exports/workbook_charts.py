"""A native Excel chart for each measure with values: people may take it into their own slides.

Each measure has a block of rows with its numbers and lines, and its chart beside them. Limits are what
the desk computed, not formulas: a person re-baselines in the desk, with a reason.
"""

import math
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kpidesk.domain.measures import Measure
from kpidesk.domain.period import shifted
from kpidesk.domain.reader import Reader
from kpidesk.drawing.chart_axis import drawable, ticks
from kpidesk.drawing.chart_data import Data, headline, limit_lines, read
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS: Final = 22  # that a chart covers, at the least height of a block
_WIDTHS: Final = {"A": 14, "B": 12, "C": 12, "D": 12, "E": 12, "F": 3}
_SIZE: Final = (22, 10)  # cm
Row = tuple[date, float | None, float | None, float | None, float | None]


def write_charts(
    book: "Workbook",
    title: str,
    reader: Reader,
    words: Words,
    check_free: Callable[[], None],
    *,
    only: Container[str] | None = None,
) -> None:
    """Add the sheet of charts to a write-only workbook, if any has values; `only` some by their ids."""
    measures = [each for each in reader.find(Measure) if only is None or each.id in only]
    measures.sort(key=lambda each: each.code)
    found = [data for data in (read(reader, each) for each in measures) if data is not None]
    if not found:
        return
    page: Any = book.create_sheet(title)
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    page.sheet_view.showGridLines = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    at = 1
    for data in found:
        check_free()
        at = _block(page, at, data, words)


def _block(page: Any, at: int, data: Data, words: Words) -> int:
    """One measure from row `at` on; the row after it."""
    measure = data.measure
    rows, form = list(_rows(data)), _places(measure.decimals + 1)
    page.append([_cell(page, f"{measure.code} {measure.name}", bold=True), None, None, None, None, None,
                 _cell(page, headline(data, words))])  # fmt: skip
    heads = (words("Period"), measure.unit or words("Value"), words("Centre line"), words("Upper limit"),
             words("Lower limit"))  # fmt: skip
    page.append([_cell(page, head, bold=True) for head in heads])
    for row in rows:
        lines = (None if number is None else _cell(page, number, form) for number in row[2:])
        page.append([_cell(page, row[0], "yyyy-mm-dd"), row[1], *lines])
    first, last = at + 2, at + 1 + len(rows)
    for _ in range(ROWS - len(rows)):
        page.append([])
    page.append([])
    page.add_chart(_chart(page, data, first, last), f"G{at + 1}")
    return first + max(len(rows), ROWS) + 1


def _rows(data: Data) -> Iterator[Row]:
    """Every period from the first to the last value, gaps included, with the lines that judge it."""
    points = {point.position: point for point in data.analysis.points}
    lines = [limit_lines(data, segment) for segment in data.analysis.segments]
    number = 0
    for position in range(data.last + 1):
        period = shifted(data.start, data.measure.period_type, position)
        point = points.get(position)
        number = number if point is None else point.segment
        segment = data.analysis.segments[number]
        if segment.centre is None:
            yield period, point.number if point else None, None, None, None
        else:
            upper, centre, lower = (drawable(line(period)) for line in lines[number])
            yield period, point.number if point else None, centre, upper, lower


def _cell(page: Any, value: Any, form: str = "General", *, bold: bool = False) -> Any:
    """A cell; whatever people wrote stays text."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - late: 200 ms
    from openpyxl.styles import Font  # noqa: PLC0415 - late, as above

    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.number_format = form
    if bold:
        cell.font = Font(name="Calibri", size=11, bold=True)
    return cell


def _chart(page: Any, data: Data, first: int, last: int) -> Any:
    """Values with markers, the centre line, limits dashed; gaps stay gaps."""
    from openpyxl.chart import LineChart, Reference  # noqa: PLC0415 - late, as above
    from openpyxl.chart.axis import ChartLines, DateAxis  # noqa: PLC0415 - late, as above
    from openpyxl.chart.legend import Legend  # noqa: PLC0415 - late, as above
    from openpyxl.chart.shapes import GraphicalProperties  # noqa: PLC0415 - late, as above
    from openpyxl.drawing.line import LineProperties  # noqa: PLC0415 - late, as above

    chart = LineChart()
    chart.title = f"{data.measure.code} {data.measure.name}"
    chart.width, chart.height = _SIZE
    chart.display_blanks = "gap"
    chart.legend = Legend(legendPos="b")
    _scale(chart.y_axis, data)
    chart.y_axis.crossAx = 500
    thin = GraphicalProperties(ln=LineProperties(solidFill=LIGHT.grid[1:]))
    chart.y_axis.majorGridlines = ChartLines(spPr=thin)
    chart.x_axis = DateAxis(crossAx=100)
    chart.x_axis.number_format = "mmm yy"
    chart.x_axis.majorTimeUnit = "months"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(
        Reference(page, min_col=2, max_col=5, min_row=first - 1, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(page, min_col=1, min_row=first, max_row=last))
    _style(chart.series)
    return chart


def _scale(axis: Any, data: Data) -> None:
    """Round numbers at the ends and between, but never beyond the natural bounds."""
    numbers = [number for row in _rows(data) for number in row[1:] if number is not None]
    low, high = min(numbers), max(numbers)
    if low == high:
        return
    _, step = ticks(low, high, 6)
    lower, upper = data.measure.lower_bound, data.measure.upper_bound
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    axis.scaling.min = bottom if lower is None else max(bottom, lower)
    axis.scaling.max = top if upper is None else min(top, upper)
    axis.majorUnit = step
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    axis.number_format = _places(places)


def _places(count: int) -> str:
    return "0." + "0" * count if count else "0"


def _style(series: Sequence[Any]) -> None:
    values, *lines = series
    values.graphicalProperties.line.solidFill = LIGHT.data[1:]
    values.graphicalProperties.line.width = 19_050  # EMU: 1.5 pt
    values.marker.symbol, values.marker.size = "circle", 5
    values.marker.graphicalProperties.solidFill = LIGHT.data[1:]
    values.smooth = False
    for line, dash in zip(lines, (None, "dash", "dash"), strict=True):
        line.graphicalProperties.line.solidFill = LIGHT.limit[1:]
        line.graphicalProperties.line.width = 12_700
        line.graphicalProperties.line.dashStyle = dash
        line.marker.symbol = "none"
        line.smooth = False
