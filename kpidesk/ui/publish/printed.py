"""Which posters on the wall are out of date, and printing those once more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListView

from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.printouts import Fresh, Standing
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.exports.job import Cancelled
from kpidesk.exports.printouts import standings
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Job, Progress, Stopped
from kpidesk.ui.narrow import Tick
from kpidesk.ui.publish.overlay import Overlay
from kpidesk.ui.widgets import Line, button, label

if TYPE_CHECKING:
    from kpidesk.ui.publish.giving_out import GivingOut
    from kpidesk.ui.publish.page import PublishPage

_WIDE: Final = 600
_TALL: Final = 640
_NOWHERE: Final = QModelIndex()
_MARKS: Final = {
    Fresh.CHANGED: ("triangle-alert", "warn"),
    Fresh.NEVER: ("circle-dashed", "text_third"),
    Fresh.SAME: ("circle-check", "accent"),
}
Index = QModelIndex | QPersistentModelIndex


def told(standing: Standing, words: Words) -> str:
    """How a poster stands, in words."""
    last = standing.last
    if last is None:
        return words("never printed")
    day = words.date(last.printed_at.astimezone().date())
    if standing.fresh is not Fresh.CHANGED:
        return words("up to date, printed on {day} for {paper}", day=day, paper=last.paper)
    text = words("changed since it was printed on {day} for {paper}", day=day, paper=last.paper)
    if last.sheets:
        text += " · " + words(
            "{n} of {count} sheets differ", n=len(standing.differing), count=len(last.sheets)
        )
    return text


class _Posters(QAbstractListModel):
    """The posters, those that are out of date first."""

    def __init__(self, words: Words, marks: dict[Fresh, QPixmap]) -> None:
        super().__init__()
        self._words, self._marks = words, marks
        self.rows: Sequence[tuple[Standing, str]] = ()

    def show_rows(self, rows: Sequence[tuple[Standing, str]]) -> None:
        """Show posters with their names."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        standing, name = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{standing.poster.code}  {name}\n{told(standing, self._words)}"
        return self._marks[standing.fresh] if role == Qt.ItemDataRole.DecorationRole else None


class PrintedSheet(Overlay):
    """What has changed since it was printed; the posters are drawn anew in the background to find out."""

    def __init__(self, page: "PublishPage", out: "GivingOut") -> None:
        words = page.words
        super().__init__(page, "printed", words("Changed since printed"), _WIDE)
        self._publish, self._out = page, out
        self._job: Job | None = None
        self._found: tuple[Standing, ...] = ()
        self._at = -1  # the newest edit that was looked at
        self.says = label("", "second", wrap=True)
        self.says.setObjectName("printed-says")
        self.column.addWidget(self.says)
        marks = {fresh: page.icons.pixmap(icon, tone, 18) for fresh, (icon, tone) in _MARKS.items()}
        self._model = _Posters(words, marks)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setObjectName("printed-list")
        self.list.setAccessibleName(words("Posters"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.setSpacing(4)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._show_poster)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(Line())
        self.differing = Tick(words("Of glued posters only the sheets that differ"))
        self.differing.setChecked(True)
        self.never = Tick(words("Also those that were never printed"))
        for key, tick in (("printed-differing", self.differing), ("printed-never", self.never)):
            tick.setObjectName(key)
            tick.setMinimumHeight(32)
            tick.toggled.connect(self._offer)
            self.column.addWidget(tick)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._write = button("", lambda: self._give(on_paper=False))
        self._write.setObjectName("printed-write")
        self._print = button(words("Print them"), lambda: self._give(on_paper=True), "filled")
        self._print.setObjectName("printed-print")
        self._write.setText(words("Write them as PDF"))
        row.addStretch()
        row.addWidget(self._write)
        row.addWidget(self._print)
        self.column.addLayout(row)

    def tall(self) -> int:
        """See Overlay."""
        return _TALL

    # -- finding out

    def open_list(self) -> None:
        """Show the list; it is made while one waits."""
        self.open_up(self.list)
        self.look()

    def look(self) -> None:
        """Find out how the posters stand, if the sheet is open and the desk is another than before."""
        desk = self._publish.session.desk
        if self.isHidden() or self._at == desk.last_edit:
            return
        self.stop()
        self.says.setText(self.words("Looking what has changed …"))
        options = self._publish.options_for(())
        try:
            snapshot = desk.snapshot()
        except DeskProblem as problem:
            self.says.setText(self.words.told(problem))
            return
        edit = desk.last_edit

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                return edit, standings(snapshot, options, stopped)
            finally:
                snapshot.close()

        self._job = self._publish.shell.jobs.start(self.words("Look"), work, self._looked, quiet=True)

    def _looked(self, outcome: object) -> None:
        if isinstance(outcome, tuple):
            self._at, self._found = outcome
            order = list(_MARKS)
            desk = self._publish.session.desk
            rows = [
                (each, poster_name(desk, each.poster, self.words))
                for each in sorted(self._found, key=lambda each: order.index(each.fresh))
                if desk.find(type(each.poster), id=each.poster.id)
            ]
            self._model.show_rows(rows)
            self._tell()
        elif not isinstance(outcome, Cancelled):
            self.says.setText(self._publish.failure(outcome))

    def _tell(self) -> None:
        words, count = self.words, len(self._of(Fresh.CHANGED))
        if not self._found:
            self.says.setText(words("There are no posters yet."))
        elif count:
            self.says.setText(
                words.many(
                    "{n} poster says something else now than on the wall.",
                    "{n} posters say something else now than on the wall.",
                    count,
                )
            )
        elif len(self._of(Fresh.NEVER)) == len(self._found):
            self.says.setText(words("Nothing was printed yet. What is printed or exported here is noted."))
        else:
            self.says.setText(words("Everything that was printed says what the desk says."))
        self._offer()

    def _of(self, fresh: Fresh) -> list[Standing]:
        return [each for each in self._found if each.fresh is fresh]

    def _wanted(self) -> list[Standing]:
        """What is given out once more, in the order of the wall."""
        fresh = {Fresh.CHANGED, *([Fresh.NEVER] if self.never.isChecked() else [])}
        return [each for each in self._found if each.fresh in fresh]

    def _offer(self) -> None:
        """Show only what there is to choose."""
        changed = self._of(Fresh.CHANGED)
        self.differing.setVisible(any(each.differing for each in changed))
        self.never.setVisible(bool(self._of(Fresh.NEVER)))
        for each in (self._print, self._write):
            each.setVisible(bool(self._wanted()))

    # -- doing

    def _give(self, *, on_paper: bool) -> None:
        wanted = self._wanted()
        self.close_up()
        differing = self.differing.isChecked()
        self._out.give_again(wanted, differing=differing, on_paper=on_paper)

    def _show_poster(self, index: QModelIndex) -> None:
        poster = self._model.rows[index.row()][0].poster
        self.close_up()
        self._publish.show_record(f"posters:{poster.id}")

    def stop(self) -> None:
        """What is being found out is not wanted any more."""
        if self._job is not None:
            self._job.stop()

    def give_up(self) -> None:
        """The page goes."""
        if self._job is not None:
            self._job.forget()
