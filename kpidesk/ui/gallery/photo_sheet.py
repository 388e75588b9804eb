"""A poster's photo large, with the squares that look like notes: choose one, or draw one that is missing."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kpidesk.actions import photos as actions
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Crop, Photo, Seen
from kpidesk.drawing.palette import Palette
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.photo_desk import PhotoDesk
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.painted import font
from kpidesk.ui.widgets import Panel, label, tool_button

_ZOOMS: Final = (1.0, 1.5, 2.2, 3.3)  # beyond the whole photo, of the one that fills the room
_MEANT: Final = 8  # px that the pointer moves before a square is drawn


class Canvas(QWidget):
    """The picture and its squares. `chosen` tells a square, `drawn` a new place as shares."""

    reads_as = Role.Canvas
    chosen = Signal(str)
    drawn = Signal(object)
    stepped = Signal(int)
    zoomed = Signal(int)

    def __init__(self, table: PhotoDesk, colours: Palette) -> None:
        super().__init__()
        self._table, self._colours = table, colours
        self._picture, self._crops = QPixmap(), list[Crop]()
        self._from: QPointF | None = None
        self._to = QPointF()
        self.setObjectName("photo-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_photo(self, picture: QPixmap, crops: list[Crop], name: str) -> None:
        """Show a photo and its squares."""
        self._picture, self._crops = picture, crops
        self.setAccessibleName(name)
        self.update()

    @property
    def picture_size(self) -> QSize:
        """The size of the picture in its own pixels."""
        return self._picture.size()

    def box(self, crop: Crop) -> QRectF:
        """Where a square is."""
        wide, tall = self.width(), self.height()
        return QRectF(crop.x * wide, crop.y * tall, crop.wide * wide, crop.tall * tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        painter.setFont(font(12, strong=True))
        for number, crop in enumerate(self._crops, 1):
            self._square(painter, crop, number)
        if self._from is not None and self._drawing:
            painter.setPen(QPen(QColor(self._colours.accent), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self._from, self._to).normalized())
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _square(self, painter: QPainter, crop: Crop, number: int) -> None:
        """Its outline, and on a plate its number, with what became of it in words."""
        colours, box = self._colours, self.box(crop)
        current = self._table.current is not None and self._table.current.id == crop.id
        dashed = crop.seen is Seen.NO_NOTE
        for ink, width in ((colours.surface, 6 if current else 4), (colours.accent, 4 if current else 2)):
            line = Qt.PenStyle.DotLine if dashed and ink == colours.accent else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(ink), width, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        text = str(number)
        if crop.seen is not Seen.OPEN:
            text = " ".join(("✓" if crop.note else "–", self._table.state(crop)))
        wide = painter.fontMetrics().horizontalAdvance(text) + 8
        plate = QRectF(box.left(), box.top() - 9, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if current else colours.surface))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(colours.on_accent if current else colours.text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    # -- mouse and keys

    @property
    def _drawing(self) -> bool:
        moved = self._to - (self._from or self._to)
        return moved.manhattanLength() >= _MEANT

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses, a drag draws."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if self._from is not None:
            self._to = event.position()
            self.update()
        else:
            over = self._at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.CrossCursor
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if self._from is None:
            return
        self._to = event.position()
        place, drawing = QRectF(self._from, self._to).normalized(), self._drawing
        self._from = None
        if drawing:
            place = place.intersected(QRectF(self.rect()))
            wide, tall = max(self.width(), 1), max(self.height(), 1)
            self.drawn.emit(
                (place.left() / wide, place.top() / tall, place.width() / wide, place.height() / tall)
            )
        elif (crop := self._at(event.position())) is not None:
            self.chosen.emit(crop.id)
        self.update()

    def _at(self, at: QPointF) -> Crop | None:
        """The square under the pointer; of several the one whose middle is nearest."""
        under = [crop for crop in self._crops if self.box(crop).contains(at)]
        return min(under, key=lambda crop: (self.box(crop).center() - at).manhattanLength(), default=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk the squares, plus and minus change the size."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
        }  # fmt: skip
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._from is not None:
            self._from = None
            self.update()
        elif event.text() in {"+", "-"}:
            self.zoomed.emit(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)


class PhotoSheet(Panel):
    """The photo of the poster that is typed; `closed` when a person goes back to the notes."""

    closed = Signal()

    def __init__(self, page: Page, work: Work, table: PhotoDesk) -> None:
        super().__init__(page.words("Photo of the poster"))
        self._page, self._work, self._table, self._words = page, work, table, page.words
        words, icons = page.words, page.icons
        self._zoom = 1  # 0 is the whole photo
        self._photo: Photo | None = None
        self.photos = Choice([], self._choose_photo, words("Photo"))
        self.photos.setObjectName("photo-choice")
        self.photos.setMinimumContentsLength(16)
        self.head.addWidget(self.photos)
        smaller = tool_button(icons.icon("minus"), words("Smaller"), lambda: self.zoom(-1))
        larger = tool_button(icons.icon("plus"), words("Larger"), lambda: self.zoom(1))
        larger.setObjectName("photo-larger")
        cross = tool_button(icons.icon("x"), words("Back to the notes"), self.closed.emit)
        cross.setObjectName("photo-close")
        for tool in (smaller, larger, cross):
            self.head.addWidget(tool)
        self.canvas = Canvas(table, page.colours)
        self.canvas.chosen.connect(table.choose)
        self.canvas.drawn.connect(self.draw)
        self.canvas.stepped.connect(table.step)
        self.canvas.zoomed.connect(self.zoom)
        self._area = QScrollArea()
        self._area.setWidget(self.canvas)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.body.addWidget(self._area, 1)
        hint = words("Click a square to type it. Drag over a note that has none to draw one.")
        self._hint = label(hint, "caption", wrap=True)
        self._hint.setContentsMargins(14, 4, 14, 8)
        self.body.addWidget(self._hint)
        table.moved.connect(self.refresh)

    def refresh(self) -> None:
        """Show the photo of the current square."""
        if self.isHidden():
            return
        table = self._table
        self._photo = table.photo if table.current or self._photo is None else (
            table.photos.get(self._photo.id) or table.photo
        )  # fmt: skip
        self.photos.offer([(key, photo.name) for key, photo in table.photos.items()])
        self.photos.show_value(self._photo.id if self._photo else None)
        self.photos.setVisible(len(table.photos) > 1)
        picture = table.picture((self._photo.straight or self._photo.image) if self._photo else None)
        crops = table.of_photo(self._photo.id) if self._photo else []
        waiting = self._words.many("{n} square to be typed", "{n} squares to be typed", table.left)
        self.canvas.show_photo(picture, crops, waiting)
        self._place()
        if table.current is not None:
            middle = self.canvas.box(table.current).center()
            self._area.ensureVisible(round(middle.x()), round(middle.y()), 120, 120)

    def open_photo(self, photo_id: str) -> None:
        """Show one photo of the poster, also where no note is seen in it."""
        self._choose_photo(photo_id)

    def zoom(self, by: int) -> None:
        """Show it larger or smaller."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS))
        self.refresh()

    def _place(self) -> None:
        size, room = self.canvas.picture_size, self._area.size() - QSize(4, 4)
        if not size.isEmpty():
            ways = Qt.AspectRatioMode
            way = ways.KeepAspectRatioByExpanding if self._zoom else ways.KeepAspectRatio
            self.canvas.resize(size.scaled(room, way) * _ZOOMS[max(self._zoom - 1, 0)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The whole photo is seen, whatever the size."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Show what happened meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def _choose_photo(self, photo_id: str) -> None:
        self._photo = self._table.photos.get(photo_id)
        if crops := self._table.of_photo(photo_id):
            self._table.choose(crops[0].id)
        self.refresh()

    def draw(self, place: tuple[float, float, float, float]) -> None:
        """Add a square where a note was not found."""
        photo = self._photo
        if photo is None or self._page.read_only():
            return
        from kpidesk.imports.photos_sorted import cut_out  # noqa: PLC0415 - late: Pillow

        known = {crop.id for crop in self._table.crops}
        for file in self._work.session.desk.find(Attachment, id=photo.straight or photo.image):
            image = cut_out(file.data, *place)
            self._work.do(self._words("Square on a photo"), actions.add_crop, photo.id, image, place)
        for crop in self._table.crops:
            if crop.id not in known:
                self._table.choose(crop.id)
