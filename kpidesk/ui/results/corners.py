"""What floats in the corners of the map: tools, zoom, the legend of links, and the whole map small."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.domain.results import Confidence, Layout, Link, LinkKind
from kpidesk.drawing.map import curve_group
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.map_links import Curve
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.icons import Icons
from kpidesk.ui.painter import paint
from kpidesk.ui.results.canvas import MapCanvas, Mode
from kpidesk.ui.results.floating import show_children
from kpidesk.ui.results.sheet import meets
from kpidesk.ui.results.sight import Layer, Sight
from kpidesk.ui.widgets import Elided, button, label, tool_button

_EDGE = 12
_MINIMAP = QSize(124, 106)
_LEGEND, _WIDEST = 142, 240  # px


class Corner(QFrame):
    """A small sheet over the map."""

    def __init__(self, canvas: MapCanvas, name: str) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.setObjectName(name)
        colours = canvas.colours
        self.setStyleSheet(
            f"QFrame#{name} {{ background: {colours.surface}; border: 1px solid {colours.border};"
            " border-radius: 8px; }"
        )
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def keep_focus_on_the_map(self) -> None:
        """A click on a tool leaves the keys with the map; Tab still goes to the tool."""
        for each in self.findChildren(QPushButton):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What is pressed here is not pressed on the map."""
        event.accept()


class ToolBar(Corner):
    """What pressing on the map does: select, add, link; below it, what is done with the map."""

    def __init__(
        self, canvas: MapCanvas, icons: Icons, words: Words, more: Sequence[QPushButton] = ()
    ) -> None:
        super().__init__(canvas, "map-tools")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(3, 3, 3, 3)
        rows.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(3)
        rows.addLayout(row)
        if more:
            second = QHBoxLayout()
            second.setSpacing(3)
            rows.addLayout(second)
            for each in more:
                second.addWidget(each)
            second.addStretch()
        self.buttons: dict[Mode, QPushButton] = {}
        for mode, icon, name in (
            (Mode.SELECT, "mouse-pointer-2", words("Select and move")),
            (Mode.ADD, "circle-plus", words("Add results by clicking")),
            (Mode.LINK, "spline", words("Link results by dragging")),
        ):
            made = tool_button(
                icons.icon(icon, size=18, on="accent"), name, self._choosing(mode), checkable=True
            )
            made.setIconSize(QSize(18, 18))
            made.setObjectName(f"mode-{mode.value}")
            self.buttons[mode] = made
            row.addWidget(made)
        row.addStretch()
        self.keep_focus_on_the_map()
        canvas.mode_changed.connect(self._show)
        self._show()

    def _choosing(self, mode: Mode) -> Callable[[], None]:
        def choose() -> None:
            self.canvas.set_mode(mode)
            self._show()
            self.canvas.setFocus()

        return choose

    def _show(self) -> None:
        for mode, each in self.buttons.items():
            each.setChecked(mode is self.canvas.mode)


class ZoomGroup(Corner):
    """− 82 % + and the whole map."""

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "map-zoom")
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(0)
        self.percent = label("", "second")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.percent.setFixedWidth(48)
        row.addWidget(tool_button(icons.icon("minus"), words("Zoom out (-)"), canvas.zoom_out))
        row.addWidget(self.percent)
        row.addWidget(tool_button(icons.icon("plus"), words("Zoom in (+)"), canvas.zoom_in))
        row.addWidget(tool_button(icons.icon("maximize"), words("Show the whole map (0)"), canvas.fit))
        self.keep_focus_on_the_map()
        canvas.sight_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.percent.setText(f"{round(self.canvas.percent)} %")


