"""What can be printed and sent out: chosen at the left, seen in the middle, its paper chosen at the right."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.results import Map
from kpidesk.drawing import tiles
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.calendar import dated
from kpidesk.exports.comment_form import commented
from kpidesk.exports.job import Cancelled, Report, pages_to_print, pieces, prepare
from kpidesk.exports.kinds import KINDS
from kpidesk.exports.pieces import Options, Piece, What
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.page import Page, Shell
from kpidesk.ui.publish.cutting import grid_of
from kpidesk.ui.publish.drafts import Checked, Drafts, Key, Seen
from kpidesk.ui.publish.extras import Extras
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
from kpidesk.ui.publish.preview import PreviewView
from kpidesk.ui.publish.printing import Printing
from kpidesk.ui.publish.sheet_count import SheetCount
from kpidesk.ui.widgets import Elided, Line, Panel, button, label, scrolling, tool_button

_PAPERS: Final = ("A0", "A1", "A2", "A3", "A4", "Letter", "Tabloid")
_TILES: Final = ("A4", "A3", "Letter", "Tabloid")
_REST: Final = 150  # ms after the last change before the preview is drawn


@dataclass(frozen=True, slots=True)
class _Doubts:
    """What a person should know before anything is written."""

    warnings: tuple[str, ...]


def _end_of(folder: Path) -> str:
    """The last two parts of a path, by which people know it."""
    names = folder.parts[1:] if folder.anchor else folder.parts
    return str(folder) if len(names) <= 2 else str(Path("…", *names[-2:]))


class PublishPage(Page):
    """Choose, look, read what does not fit, then export or print."""

    key = "publish"

    def __init__(self, shell: Shell) -> None:
        words = shell.words
        super().__init__(shell, words("Publish"))
        self.head.set_subtitle(words("What you see is the page that will be printed."))
        self.folder = self.session.path.parent / self.session.path.stem
        self._missing = missing(words)
        self._what = What.POSTERS
        self._number = 0
        self._pages = 1  # of the piece that is shown
        self._page = 0
        self._pieces: tuple[Piece, ...] = ()
        self._drafts = Drafts(self.session, shell.jobs, words)
        self._printing: Printing | None = None
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
        self.head.add_tool(self.button("publish.print", text=words("Print")))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list)
        split.addWidget(self._preview())
        split.addWidget(self._options())
        split.setStretchFactor(1, 1)
        split.setSizes([240, 760, 300])
        self.body.addWidget(split)
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
        self._way = button("", self._go_there)
        self._way.setObjectName("publish-way")
        self.view.offer(self._way)
        panel.body.addWidget(self.view, 1)
        panel.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.setSpacing(8)
        self._fit_icon, self._fit = QLabel(), label("", wrap=True)
        self._fit.setObjectName("fit")
        self._size = label("", "caption")
        foot.addWidget(self._fit_icon)
        foot.addWidget(self._fit, 1)
        foot.addWidget(self._size)
        panel.body.addLayout(foot)
        return panel

    def _options(self) -> Panel:
        words = self.words
        panel = self.details = Panel(words("Paper and place"))
        panel.setMinimumWidth(250)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(14)
        self.paper = Choice([(each, each) for each in _PAPERS], self._paper_chosen, words("Size on the wall"))
        self.paper.setObjectName("paper")
        self.paper.show_value(self.shell.settings.get("paper", "A1"))
        if self.paper.value is None:
            self.paper.show_value("A1")
        self.tile = Choice(
            [
                ("", words("Whole sheets")),
                *((each, words("Glued from {paper}", paper=each)) for each in _TILES),
            ],
            self._tile_chosen,
            words("Printed on"),
        )
        self.tile.setObjectName("tile")
        self.tile.show_value(self.shell.settings.get("tile", ""))
        self._papers = QWidget()
        papers = QVBoxLayout(self._papers)
        papers.setContentsMargins(0, 0, 0, 0)
        papers.setSpacing(14)
        papers.addLayout(labelled(words("Size on the wall"), self.paper))
        papers.addLayout(labelled(words("Printed on"), self.tile))
        column.addWidget(self._papers)
        self.maps = MapOptions(words, self._changed)
        column.addWidget(self.maps)
        self.extras = Extras(self, self._changed)
        column.addWidget(self.extras)
        self._well = SheetCount(words)
        column.addWidget(self._well)
        column.addWidget(Line())
        column.addLayout(self._place())
        column.addStretch()
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

    def _place(self) -> QVBoxLayout:
        """Where the files go."""
        words = self.words
        place = QVBoxLayout()
        place.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(words("The files go to"), "caption-strong"), 1)
        head.addWidget(self.button("publish.folder", "link", text=words("Change")))
        place.addLayout(head)
        where = QHBoxLayout()
        where.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(self.icons.pixmap("folder", "text_second", 16))
        where.addWidget(mark)
        self._folder = Elided("", "body", mode=Qt.TextElideMode.ElideLeft)
        self._folder.setObjectName("folder")
        self._folder.show_text(_end_of(self.folder), str(self.folder))
        where.addWidget(self._folder, 1)
        place.addLayout(where)
        return place

    # -- what is chosen

    @property
    def chosen(self) -> tuple[What, ...]:
        """The kinds that are ticked."""
        return tuple(what for what, row in self.kinds.items() if row.ticked)

    def _options_now(self, what: tuple[What, ...]) -> Options:
        tile = self.tile.value
        options = Options(
            what=what,
            folder=self.folder,
            paper=SHEETS[self.paper.value],
            tile=SHEETS[tile] if tile else None,
            words=self.words,
            at=datetime.now().astimezone(),
        )
        return self.extras.apply(self.maps.apply(options))

    def _paper_chosen(self, name: str) -> None:
        self.shell.settings.set("paper", name)
        self._changed()

    def _tile_chosen(self, name: str) -> None:
        self.shell.settings.set("tile", name)
        self._changed()

    def _choose_folder(self) -> None:
        if folder := self.shell.questions.folder(self.folder):
            self.folder = folder
            self._folder.show_text(_end_of(folder), str(folder))

    def _choose(self, what: What) -> None:
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
        """Show what prints this record; `charts:` in front says which kind, where several do."""
        kind, _, wanted = record_id.rpartition(":")
        if kind and not wanted:
            self._choose(What(kind))
            return
        for what in KINDS:
            found = pieces(self.session.desk, self._options_now((what,))) if kind in {"", what.value} else ()
            for number, piece in enumerate(found):
                if piece.record == wanted:
                    self._choose(what)
                    self._number = number
                    self._changed()
                    return

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        self._changed()

    def _changed(self) -> None:
        """Something that decides what is printed was changed: say what it will be, then draw it."""
        self._pieces = pieces(self.session.desk, self._options_now((self._what,)))
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
        self._papers.setVisible(self._what not in {What.STEPS, What.SLIDES})
        words, desk = self.words, self.session.desk
        paper = self.paper.value
        found = pieces(desk, self._options_now(tuple(What)))
        counts = {what: sum(piece.what is what for piece in found) for what in What}
        counts |= {What.WORKBOOK: 1, What.CALENDAR: len(dated(desk)), What.COMMENTS: len(commented(desk))}
        for what, remark in remarks(words, counts, paper).items():
            self.kinds[what].remark.show_text(remark if counts[what] else self._absence(what).remark)
            self.kinds[what].offer("" if counts[what] else self._absence(what).sentence)
        piece = self._piece
        if piece is None:
            self._preview_panel.title.show_text(words("Preview"))
        else:
            self._preview_panel.title.show_text(" ".join(filter(None, (piece.code, piece.title))))
        several = len(self._pieces) > 1 or self._pages > 1
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
        """How much paper it takes."""
        words, grid = self.words, self._grid()
        chosen = self._what in ON_THE_WALL and self._what not in OWN_SIZE
        single = self._what in ON_THE_WALL - PAGED
        count = len(self._pieces) if single else self._pages * bool(self._pieces)
        own = words("This has a size of its own.")
        for choice, able in ((self.paper, chosen), (self.tile, self._what in ON_THE_WALL)):
            choice.setEnabled(able)
            choice.setToolTip("" if able else own)
        each = [cut.count if (cut := self._cut(piece)) else 1 for piece in self._pieces] if single else []
        total = sum(each) if len(set(each)) > 1 else 0
        self._well.tell(self._what, count, grid.count if grid else 0, self.tile.value, total)

    @property
    def _paperless(self) -> bool:
        """Whether a file for another program is looked at, and there is one."""
        return self._what in WITHOUT_PAGES and self.kinds[self._what].box.isEnabled()

    @property
    def _piece(self) -> Piece | None:
        return self._pieces[self._number] if self._pieces else None

    def _grid(self) -> tiles.Grid | None:
        """How the shown piece is cut, None for not at all."""
        return self._cut(self._piece)

    def _cut(self, piece: Piece | None) -> tiles.Grid | None:
        return grid_of(self.session.desk, self._what, piece, self.paper.value, self.tile.value)

    def _show_look(self) -> None:
        self.view.show_grey(grey=self.grey.isChecked())
        self.view.show_cuts(SHEETS[self.tile.value] if self._grid() and self.cuts.isChecked() else None)
        self.cuts.setEnabled(self._grid() is not None)
        self.cuts.setToolTip(
            self.words("Show how it is cut")
            if self._grid()
            else self.words("It is printed on whole sheets, so nothing is cut.")
        )

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
        self._check()

    def _go_there(self) -> None:
        self.shell.go(self._missing[self._what].page)

    def _draw(self, piece: Piece) -> None:
        options = replace(self._options_now((piece.what,)), tile=None)
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
            self.view.show_words(self._failure(outcome))

    def _failure(self, outcome: object) -> str:
        if isinstance(outcome, DeskProblem):
            return self.words.told(outcome)
        name = type(outcome).__name__
        return self.words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name)

    # -- what does not fit

    def _check(self) -> None:
        """Find out in the background what does not fit or has no glyph."""
        options = self._options_now(self.chosen)
        known = self._drafts.known(options) if options.what else None
        self._tell_fit(known or (), known=known is not None)
        if options.what and known is None:
            try:
                self._drafts.check(options, self._checked)
            except DeskProblem as problem:
                self._fit.setText(self.words.told(problem))

    def _checked(self, outcome: object) -> None:
        if isinstance(outcome, Checked):
            self._tell_fit(outcome.warnings)
        elif not isinstance(outcome, Cancelled):
            self._fit.setText(self._failure(outcome))

    def _tell_fit(self, warnings: tuple[str, ...], *, known: bool = True) -> None:
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
        return self.words("Something is being written already.") if self.shell.jobs.shown else ""

    def export(self) -> None:
        """Write the files; what does not fit is told before, if it has not been."""
        options = self._options_now(self.chosen)
        known = self._drafts.known(options)
        try:
            snapshot = self.session.desk.snapshot()
        except DeskProblem as problem:
            self.shell.say(self.words.told(problem), bad=True)
            return

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                prepared = prepare(snapshot, options, stopped)
                if set(prepared.warnings) - set(known or ()):
                    return _Doubts(prepared.warnings)
                return prepared.write(progress, stopped)
            finally:
                snapshot.close()

        self.shell.jobs.start(
            self.words("Export"), work, partial(self._exported, self._drafts.state(options))
        )
        self.shell.commands.refresh()

    def _exported(self, state: Key, outcome: object) -> None:
        words = self.words
        self.shell.commands.refresh()
        if isinstance(outcome, _Doubts):
            self._drafts.remember(state, outcome.warnings)
            self._tell_fit(outcome.warnings)
            self.shell.say(
                words("Please read below the preview what does not fit."),
                button=words("Export all the same"),
                do=self.export,
            )
        elif isinstance(outcome, Report):
            self._tell_report(outcome)
        elif isinstance(outcome, Cancelled):
            self.shell.say(words("Stopped. Files that were finished stay."))
        else:
            self.shell.say(self._failure(outcome), bad=True)

    def _tell_report(self, report: Report) -> None:
        words = self.words
        text = words.many("{n} file was written.", "{n} files were written.", len(report.files))
        if report.warnings:
            text += " " + words("Please note:") + " " + " ".join(report.warnings[:3])
        folder = self.folder
        self.shell.say(
            text,
            button=words("Open the folder") if report.files else "",
            do=lambda: self.shell.open_folder(folder),
        )

    # -- printing

    def _why_not_print(self) -> str:
        if self._paperless:
            return self.words("This is for another program. Export it, and print from there.")
        if self._piece is None:
            return self._absence(self._what).sentence
        return self._why_not() if self.shell.jobs.shown or self._printing else ""

    def print_out(self) -> None:
        """Print the kind that is shown, at actual size."""
        printer = self.shell.questions.printer()
        if printer is None:
            return
        try:
            snapshot = self.session.desk.snapshot()
        except DeskProblem as problem:
            self.shell.say(self.words.told(problem), bad=True)
            return
        options = self._options_now((self._what,))

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                return pages_to_print(prepare(snapshot, options, stopped))
            finally:
                snapshot.close()

        self.shell.jobs.start(self.words("Print"), work, partial(self._print_pages, printer))

    def _print_pages(self, printer: Any, outcome: object) -> None:
        if not isinstance(outcome, tuple):
            if not isinstance(outcome, Cancelled):
                self.shell.say(self._failure(outcome), bad=True)
            return
        words, count = self.words, len(outcome)
        self._printing = Printing(
            printer,
            outcome,
            lambda done: self._fit.setText(
                words("Page {n} of {count} goes to the printer", n=done, count=count)
            ),
            self._printed,
        )
        self._printing.start()

    def _printed(self, whole: bool) -> None:
        self._printing = None
        self.shell.commands.refresh()
        words = self.words
        if whole:
            self.shell.say(words("All pages went to the printer, in actual size."))
        else:
            self.shell.say(words("The printer did not take the pages. Export them as PDF instead."), bad=True)
        self._check()

    def leave(self) -> None:
        """See Page."""
        super().leave()
        self._rest.stop()
        self._drafts.stop()
        if self._printing is not None:
            self._printing.stopped = True

    def give_up(self) -> None:
        """See Page."""
        self._drafts.give_up()

    def busy(self) -> bool:
        """See Page."""
        return self._rest.isActive() or super().busy()

    def views(self) -> dict[str, Any]:
        """See Page."""

        def tiled() -> None:
            self.tile.show_value("A4")
            self._choose(What.POSTERS)

        return {
            "tiles": tiled,
            **{what.value: partial(self._choose, what) for what in What if what is not What.POSTERS},
        }
