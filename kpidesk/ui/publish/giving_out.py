"""Writing files and printing pages, and noting what of it hangs on the wall then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kpidesk.actions import printouts as actions
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.domain.printouts import Standing
from kpidesk.drawing.calibration import NONE, Correction, printer_sheet
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.exports.day_pack import pack, write
from kpidesk.exports.job import Cancelled, Report, pages_to_print, prepare, write_file
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.pieces import Options
from kpidesk.exports.printouts import Made, again, made, write_again
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.publish.drafts import Key
from kpidesk.ui.publish.printing import Printing

if TYPE_CHECKING:
    from kpidesk.ui.publish.page import PublishPage

_MOST_TOLD: Final = 3  # the last warnings, as those came while writing


@dataclass(frozen=True, slots=True)
class _Doubts:
    """What a person should know before anything is written."""

    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """Files that were written, and what they show; `edit` is the newest that they know."""

    report: Report
    made: tuple[Made, ...]
    edit: int


@dataclass(frozen=True, slots=True)
class _Ready:
    """Pages to print, and what they show."""

    pages: tuple[Picture, ...]
    made: tuple[Made, ...]
    edit: int


class GivingOut:
    """What the Publish page does with what is chosen on it."""

    def __init__(self, page: "PublishPage") -> None:
        self._page, self._words = page, page.words
        self.printing: Printing | None = None

    def _snapshot(self) -> Desk | None:
        """The desk as it is now, for a job; a problem is told."""
        try:
            return self._page.session.desk.snapshot()
        except DeskProblem as problem:
            self._page.shell.say(self._words.told(problem), bad=True)
            return None

    def _start(
        self, name: str, work: Callable[[Desk, Stopped, Progress], object], then: Callable[[object], None]
    ) -> None:
        """Do something with a snapshot on the worker."""
        snapshot = self._snapshot()
        if snapshot is None:
            return

        def run(progress: Progress, stopped: Stopped) -> object:
            try:
                return work(snapshot, stopped, progress)
            finally:
                snapshot.close()

        self._page.shell.jobs.start(name, run, then)
        self._page.shell.commands.refresh()

    def _failed(self, outcome: object) -> None:
        if isinstance(outcome, Cancelled):
            self._page.shell.say(self._words("Stopped. Files that were finished stay."))
        else:
            self._page.shell.say(self._page.failure(outcome), bad=True)

    # -- files

    def export(self) -> None:
        """Write the files; what does not fit is told before, if it has not been."""
        page = self._page
        options = page.options_for(page.chosen)
        known = page.drafts.known(options)

        def work(snapshot: Desk, stopped: Stopped, progress: Progress) -> object:
            prepared = prepare(snapshot, options, stopped)
            if set(prepared.warnings) - set(known or ()):
                return _Doubts(prepared.warnings)
            showing = made(prepared, stopped)
            return _Written(prepared.write(progress, stopped), showing, snapshot.last_edit)

        self._start(self._words("Export"), work, partial(self._exported, page.drafts.state(options)))

    def _exported(self, state: Key, outcome: object) -> None:
        words, page = self._words, self._page
        page.shell.commands.refresh()
        if isinstance(outcome, _Doubts):
            page.drafts.remember(state, outcome.warnings)
            page.tell_fit(outcome.warnings)
            page.shell.say(
                words("Please read below the preview what does not fit."),
                button=words("Export all the same"),
                do=self.export,
            )
        elif isinstance(outcome, _Written):
            self._note(outcome.made, outcome.edit, "")
            self._tell_files(len(outcome.report.files), outcome.report.warnings, bool(outcome.made))
        else:
            self._failed(outcome)

    def _tell_files(self, count: int, warnings: Sequence[str], noted: bool) -> None:
        words, shell = self._words, self._page.shell
        text = words.many("{n} file was written.", "{n} files were written.", count)
        text += self._unnoted() if noted else ""
        if warnings:
            text += " " + words("Please note:") + " " + " ".join(warnings[-_MOST_TOLD:])
        folder = self._page.folder
        shell.say(
            text,
            button=words("Open the folder") if count else "",
            do=lambda: shell.open_folder(folder),
        )

    def day_pack(self) -> None:
        """Write everything to print for the next gallery, sorted by paper; what does not fit is told."""
        page, words = self._page, self._words
        options = page.options_for(())

        def work(snapshot: Desk, stopped: Stopped, progress: Progress) -> object:
            found = pack(snapshot, options, stopped)
            if found is None:
                return _Written(Report((), ()), (), 0)
            showing = made(found.prepared, stopped)
            report = write(found, stopped)
            report = replace(report, warnings=(*found.warnings, *report.warnings))
            return _Written(report, showing, snapshot.last_edit)

        self._start(words("Day pack"), work, partial(self._exported, page.drafts.state(options)))

    # -- what hangs on the wall

    def _note(self, showing: Sequence[Made], edit: int, printer: str) -> None:
        """Note what was printed, unless the desk is only read."""
        if not showing or self._page.read_only():
            return
        words = self._words
        self._page.session.do(
            words.many("Note {n} printed poster", "Note {n} printed posters", len(showing)),
            actions.note,
            [(each.poster, each.paper, each.tile, each.shown) for each in showing],
            datetime.now().astimezone(),
            edit,
            printer,
        )

    def _unnoted(self) -> str:
        """What to say where nothing can be noted."""
        if not self._page.read_only():
            return ""
        return " " + self._words("As the desk is open for reading only, this print is not noted.")

    def give_again(self, wanted: Sequence[Standing], *, differing: bool, on_paper: bool) -> None:
        """Print posters once more as they were printed last time, or write them as PDF.

        Args:
            wanted: the posters.
            differing: of glued ones only the sheets that differ.
            on_paper: print them.
        """
        page, words = self._page, self._words
        options = page.options_for(())
        printer = page.shell.questions.printer() if on_paper else None
        if on_paper and printer is None:
            return

        def work(snapshot: Desk, stopped: Stopped, progress: Progress) -> object:
            prepared = again(snapshot, options, wanted, differing=differing, cancelled=stopped)
            showing = tuple(found for each in prepared for found in made(each, stopped))
            if on_paper:
                pages = tuple(sheet for each in prepared for sheet in pages_to_print(each))
                return _Ready(pages, showing, snapshot.last_edit)
            return _Written(write_again(prepared, stopped), showing, snapshot.last_edit)

        if on_paper:
            self._start(words("Print"), work, partial(self._print_pages, printer))
        else:
            self._start(words("Export"), work, partial(self._exported, page.drafts.state(options)))

    # -- printing

    def print_out(self) -> None:
        """Print the kind that is shown, at actual size."""
        page = self._page
        printer = page.shell.questions.printer()
        if printer is None:
            return
        options = page.options_for((page.what,))

        def work(snapshot: Desk, stopped: Stopped, progress: Progress) -> object:
            prepared = prepare(snapshot, options, stopped)
            return _Ready(pages_to_print(prepared), made(prepared, stopped), snapshot.last_edit)

        self._start(self._words("Print"), work, partial(self._print_pages, printer))

    def _print_pages(self, printer: Any, outcome: object) -> None:
        if not isinstance(outcome, _Ready):
            if not isinstance(outcome, Cancelled):
                self._page.shell.say(self._page.failure(outcome), bad=True)
            return
        correction = self._page.printers.correction(printer.printerName())
        self._print(printer, outcome.pages, correction, partial(self._printed, printer, outcome))

    def _print(
        self, printer: Any, pages: Sequence[Picture], correction: Correction, ended: Callable[[bool], object]
    ) -> None:
        words, count = self._words, len(pages)
        if not pages:
            self._page.shell.say(words("There is nothing to print."))
            return

        def tell(done: int) -> None:
            self._page.tell_state(words("Page {n} of {count} goes to the printer", n=done, count=count))

        self.printing = Printing(printer, pages, tell, ended, correction)
        self.printing.start()

    def _printed(self, printer: Any, ready: _Ready, whole: bool) -> None:
        self.printing = None
        page, words = self._page, self._words
        page.shell.commands.refresh()
        if whole:
            self._note(ready.made, ready.edit, printer.printerName())
            text = words("All pages went to the printer, in actual size.")
            page.shell.say(text + (self._unnoted() if ready.made else ""))
        else:
            page.shell.say(words("The printer did not take the pages. Export them as PDF instead."), bad=True)
        page.check()

    # -- the test sheet

    def _test_sheet(self, options: Options) -> Picture:
        american = {"Letter", "Tabloid"}
        tile = options.tile.paper.name if options.tile else options.paper.name
        return printer_sheet(SHEETS["Letter" if tile in american else "A4"], self._words)

    def save_test_sheet(self) -> None:
        """Write the test sheet beside the other files."""
        page, words = self._page, self._words
        sheet = self._test_sheet(page.options_for(()))
        warnings: list[str] = []
        write = partial(write_pdf, [sheet], title=sheet.title, language=words.language)
        try:
            write_file(page.folder / "test-sheet.pdf", write, words, warnings)
        except DeskProblem as problem:
            page.shell.say(words.told(problem), bad=True)
            return
        self._tell_files(1, warnings, noted=False)

    def print_test_sheet(self) -> str | None:
        """Print the test sheet without any correction; the name of the printer."""
        page = self._page
        printer = page.shell.questions.printer()
        if printer is None:
            return None
        sheet = self._test_sheet(page.options_for(()))
        self._print(printer, [sheet], NONE, partial(self._printed, printer, _Ready((sheet,), (), 0)))
        return str(printer.printerName())
