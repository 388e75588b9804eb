"""What painted parts and buttons say to a screen reader, and what voice control makes of buttons.

Qt knows what its own widgets are; of one that is painted here its class says it: `reads_as`, a Role, where
Whitespace is for decoration beside words that say the same. Its name is the accessible name.
"""

from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QMenu, QPushButton, QToolButton, QWidget

Role = QAccessible.Role


def begin() -> None:
    """Tell from now on what widgets are; once for an application."""
    QAccessible.installFactory(_told)


def _told(_key: str, part: QObject) -> QAccessibleInterface | None:
    role = getattr(part, "reads_as", None)
    if isinstance(part, QWidget) and role:
        return QAccessibleWidget(part, role)
    return _Button(part) if isinstance(part, QPushButton | QToolButton) else None


class _Button(QAccessibleWidget):
    """A button whose choice is made as by a click; Qt's own would stay pressed, and nothing would be done."""

    @property
    def _button(self) -> QPushButton | QToolButton:
        # No reference is held, since PySide keeps what is told until the program ends.
        return cast("QPushButton | QToolButton", self.object())

    def role(self) -> QAccessible.Role:
        """See QAccessibleInterface. Asked each time: a button may be asked before it is furnished."""
        button = self._button
        if button.isCheckable():
            return Role.RadioButton if button.autoExclusive() else Role.CheckBox
        return Role.ButtonMenu if isinstance(button.menu(), QMenu) else Role.Button

    def state(self) -> QAccessible.State:
        """See QAccessibleInterface."""
        state, button = super().state(), self._button
        state.checkable, state.checked = button.isCheckable(), button.isChecked()
        state.pressed, state.hasPopup = button.isDown(), self.role() == Role.ButtonMenu
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """See QAccessibleInterface."""
        own = kind == QAccessible.Text.Name and not self._button.accessibleName()
        return self._button.text().replace("&", "").strip() if own else super().text(kind)

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's name
        """See QAccessibleActionInterface."""
        does = self.toggleAction() if self._button.isCheckable() else self.pressAction()
        return [does, self.setFocusAction()]

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's name
        """See QAccessibleActionInterface."""
        if name == self.setFocusAction():
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in self.actionNames():
            self._button.click()


def tell(widget: QWidget, text: str) -> None:
    """Describe what a painted part shows now; it is read out at once if the person is there."""
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    if text and widget.hasFocus() and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
