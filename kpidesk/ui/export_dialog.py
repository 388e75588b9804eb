"""The dialog that exports: what, on which paper, where to, with progress and a way out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import Cancelled, Options, Report, What, prepare
from kpidesk.system.words import Words
from kpidesk.ui.questions import Questions

_PAPERS: Final = ("A0", "A1", "A2", "A3", "A4", "Letter", "Tabloid")
_TILES: Final = ("", "A4", "A3", "Letter", "Tabloid")


class _Told(QObject):
    """Carries what a worker tells to the window's thread."""

    progress = Signal(int, int)
    ended = Signal(object)


@dataclass(frozen=True, slots=True)
class _Doubts:
    """What a person should know before anything is written."""

    warnings: tuple[str, ...]


class _Run(QRunnable):
    """The job on a worker, over a snapshot that it closes. Unless `sure`, warnings stop it first."""

    def __init__(self, snapshot: Desk, options: Options, told: _Told, *, sure: bool) -> None:
        super().__init__()
        self.stopped = False
        self._sure = sure
        self._snapshot = snapshot
        self._options = options
        self._told = told

    def run(self) -> None:
        """See QRunnable."""
        outcome: object
        try:
            prepared = prepare(self._snapshot, self._options, lambda: self.stopped)
            if prepared.warnings and not self._sure:
                outcome = _Doubts(prepared.warnings)
            else:
                outcome = prepared.write(self._told.progress.emit, lambda: self.stopped)
        except (DeskProblem, Cancelled) as ending:
            outcome = ending
        except Exception as error:  # noqa: BLE001 - a worker's failure must reach the person
            outcome = error
        finally:
            self._snapshot.close()
        self._told.ended.emit(outcome)


class ExportDialog(QDialog):
    """Asks what to export and does it; `exported` carries the report."""

    exported = Signal(object)

    def __init__(
        self, desk: Desk, folder: Path, words: Words, questions: Questions, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("Export"))
        self.setMinimumWidth(460)
        self._desk = desk
        self._words = words
        self._questions = questions
        self._pool = QThreadPool(self)
        self._job: _Run | None = None
        self._sure = False
        self._told = _Told(self)
        self._told.progress.connect(self._show_progress)
        self._told.ended.connect(self._end)
        self.boxes = {
            What.MAP: QCheckBox(words("Results map")),
            What.POSTERS: QCheckBox(words("Posters")),
            What.SHARING: QCheckBox(words("Shared measures table (A3)")),
            What.WORKBOOK: QCheckBox(words("Excel workbook")),
        }
        self.paper, self.tile = QComboBox(), QComboBox()
        self.folder = QLineEdit(str(folder))
        self.bar, self.remark = QProgressBar(), QLabel()
        self.go, self.stop = QPushButton(words("Export")), QPushButton(words("Close"))
        self._build()

    def _build(self) -> None:
        words = self._words
        self.paper.addItems(_PAPERS)
        self.paper.setCurrentText("A1")
        for name in _TILES:
            self.tile.addItem(
                words("no, whole sheets only") if not name else words("yes, on {paper}", paper=name), name
            )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for number, (what, box) in enumerate(self.boxes.items()):
            box.setObjectName(f"export-{what.value}")
            box.setChecked(True)
            box.toggled.connect(self._check)
            form.addRow(words("What") if number == 0 else "", box)
        form.addRow(words("Posters and map on"), self.paper)
        form.addRow(words("Also cut into tiles"), self.tile)
        where = QHBoxLayout()
        where.setSpacing(8)
        browse = QPushButton(words("Choose …"))
        browse.clicked.connect(self._choose)
        where.addWidget(self.folder)
        where.addWidget(browse)
        form.addRow(words("Folder"), where)
        self.remark.setWordWrap(True)
        self.remark.setProperty("role", "caption")
        self.bar.setVisible(False)
        self.bar.setTextVisible(False)
        buttons = QHBoxLayout()
        buttons.addStretch()
        self.go.setProperty("filled", "true")
        self.go.setDefault(True)
        self.go.setObjectName("export-go")
        self.go.clicked.connect(self._start)
        self.stop.clicked.connect(self._cancel_or_close)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.remark)
        layout.addLayout(buttons)
        self.folder.textChanged.connect(self._check)
        self.paper.currentIndexChanged.connect(self._check)
        self.tile.currentIndexChanged.connect(self._check)

    def _check(self) -> None:
        """After any change the export is a new one: what is in doubt is told again."""
        self._sure = False
        self.go.setText(self._words("Export"))
        chosen = any(box.isChecked() for box in self.boxes.values())
        self.go.setEnabled(chosen and bool(self.folder.text().strip()))
        self.go.setToolTip("" if self.go.isEnabled() else self._words("Choose what to export, and a folder."))

    def _choose(self) -> None:
        if folder := self._questions.folder(Path(self.folder.text())):
            self.folder.setText(str(folder))

    def _start(self) -> None:
        tile = self.tile.currentData()
        try:
            folder = Path(self.folder.text().strip()).expanduser()
            snapshot = self._desk.snapshot()
        except DeskProblem as problem:
            self.remark.setText(self._words.told(problem))
            return
        except RuntimeError:  # ~ with the name of nobody
            self.remark.setText(self._words("There is no such folder."))
            return
        options = Options(
            what=tuple(what for what, box in self.boxes.items() if box.isChecked()),
            folder=folder,
            paper=SHEETS[self.paper.currentText()],
            tile=SHEETS[tile] if tile else None,
            words=self._words,
            at=datetime.now().astimezone(),
        )
        self.go.setEnabled(False)
        self.stop.setText(self._words("Stop"))
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self.remark.setText(self._words("Drawing …"))
        self._job = _Run(snapshot, options, self._told, sure=self._sure)
        self._pool.start(self._job)

    def _show_progress(self, done: int, count: int) -> None:
        self.bar.setRange(0, count)
        self.bar.setValue(done)
        self.remark.setText(self._words("File {n} of {count}", n=min(done + 1, count), count=count))

    def _end(self, outcome: object) -> None:
        self._job = None
        self.bar.setVisible(False)
        self.stop.setText(self._words("Close"))
        self._check()
        if isinstance(outcome, Report):
            self.exported.emit(outcome)
            self.accept()
        elif isinstance(outcome, _Doubts):
            self._sure = True
            self.go.setText(self._words("Export all the same"))
            self.remark.setText("\n".join((self._words("Please note:"), *outcome.warnings)))
        elif isinstance(outcome, Cancelled):
            self.remark.setText(self._words("Stopped. Files that were finished stay."))
        elif isinstance(outcome, DeskProblem):
            self.remark.setText(self._words.told(outcome))
        else:
            name = type(outcome).__name__
            self.remark.setText(
                self._words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name)
            )

    def _cancel_or_close(self) -> None:
        if self._job is not None:
            self._job.stopped = True
            self.remark.setText(self._words("Stopping after this file …"))
        else:
            self.reject()

    def reject(self) -> None:
        """Esc and the close button stop a running job first."""
        if self._job is not None:
            self._job.stopped = True
            self._pool.waitForDone()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """See reject."""
        if self._job is not None:
            self._job.stopped = True
            self._pool.waitForDone()
        super().closeEvent(event)


def modal(dialog: ExportDialog) -> None:
    """Show the dialog over its window without stopping anything else."""
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