class Closable(Corner):
    """A corner that can be closed to a button and opened again."""

    def __init__(
        self, canvas: MapCanvas, icons: Icons, words: Words, name: str, icon: str, title: str
    ) -> None:
        super().__init__(canvas, name)
        self.whenever_closed: Callable[[bool], None] = lambda _: None
        self.opener = tool_button(icons.icon(icon), title, lambda: self.set_open(True))
        self.opener.setParent(canvas)
        self.opener.setObjectName(f"open-{name}")
        self.opener.setStyleSheet(
            f"QPushButton {{ background: {canvas.colours.surface}; border-radius: 8px;"
            f" border: 1px solid {canvas.colours.border}; }}"
        )
        self.opener.hide()
        self.closer = tool_button(
            icons.icon("x", "text_third", 14), words("Close"), lambda: self.set_open(False)
        )
        self.closer.setParent(self)
        self.closer.setObjectName(f"close-{name}")
        self.closer.setFixedSize(24, 24)
        self.closer.setStyleSheet("padding: 0; min-height: 0;")
        self.closer.hide()
        self.keep_focus_on_the_map()

    def set_open(self, wanted: bool) -> None:
        """Open or close."""
        self.setVisible(wanted)
        self.opener.setVisible(not wanted)
        self.whenever_closed(not wanted)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Closing is offered to the pointer only, so that nothing stands in the way of looking."""
        super().enterEvent(event)
        self.closer.show()
        self.closer.raise_()

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """See enterEvent."""
        self.closer.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the closing button in the corner."""
        super().resizeEvent(event)
        self.closer.move(self.width() - 27, 3)


class Sample(QWidget):
    """How a kind of link is drawn."""

    reads_as = Role.Whitespace

    def __init__(self, canvas: MapCanvas, kind: LinkKind) -> None:
        super().__init__()
        self.setFixedSize(38, 18)
        link = Link(id="", code="", source="", target="", kind=kind.id, confidence=Confidence.TESTED)
        curve = Curve(link, kind, (4, 9), (19, 9), (35, 9))
        group = curve_group(curve, canvas.colours, 1.3)
        # A conflict's bolt would hide a line as short as this.
        self._items = group.items[:1] if kind.pattern.value == "zigzag" else group.items

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        paint(painter, self._items)
        painter.end()


