"""All commands with their keys: looked up by name or by pressing them, and changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.domain.search import folded
from kpidesk.drawing.keys_sheet import Area, sheets
from kpidesk.system import clock
from kpidesk.ui.commands import PAGES, Command
from kpidesk.ui.fields import labelled
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.key_line import KeyLine
from kpidesk.ui.keys import OwnKeys, clashes, given, keep_own_keys, own_keys, plain, told, why_not
from kpidesk.ui.paper import write_paper
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import Line, button, label

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_WHOLE = (720, 620)  # px
_LINE = 190
_TONE = "text_second"


class KeysDialog(QDialog):
    """The dialog. What is changed holds at once; `changed` tells that something was."""

    changed = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window, self._words, self._commands = window, window.words, window.commands
        self._own = own_keys(window.settings)
        self._chosen = self._found_by = self._waiting = ""
        words = self._words
        self.setObjectName("keys")
        self.setWindowTitle(words("Keys"))
        self.resize(min(_WHOLE[0], window.width()), min(_WHOLE[1], window.height()))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._head())
        self.list = ToldList(words("Commands and their keys"), window.palette_, window.icons)
        self.list.setObjectName("keys-list")
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _index: self.line.setFocus())
        column.addWidget(self.list, 1)
        column.addWidget(Line())
        column.addLayout(self._change())
        column.addLayout(self._answer())
        column.addLayout(self._foot())
        self._show_rows()
        self.search.setFocus()

    # -- parts

    def _head(self) -> QHBoxLayout:
        words = self._words
        self.search = QLineEdit()
        self.search.setObjectName("keys-search")
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.search.returnPressed.connect(self.list_focus)
        self.by_keys = KeyLine(words("Find by keys"), words("Press the keys"))
        self.by_keys.setObjectName("keys-by-keys")
        self.by_keys.pressed.connect(self._find_by)
        self.by_keys.given_up.connect(lambda: self._find_by(""))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled(words("Find by name"), self.search), 3)
        row.addLayout(labelled(words("Find by keys"), self.by_keys), 2)
        return row

    def _change(self) -> QHBoxLayout:
        words = self._words
        self.name = label("", "name", wrap=True)
        self.line = KeyLine(words("New keys"), words("Press the new keys"))
        self.line.setObjectName("keys-new")
        self.line.setMinimumWidth(_LINE)
        self.line.pressed.connect(self._ask)
        self.line.given_up.connect(self._leave_it)
        self.none = button(words("No keys"), lambda: self._take({self._chosen: ()}))
        self.none.setObjectName("keys-none")
        self.usual = button(words("Usual keys"), self._reset)
        self.usual.setObjectName("keys-usual")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.line)
        row.addWidget(self.none)
        row.addWidget(self.usual)
        return row

    def _answer(self) -> QHBoxLayout:
        words = self._words
        self.said = label("", "second", wrap=True)
        self.said.setObjectName("keys-said")
        self.swap = button(words("Swap"), self._swap, "filled")
        self.swap.setObjectName("keys-swap")
        self.leave = button(words("Leave it as it is"), self._leave_it)
        self.leave.setObjectName("keys-leave")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.swap)
        row.addWidget(self.leave)
        return row

    def _foot(self) -> QHBoxLayout:
        words = self._words
        copied = button(words("Copy as text"), self._copy)
        copied.setObjectName("keys-copy")
        saved = button(words("Save it as PDF"), self._save)
        saved.setObjectName("keys-save")
        self.reset_all = button(words("Usual keys for everything"), self._reset_all)
        self.reset_all.setObjectName("keys-reset")
        done = button(words("Close"), self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (copied, saved, self.reset_all):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(done)
        for each in (copied, saved, self.reset_all, done, self.swap, self.leave, self.none, self.usual):
            each.setAutoDefault(False)
        return row

    # -- the list

    def list_focus(self) -> None:
        """Go from the line to what it found."""
        self.list.setFocus()

    def _find_by(self, keys: str) -> None:
        self._found_by = keys
        self._show_rows()

    def _pages(self) -> Iterator[tuple[str, list[Command]]]:
        """Each page's name with its commands; first what works everywhere."""
        every = self._commands.all
        for page in ("", *PAGES):
            of_page = [each for each in every.values() if each.page == page]
            name = every[f"go.{page}"].text if page else self._words("Everywhere")
            if of_page:
                yield name, of_page

    def _show_rows(self) -> None:
        parts, rows = folded(self.search.text()).split(), list[Heading | Told]()
        for name, commands in self._pages():
            found = [
                Told(
                    each.key, each.text, beside=told(each.keys), mark=(each.icon or "command", "text_second")
                )
                for each in commands
                if all(part in folded(f"{name} {each.text}") for part in parts)
                and (not self._found_by or self._found_by in map(plain, each.keys))
            ]
            rows += [Heading(name), *found] if found else []
        self.list.show_rows(rows)
        ids = self.list.ids()
        self._choose(self._chosen if self._chosen in ids else next(iter(ids), ""))
        self.list.show_current(self._chosen)

    def _choose(self, key: str) -> None:
        self._chosen = key
        command = self._commands.all.get(key)
        self.name.setText(command.text if command else self._words("No command has these keys."))
        self.line.setEnabled(command is not None)
        self.none.setEnabled(command is not None and bool(command.keys))
        self.usual.setEnabled(key in self._own)
        self.reset_all.setEnabled(bool(self._own))
        self._leave_it(stay=True)

    # -- changing

    def _ask(self, keys: str) -> None:
        """Take the keys, or say whose they are and offer to swap."""
        words, every, usual = self._words, self._commands.all, self._commands.usual
        command = every[self._chosen]
        refused = why_not(usual, command, keys, words)
        others = [] if refused else clashes(every, command, keys)
        if not refused and not others:
            self._take({command.key: (keys,)})
            return
        said = [refused]
        if others:
            names, after = ", ".join(each.text for each in others), given(every, usual, command, keys, words)
            said = [words("{keys} is already for: {commands}.", keys=told([keys]), commands=names)]
            said += [self._after(each, after[each.key]) for each in others]
        self._waiting = keys
        self._say(" ".join(said), offers=bool(others))
        (self.swap if others else self.line).setFocus()

    def _after(self, command: Command, keys: tuple[str, ...]) -> str:
        if not keys:
            return self._words("After swapping, “{command}” has no keys.", command=command.text)
        return self._words("After swapping, “{command}” has {keys}.", command=command.text, keys=told(keys))

    def _swap(self) -> None:
        every, usual = self._commands.all, self._commands.usual
        self._take(given(every, usual, every[self._chosen], self._waiting, self._words))

    def _take(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        usual = self._commands.usual
        own = self._own | dict(keys)
        self._keep({key: each for key, each in own.items() if key not in usual or each != usual[key].keys})
        self._say(self._words("Taken."))
        self.list.setFocus()

    def _reset(self) -> None:
        """Give one command its usual keys; who has them now gives them back."""
        usual, every = self._commands.usual, self._commands.all
        own = {key: each for key, each in self._own.items() if key != self._chosen}
        for keys in usual[self._chosen].keys:
            for other in clashes(every, usual[self._chosen], keys):
                own.pop(other.key, None)
        self._keep(own)

    def _reset_all(self) -> None:
        usual = self._commands.usual
        self._keep({key: each for key, each in self._own.items() if key not in usual})

    def _keep(self, own: OwnKeys) -> None:
        self._own = own
        for each in type(self._window).windows:
            keep_own_keys(each.settings, own)
            if each.furnished:
                each.commands.take_keys(own)
        self._show_rows()
        self.changed.emit()

    def _leave_it(self, *, stay: bool = False) -> None:
        self._waiting = ""
        self.line.clear()
        self._say("")
        if not stay:
            self.list.setFocus()

    def _say(self, text: str, *, offers: bool = False) -> None:
        self.said.setText(text)
        for each in (self.swap, self.leave):
            each.setVisible(offers)

    # -- to take along

    def _areas(self) -> list[Area]:
        """All commands that have keys, page by page."""
        found = [
            Area(name, [(each.text, told(each.keys)) for each in commands if each.keys])
            for name, commands in self._pages()
        ]
        return [each for each in found if each.keys]

    def as_text(self) -> str:
        """All commands that have keys, page by page."""
        pages = [
            "\n".join((each.name, *(f"{keys}\t{text}" for text, keys in each.keys))) for each in self._areas()
        ]
        return "\n\n".join(pages) + "\n"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        self._say(self._words("The keys are on the clipboard, to be pasted and printed."))

    def _save(self) -> None:
        """Write the sheet of keys into a folder that the person chooses."""
        window, words = self._window, self._words
        folder = window.questions.folder(window.session.path.parent if window.session else Path.home())
        if folder is None:
            return
        search = told(self._commands.all["view.find"].keys)
        remark = words("All other commands are found by their names: {keys}.", keys=search) if search else ""
        pages, path = (
            sheets(self._areas(), remark, words, clock.now().astimezone().date()),
            folder / "keys-A4.pdf",
        )
        written = words("The sheet of keys was written: {file}.", file=path.name)
        self._say(write_paper(window, pages, path, written))


def show_keys(window: "Window") -> QWidget:
    """Open the dialog; texts with keys in them are written anew when it closes."""
    dialog = KeysDialog(window)
    touched: list[bool] = []
    dialog.changed.connect(lambda: touched.append(True))

    def closed() -> None:
        throw_away(dialog)
        if touched:
            window.preferences.write_anew()
        window.activateWindow()

    dialog.finished.connect(lambda _result: closed())
    dialog.open()
    return dialog
