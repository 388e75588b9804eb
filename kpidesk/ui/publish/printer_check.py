"""The test sheet for a printer, and what was measured on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.wording import Refused
from kpidesk.drawing.calibration import BAR, NONE, Correction
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.numbers import number_typed, plain_number
from kpidesk.ui.page import Page
from kpidesk.ui.publish.overlay import Overlay
from kpidesk.ui.publish.printers import ELSEWHERE, Printers
from kpidesk.ui.widgets import button, label, restyle

if TYPE_CHECKING:
    from kpidesk.ui.publish.giving_out import GivingOut

_WIDE: Final = 480


def known_printers() -> list[str]:
    """The names of the printers of this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - asks the system, only when wanted

    return list(QPrinterInfo.availablePrinterNames())


class CheckLine(QWidget):
    """What the options say about printers: how far the one is off for which tiles are exported."""

    def __init__(self, page: Page, printers: Printers) -> None:
        super().__init__()
        self._words, self._printers, self._settings = page.words, printers, page.shell.settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(page.words("Printer check"), "caption-strong"), 1)
        head.addWidget(page.button("publish.test_sheet", "link", text=page.words("Measure")))
        column.addLayout(head)
        self.says = label("", "second", wrap=True)
        self.says.setObjectName("printer-says")
        column.addWidget(self.says)
        self.refresh()

    @property
    def correction(self) -> Correction:
        """What exported tiles are corrected by."""
        chosen = self._settings.get("tiles-for", False)
        return self._printers.correction(self._settings.get("tiles-printer", ELSEWHERE)) if chosen else NONE

    def refresh(self) -> None:
        """Say it anew."""
        words, printer = self._words, self._settings.get("tiles-printer", ELSEWHERE)
        name = printer or words("the printer elsewhere")
        if self.correction:
            text = words(
                "Exported tiles are made for {printer}: {correction}.",
                printer=name, correction=self.correction.told(words),
            )  # fmt: skip
        else:
            text = words(
                "Exported tiles are in actual size. A printer that was measured is corrected when printing."
            )
        self.says.setText(text)


class PrinterCheck(Overlay):
    """Print the sheet, measure, type the lengths; `changed` is called when something was kept."""

    def __init__(
        self, page: Page, printers: Printers, out: "GivingOut", changed: Callable[[], object]
    ) -> None:
        super().__init__(page, "printer-check", page.words("Test sheet for the printer"), _WIDE)
        self._printers, self._out, self._changed = printers, out, changed
        self._settings = page.shell.settings
        words = self.words
        self.column.addWidget(
            label(
                words("Print the test sheet at 100 %, measure both bars with a ruler, type the lengths. "
                      "The next prints on this printer are corrected by it."), "second", wrap=True,
            )
        )  # fmt: skip
        self.printer = Choice([], self._show, words("Printer"))
        self.printer.setObjectName("check-printer")
        self.column.addLayout(labelled(words("Printer"), self.printer))
        row = QHBoxLayout()
        row.setSpacing(8)
        self._print = button(words("Print the test sheet"), self._print_sheet)
        self._print.setObjectName("check-print")
        save = button(words("Save it as PDF"), out.save_test_sheet)
        save.setObjectName("check-save")
        row.addWidget(self._print)
        row.addWidget(save)
        row.addStretch()
        self.column.addLayout(row)
        self.across = LineField(self._keep, "100", name=words("Bar across, in mm"))
        self.across.setObjectName("check-across")
        self.down = LineField(self._keep, "100", name=words("Bar down, in mm"))
        self.down.setObjectName("check-down")
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addLayout(labelled(words("Bar across, in mm"), self.across), 1)
        pair.addLayout(labelled(words("Bar down, in mm"), self.down), 1)
        self.column.addLayout(pair)
        self.says = label("", wrap=True)
        self.says.setObjectName("check-says")
        self.column.addWidget(self.says)
        self.exported = Tick(words("Make exported tiles for this printer, too"))
        self.exported.setObjectName("check-exported")
        self.exported.setMinimumHeight(32)
        self.exported.clicked.connect(self._choose_exported)
        self.column.addWidget(self.exported)

    def open_for(self, printer: str | None = None) -> None:
        """Open the sheet, on a printer if one is named."""
        words, kept = self.words, self._settings.get("tiles-printer", ELSEWHERE)
        names = dict.fromkeys([*known_printers(), *filter(None, (kept, printer))])
        self.printer.offer([*((each, each) for each in names), (ELSEWHERE, words("PDF, printed elsewhere"))])
        wanted = printer if printer is not None else self.printer.value
        self.printer.show_value(wanted if wanted in names else kept)
        self._show(self.printer.value)
        self.open_up(self.across)

    def _show(self, printer: str) -> None:
        """Show what was measured of a printer."""
        found = self._printers.measured(printer)
        for field, number in zip((self.across, self.down), found or (None, None), strict=True):
            field.give_back()
            field.show_value("" if number is None else plain_number(number, self.words))
        mine = self._settings.get("tiles-printer", ELSEWHERE) == printer
        self.exported.setChecked(mine and self._settings.get("tiles-for", False))
        self._tell()

    def _tell(self) -> None:
        words, printer = self.words, self.printer.value
        measured = self._printers.measured(printer) is not None
        self.exported.setVisible(measured)
        if measured:
            told = self._printers.correction(printer).told(words)
            self._say(words("Correction: {correction}", correction=told))
        else:
            self._say(words("Nobody has measured this printer yet."))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.says.setText(text)
        restyle(self.says, "role", "wrong" if wrong else "second")
        self.place()

    def _keep(self, _: str) -> bool:
        """Keep both lengths once both are typed; none of both forgets the printer."""
        words = self.words
        typed = [field.typed().strip() for field in (self.across, self.down)]
        if not any(typed):
            self._printers.forget(self.printer.value)
            self._tell()
            self._changed()
            return True
        lengths = [number_typed(text, words) if text else BAR for text in typed]
        if None in lengths:
            self._say(words("A length is a number, such as 99.4."), wrong=True)
            return False
        across, down = (each for each in lengths if each is not None)
        try:
            if all(typed):
                self._printers.keep(self.printer.value, across, down)
        except Refused as refused:
            self._say(words.told(refused), wrong=True)
            return False
        if all(typed):
            self._tell()
            self._changed()
        else:
            self._say(words("Now type the length of the other bar."))
        return True

    def _choose_exported(self, on: bool) -> None:
        self._settings.set("tiles-for", on)
        if on:
            self._settings.set("tiles-printer", self.printer.value)
        self._changed()

    def _print_sheet(self) -> None:
        printer = self._out.print_test_sheet()
        if printer is not None:
            self.open_for(printer)
