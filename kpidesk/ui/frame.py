"""What stands around a page: the rail, the strip, the notice, the job that goes on, and the Guide."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.commands import Commands
from kpidesk.ui.icons import Icons
from kpidesk.ui.jobs import Jobs
from kpidesk.ui.notice import Notice
from kpidesk.ui.rail import WIDE_FROM, Rail
from kpidesk.ui.strip import Strip
from kpidesk.ui.tabbing import TabOrder
from kpidesk.ui.widgets import label, scrolling

if TYPE_CHECKING:
    from kpidesk.domain.reader import Reader
    from kpidesk.ui.guide import Guide

GUIDE_BESIDE: Final = 1280  # px of the window: below, the Guide takes the place of a page's details
GUIDE_WIDE: Final = 260
_GUIDE_TAKES: Final = 292  # with its edges
_PAGE_NEEDS: Final = (900, 480)  # a window of 960 × 540 px has that much


class JobBar(QFrame):
    """The job that goes on: its name, how far it is, and a way to stop it."""

    def __init__(self, words: Words, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("jobs")
        self._words, self._jobs = words, jobs
        self._name, self.bar = label(), QProgressBar()
        self.bar.setTextVisible(False)
        stop = QPushButton(words("Stop"))
        stop.setObjectName("job-stop")
        stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self.bar, 1)
        row.addWidget(stop)
        jobs.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        job = self._jobs.shown
        self.setVisible(job is not None)
        if job is not None:
            self._name.setText(self._words("Stopping …") if job.stopped else job.name)
            self.bar.setRange(0, job.count)
            self.bar.setValue(job.done)

    def _stop(self) -> None:
        if job := self._jobs.shown:
            job.stop()
            self._show()


class Frame(QWidget):
    """The window's furniture in the colours of a theme; `pages` is the place for pages."""

    def __init__(
        self, words: Words, palette: Palette, icons: Icons, commands: Commands, jobs: Jobs, themes: QMenu,
        run_bar: QWidget,
    ) -> None:  # fmt: skip
        super().__init__()
        self._words, self._icons, self._commands = words, icons, commands
        self.rail = Rail(words, commands, icons, palette)
        self.rail.settings.setMenu(themes)
        self.strip = Strip(words, commands, icons)
        self.run_bar = run_bar
        self.notice = Notice(words, icons)
        self.jobs = JobBar(words, jobs)
        self.pages = QStackedWidget()
        self.guide: Guide | None = None
        self._tabs = TabOrder(self)
        self._bare = False
        self._beside = QWidget()
        QVBoxLayout(self._beside).setContentsMargins(0, 12, 12, 12)
        self._beside.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.run_bar)
        tellings = QVBoxLayout()
        tellings.setContentsMargins(12, 0, 12, 0)
        tellings.setSpacing(8)
        tellings.addWidget(self.notice)
        tellings.addWidget(self.jobs)
        column.addLayout(tellings)
        work = QHBoxLayout()
        work.setSpacing(0)
        self._scroller = scrolling(self.pages)
        self._scroller.setObjectName("small-window")
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        work.addWidget(self._scroller, 1)
        work.addWidget(self._beside)
        column.addLayout(work, 1)
        row.addLayout(column, 1)

    @property
    def crowded(self) -> bool:
        """Whether the Guide is shown and a page's details must give way to it."""
        return not self._beside.isHidden() and self.window().width() < GUIDE_BESIDE

    def show_guide(self, step: str, desk: "Reader | None", make: "Callable[[], Guide]") -> None:
        """Show a step of the Guide, which is made when it is first asked for; without a desk, no Guide."""
        self.strip.guide.setChecked(desk is not None)
        self._beside.setVisible(desk is not None and not self._bare)
        if desk is None:
            return
        if self.guide is None:
            self.guide = make()
            place = self._beside.layout()
            assert place is not None  # noqa: S101 - made with it
            place.addWidget(self.guide)
            self.guide.show()
        self.guide.show_step(step, desk)

    def set_bare(self, *, bare: bool) -> None:
        """Show the page alone, or everything around it again."""
        for each in (self.rail, self.strip):
            each.setVisible(not bare)
        self._bare = bare
        self._beside.setVisible(not bare and self.strip.guide.isChecked())

    def fit(self) -> None:
        """Give the rail the room that the window's width allows."""
        self.rail.set_wide(wide=self.window().width() >= WIDE_FROM)
        # Where everything is written large, the screen may have less than this, and the page scrolls.
        wide, tall = _PAGE_NEEDS
        self.pages.setMinimumSize(wide - _GUIDE_TAKES if self.crowded else wide, tall)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002 - Qt's
        """Tab goes where the eye goes, whatever was made first.

        Qt also asks while parts are hidden and thrown away. An error in what Qt asks can end the program, so
        where a part is gone already the order stays as it was.
        """
        with suppress(RuntimeError):
            self._tabs.follow()
        return super().focusNextPrevChild(next)

    def next_area(self) -> None:
        """Move the focus on: strip, the areas of the page, Guide, rail."""
        from kpidesk.ui.page import Page  # noqa: PLC0415 - late: it knows the desk

        page = self.pages.currentWidget()
        inner = page.areas() if isinstance(page, Page) else []
        areas = [self.strip, *(inner or [self.pages]), self._beside, self.rail]
        shown = [area for area in areas if area.isVisible()]
        focus = QApplication.focusWidget()
        at = next(
            (i for i, area in enumerate(shown) if focus and (area is focus or area.isAncestorOf(focus))), -1
        )
        for area in [*shown[at + 1 :], *shown[: at + 1]]:
            if inside := _first_stop(area):
                inside.setFocus()
                return


def _first_stop(area: QWidget) -> QWidget | None:
    """The first part of an area that takes the focus by Tab."""
    for each in (area, *area.findChildren(QWidget)):
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return each
    return None
