"""What painted parts say to a screen reader, which sees nothing of what is painted."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def tell(widget: QWidget, text: str) -> None:
    """Describe what a painted part shows now; it is read out at once if the person is there."""
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    if text and widget.hasFocus() and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
