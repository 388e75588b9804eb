"""What can be printed and sent out: chosen at the left, seen in the middle, its paper chosen at the right."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.results import Map
from kpidesk.domain.wording import Refused
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles_size import Fit
from kpidesk.exports.calendar import event_count
from kpidesk.exports.comment_form import commented
from kpidesk.exports.job import Cancelled, pieces
from kpidesk.exports.kinds import KINDS
from kpidesk.exports.pieces import Options, Piece, What
from kpidesk.exports.tiling import Count
from kpidesk.ui.page import Page, Shell, sides_in
from kpidesk.ui.publish.book_options import BookOptions
from kpidesk.ui.publish.cutting import fit_of
from kpidesk.ui.publish.drafts import Checked, Drafts, Seen
from kpidesk.ui.publish.extras import Extras
from kpidesk.ui.publish.giving_out import GivingOut
from kpidesk.ui.publish.kinds import (
    ON_THE_WALL,
    OWN_SIZE,
    PAGED,
    WITHOUT_PAGES,
    KindList,
    remarks,
    told_instead,
)
from kpidesk.ui.publish.map_options import MapOptions
from kpidesk.ui.publish.missing import Missing, left_out, missing
from kpidesk.ui.publish.paper_options import PaperOptions
from kpidesk.ui.publish.place import Place
from kpidesk.ui.publish.preview import PreviewView
from kpidesk.ui.publish.printed import PrintedSheet
from kpidesk.ui.publish.printer_check import CheckLine, PrinterCheck
from kpidesk.ui.publish.printers import Printers
from kpidesk.ui.publish.sheet_count import SheetCount
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling, tool_button

_REST: Final = 150  # ms after the last change before the preview is drawn
_FOOT_FROM: Final = 480  # px of the preview
# From so many px of the page, so wide are the list and the options.
_SIDES: Final = ((1500, (330, 340)), (1180, (270, 300)), (0, (240, 300)))
PRINTED: Final = "printed:"
"""Asked for instead of a record: what has changed since it was printed."""


class PublishPage(Page):
    """Choose, look, read what does not fit, then export or print."""

    key = "publish"

    def __init__(self, shell: Shell) -> None:
        words = shell.words
        super().__init__(shell, words("Publish"))
        self.head.set_subtitle(words("What you see is the page that will be printed."))
        self._missing = missing(words)
        self._what = What.POSTERS
        self._number = 0
        self._pages = 1  # of the piece that is shown
        self._page = 0
        self._pieces: tuple[Piece, ...] = ()
        self._drafts = self.drafts = Drafts(self.session, shell.jobs, words)
        self._wrong = ""  # why sheets cannot be cut as it is chosen
        self.printers = Printers(shell.settings)
        self.out = GivingOut(self)
        self.book = BookOptions(self, self._changed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self._list = KindList(self)
        self._list.chosen.connect(self._choose)
        self._list.toggled.connect(self._changed)
        self.kinds = self._list.rows
        self.command("publish.export", self.export, self._why_not)
        self.command("publish.print", self.print_out, self._why_not_print)
        self.command("publish.folder", self._choose_folder)
        self.command("publish.day_pack", self.out.day_pack, self._why_not_pack)
        self.command("publish.test_sheet", self._open_check)
        self.command("publish.printed", self._open_printed, self._why_not_printed)
        for key in ("publish.printed", "publish.day_pack", "publish.print"):
            self.head.add_tool(self.button(key))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list)
        split.addWidget(self._preview())
        split.addWidget(self._options())
        split.setStretchFactor(1, 1)
        self._split, self._sides = split, (0, 0)
        self.body.addWidget(split)
        self.printed = PrintedSheet(self, self.out)
        self.printer_check = PrinterCheck(self, self.printers, self.out, self._measured)
        self._choose(What.POSTERS)

    # -- building

    def _preview(self) -> Panel:
        words = self.words
        panel = Panel(words("Preview"))
        self._preview_panel = panel
        panel.setMinimumWidth(360)
        self._back = tool_button(self.icons.icon("chevron-left"), words("Back"), lambda: self._step(-1))
        self._back.setObjectName("preview-back")
        self._count = label("", "second")
        self._on = tool_button(self.icons.icon("chevron-right"), words("On"), lambda: self._step(1))
        self._on.setObjectName("preview-on")
        self.grey = tool_button(
            self.icons.icon("contrast", on="accent"), words("As printed without colours"), self._show_look,
            checkable=True,
        )  # fmt: skip
        self.cuts = tool_button(
            self.icons.icon("grid-3x3", on="accent"), words("Show how it is cut"), self._show_look,
            checkable=True,
        )  # fmt: skip
        self.cuts.setChecked(True)
        for widget in (self._back, self._count, self._on, self.grey, self.cuts):
            panel.head.addWidget(widget)
        self.view = PreviewView(self.colours)
        self.view.setObjectName("preview")
        self.view.setAccessibleName(words("Preview"))
        self.view.resized.connect(self._rest.start)
        self.view.resized.connect(self._share_foot)
        self._way = button("", self._go_there)
        self._way.setObjectName("publish-way")
        self.view.offer(self._way)
        panel.body.addWidget(self.view, 1)
        panel.body.addWidget(self.book.parts, 1)
        panel.body.addWidget(Line())
        self._foot = foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setContentsMargins(14, 8, 14, 8)
        foot.setSpacing(8)
        self._fit_icon, self._fit = QLabel(), label("", wrap=True)
        self._fit.setObjectName("fit")
        self._size = label("", "caption")
        fits = QHBoxLayout()
        fits.addWidget(self._fit_icon)
        fits.addWidget(self._fit, 1)
        foot.addLayout(fits, 1)
        foot.addWidget(self._size)
        panel.body.addLayout(foot)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wide windows give the sides more room; what the person drags holds until that changes."""
        super().resizeEvent(event)
        sides = sides_in(self.width(), _SIDES)
        if sides != self._sides:
            self._sides = left, right = sides
            self._split.setSizes([left, max(self.width() - left - right - 40, 360), right])

    def _share_foot(self) -> None:
        """A narrow preview has the size of the page below what is said about it."""
        way = QBoxLayout.Direction
        narrow = self.view.width() < _FOOT_FROM
        self._foot.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _options(self) -> Panel:
        words = self.words
        panel = self.details = Panel(words("Paper and place"))
        panel.setMinimumWidth(250)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(14)
        self._well = SheetCount(words)
        self.papers = PaperOptions(self, self._changed, self._well)
        self.paper, self.tile = self.papers.paper, self.papers.tile
        column.addWidget(self.papers)
        self.maps = MapOptions(words, self._changed)
        column.addWidget(self.maps)
        self.extras = Extras(self, self._changed)
        column.addWidget(self.book)
        column.addWidget(self.extras)
        self.check_line = CheckLine(self, self.printers)
        column.addWidget(self.check_line)
        column.addWidget(Line())
        self.place_ = Place(self, self._changed)
        column.addWidget(self.place_)
        column.addStretch(1)
        panel.body.addWidget(scrolling(content), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 14, 14)
        foot.setSpacing(8)
        self._will = label("", "caption", wrap=True)
        foot.addWidget(self._will)
        self.go = self.button("publish.export", "filled")
        self.go.setMinimumHeight(36)
        foot.addWidget(self.go)
        panel.body.addLayout(foot)
        return panel

    # -- what is chosen

    @property
    def chosen(self) -> tuple[What, ...]:
        """The kinds that are ticked."""
        return tuple(what for what, row in self.kinds.items() if row.ticked)

    @property
    def what(self) -> What:
        """The kind that is looked at."""
        return self._what

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return self.place_.folder

    def options_for(self, what: tuple[What, ...]) -> Options:
        """What is chosen on the page, for these kinds."""
        options = Options(
            what=what,
            folder=self.folder,
            paper=SHEETS[self.paper.value],
            tile=self.papers.tiling,
            words=self.words,
            at=datetime.now().astimezone(),
            correction=self.check_line.correction,
        )
        return self.place_.apply(self.book.apply(self.extras.apply(self.maps.apply(options))))

    def _choose_folder(self) -> None:
        if folder := self.shell.questions.folder(self.folder):
            self.place_.show_folder(folder)

    def _choose(self, what: What) -> None:
        self.printed.close_up()
        self.printer_check.close_up()
        self._what, self._number, self._page = what, 0, 0
        self._list.show_current(what)
        self._changed()

    def _step(self, by: int) -> None:
        """The next page of the piece, then the next piece."""
        if 0 <= self._page + by < self._pages:
            self._page += by
        elif 0 <= self._number + by < len(self._pieces):
            self._number, self._page = self._number + by, 0
        self._changed()

    def show_record(self, record_id: str) -> None:
        """Show what prints this record; `charts:` in front says which kind, where several do.

        Of several papers of one record, `/` and the end of its file's name behind it say which.
        """
        if record_id == PRINTED:
            self._open_printed()
            return
        kind, _, wanted = record_id.rpartition(":")
        if kind and not wanted:
            self._choose(What(kind))
            return
        for what in KINDS:
            found = pieces(self.session.desk, self.options_for((what,))) if kind in {"", what.value} else ()
            for number, piece in enumerate(found):
                if wanted in {piece.record, f"{piece.record}/{piece.name.rpartition('/')[2]}"}:
                    self._choose(what)
                    self._number = number
                    self._changed()
                    return

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        self._changed()
        self.printed.look()

    def _changed(self) -> None:
        """Something that decides what is printed was changed: say what it will be, then draw it."""
        self._pieces = pieces(self.session.desk, self.options_for((self._what,)))
        self._number = min(self._number, max(0, len(self._pieces) - 1))
        self._describe()
        self._show_look()
        self.shell.commands.refresh()
        self._rest.start()

    def _describe(self) -> None:
        self.maps.refresh(self.session.desk)
        self.maps.setVisible(self._what in {What.MAP, What.STEPS})
        self.maps.show_formats(shown=self._what is What.MAP)
        self.extras.show_for(self._what)
        self.book.show_for(shown=self._what is What.WORKBOOK)
        self.view.setVisible(self._what is not What.WORKBOOK)
        self.grey.setVisible(self._piece is not None)
        words, desk = self.words, self.session.desk
        paper = self.paper.value
        found = pieces(desk, self.options_for(tuple(What)))
        counts = {what: sum(piece.what is what for piece in found) for what in What}
        counts |= {
            What.WORKBOOK: self.book.count, What.CALENDAR: event_count(desk),
            What.COMMENTS: len(commented(desk)),
        }  # fmt: skip
        for what, remark in remarks(words, counts, paper).items():
            self.kinds[what].remark.show_text(remark if counts[what] else self._absence(what).remark)
            self.kinds[what].offer("" if counts[what] else self._absence(what).sentence)
        piece = self._piece
        if self._what is What.WORKBOOK:
            self._preview_panel.title.show_text(self.book.title)
        elif piece is None:
            self._preview_panel.title.show_text(words("Preview"))
        else:
            self._preview_panel.title.show_text(" ".join(filter(None, (piece.code, piece.title))))
        several = piece is not None and (len(self._pieces) > 1 or self._pages > 1)
        if self._pages > 1:
            self._count.setText(words("page {n} of {count}", n=self._page + 1, count=self._pages))
        else:
            self._count.setText(words("{n} of {count}", n=self._number + 1, count=len(self._pieces)))
        for widget in (self._back, self._count, self._on):
            widget.setVisible(several)
        self._describe_sheets()
        self._will.setText("" if self.chosen else words("Tick what to export."))

    def _absence(self, what: What) -> Missing:
        """Why there is nothing of a kind: there is none at all, or none in the part of a map."""
        if what in {What.MAP, What.STEPS} and self.session.desk.find(Map):
            return left_out(self.words)
        return self._missing[what]

    def _describe_sheets(self) -> None:
        """How much paper it takes: reckoned at once, then counted once everything was drawn."""
        glued = self._what in ON_THE_WALL
        self.papers.show_for(sized=glued and self._what not in OWN_SIZE, glued=glued)
        self._wrong = ""
        grid = self._grid()
        tiling = self.papers.tiling if glued else None
        self.check_line.setVisible(tiling is not None)
        single = self._what in ON_THE_WALL - PAGED
        count = len(self._pieces) if single else self._pages * bool(self._pieces)
        cuts = [self._cut(piece) for piece in self._pieces] if single else [grid] * count
        self.papers.show_wrong(self._wrong)
        if self._wrong:
            self._well.hide()
            return
        each = [cut.grid.count if cut else 1 for cut in cuts]
        counted = self._drafts.count(self.options_for((self._what,))) if tiling is not None else None
        plans = sum(cut is not None for cut in cuts) if tiling is not None and tiling.plan else 0
        if self._what is What.WORKBOOK:
            counted = Count(self.book.count)
        reckoned = counted or Count(sum(each), 0, plans)
        alike = each[0] if grid and len(set(each)) == 1 and not reckoned.left_out else 0
        self._well.tell(self._what, reckoned, alike, self.tile.value if any(cuts) else "")

    @property
    def _paperless(self) -> bool:
        """Whether a file for another program is looked at, and there is one."""
        return self._what in WITHOUT_PAGES and self.kinds[self._what].box.isEnabled()

    @property
    def _piece(self) -> Piece | None:
        return self._pieces[self._number] if self._pieces else None

    def _grid(self) -> Fit | None:
        """How the shown piece is cut, None for not at all."""
        return self._cut(self._piece)

    def _cut(self, piece: Piece | None) -> Fit | None:
        try:
            return fit_of(self.session.desk, self._what, piece, self.paper.value, self.papers.tiling)
        except Refused as refused:
            self._wrong = self.words.told(refused)
            return None

    def _show_look(self) -> None:
        cut = self._grid()
        self.view.show_grey(grey=self.grey.isChecked())
        self.view.show_cuts(cut if self.cuts.isChecked() else None)
        self.cuts.setVisible(cut is not None)

    # -- preview

    def _look(self) -> None:
        """Draw the shown piece as a file and show a page of it, then check everything that is ticked."""
        self._drafts.stop()
        piece = self._piece
        absent = piece is None and self._what in self._missing and not self._paperless
        do = self._absence(self._what).do if absent else ""
        self._way.setVisible(bool(do))
        self._way.setText(do)
        if self._paperless:
            self.view.show_words(told_instead(self._what, self.words))
            self._size.setText("")
        elif piece is None:
            self.view.show_words(self._absence(self._what).sentence)
            self._size.setText("")
        else:
            self._draw(piece)
        self.check()
        self._count_sheets()

    def _go_there(self) -> None:
        self.shell.go(self._missing[self._what].page)

    def _draw(self, piece: Piece) -> None:
        options = replace(self.options_for((piece.what,)), tile=None)
        try:
            self._drafts.draw(piece, options, self._page, self.view.room, self._drawn)
        except DeskProblem as problem:
            self.view.show_words(self.words.told(problem))

    def _drawn(self, outcome: object) -> None:
        if isinstance(outcome, Seen):
            self.view.show_page(outcome.pixels)
            size = outcome.pixels
            self._size.setText(
                self.words("{wide} × {tall} mm · this is the file itself",
                           wide=round(size.wide_mm), tall=round(size.tall_mm))
            )  # fmt: skip
            if self._pages != size.count:
                self._pages = size.count
                self._describe()
        elif not isinstance(outcome, Cancelled):
            self.view.show_words(self.failure(outcome))

    def failure(self, outcome: object) -> str:
        """What went wrong, in words."""
        if isinstance(outcome, DeskProblem | Refused):
            return self.words.told(outcome)
        name = type(outcome).__name__
        return self.words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name)

    # -- what does not fit

    def _count_sheets(self) -> None:
        """Count the tiles in the background: what is on them is known once they are drawn."""
        if self._wrong or self.papers.tiling is None or self._what not in ON_THE_WALL or not self._pieces:
            return
        options = self.options_for((self._what,))
        if self._drafts.count(options) is None:
            try:
                self._drafts.count_all(options, self._counted)
            except DeskProblem as problem:
                self._fit.setText(self.words.told(problem))

    def _counted(self, outcome: object) -> None:
        if isinstance(outcome, Count):
            self._describe_sheets()

    def check(self) -> None:
        """Find out in the background what does not fit or has no glyph."""
        options = self.options_for(self.chosen)
        known = self._drafts.known(options) if options.what else None
        self.tell_fit(known or (), known=known is not None)
        if options.what and known is None:
            try:
                self._drafts.check(options, self._checked)
            except DeskProblem as problem:
                self._fit.setText(self.words.told(problem))

    def _checked(self, outcome: object) -> None:
        if isinstance(outcome, Checked):
            self.tell_fit(outcome.warnings)
        elif not isinstance(outcome, Cancelled):
            self._fit.setText(self.failure(outcome))

    def tell_state(self, text: str) -> None:
        """Say below the preview what goes on."""
        self._fit.setText(text)

    def tell_fit(self, warnings: tuple[str, ...], *, known: bool = True) -> None:
        """Say below the preview what does not fit; `known` once somebody has looked."""
        words = self.words
        if not known:
            self._fit_icon.setPixmap(self.icons.pixmap("circle-dashed", "text_third", 16))
            self._fit.setText(words("Looking whether everything fits …") if self.chosen else "")
        elif warnings:
            self._fit_icon.setPixmap(self.icons.pixmap("triangle-alert", "warn", 16))
            more = len(warnings) - 3
            shown = " ".join(warnings[:3])
            if more > 0:
                shown += " " + words.many("And {n} more.", "And {n} more.", more)
            self._fit.setText(shown)
            self._fit.setToolTip("\n".join(warnings))
        elif self._piece is None and not self._paperless:
            self._fit_icon.clear()
            self._fit.setText("")
            self._fit.setToolTip("")
        else:
            self._fit_icon.setPixmap(self.icons.pixmap("circle-check", "accent", 16))
            self._fit.setText(words("Everything fits. Nothing is cut off."))
            self._fit.setToolTip("")

    # -- export

    def _why_not(self) -> str:
        if not self.chosen:
            return self.words("Tick what to export.")
        if self._wrong:
            return self._wrong
        return self.words("Something is being written already.") if self.shell.jobs.shown else ""

    def export(self) -> None:
        """Write the files; what does not fit is told before, if it has not been."""
        self.out.export()

    def _why_not_print(self) -> str:
        if self._paperless:
            return self.words("This is for another program. Export it, and print from there.")
        if self._piece is None:
            return self._absence(self._what).sentence
        if self._wrong:
            return self._wrong
        return self._why_not() if self.shell.jobs.shown or self.out.printing else ""

    def print_out(self) -> None:
        """Print the kind that is shown, at actual size."""
        self.out.print_out()

    def _why_not_printed(self) -> str:
        return "" if self.session.desk.find(Poster) else self.words("There are no posters yet.")

    def _why_not_pack(self) -> str:
        if not self.session.desk.find(Gallery):
            return self.words("There is no gallery yet.")
        return self._wrong or (self._why_not() if self.shell.jobs.shown else "")

    def _open_printed(self) -> None:
        self.printer_check.close_up()
        self.printed.open_list()

    def _open_check(self) -> None:
        self.printed.close_up()
        self.printer_check.open_for()

    def _measured(self) -> None:
        self.check_line.refresh()

    def leave(self) -> None:
        """See Page."""
        super().leave()
        self._rest.stop()
        self._drafts.stop()
        self.printed.stop()
        if self.out.printing is not None:
            self.out.printing.stopped = True

    def give_up(self) -> None:
        """See Page."""
        self._drafts.give_up()
        self.printed.give_up()

    def busy(self) -> bool:
        """See Page."""
        return self._rest.isActive() or super().busy()

    def views(self) -> dict[str, Any]:
        """See Page."""

        def tiled() -> None:
            self.tile.show_value("A4")
            self._choose(What.POSTERS)

        def for_somebody() -> None:
            self._choose(What.WORKBOOK)
            self.book.whose.setCurrentIndex(self.book.whose.findText("P03", Qt.MatchFlag.MatchStartsWith))
            self.book.whose.activated.emit(self.book.whose.currentIndex())

        return {
            "tiles": tiled,
            "workbook-for": for_somebody,
            "printer-check": self._open_check,
            "printed": self._open_printed,
            **{what.value: partial(self._choose, what) for what in What if what is not What.POSTERS},
        }
