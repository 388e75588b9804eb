"""Printing at actual size: each page is painted on the printer as it is in the PDF, mm by mm."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from kpidesk.drawing.calibration import NONE, Correction
from kpidesk.drawing.picture import Picture
from kpidesk.ui.painter import paint

_MM_PER_INCH = 25.4


class Printing(QObject):
    """Prints one page to a turn of the window's loop, so that it can be watched and stopped.

    `tell` is called with the pages done, `ended` with whether all were printed. `correction` makes up for a
    printer that prints too long or too short.
    """

    def __init__(
        self,
        printer: QPrinter,
        pages: Sequence[Picture],
        tell: Callable[[int], object],
        ended: Callable[[bool], object],
        correction: Correction = NONE,
    ) -> None:
        super().__init__()
        self.stopped = False
        self._printer, self._pages = printer, pages
        self._tell, self._ended = tell, ended
        self._correction = correction
        self._painter = QPainter()
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._print_one)

    def start(self) -> None:
        """Begin with the first page."""
        self._printer.setFullPage(True)
        self._lay_out(self._pages[0])
        if self._painter.begin(self._printer):
            self._timer.start()
        else:
            self._ended(False)

    def _lay_out(self, page: Picture) -> None:
        """Tell the printer the size of the paper; it may know only some, then it takes the nearest."""
        across = page.width > page.height
        short, long = sorted((page.width, page.height))
        size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)
        turn = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        self._printer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))

    def _print_one(self) -> None:
        if self.stopped:
            self._end(whole=False)
            return
        page = self._pages[self._next]
        if self._next:
            self._lay_out(page)
            self._printer.newPage()
        scale, made_good = self._printer.resolution() / _MM_PER_INCH, self._correction
        self._painter.resetTransform()
        if made_good:  # about the middle of the page
            x, y = page.width * scale / 2, page.height * scale / 2
            self._painter.translate(x, y)
            self._painter.scale(made_good.across, made_good.down)
            self._painter.translate(-x, -y)
        paint(self._painter, page, scale=scale)
        self._next += 1
        self._tell(self._next)
        if self._next == len(self._pages):
            self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        self._timer.stop()
        self._painter.end()
        self._ended(whole)
