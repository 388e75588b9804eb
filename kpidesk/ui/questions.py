"""Questions to the person. The window asks through this port, so that tests can answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from kpidesk.system.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Questions(Protocol):
    """What the window may ask; None means that the person turned back."""

    def desk_to_open(self) -> Path | None:
        """Which desk file to open."""
        ...

    def new_desk(self, suggestion: str) -> Path | None:
        """Where to put a new desk file."""
        ...

    def table_file(self) -> Path | None:
        """Which spreadsheet or CSV file to read."""
        ...

    def returned_file(self) -> Path | None:
        """Which file came back: a workbook, a list, or a desk."""
        ...

    def picture_file(self) -> Path | None:
        """Which picture to take as the logo."""
        ...

    def photo_files(self) -> Sequence[Path]:
        """Which photos of the wall to read; none when the person turned back."""
        ...

    def folder(self, start: Path) -> Path | None:
        """Which folder to write to."""
        ...

    def printer(self) -> "QPrinter | None":
        """Which printer to print on, with what the person set up for it."""
        ...

    def choose(self, question: str, reason: str, safe: str, risky: str) -> bool:
        """Whether to do the risky thing; the safe one is the default and Esc."""
        ...


class AskingPerson:
    """Asks with the system's dialogs."""

    def __init__(self, parent: QWidget, words: Words) -> None:
        self._parent = parent
        self._words = words

    def desk_to_open(self) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        kinds = "KPI Desk (*.kpidesk);;" + self._words("All files") + " (*)"
        name, _ = QFileDialog.getOpenFileName(self._parent, self._words("Open a desk"), "", kinds)
        return Path(name) if name else None

    def new_desk(self, suggestion: str) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        name, _ = QFileDialog.getSaveFileName(
            self._parent,
            self._words("Where shall the desk be kept?"),
            suggestion,
            "KPI Desk (*.kpidesk)",
            # We never replace a desk by a new one, so the dialog must not offer it.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".kpidesk")

    def table_file(self) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        kinds = self._words("Spreadsheets") + " (*.xlsx *.xlsm *.csv *.tsv *.txt);;"
        kinds += self._words("All files") + " (*)"
        name, _ = QFileDialog.getOpenFileName(
            self._parent, self._words("Choose a spreadsheet or CSV file"), "", kinds
        )
        return Path(name) if name else None

    def returned_file(self) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        known = "*.xlsx *.xlsm *.csv *.tsv *.txt *.kpidesk *.json"
        kinds = self._words("Workbooks, lists and desks") + f" ({known});;"
        kinds += self._words("All files") + " (*)"
        name, _ = QFileDialog.getOpenFileName(self._parent, self._words("What has come back?"), "", kinds)
        return Path(name) if name else None

    def picture_file(self) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        kinds = self._words("Pictures") + " (*.png *.jpg *.jpeg)"
        name, _ = QFileDialog.getOpenFileName(self._parent, self._words("Choose a logo"), "", kinds)
        return Path(name) if name else None

    def photo_files(self) -> Sequence[Path]:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        from kpidesk.imports.photos import ENDINGS  # noqa: PLC0415 - only when somebody is asked

        endings = " ".join(f"*.{ending} *.{ending.upper()}" for ending in ENDINGS)
        kinds = self._words("Photos") + f" ({endings});;" + self._words("All files") + " (*)"
        names, _ = QFileDialog.getOpenFileNames(self._parent, self._words("Photos of the wall"), "", kinds)
        return [Path(name) for name in names]

    def folder(self, start: Path) -> Path | None:
        """See Questions."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - only when somebody is asked

        name = QFileDialog.getExistingDirectory(self._parent, self._words("Where to?"), str(start))
        return Path(name) if name else None

    def printer(self) -> "QPrinter | None":
        """See Questions."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - only when asked for

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(self._words("Print in actual size"))
        return printer if dialog.exec() else None

    def choose(self, question: str, reason: str, safe: str, risky: str) -> bool:
        """See Questions."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - only when somebody is asked

        box = QMessageBox(self._parent)
        box.setText(question)
        box.setInformativeText(reason)
        keep = box.addButton(safe, QMessageBox.ButtonRole.RejectRole)
        do = box.addButton(risky, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is do
