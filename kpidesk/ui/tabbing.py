"""Tab walks what is in sight as it is laid out.

Left to itself, Qt lets Tab walk widgets in the order in which they were made, so that a line which is added
to a list in the middle of a page comes after everything else.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QSplitter, QWidget


def tab_as_seen(whole: QWidget) -> None:
    """Let Tab walk all that is in sight within a widget in the order of its layouts."""
    for before, after in pairwise(_stops(whole)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    placed = _placed(widget)
    others = [each for each in widget.children() if isinstance(each, QWidget) and each not in placed]
    for each in (*placed, *others):
        if each.isVisible() and not each.isWindow():
            yield from _stops(each)


def _placed(widget: QWidget) -> list[QWidget]:
    """What has its place right inside of a widget, first to last."""
    if isinstance(widget, QSplitter):
        return [widget.widget(at) for at in range(widget.count())]
    layout = widget.layout()
    return list(_in_layout(layout)) if layout else []


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        if (item := layout.itemAt(at)) is None:
            continue
        if widget := item.widget():
            yield widget
        elif inner := item.layout():
            yield from _in_layout(inner)
