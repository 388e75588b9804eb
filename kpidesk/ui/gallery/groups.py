"""Groups of visitors: what is typed for them after an @, what they are called, and where they stand."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.people import Group, GroupKind
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.gallery.texts import group_kind_names
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line, button, clear, label, scrolling, tool_button

_WIDE: Final = 480
_KEY: Final = 84


class _GroupRow(QWidget):
    """One group, each part edited in place."""

    def __init__(self, sheet: "Groups", group: Group) -> None:
        super().__init__()
        self._work, self._group = sheet.work, group
        words = sheet.work.words
        self.key = LineField(partial(self._set, "key"), name=words("Key"))
        self.key.setObjectName(f"group-key-{group.key}")
        self.key.setFixedWidth(_KEY)
        self.name = LineField(partial(self._set, "name"), name=words("Name"))
        self.name.setObjectName(f"group-name-{group.key}")
        self.kind = Choice(
            list(group_kind_names(words).items()),
            lambda kind: self._set("kind", kind),
            words("Where they stand"),
        )
        self.kind.setFixedWidth(112)
        self.remove = tool_button(
            sheet.page.icons.icon("trash-2"), words("Remove the group {name}", name=group.name), self._remove
        )
        self.remove.setObjectName(f"group-remove-{group.key}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        for each in (self.key, self.name, self.kind, self.remove):
            row.addWidget(each)
        still = bool(sheet.page.read_only())
        for field in (self.key, self.name):
            field.setReadOnly(still)
        self.kind.setEnabled(not still)
        self.remove.setEnabled(not still)

    def show_group(self, group: Group) -> None:
        """Show it as the desk has it."""
        self._group = group
        self.key.show_value(group.key)
        self.name.show_value(group.name)
        self.kind.show_value(group.kind)

    def _set(self, field: str, value: object) -> bool:
        label_ = self._work.words("Change the group {name}", name=self._group.name)
        return self._work.do(label_, actions.change_group, self._group.id, **{field: value})

    def _remove(self) -> None:
        label_ = self._work.words("Remove the group {name}", name=self._group.name)
        self._work.do(label_, actions.remove_group, self._group.id)


class Groups(QFrame):
    """A raised sheet over the page; Esc or the cross closes it."""

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__(page)
        self.page, self.work = page, work
        self._rows: dict[str, _GroupRow] = {}
        self.setObjectName("groups")
        self.setProperty("kind", "raised")
        words = work.words
        head = QHBoxLayout()
        head.addWidget(label(words("Groups of visitors"), "statement-strong"), 1)
        cross = tool_button(page.icons.icon("x"), words("Close"), self.close_up)
        cross.setObjectName("groups-close")
        head.addWidget(cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 12, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(
            label(
                words("Notes are attributed to groups, never to persons. In the line, type @ and the key."),
                "second", wrap=True,
            )
        )  # fmt: skip
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(0)
        self._area = scrolling(content)
        column.addWidget(self._area, 1)
        column.addWidget(Line())
        column.addLayout(self._new())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_up)
        page.installEventFilter(self)
        self.hide()

    def _new(self) -> QHBoxLayout:
        words = self.work.words
        self.new_key, self.new_name = QLineEdit(), QLineEdit()
        self.new_key.setObjectName("group-new-key")
        self.new_key.setPlaceholderText(words("key"))
        self.new_key.setAccessibleName(words("Key of the new group"))
        self.new_key.setFixedWidth(_KEY)
        self.new_name.setObjectName("group-new-name")
        self.new_name.setPlaceholderText(words("name of a new group"))
        self.new_name.setAccessibleName(words("Name of the new group"))
        self.new_kind = Choice(
            list(group_kind_names(words).items()), lambda _: None, words("Where the new group stands")
        )
        self.new_kind.show_value(GroupKind.STAFF)
        self.new_kind.setFixedWidth(112)
        self.add = button(words("Add"), self._add)
        self.add.setObjectName("group-add")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(6)
        for each in (self.new_key, self.new_name, self.new_kind, self.add):
            row.addWidget(each)
        self.new_key.returnPressed.connect(self.new_name.setFocus)
        self.new_name.returnPressed.connect(self._add)
        return row

    # -- showing

    def open_up(self) -> None:
        """Show the sheet."""
        self.refresh()
        self._place()
        self.show()
        self.raise_()
        self.new_key.setFocus()

    def close_up(self) -> None:
        """Put the sheet away; what is being typed is kept."""
        if not self.isHidden():
            self.setFocus()
            self.hide()
            self.page.setFocus()

    def refresh(self) -> None:
        """Show the groups as the desk has them. Rows stay while their groups do."""
        groups = self.work.book.groups
        if set(self._rows) != set(groups):
            for row in self._rows.values():
                self._list.removeWidget(row)
            kept = {key: row for key, row in self._rows.items() if key in groups}
            for key, row in self._rows.items():
                if key not in kept:
                    row.hide()
                    throw_away(row)
            clear(self._list)
            self._rows = {}
            for key, group in groups.items():
                self._rows[key] = kept.get(key) or _GroupRow(self, group)
                self._list.addWidget(self._rows[key])
                self._rows[key].show()
            self._list.addStretch(1)
        for key, group in groups.items():
            self._rows[key].show_group(group)
        if not self.isHidden():
            self._place()

    def _place(self) -> None:
        tall = min(184 + 36 * max(1, len(self.work.book.groups)), self.page.height() - 24)
        self.setGeometry(max(8, (self.page.width() - _WIDE) // 2), 12, _WIDE, max(tall, 220))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """It stays in the middle of its page."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the sheet are not the page's."""
        event.accept()

    # -- doing

    def _add(self) -> None:
        words = self.work.words
        key, name = self.new_key.text(), self.new_name.text()
        if self.work.do(words("Add a group"), actions.add_group, key, name, kind=self.new_kind.value):
            self.new_key.clear()
            self.new_name.clear()
            self._area.verticalScrollBar().setValue(self._area.verticalScrollBar().maximum())
            self.new_key.setFocus()