class Legend(Closable):
    """The kinds of links that the desk has."""

    kinds_wanted = Signal()

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, icons, words, "map-legend", "info", words("What the lines mean"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(9, 6, 12, 8)
        self._column.setSpacing(5)
        self.kinds = button(words("Links"), self.kinds_wanted.emit, "link")
        self.kinds.setObjectName("legend-kinds")
        self.kinds.setToolTip(words("Kinds of links"))
        self._column.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep_focus_on_the_map()
        self._kinds: list[LinkKind] = []
        self._rows: list[QWidget] = []

    def refresh(self, kinds: list[LinkKind]) -> None:
        """Show the kinds as they are."""
        if kinds == self._kinds:
            return
        for row in self._rows:
            self._column.removeWidget(row)
            row.setParent(None)
        self._rows = []
        self._kinds = kinds
        for kind in kinds:
            row, sample, name = QWidget(), Sample(self.canvas, kind), Elided(kind.name, "caption")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(sample)
            line.addWidget(name, 1)
            row.setToolTip(kind.meaning)
            self._column.addWidget(row)
            self._rows.append(row)
            name.ensurePolished()  # the width of its words is that of the stylesheet's font
        show_children(self)
        self.setFixedWidth(min(max(self._column.totalSizeHint().width(), _LEGEND), _WIDEST))
        self.adjustSize()


class Minimap(Closable):
    """The whole map small, with the part that is seen; click to go there."""

    reads_as = Role.Graphic

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, icons, words, "map-small", "orbit", words("The whole map small"))
        self.setFixedSize(_MINIMAP)
        self.setAccessibleName(words("The whole map small"))
        self._layer = Layer(self._draw)
        canvas.sight_changed.connect(self.update)
        canvas.selection.changed.connect(self._selected)

    def refresh(self) -> None:
        """The map has changed."""
        if self.canvas.sheet.changed is None:
            self._layer.forget()
        else:
            self._layer.touch(self.canvas.sheet.changed)
        self.update()

    def _selected(self) -> None:
        self._layer.forget()
        self.update()

    def _sight(self) -> Sight:
        scale = min((self.width() - 14) / (2 * SCREEN.x), (self.height() - 14) / (2 * SCREEN.y))
        return Sight(scale, self.width() / 2, self.height() / 2)

    def _draw(self, painter: QPainter, sight: Sight, part: QRectF) -> None:
        canvas = self.canvas
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(sight.x, sight.y)
        layered = canvas.sheet.ground and canvas.sheet.ground.layout is Layout.LAYERED
        for band in reversed(canvas.sheet.bands):
            look = canvas.colours.ring(band.ring.position)
            line = QColor(look.line)
            line.setAlphaF(0.4)
            painter.setPen(QPen(line, 0.8))
            painter.setBrush(QColor(look.band))
            wide, tall = SCREEN.x * band.outer * sight.scale, SCREEN.y * band.outer * sight.scale
            if layered and canvas.sheet.ground:
                top, bottom = canvas.sheet.ground.span(band)
                painter.drawRect(sight.rect((-SCREEN.x, top, SCREEN.x, bottom)))
            else:
                painter.drawEllipse(middle, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        seen = sight.box(part)
        for key, each in canvas.sheet.bubbles.items():
            if key in canvas.sheet.hidden or not meets(each.box, seen):
                continue
            chosen = key in canvas.selection
            colour = QColor(canvas.colours.accent if chosen else canvas.colours.ring(each.position).line)
            colour.setAlphaF(1.0 if chosen else 0.62)
            painter.setBrush(colour)
            painter.drawRoundedRect(sight.rect(each.box), 1.5, 1.5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setClipRect(QRectF(self.rect()).adjusted(3, 3, -3, -3))
        sight = self._sight()
        self._layer.show(
            painter, sight, self.size(), self.devicePixelRatioF(), self.canvas.colours.surface, rough=False
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = sight.rect(self.canvas.sight.box(QRectF(self.canvas.rect())))
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if not seen.contains(inside):
            painter.setPen(QPen(QColor(self.canvas.colours.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(seen.intersected(inside), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.canvas.centre_on(*self._sight().mm(event.position()))


class Corners(QObject):
    """All four, put in their places; what can be closed goes while somebody writes below it."""

    def __init__(
        self, canvas: MapCanvas, icons: Icons, words: Words, more: Sequence[QPushButton] = ()
    ) -> None:
        super().__init__(canvas)
        self.tools = ToolBar(canvas, icons, words, more)
        self.zoom = ZoomGroup(canvas, icons, words)
        self.legend = Legend(canvas, icons, words)
        self.small = Minimap(canvas, icons, words)
        self._canvas = canvas
        canvas.corners = self._boxes
        canvas.sight_changed.connect(self.arrange)
        canvas.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """What is written has another place, or has come or gone."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            self._clear_editor()
        return super().eventFilter(watched, event)

    def _clear_editor(self) -> None:
        editor = self._canvas.editor
        for each in (self.legend, self.small):
            below = not editor.isHidden() and editor.geometry().intersects(each.geometry())
            each.setVisible(each.opener.isHidden() and not below)

    def _boxes(self) -> list[QRectF]:
        self.arrange()
        all_four = (self.tools, self.zoom, self.legend, self.small)
        return [QRectF(each.geometry()).adjusted(-1, -1, 1, 1) for each in all_four if not each.isHidden()]

    def refresh(self) -> None:
        """The desk has changed."""
        self.legend.refresh(self._canvas.work.kinds())
        self.small.refresh()
        self.arrange()

    def arrange(self) -> None:
        """Put everything in its corner."""
        wide, tall = self._canvas.width(), self._canvas.height()
        self.tools.adjustSize()
        self.zoom.adjustSize()
        self.tools.move(_EDGE, 10)
        self.zoom.move(wide - self.zoom.width() - _EDGE, 10)
        self.legend.move(_EDGE, tall - self.legend.height() - _EDGE)
        self.small.move(wide - self.small.width() - _EDGE, tall - self.small.height() - _EDGE)
        for each, left in ((self.legend, _EDGE), (self.small, wide - 32 - _EDGE)):
            each.opener.move(left, tall - 32 - _EDGE)
        self._clear_editor()
