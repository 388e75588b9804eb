"""How a file of values is read: the choices above its table. Each change is told at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.values_plan import Plan
from kpidesk.domain.values_table import Layout, Table, Together
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.widgets import Flow

_FOUND: Final = ""
Offers = list[tuple[Any, str]]


class ImportOptions(QWidget):
    """The choices; the first of each, where it can be found out, says what was found.

    `changed` is called with a new layout, `reread` with a delimiter and an encoding, `sheet_chosen` with
    the number of a sheet.
    """

    def __init__(
        self,
        words: Words,
        changed: Callable[[Layout], object],
        reread: Callable[[str, str], object],
        sheet_chosen: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._words, self._changed, self._reread = words, changed, reread
        self.layout_ = Layout(())
        self._decimals: Offers = [(",", "1.234,5"), (".", "1,234.5")]
        self._orders: Offers = [(False, words("day, month")), (True, words("month, day"))]
        self._signs: Offers = [
            (",", words("comma")), (";", words("semicolon")), ("\t", words("tab")),
            ("|", words("upright line")),
        ]  # fmt: skip
        self._encodings: Offers = [
            ("utf-8", "UTF-8"), ("cp1252", words("Western Europe (1252)")),
            ("cp1250", words("Central Europe (1250)")), ("utf-16", "UTF-16"),
        ]  # fmt: skip
        self.sheet = Choice([], sheet_chosen)
        self.across = self._choice("across", [(False, words("downwards")), (True, words("across"))])
        self.dates = self._choice("month_first", [])
        self.decimal = self._choice("decimal", [])
        self.together = self._choice(
            "together",
            [
                (Together.ASK, words("are refused")), (Together.LAST, words("the last one counts")),
                (Together.SUM, words("are added up")), (Together.MEAN, words("their mean counts")),
            ],
        )  # fmt: skip
        self.delimiter = Choice([], self._read_again)
        self.encoding = Choice([], self._read_again)
        self.percent = Tick(words("0.83 stands for 83 %"))
        self.percent.toggled.connect(self._set_percent)
        self._build()

    def _choice(self, field: str, choices: Offers) -> Choice:
        return Choice(choices, lambda value: self._changed(replace(self.layout_, **{field: value})))

    def _build(self) -> None:
        words, flow = self._words, Flow(12, 8)
        holders: dict[QWidget, QWidget] = {}
        for name, key, field in (
            (words("Sheet"), "sheet", self.sheet),
            (words("Periods stand"), "across", self.across),
            (words("Dates"), "dates", self.dates),
            (words("Numbers"), "decimal", self.decimal),
            (words("Several values for a period"), "together", self.together),
            (words("Between cells"), "delimiter", self.delimiter),
            (words("Encoding"), "encoding", self.encoding),
            (words("Shares"), "percent", self.percent),
        ):
            field.setObjectName(f"import-{key}")
            field.setAccessibleName(f"{name}: {self.percent.text()}" if field is self.percent else name)
            holder = holders[field] = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addLayout(labelled(name, field))
            flow.addWidget(holder)
        for field in (self.dates, self.decimal, self.delimiter, self.encoding):
            field.setMinimumContentsLength(16)
        self._sheets = holders[self.sheet]
        self._of_text = [holders[self.delimiter], holders[self.encoding]]
        self.setLayout(flow)

    def offer_sheets(self, names: list[str], current: int) -> None:
        """Offer the sheets of a workbook, if there are several."""
        self.sheet.offer(list(enumerate(names)))
        self.sheet.show_value(current)
        self._sheets.setVisible(len(names) > 1)

    def show_layout(self, layout: Layout, table: Table, plan: Plan) -> None:
        """Show how the table is read."""
        self.layout_ = layout
        self.across.show_value(layout.across)
        self.together.show_value(layout.together)
        self._show(self.decimal, self._decimals, layout.decimal, plan.decimal, _FOUND)
        order = plan.month_first if plan.open_dates else None  # other dates are read in one way only
        self._show(self.dates, self._orders, layout.month_first, order, None)
        self.percent.blockSignals(True)
        self.percent.setChecked(layout.percent)
        self.percent.blockSignals(False)
        for holder in self._of_text:
            holder.setVisible(table.text)

    def show_reading(self, table: Table, delimiter: str, encoding: str) -> None:
        """Show how the bytes of the file were read; empty texts were found out."""
        self._show(self.delimiter, self._signs, delimiter, table.delimiter, _FOUND)
        self._show(self.encoding, self._encodings, encoding, table.encoding, _FOUND)

    def _show(self, field: Choice, offers: Offers, value: object, found: object, key: object) -> None:
        """Offer what there is, and first of all to take what was found in the file."""
        name = dict(offers).get(found)
        text = self._words("found: {what}", what=name) if name else self._words("as found")
        field.offer([(key, text), *offers])
        field.show_value(value)

    def _read_again(self, _: str) -> None:
        self._reread(self.delimiter.value or _FOUND, self.encoding.value or _FOUND)

    def _set_percent(self, on: bool) -> None:
        self._changed(replace(self.layout_, percent=on))
