"""Small live pictures of a desk's parts, for Home and for the list of recent desks."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import ceil, cos, sin, tau
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.calculated import values_of
from kpidesk.domain.gallery import Note
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Goal, Map, Placement, Result, Trace
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Centre, Partner, Standing
from kpidesk.drawing.map_bubbles import PAPER
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.system.paths import Folders
from kpidesk.ui.announcing import Role
from kpidesk.ui.recent import file_of

Draw = Callable[[QPainter, QRectF], None]
_SMALL = QSize(144, 88)
_MOST_BUBBLES = 200  # beyond, laying the map out would be felt and nothing could be seen


class Thumbnail(QWidget):
    """Paints what it is given; `tall` px high."""

    reads_as = Role.Whitespace

    def __init__(self, draw: Draw, tall: int) -> None:
        super().__init__()
        self._draw = draw
        self.setFixedHeight(tall)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(self, draw: Draw) -> None:
        """Show another picture."""
        self._draw = draw
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.rect().toRectF().adjusted(1, 1, -1, -1))
        painter.end()


def _nothing(_painter: QPainter, _box: QRectF) -> None:
    pass


def goals(desk: Reader, colours: Palette) -> Draw | None:
    """Goals as grey bars, each with as many discs as results that it became."""
    became: dict[str, int] = defaultdict(int)
    for trace in desk.find(Trace):
        became[trace.goal] += 1
    rows = [(len(goal.text), became[goal.id]) for goal in sorted(desk.find(Goal), key=lambda g: g.code)][:7]

    def draw(painter: QPainter, box: QRectF) -> None:
        longest = max(length for length, _ in rows)
        painter.save()
        size = min(1.0, box.width() / 172, box.height() / 130)
        painter.scale(size, size)
        box = QRectF(box.left() / size, box.top() / size, box.width() / size, box.height() / size)
        for row, (length, count) in enumerate(rows):
            y = box.center().y() - len(rows) * 8.5 + 4 + row * 17
            wide = 34 + 46 * min(1.0, length / longest)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.pressed))
            painter.drawRoundedRect(QRectF(box.left() + 14, y, wide, 8), 4, 4)
            painter.setPen(QPen(QColor(colours.ring(2).line), 1))
            painter.setBrush(QColor(colours.ring(2).fill))
            for disc in range(min(count, 5)):
                painter.drawEllipse(QPointF(box.left() + 30 + wide + disc * 12, y + 4), 4, 4)
        painter.restore()

    return draw if rows else None


def results(desk: Reader, colours: Palette) -> Draw:
    """The results map without its words."""
    shown = next(iter(desk.find(Map)), None)
    if shown is None or len(desk.find(Placement)) > _MOST_BUBBLES:
        return _rings(colours)
    return _map(scene(desk, shown.id, palette=colours), colours)


def _rings(colours: Palette) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        for position, share in ((4, 1.0), (3, 0.8), (2, 0.6), (1, 0.36)):
            _ellipse(painter, box, colours, position, share)

    return draw


def _ellipse(painter: QPainter, box: QRectF, colours: Palette, position: int, share: float) -> None:
    look, ratio = colours.ring(position), 1.2
    tall = min(box.height(), box.width() / ratio) / 2 * share
    painter.setPen(QPen(QColor(look.line), 0.8))
    painter.setBrush(QColor(look.band))
    painter.drawEllipse(box.center(), tall * ratio, tall)


def _map(drawn: Scene, colours: Palette) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        scale = min(box.width() / (2 * PAPER.x), box.height() / (2 * PAPER.y)) * 0.97
        painter.save()
        painter.translate(box.center())
        painter.scale(scale, scale)
        for band in reversed(drawn.bands):
            look = colours.ring(band.ring.position)
            painter.setPen(QPen(QColor(look.line), 0.8 / scale))
            painter.setBrush(QColor(look.band))
            painter.drawEllipse(QPointF(), PAPER.x * band.outer, PAPER.y * band.outer)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.limit), 0.7 / scale))
        for curve in drawn.curves:
            path = QPainterPath(QPointF(*curve.points()[0]))
            for point in curve.points()[1:]:
                path.lineTo(QPointF(*point))
            painter.drawPath(path)
        for bubble in drawn.bubbles.values():
            look = colours.ring(bubble.position)
            left, top, right, bottom = bubble.box
            painter.setPen(QPen(QColor(look.line), 1 / scale))
            painter.setBrush(QColor(look.fill))
            painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), 6, 6)
        painter.restore()

    return draw


def measures(desk: Reader, colours: Palette) -> Draw | None:
    """The last values of up to eight measures as small lines."""
    once = Once(desk)
    rows = []
    for measure in sorted(desk.find(Measure), key=lambda each: each.code):
        if numbers := numbers_of(values_of(once, measure)):
            rows.append(numbers)
        if len(rows) == 8:
            break

    def draw(painter: QPainter, box: QRectF) -> None:
        wide, tall = box.width() / 2, box.height() / 4
        for index, numbers in enumerate(rows):
            left = box.left() + index % 2 * wide
            place = QRectF(left + 8, box.top() + index // 2 * tall + 5, wide - 16, tall - 10)
            spark(painter, place, numbers, colours)

    return draw if rows else None


def numbers_of(values: Iterable[Value], most: int = 36) -> list[float]:
    """The numbers of a measure's last values, in the order of time."""
    ordered = sorted((each for each in values if each.number is not None), key=lambda each: each.period)
    return [each.number for each in ordered if each.number is not None][-most:]


