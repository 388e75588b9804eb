"""Tab walks what is in sight as it is laid out.

Left to itself, Qt lets Tab walk widgets in the order in which they were made, so that a line which is added
to a list in the middle of a page comes after everything else.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from kpidesk.ui.fields import LineField, TextField
from kpidesk.ui.widgets import Panel

_BARS: Final = {"qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer"}
"""Where Qt keeps scroll bars: they are no stops, and who holds one would lose it if its layout were asked."""


class TabOrder:
    """The order in which Tab walks a widget: call `follow` before it does."""

    def __init__(self, whole: QWidget) -> None:
        self._whole = whole
        self._known: Sequence[QWidget] = ()

    def follow(self) -> None:
        """Let Tab walk all that is in sight now in the order of the layouts."""
        stops = _stops(self._whole)
        if stops != self._known:
            self._known = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)


def can_have_focus(widget: QWidget) -> bool:
    """Whether a person can go on at a widget: it is seen, and answers to keys."""
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def beside(gone: QWidget, work: QWidget, home: QWidget) -> QWidget | None:
    """Where a person goes on who was at something that is gone from `work`; None where nothing is near.

    That is the nearest field in what it stood in, or `home` where that is in it, too. It is no button: that
    might do away with the next thing.
    """
    around = gone.parentWidget()
    while around is not None and work.isAncestorOf(around):
        fields: list[LineField | TextField] = [
            *around.findChildren(LineField), *around.findChildren(TextField)
        ]  # fmt: skip
        near = [each for each in fields if can_have_focus(each)]
        if near:
            return min(near, key=lambda each: (_middle(each) - _middle(gone)).manhattanLength())
        if around.isAncestorOf(home) and can_have_focus(home):
            return home
        around = around.parentWidget()
    return None


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _stops(widget: QWidget) -> list[QWidget]:
    """Where Tab stops in a widget, itself first.

    Nobody sees that the focus is at an area that scrolls, so it is a stop only where nothing in it is one.
    """
    within = [stop for each in _parts(widget) for stop in _stops(each)]
    policy = widget.focusPolicy()
    if isinstance(widget, QScrollArea) and policy:
        policy = Qt.FocusPolicy.ClickFocus if within else Qt.FocusPolicy.StrongFocus
        widget.setFocusPolicy(policy)
        if not within and not widget.accessibleName():
            widget.setAccessibleName(_title_around(widget))
    # A page that was gone to has the focus itself, though it is no stop: Tab goes on in it.
    return [widget, *within] if policy & Qt.FocusPolicy.TabFocus or widget.hasFocus() else within


def _title_around(widget: QWidget) -> str:
    """The title of the panel that a widget lies in."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, Panel) and around.title.text():
            return around.title.text()
        around = around.parentWidget()
    return ""


def _parts(widget: QWidget) -> list[QWidget]:
    """What is in sight right inside of a widget, in its order."""
    placed = _placed(widget)
    others = [each for each in widget.children() if isinstance(each, QWidget) and each not in placed]
    parts = (each for each in (*placed, *others) if each.objectName() not in _BARS)
    return [each for each in parts if each.isVisible() and not each.isWindow()]


def _placed(widget: QWidget) -> list[QWidget]:
    """What has its place right inside of a widget, first to last."""
    if isinstance(widget, QSplitter):
        return [each for at in range(widget.count()) if (each := widget.widget(at))]
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
