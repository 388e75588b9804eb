"""Every page in every theme and size: nothing elided, overlapping, outside its parent or left over."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kpidesk.domain.workshops import Workshop
from kpidesk.system.words import Words
from kpidesk.ui.commands import PAGES
from kpidesk.ui.screens import screens, settle, window_for_pictures
from kpidesk.ui.widgets import Elided, Panel
from kpidesk.ui.window import Window
from tests.ui.conftest import let_go

LEAST = (960, 540)
SIZES = (LEAST, (1366, 768), (1920, 1080))


def shown(widget: QWidget) -> Iterator[QWidget]:
    """All widgets in sight that are ours: what is inside of Qt's own ones is Qt's affair.

    It goes down only where something is seen: most of a window's widgets belong to other pages.
    """
    if isinstance(widget, QComboBox | QAbstractItemView):
        return
    for each in widget.children():
        if isinstance(each, QWidget) and each.isVisible():
            yield each
            yield from shown(each)


def above_of(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def named(widget: QWidget) -> str:
    chain = [widget, *above_of(widget)][:4]
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{' < '.join(each.objectName() or type(each).__name__ for each in chain)} {text!r}"


def cut_texts(seen: Sequence[QWidget]) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    found = []
    for widget in seen:
        if isinstance(widget, Elided):
            if widget.text() != widget.accessibleName() and widget.toolTip() != widget.accessibleName():
                found.append(f"elided without a tooltip: {named(widget)}")
        elif isinstance(widget, QLabel) and widget.text():
            needs = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            if widget.height() < needs or (
                not widget.wordWrap() and widget.width() < widget.sizeHint().width()
            ):
                found.append(f"cut: {named(widget)} {widget.size()} needs {widget.sizeHint()} {needs}")
        elif isinstance(widget, QAbstractButton) and widget.text() and widget.objectName() != "edit.undo":
            needs = widget.minimumSizeHint().width()  # what undo takes back is told in full by its tooltip
            if widget.width() < needs - 1:
                found.append(f"cut: {named(widget)} {widget.size()} needs {needs}")
    return found


def overlaps(window: Window, seen: Sequence[QWidget]) -> list[str]:
    """Siblings that lie over each other, unless one is meant to float."""
    found = []
    for parent in [window, *seen]:
        if isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea):
            continue
        if parent.property("floats_over") is not None:
            continue
        children = [
            each
            for each in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if each.isVisible() and not each.isWindow() and each.property("kind") != "raised"
        ]
        for one, other in combinations(children, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1 and not floating(one) and not floating(other):
                found.append(f"{named(one)} {one.geometry()} over {named(other)} {other.geometry()}")
    return found


def floating(widget: QWidget) -> bool:
    """Corner tools of a canvas, handles of splitters, and what is raised lie over others on purpose."""
    return type(widget).__name__ in {"QSplitterHandle", "QSizeGrip"} or bool(widget.property("floating"))


def outside(seen: Sequence[QWidget]) -> list[str]:
    """Widgets that stick out of their parent, but for what scrolls."""
    found = []
    for widget in seen:
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if isinstance(parent, QAbstractScrollArea):
            continue
        room = QRect(0, 0, parent.width(), parent.height())
        if not room.adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(f"{named(widget)} {widget.geometry()} outside {room}")
    return found


def nameless(seen: Sequence[QWidget]) -> list[str]:
    """What a screen reader has no name or no role for, though people can go there or it paints something."""
    found = []
    for widget in seen:
        ours = (each for each in type(widget).__mro__ if each.__module__.startswith("kpidesk"))
        paints = any("paintEvent" in vars(each) for each in ours)
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        inside = isinstance(widget.parentWidget(), QAbstractSpinBox)  # which has the name itself
        if not (paints or stops) or inside or isinstance(widget, QLabel | QScrollArea):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        role = told.role() if told else QAccessible.Role.NoRole
        if role == QAccessible.Role.Whitespace and not stops:
            continue  # what it shows stands in words beside it
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"without a name: {named(widget)}")
        if role in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            found.append(f"without a role: {named(widget)}")
    return found


# These are enough: no metric depends on the theme. The least size is what is left of 1920 × 1080 where all is
# drawn twice as large; what fits there in German, whose words are longest, fits in larger windows.
LOOKS = (
    ("light", LEAST, "en"),
    ("dark", SIZES[1], "en"),
    ("light", SIZES[2], "en"),
    ("dark", LEAST, "de"),
)


def wider_than_their_view(seen: Sequence[QWidget]) -> list[str]:
    """What scrolls up and down only, and is cut at its right edge."""
    found = []
    for area in seen:
        if not isinstance(area, QScrollArea):
            continue
        content, room = area.widget(), area.viewport().width()
        only_down = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if content is not None and only_down:
            needs = content.minimumSizeHint().width()
            if needs > room:
                found.append(f"cut: content of {named(area)} needs {needs} px and has {room}")
    return found


def fills(item: QLayoutItem) -> bool:
    """Whether something in a part of a column has a use for more room than it asks for."""
    widget = item.widget()
    if isinstance(widget, Panel):
        return True
    if isinstance(widget, QAbstractScrollArea | QStackedWidget | QSplitter):
        return widget.sizePolicy().verticalPolicy() != QSizePolicy.Policy.Fixed
    if widget is not None and widget.layout() is None:
        grows = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding
        return not isinstance(widget, QLabel) and widget.sizePolicy().verticalPolicy() in grows
    layout = item.layout() if widget is None else widget.layout()
    return bool(layout and any(fills(each) for _, each in items_of(layout)))


def items_of(layout: QLayout) -> Iterator[tuple[int, QLayoutItem]]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is not None and not item.isEmpty():
            yield number, item


def gaps(layout: QLayout) -> Iterator[QLayoutItem]:
    """Parts of columns that are higher than they need to be, with nothing in them that grows."""
    for number, item in items_of(layout):
        widget = item.widget()
        below = item.layout() if widget is None else widget.layout()
        if below is not None and not isinstance(widget, QAbstractScrollArea | Panel):
            yield from gaps(below)
        if not isinstance(layout, QVBoxLayout) or layout.stretch(number):
            continue
        wide = item.geometry().width()
        needs = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
        if item.geometry().height() > needs + 12 and not fills(item):
            yield item


def torn_apart(seen: Sequence[QWidget]) -> list[str]:
    """What a high window tears apart: fields of a form with a gap that no spacer at its end takes."""
    return [
        f"torn apart: {named(each)} at {item.geometry()}"
        for each in seen
        if isinstance(each, QScrollArea) and isinstance(layout := each.widget().layout(), QLayout)
        for item in gaps(layout)
    ]


def faults_of(window: Window) -> list[str]:
    """Whatever is not laid out well just now."""
    seen = list(shown(window))
    return [
        *cut_texts(seen), *overlaps(window, seen), *outside(seen), *wider_than_their_view(seen),
        *nameless(seen), *torn_apart(seen),
    ]  # fmt: skip


@pytest.mark.parametrize(("theme", "size", "language"), LOOKS, ids=lambda each: str(each).replace(" ", ""))
def test_every_page_is_laid_out_well(
    qtbot: QtBot, tmp_path: Path, marrow: Path, theme: str, size: tuple[int, int], language: str
) -> None:
    faults: list[str] = []
    names = []
    with window_for_pictures(tmp_path, theme, QSize(*size), Words(language)) as window:
        for name in screens(window, marrow):
            names.append(name)
            faults.extend(f"{name}: {fault}" for fault in faults_of(window))
    assert set(PAGES) <= set(names)
    assert not faults, "\n".join(faults[:40])


def test_item_models_keep_qts_rules_and_nothing_is_left_over_when_a_desk_is_closed(
    qtbot: QtBot, tmp_path: Path, marrow: Path
) -> None:
    with window_for_pictures(tmp_path, "light", QSize(1366, 768)) as window:
        testers = []
        watched: set[int] = set()
        for _ in screens(window, marrow):
            for view in window.findChildren(QAbstractItemView):
                model = view.model()
                if isinstance(model, QAbstractItemModel) and id(model) not in watched:
                    watched.add(id(model))
                    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails a test
                    testers.append(QAbstractItemModelTester(model, mode))
        assert len(testers) >= 3
        testers.clear()
        window.commands.run("desk.close")
        let_go()
        left = [
            each.objectName()
            for each in window.findChildren(QWidget)
            if each.objectName().startswith("page-")
        ]
        assert left == ["page-start"]
        assert not window.jobs.busy


@pytest.mark.parametrize(
    ("size", "language"),
    [*((size, "en") for size in SIZES), (LEAST, "de")],
    ids=lambda each: str(each).replace(" ", ""),
)
def test_a_workshop_that_runs_is_laid_out_well(
    qtbot: QtBot, tmp_path: Path, marrow: Path, size: tuple[int, int], language: str
) -> None:
    faults: list[str] = []
    with window_for_pictures(tmp_path, "light", QSize(*size), Words(language)) as window:
        assert window.open(marrow)
        planned = next(each for each in window.desk_session.desk.find(Workshop) if each.on is None)
        window.go("workshops", planned.id)
        window.runner.start(planned.id)
        for page, view in (("workshops", "run"), ("workshops", "agenda"), ("results", "map")):
            window.go(page, view=view)
            settle(window)
            faults.extend(f"{page}-{view}: {fault}" for fault in faults_of(window))
    assert not faults, "\n".join(faults[:40])
