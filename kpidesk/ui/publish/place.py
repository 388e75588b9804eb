"""Where the files go."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.exports.pieces import Also, Options
from kpidesk.system.words import BEGUN, Words, languages
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.languages import language_name
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, label

_READABLE: Final = "readable"
_LANGUAGE: Final = "paper-language"


class Place(QWidget):
    """The folder, by its end, and the way to another one; at first one beside the desk.

    What is mostly words can be written there as pages for screen readers, too; that is remembered. So is the
    language on paper; sets in other languages than the window's go into folders of their own.
    """

    def __init__(self, page: Page, changed: Callable[[], object]) -> None:
        super().__init__()
        words, path = page.words, page.session.path
        self.folder = path.parent / path.stem
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(words("The files go to"), "caption-strong"), 1)
        head.addWidget(page.button("publish.folder", "link", text=words("Change")))
        column.addLayout(head)
        where = QHBoxLayout()
        where.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap("folder", "text_second", 16))
        where.addWidget(mark)
        self._says = Elided("", "body", mode=Qt.TextElideMode.ElideLeft)
        self._says.setObjectName("folder")
        where.addWidget(self._says, 1)
        column.addLayout(where)
        self._settings = page.shell.settings
        self._words = words
        choices = [
            ("", words("As in this window")),
            *((each, _named(each, words)) for each in (*languages(), *BEGUN)),
        ]
        self.language = Choice(choices, self._spoken, words("Language on paper"))
        self.language.setObjectName("paper-language")
        self.language.show_value(self._settings.get(_LANGUAGE, ""))
        if self.language.value is None:
            self.language.show_value("")
        column.addSpacing(10)
        column.addLayout(labelled(words("Language on paper"), self.language))
        column.addSpacing(6)
        self.readable = Tick(words("Also for screen readers (HTML)"))
        self.readable.setObjectName("also-html")
        self.readable.setToolTip(words("PDFs cannot be read out well; these say the same in the same order."))
        self.readable.setChecked(self._settings.get(_READABLE, False))
        self.readable.toggled.connect(lambda on: self._settings.set(_READABLE, on))
        column.addWidget(self.readable)
        self._changed = changed
        self.show_folder(self.folder)

    def _spoken(self, language: str) -> None:
        self._settings.set(_LANGUAGE, language)
        self._changed()

    def apply(self, options: Options) -> Options:
        """The options with what is chosen here."""
        also = options.also | {Also.HTML} if self.readable.isChecked() else options.also
        wanted = self.language.value or self._words.language
        if wanted == self._words.language:
            return replace(options, also=also)
        return replace(options, also=also, words=Words(wanted), folder=self.folder / wanted)

    def show_folder(self, folder: Path) -> None:
        """Take another folder."""
        self.folder = folder
        self._says.show_text(_end_of(folder), str(folder))


def _named(language: str, words: Words) -> str:
    """What a language is called, and whether not all of its texts are there yet."""
    name = language_name(language, words)
    return words("{language} (begun)", language=name) if language in BEGUN else name


def _end_of(folder: Path) -> str:
    """The last two parts of a path, by which people know it."""
    names = folder.parts[1:] if folder.anchor else folder.parts
    return str(folder) if len(names) <= 2 else str(Path("…", *names[-2:]))
