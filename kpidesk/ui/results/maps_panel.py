"""The maps of the desk: which one is looked at, its name, and the results of others that it shows too."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.domain.results import Map, Placement
from kpidesk.system.words import Words
from kpidesk.ui.fields import LineField, labelled
from kpidesk.ui.icons import Icons
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.floating import Floating, show_children
from kpidesk.ui.results.looking import Looking
from kpidesk.ui.widgets import Line, button, clear, label, tool_button

_WIDE = 320
_NAME = 170  # px for the name of a map


class MapsPanel(Floating):
    """A row for each map, and what can be done with the one that is looked at."""

    def __init__(self, canvas: MapCanvas, looking: Looking, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "maps-panel")
        self.setFixedWidth(_WIDE)
        self._looking, self._icons, self._words = looking, icons, words
        work = canvas.work
        top = QHBoxLayout()
        top.addWidget(label(words("Maps of this desk"), "name"), 1)
        top.addWidget(tool_button(icons.icon("x"), words("Close (Esc)"), self.leave))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.name = LineField(lambda text: work.change_map(name=text), name=words("Name of this map"))
        self.name.setObjectName("map-name")
        self.subtitle = LineField(
            lambda text: work.change_map(subtitle=text), words("for whom, of when"), name=words("Subtitle")
        )
        self.new = button(words("New map"), self._add, "plain", icons.icon("plus"))
        self.new.setObjectName("new-map")
        self.bring = button(words("Put results of other maps here"), self._bring, "link")
        self.bring.setObjectName("bring-results")
        self.off = button(words("Take the selected results off this map"), self._take_off, "link")
        self.off.setObjectName("take-off")
        self.gone = button(words("Remove this map"), work.remove_map, "link")
        self.gone.setObjectName("remove-map")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._rows)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Line())
        column.addLayout(labelled(words("Name of this map"), self.name))
        column.addLayout(labelled(words("Subtitle"), self.subtitle))
        for each in (self.bring, self.off, self.gone):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        canvas.selection.changed.connect(self.refresh)

    def open(self, at: QPoint) -> None:
        """Show the maps below a point of the canvas."""
        self._fill()
        self.put(at)
        self._focus_row()

    def _focus_row(self) -> None:
        for row in self.findChildren(QPushButton, "map-row"):
            if row.isChecked():
                row.setFocus()

    def refresh(self) -> None:
        """The desk, or what is looked at, has changed."""
        if not self.isHidden():
            self._fill()

    def _fill(self) -> None:
        work, words = self.canvas.work, self._words
        maps = work.maps()
        counts = self._counts()
        focus = QApplication.focusWidget()
        among = focus is not None and focus.objectName() == "map-row" and self.isAncestorOf(focus)
        clear(self._rows)
        rows = [self._row(each, counts.get(each.id, 0)) for each in maps]
        for row in rows:
            self._rows.addWidget(row)
        show_children(self)
        for before, after in pairwise([*rows, self.new, self.name]):  # new rows would come last
            self.setTabOrder(before, after)
        if among:
            self._focus_row()
        current = next((each for each in maps if each.id == work.map_id), None)
        if current:
            self.name.show_value(current.name)
            self.subtitle.show_value(current.subtitle)
        for field in (self.name, self.subtitle):
            field.setReadOnly(not work.writable)
        reason = "" if work.writable else words("This desk is open for reading only.")
        chosen = [each for each in self.canvas.selection.ids if each in work.bubbles]
        _allow(self.new, reason)
        _allow(self.bring, reason or ("" if work.elsewhere() else words("This map shows all results.")))
        _allow(self.off, reason or ("" if chosen else words("Choose a result first.")))
        _allow(self.gone, reason or ("" if len(maps) > 1 else words("This is the desk's only map.")))
        self._column.activate()
        self.setFixedHeight(self._column.totalSizeHint().height())

    def _counts(self) -> dict[str, int]:
        on: dict[str, set[str]] = {}
        for each in self.canvas.work.session.desk.find(Placement):
            on.setdefault(each.map, set()).add(each.result)
        return {key: len(results) for key, results in on.items()}

    def _row(self, shown: Map, count: int) -> QWidget:
        text = self._words.many("{n} result", "{n} results", count)
        made = QPushButton()
        name = made.fontMetrics().elidedText(shown.name, Qt.TextElideMode.ElideRight, _NAME)
        made.setText(f"{name}   ·   {text}")
        made.setObjectName("map-row")
        made.setCheckable(True)
        made.setChecked(shown.id == self.canvas.work.map_id)
        made.setProperty("kind", "chosen" if made.isChecked() else "plain")
        made.setStyleSheet("text-align: left; padding: 0 10px;")
        made.setToolTip(shown.name if name != shown.name else shown.subtitle)
        made.clicked.connect(partial(self._show_map, shown.id))
        return made

    def _show_map(self, map_id: str, _checked: bool = False) -> None:
        self._commit()
        self._looking.show_map(map_id)

    def _commit(self) -> None:
        for field in (self.name, self.subtitle):
            field.commit()

    def leave(self) -> None:
        """See Floating. What is being typed is committed first."""
        self._commit()
        if not (self.name.dirty or self.subtitle.dirty):
            super().leave()

    def _add(self) -> None:
        self._commit()
        if made := self.canvas.work.add_map(self._words("New map")):
            self._looking.show_map(made)
            self.name.setFocus()
            self.name.selectAll()

    def _take_off(self) -> None:
        self.canvas.work.take_off(self.canvas.selection.ids)

    def _bring(self) -> None:
        """Choose one after the other; all of them by the first line."""
        Picker(self.canvas, self._icons, self._words("Which result shall this map show, too?"), self._look)

    def _look(self, text: str) -> list[Hit]:
        work = self.canvas.work
        there = work.elsewhere()
        hits = [Hit("orbit", f"{each.code}  {each.statement}", self._bringing(each.id)) for each in there]
        found = matching(text, hits)
        if len(there) > 1 and not text.strip():
            name = self._words.many("All {n} result", "All {n} results", len(there))
            found.insert(0, Hit("layers", name, self._bringing(*(each.id for each in there))))
        return found

    def _bringing(self, *results: str) -> Callable[[], object]:
        return lambda: self.canvas.work.bring(results)


def _allow(made: QPushButton, reason: str) -> None:
    made.setEnabled(not reason)
    made.setToolTip(reason)
