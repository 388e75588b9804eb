"""The strip on top: whose desk this is, whether it is saved, search, undo and redo, the Guide."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from kpidesk.system.words import Words
from kpidesk.ui.commands import Commands, keys_told, named_with_keys
from kpidesk.ui.icons import Icons
from kpidesk.ui.samples import samples
from kpidesk.ui.widgets import label, restyle

HEIGHT: Final = 48
_UNDO_WIDE: Final = 180
_NARROW: Final = 1280  # px of the window: below, undo shows its icon alone
_NAME_WIDE: Final = 260
_SEARCH_WIDE: Final = 300
_SMALL: Final = 940  # px of the window: below, the search has less room
_BEGIN: Final = ("desk.new", "desk.open")
_DESK: Final = ("", "desk.organisation", "desk.copy", "desk.folder", "desk.clear_sample", "", "desk.close")


class Strip(QFrame):
    """What is true on every page."""

    def __init__(self, words: Words, commands: Commands, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self._words, self._commands, self._icons = words, commands, icons
        self.desk = QPushButton()
        self.desk.setObjectName("desk-menu")
        self.desk.setProperty("kind", "tool")
        self.desk.setStyleSheet("font-size: 14px; font-weight: 600;")
        self.desk.setIcon(icons.icon("chevron-down", size=14))
        self.desk.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron stands behind the name
        self.desk.setMenu(self._menu())
        self.state = ("", "", "")
        self._saved_icon, self.saved = QLabel(), label("", "caption")
        self.saved.setObjectName("saved")
        self.search = self._search()
        self.undo = commands.button("edit.undo", "tool")
        self.redo = commands.button("edit.redo", "tool")
        self.undo.setFixedSize(16_777_215, 32)
        self.undo.setMinimumWidth(32)
        self.undo.setMaximumWidth(_UNDO_WIDE)
        self.guide = commands.button("view.guide", "tool")
        self.guide.setText("\u00a0" + words("Guide"))
        self.guide.setFixedSize(self.guide.sizeHint().width(), 32)
        self.guide.setCheckable(True)
        self.project = commands.button("view.project", "tool")
        self.project.setCheckable(True)
        self.black = commands.button("view.black", "tool")
        self.freeze = commands.button("view.freeze", "tool")
        for each in (self.black, self.freeze):
            each.setCheckable(True)
            each.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(6)
        for widget in (self.desk, self._saved_icon, self.saved):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addStretch(1)
        for widget in (self.undo, self.redo, self.black, self.freeze, self.project, self.guide):
            row.addWidget(widget)
        # Nothing jumps when saving begins: there is room for the longest of the usual texts.
        metrics = QFontMetrics(self.saved.font())
        usual = (words("Saving …"), words("Saved {time}", time="00:00"))
        self.saved.setMinimumWidth(max(metrics.horizontalAdvance(each) for each in usual) + 6)

    def _menu(self) -> QMenu:
        menu = QMenu(self)  # as a child of the button it would be bold and from right to left
        menu.setObjectName("desk-menu-list")
        begun = [each.command for each in samples(self._words)]
        for key in (*_BEGIN, *begun, *_DESK):
            if not key:
                menu.addSeparator()
                continue
            menu.addAction(self._commands.action(key))
        return menu

    def _search(self) -> QPushButton:
        """Looks like a field, because that is what opens."""
        found = self._commands.button("view.find", "plain")
        found.setStyleSheet("text-align: left; padding-left: 10px;")
        found.setFixedSize(_SEARCH_WIDE, 32)
        key = label(keys_told(self._commands.all["view.find"]).replace("+", " "), "key")
        key.setFixedHeight(22)
        if not key.text():
            key.hide()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, 0, 6, 0)
        row.addStretch()
        row.addWidget(key)
        return found

    def show_desk(self, name: str | None) -> None:
        """Show whose desk it is, None for no desk."""
        metrics = QFontMetrics(self.desk.font())
        shown = metrics.elidedText(name or "KPI Desk", Qt.TextElideMode.ElideRight, _NAME_WIDE)
        self.desk.setText(shown)
        self.desk.setToolTip(name or "")
        for widget in (self.search, self.undo, self.redo, self.project, self.guide):
            widget.setVisible(name is not None)

    def show_projecting(self, *, on: bool, shown: bool, black: bool, frozen: bool) -> None:
        """Show whether something is projected, and how."""
        words = self._words
        said = words("On air") if shown else words("No screen")
        self.project.setText(f"\u00a0{said}" if on else "")
        restyle(self.project, "kind", "air" if on and shown else "tool")
        self.project.setFixedSize(self.project.sizeHint().width() if on else 32, 32)
        self.project.setChecked(on)
        self.project.setAccessibleName(said if on else words("Project on the second screen"))
        for each, holds in ((self.black, black), (self.freeze, frozen)):
            each.setVisible(on)
            each.setChecked(holds)

    def show_saved(self, icon: str, tone: str, text: str) -> None:
        """Show how the file stands."""
        self.state = (icon, tone, text)
        if icon:
            self._saved_icon.setPixmap(self._icons.pixmap(icon, tone, 16))
        else:
            self._saved_icon.clear()
        self.saved.setText(text)

    def show_steps(self, undo: str | None, redo: str | None, width: int) -> None:
        """Name what undo takes back and redo does again."""
        words = self._words
        taken_back, done_again = words("Undo {step}", step=undo), words("Redo {step}", step=redo)
        self.search.setFixedWidth(_SEARCH_WIDE if width >= _SMALL else _SEARCH_WIDE - 90)
        if width < _NARROW or not undo:
            self.undo.setText("")
        else:
            metrics = QFontMetrics(self.undo.font())
            self.undo.setText(metrics.elidedText(taken_back, Qt.TextElideMode.ElideRight, _UNDO_WIDE - 40))
        self.undo.setAccessibleName(taken_back if undo else words("Undo"))
        self.redo.setAccessibleName(done_again if redo else words("Redo"))
        if undo:
            self.undo.setToolTip(named_with_keys(taken_back, self._commands.all["edit.undo"]))
        if redo:
            self.redo.setToolTip(named_with_keys(done_again, self._commands.all["edit.redo"]))
