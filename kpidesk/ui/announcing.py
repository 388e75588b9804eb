"""What painted parts and buttons say to a screen reader, and what voice control makes of buttons.

Qt knows what its own widgets are; of one that is painted here its class says it: `reads_as`, a Role, where
Whitespace is for decoration beside words that say the same. Its name is the accessible name.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QMenu, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

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
    """A button whose choice is made as by a click; Qt's own would stay pressed, and nothing would be done.

    It may be asked before the button is furnished, and while it is thrown away. No reference to the button is
    held, since PySide keeps what is told until the program ends.
    """

    @property
    def _button(self) -> QPushButton | QToolButton | None:
        button = self.object()
        return button if isinstance(button, QPushButton | QToolButton) and isValid(button) else None

    def role(self) -> QAccessible.Role:
        """See QAccessibleInterface."""
        button = self._button
        if button is not None and button.isCheckable():
            return Role.RadioButton if button.autoExclusive() else Role.CheckBox
        return Role.ButtonMenu if button is not None and isinstance(button.menu(), QMenu) else Role.Button

    def state(self) -> QAccessible.State:
        """See QAccessibleInterface."""
        state, button = super().state(), self._button
        if button is not None:
            state.checkable, state.checked = button.isCheckable(), button.isChecked()
            state.pressed, state.hasPopup = button.isDown(), self.role() == Role.ButtonMenu
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """See QAccessibleInterface."""
        button = self._button
        if button is None or kind != QAccessible.Text.Name or button.accessibleName():
            return super().text(kind)
        return button.text().replace("&", "").strip()

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's name
        """See QAccessibleActionInterface."""
        button = self._button
        checkable = button is not None and button.isCheckable()
        return [self.toggleAction() if checkable else self.pressAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's name
        """See QAccessibleActionInterface."""
        button = self._button
        if button is not None and name == self.setFocusAction():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif button is not None and name in self.actionNames():
            button.click()


def tell(widget: QWidget, text: str) -> None:
    """Describe what a painted part shows now; it is read out at once if the person is there."""
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    if text and widget.hasFocus() and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
