"""The kinds of links: their names, meanings, lines and marks, and new ones that people add."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import maps
from kpidesk.domain.results import LinePattern, Link, LinkKind, LinkRole
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.icons import Icons
from kpidesk.ui.narrow import Tick
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.corners import Sample
from kpidesk.ui.results.floating import AWAY, Floating, show_children
from kpidesk.ui.widgets import Line, button, clear, label, scrolling, tool_button

_WIDE = 430
_TALLEST = 460


def pattern_name(pattern: LinePattern, words: Words) -> str:
    """How a line is drawn, in words."""
    return {
        LinePattern.SOLID: words("one line"),
        LinePattern.DASH: words("dashes"),
        LinePattern.ZIGZAG: words("zig-zag"),
        LinePattern.DASH_DOT: words("dashes and dots"),
        LinePattern.DOUBLE: words("two lines"),
    }[pattern]


class KindsPanel(Floating):
    """All kinds with their fields; a change is seen on the map at once."""

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "kinds-panel")
        self.setFixedWidth(_WIDE)
        self._icons, self._words = icons, words
        self._drawn: list[str] | None = None
        self._kinds: dict[str, _KindRow] = {}
        top = QHBoxLayout()
        top.addWidget(label(words("Kinds of links"), "name"), 1)
        top.addWidget(tool_button(icons.icon("x"), words("Close (Esc)"), self.leave))
        self._content = content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 10, 0)
        self._rows.setSpacing(10)
        self._area = scrolling(content)
        self.new = button(words("New kind of link"), self._add, "plain", icons.icon("plus"))
        self.new.setObjectName("new-kind")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 6, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._area, 1)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def open(self) -> None:
        """Show the kinds above the legend."""
        self._fill()
        if first := next(iter(self._kinds.values()), None):
            first.name.setFocus()

    def refresh(self) -> None:
        """The desk has changed."""
        if not self.isHidden():
            self._fill()

    def _fill(self) -> None:
        work = self.canvas.work
        kinds = work.kinds()
        if [kind.id for kind in kinds] != self._drawn:
            self._drawn = [kind.id for kind in kinds]
            clear(self._rows)
            self._kinds = {kind.id: _KindRow(self.canvas, self._icons, self._words, kind) for kind in kinds}
            for number, row in enumerate(self._kinds.values()):
                if number:
                    self._rows.addWidget(Line())
                self._rows.addWidget(row)
            show_children(self._content)
        used = {link.kind for link in work.session.desk.find(Link)}
        for kind in kinds:
            self._kinds[kind.id].show_kind(kind, used=kind.id in used)
        self.new.setEnabled(work.writable)
        self._rows.activate()
        tall = self._rows.totalSizeHint().height() + 110
        self.setFixedWidth(min(_WIDE, self.canvas.width() - 2 * AWAY))
        self.setFixedHeight(min(tall, _TALLEST, max(self.canvas.height() - 2 * AWAY, 200)))
        self.put(QPoint(4, self.canvas.height() - 8))

    def leave(self) -> None:
        """See Floating. What is being typed is committed first."""
        for row in self._kinds.values():
            row.commit()
        if not any(row.dirty for row in self._kinds.values()):
            super().leave()

    def _add(self) -> None:
        work, words = self.canvas.work, self._words
        taken = {kind.name for kind in work.kinds()}
        names = (words("my kind {n}", n=number) for number in range(1, 1000))
        name = next(each for each in names if each not in taken)
        made: list[str] = []
        work.session.do(
            words("Add kind of link"),
            lambda edit: made.append(
                maps.add_kind(edit, name, directed=True, pattern=LinePattern.DASH_DOT).id
            ),
        )
        if made:
            row = self._kinds[made[0]]
            self._area.ensureWidgetVisible(row)
            row.name.setFocus()
            row.name.selectAll()


class _KindRow(QFrame):
    """One kind: sample and name, what it means, line, direction, mark."""

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words, kind: LinkKind) -> None:
        super().__init__()
        self._canvas, self._words, self._kind = canvas, words, kind
        self._sample: QWidget | None = None
        change = self._change
        self.name = LineField(lambda text: change(name=text), name=words("Name of the kind"))
        self.name.setObjectName(f"kind-name-{kind.name}")
        self.meaning = LineField(
            lambda text: change(meaning=text), words("what it means, for the legend"), name=words("Meaning")
        )
        self.pattern = Choice(
            [(each, pattern_name(each, words)) for each in LinePattern],
            lambda value: change(pattern=value),
            words("Line"),
        )
        self.pattern.setMinimumContentsLength(4)  # a low window has little room beside the map
        self.directed = Tick(words("points one way"))
        self.directed.toggled.connect(lambda on: change(directed=on))
        self.mark = LineField(lambda text: change(mark=text), words("none"), name=words("Mark"))
        self.mark.setFixedWidth(64)
        self.gone = tool_button(icons.icon("trash-2"), words("Remove the kind"), self._remove)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(label(words("Mark"), "caption"))
        first.addWidget(self.mark)
        first.addWidget(self.gone)
        last.addWidget(self.pattern, 1)
        last.addWidget(self.directed)
        for row in (first, last):
            row.setSpacing(6)
        self._grid.addLayout(first, 0, 1)
        self._grid.addWidget(self.meaning, 1, 1)
        self._grid.addLayout(last, 2, 1)

    @property
    def _fields(self) -> tuple[LineField, ...]:
        return self.name, self.meaning, self.mark

    @property
    def dirty(self) -> bool:
        """Whether something typed was refused."""
        return any(field.dirty for field in self._fields)

    def commit(self) -> None:
        """Take over what is being typed."""
        for field in self._fields:
            field.commit()

    def show_kind(self, kind: LinkKind, *, used: bool) -> None:
        """Show the kind as the desk has it now."""
        words, writable = self._words, self._canvas.work.writable
        if self._sample is None or kind != self._kind:
            sample = Sample(self._canvas, kind)
            if self._sample is not None:
                self._grid.removeWidget(self._sample)
                self._sample.setParent(None)
            self._sample = sample
            self._grid.addWidget(sample, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._kind = kind
        self.name.show_value(kind.name)
        self.meaning.show_value(kind.meaning)
        self.mark.show_value(kind.mark)
        self.pattern.show_value(kind.pattern)
        self.directed.blockSignals(True)
        self.directed.setChecked(kind.directed)
        self.directed.blockSignals(False)
        reason = ""
        if kind.role is not LinkRole.OTHER:
            reason = words("The map's checks rely on this kind, so it stays.")
        elif used:
            reason = words("There are links of this kind.")
        self.gone.setEnabled(writable and not reason)
        self.gone.setToolTip(reason or words("Remove the kind"))
        for field in self._fields:
            field.setReadOnly(not writable)
        for each in (self.pattern, self.directed):
            each.setEnabled(writable)

    def _change(self, **fields: object) -> bool:
        label_ = self._words("Change kind of link")
        kind_id = self._kind.id
        typing = f"{kind_id} {' '.join(fields)}"
        session = self._canvas.work.session
        return session.do(label_, lambda edit: maps.change_kind(edit, kind_id, **fields), typing=typing)

    def _remove(self) -> None:
        self._canvas.work.session.do(self._words("Remove kind of link"), maps.remove_kind, self._kind.id)