def spark(painter: QPainter, box: QRectF, numbers: list[float], colours: Palette) -> None:
    """A small line of a measure's values, with a dotted one at their mean."""
    low, high = min(numbers), max(numbers)
    span = high - low or 1.0
    step = box.width() / max(len(numbers) - 1, 1)
    points = [
        QPointF(box.left() + index * step, box.bottom() - (number - low) / span * box.height())
        for index, number in enumerate(numbers)
    ]
    middle = box.bottom() - (sum(numbers) / len(numbers) - low) / span * box.height()
    painter.setPen(QPen(QColor(colours.outline), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    painter.setPen(QPen(QColor(colours.data), 1.2))
    if len(points) == 1:
        painter.drawPoint(points[0])
    painter.drawPolyline(points)


def sharing(desk: Reader, colours: Palette) -> Draw | None:
    """The result in the centre with its partners around it."""
    partners = sorted(desk.find(Partner), key=lambda each: each.code)[:16]
    centre = next(iter(desk.find(Centre)), None)
    code = desk.get(Result, centre.result).code if centre else ""

    def draw(painter: QPainter, box: QRectF) -> None:
        middle = box.center()
        reach = min((box.width() / 2 - 7) / 1.33, (box.height() / 2 - 7) / 1.04)
        for index, partner in enumerate(partners):
            turn = tau * index / len(partners) - tau / 4
            wanted = partner.standing is Standing.DESIRED
            far = reach * (1.15 if wanted else 0.9)
            at = middle + QPointF(cos(turn) * far * 1.15, sin(turn) * far * 0.9)
            line = Qt.PenStyle.DashLine if wanted else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.limit), 1.2, line))
            painter.drawLine(middle, at)
            painter.setPen(QPen(QColor(colours.text), 1.4))
            painter.setBrush(QColor(colours.surface if wanted else colours.text))
            painter.drawEllipse(at, 5, 5)
        look = colours.ring(1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.fill))
        painter.drawEllipse(middle, 18, 18)
        painter.setPen(QColor(look.text))
        font = painter.font()
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(QRectF(middle.x() - 18, middle.y() - 18, 36, 36), Qt.AlignmentFlag.AlignCenter, code)

    return draw if centre else None


def gallery(desk: Reader, colours: Palette) -> Draw | None:
    """The notes as small sheets in the colours of their kinds."""
    kinds = sorted(note.kind.value if note.kind else "X" for note in desk.find(Note))
    order = {kind: place for place, kind in enumerate("SQICDX")}
    kinds = sorted(kinds, key=order.__getitem__)[:80]

    def draw(painter: QPainter, box: QRectF) -> None:
        step = next((each for each in range(14, 5, -1) if _holds(box, each) >= len(kinds)), 5)
        across = max(1, int((box.width() - 8) // step))
        top = box.top() + max(0.0, (box.height() - ceil(len(kinds) / across) * step) / 2)
        for index, kind in enumerate(kinds):
            look = colours.notes[kind]
            x, y = box.left() + 6 + index % across * step, top + index // across * step
            painter.setPen(QPen(QColor(look.ink), 1))
            painter.setBrush(QColor(look.paper))
            painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, step - 4, step - 4), 2, 2)

    return draw if kinds else None


def _holds(box: QRectF, step: int) -> int:
    """How many sheets find room in a box."""
    return int((box.width() - 8) // step) * int(box.height() // step)


def publish(colours: Palette) -> Draw:
    """Two sheets of paper."""

    def draw(painter: QPainter, box: QRectF) -> None:
        tall = box.height() - 12
        wide = tall * 0.68
        left, top = box.center().x() - wide / 2, box.top() + 6
        for shift in (10, 0):
            sheet = QRectF(left + shift, top - shift * 0.5 + 4, wide, tall)
            painter.setPen(QPen(QColor(colours.outline), 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(sheet, 3, 3)
        head = QRectF(left + 1, top + 5, wide - 2, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ring(3).fill))
        painter.drawRect(head)
        painter.setBrush(QColor(colours.text))
        painter.drawRect(QRectF(head.left() + 5, head.top() + 6, 14, 6))
        painter.setBrush(QColor(colours.pressed))
        for row in range(4):
            painter.drawRect(QRectF(left + 6, top + 32 + row * 8, wide * (0.5 - 0.08 * (row % 3)), 3))
        for row, kind in enumerate("SQIX"):
            painter.setBrush(QColor(colours.notes[kind].paper))
            painter.drawRect(QRectF(left + wide - 22, top + 30 + row * 20, 16, 14))

    return draw


def keep(desk: Reader, path: Path, folders: Folders) -> None:
    """Keep a small picture of a desk's map; a disk that refuses it is no reason to complain."""
    image = QImage(_SMALL * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    results(desk, LIGHT)(painter, QRectF(4, 4, _SMALL.width() - 8, _SMALL.height() - 8))
    painter.end()
    with suppress(OSError):
        file = file_of(path, folders)
        file.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(file))
