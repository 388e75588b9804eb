"""The posters on the wall as small sheets, and beside them what can be said about the chosen one."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from kpidesk.domain.gallery import Poster
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.pictures import TALL, WIDE, Pictures, Small
from kpidesk.ui.gallery.poster_details import PosterDetails
from kpidesk.ui.gallery.view import View
from kpidesk.ui.gallery.written import height, write
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.page import Page
from kpidesk.ui.painted import font
from kpidesk.ui.widgets import EmptyState, Flow, Panel, clear, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_PAD: Final = 8
_FOOT: Final = 58
_STEP: Final = 17


class PosterCard(QWidget):
    """A poster as a small sheet with its code and name."""

    chosen = Signal()
    opened = Signal()
    walked = Signal(int)
    removed = Signal()

    def __init__(self, page: Page, poster: Poster) -> None:
        super().__init__()
        self._colours, self._icons, self._words = page.colours, page.icons, page.words
        self._code, self._name, self._count = poster.code, "", 0
        self._small: Small | None = None
        self.current = False
        self.setObjectName(f"poster-{poster.code}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The sheet, and below it code and name."""
        return QSize(WIDE + 2 * _PAD, TALL + 2 * _PAD + _FOOT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return self.sizeHint()

    def show_poster(self, code: str, name: str, count: int) -> None:
        """Show a poster's code, name and count of notes."""
        self._code, self._name, self._count = code, name, count
        self._describe()
        self.update()

    def show_picture(self, small: Small | None) -> None:
        """Show the poster's picture."""
        self._small = small
        self._describe()
        self.update()

    def show_current(self, *, current: bool) -> None:
        """Show whether it is the chosen one."""
        self.current = current
        self.update()

    def _describe(self) -> None:
        notes = self._words.many("{n} note", "{n} notes", self._count)
        parts = [f"{self._code} {self._name}", notes]
        if self._small and self._small.overflow:
            parts.append(self._words("Does not fit: {parts}", parts=", ".join(self._small.overflow)))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip("\n".join(parts))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        colours = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect().toRectF()
        if self.current or self.underMouse():
            painter.setPen(QPen(QColor(colours.accent), 2 if self.hasFocus() else 1.2)
                           if self.current else Qt.PenStyle.NoPen)  # fmt: skip
            painter.setBrush(QColor(colours.accent_soft if self.current else colours.hover))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        self._sheet(painter, QRectF(_PAD, _PAD, WIDE, TALL))
        self._below(painter)
        painter.end()

    def _sheet(self, painter: QPainter, place: QRectF) -> None:
        """The picture on its paper; bare paper while there is none. Paper is white in any theme."""
        painter.setPen(QPen(QColor(self._colours.outline), 1))
        if self._small is None:
            painter.setBrush(QColor(self._colours.sunken))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(QColor(self._colours.text_third))
            painter.setFont(font(26, strong=True))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._code)
            return
        image = self._small.image
        size = image.deviceIndependentSize()
        sheet = QRectF(QPointF(0, 0), size)
        sheet.moveCenter(place.center())
        painter.drawImage(sheet, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        if self._small.overflow:
            badge = QRectF(sheet.right() - 30, sheet.top() + 4, 26, 24)
            painter.setPen(QPen(QColor(self._colours.warn), 1))
            painter.setBrush(QColor(self._colours.warn_soft))
            painter.drawRoundedRect(badge, 6, 6)
            painter.drawPixmap(badge.topLeft() + QPointF(5, 4), self._icons.pixmap("triangle-alert", "warn"))

    def _below(self, painter: QPainter) -> None:
        top = _PAD + TALL + 5
        painter.setPen(QColor(self._colours.text))
        painter.setFont(font(14, strong=True))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(_PAD, top, WIDE, 20), middle, self._code)
        painter.setFont(font(12))
        painter.setPen(QColor(self._colours.text_third))
        if self._count:
            count = self._words.many("{n} note", "{n} notes", self._count)
            painter.drawText(QRectF(_PAD, top, WIDE, 20), middle | Qt.AlignmentFlag.AlignRight, count)
        painter.setPen(QColor(self._colours.text_second))
        if height(self._name, 13, _STEP, WIDE) <= 2 * _STEP:
            write(painter, self._name, QPointF(_PAD, top + 19), 13, _STEP, WIDE)
        else:
            painter.setFont(font(13))
            shown = QFontMetrics(font(13)).elidedText(self._name, Qt.TextElideMode.ElideRight, WIDE)
            painter.drawText(QRectF(_PAD, top + 19, WIDE, _STEP), middle, shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses."""
        super().mousePressEvent(event)
        self.chosen.emit()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A double click goes to its notes."""
        self.opened.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Enter goes to the notes, Del takes the poster off."""
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -2, Qt.Key.Key_Down: 2}.get(key)
        if step is not None:
            self.walked.emit(step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self.chosen.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class Wall(View):
    """The view."""

    key = "posters"
    TOOLS = ("gallery.groups",)
    FILLED = "gallery.add_poster"

    went = Signal(str)

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        work = page.work
        self._page, self._work = page, work
        self.current = ""
        self.cards: dict[str, PosterCard] = {}
        self.panel = PosterDetails(page, work)
        self.panel.opened.connect(lambda: page.open_notes(self.current))
        self.pictures = Pictures(page, self._drawn)
        content = _Ground()
        content.clicked.connect(lambda: self.choose(""))
        self._flow = Flow(6, 8)
        self._flow.setContentsMargins(8, 8, 8, 8)
        content.setLayout(self._flow)
        self._area = scrolling(content)
        sheet = Panel()
        sheet.body.setContentsMargins(4, 4, 4, 4)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                page.icons.pixmap("sticky-note", "text_third", 40),
                page.words("Hang up a poster for each measure that people should talk about."),
                page.words("The results map makes a good first poster: it shows where each measure belongs."),
                page.button("gallery.add_poster", text=page.words("Add posters")),
            )
        )
        self._stack.addWidget(self._area)
        sheet.body.addWidget(self._stack)
        self.lay_out(sheet, self.panel)

    # -- showing

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.cards.get(self.current) or next(iter(self.cards.values()), self)

    def leave(self) -> None:
        """See View."""
        self.panel.commit()

    def stop(self) -> None:
        """See View."""
        self.pictures.stop()

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self.cards:
            self.choose(record_id, focus=True)
        return record_id in self.cards

    def refresh(self, took: Took | None) -> None:
        """Show what an edit did; None for a new look at everything."""
        book = self._work.book
        if list(self.cards) != list(book.posters):
            self._build()
        for key, card in self.cards.items():
            poster = book.posters[key]
            card.show_poster(poster.code, book.names[key], len(book.of_poster.get(key, ())))
        if self.current not in self.cards:
            self.current = ""
        self._stack.setCurrentIndex(1 if self.cards else 0)
        self.choose(self.current)
        if self.isVisible() and (took is None or took.frame or not took.count):
            self.pictures.want(list(book.posters.values()))

    def _build(self) -> None:
        book = self._work.book
        for card in self.cards.values():
            self._flow.removeWidget(card)
        kept = {key: self.cards[key] for key in book.posters if key in self.cards}
        for key, card in self.cards.items():
            if key not in kept:
                card.hide()
                throw_away(card)
        clear(self._flow)
        self.cards = {}
        for key, poster in book.posters.items():
            self.cards[key] = kept.get(key) or self._card(key, poster)
            self._flow.addWidget(self.cards[key])
            self.cards[key].show()

    def _card(self, key: str, poster: Poster) -> PosterCard:
        card = PosterCard(self._page, poster)
        card.chosen.connect(partial(self.choose, key))
        card.opened.connect(partial(self.page.open_notes, key))
        card.walked.connect(partial(self._walk, key))
        card.removed.connect(lambda: self._page.shell.commands.run("gallery.remove_poster"))
        card.show_picture(self.pictures.of(key))
        return card

    def choose(self, poster_id: str, *, focus: bool = False) -> None:
        """Go to a poster; "" for none."""
        self.panel.commit()
        self.current = poster_id if poster_id in self.cards else ""
        for key, card in self.cards.items():
            card.show_current(current=key == self.current)
        if self.current:
            self._area.ensureWidgetVisible(self.cards[self.current])
            if focus:
                self.cards[self.current].setFocus()
        small = self.pictures.of(self.current)
        self.panel.show_poster(self.current, small.overflow if small else ())
        self.went.emit(self.current)

    def _walk(self, key: str, step: int) -> None:
        """To the card beside, or in the row above or below."""
        keys = list(self.cards)
        here = self.cards[key]
        across = sum(1 for each in self.cards.values() if each.y() == here.y())
        at = keys.index(key) + (step if abs(step) == 1 else (across if step > 0 else -across))
        if 0 <= at < len(keys):
            self.choose(keys[at], focus=True)

    def _drawn(self, poster_id: str) -> None:
        if poster_id in self.cards:
            small = self.pictures.of(poster_id)
            self.cards[poster_id].show_picture(small)
            if poster_id == self.current and small is not None:
                self.panel.show_overflow(small.overflow)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Pictures are drawn while somebody looks."""
        super().showEvent(event)
        self.pictures.want(list(self._work.book.posters.values()))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """See showEvent."""
        super().hideEvent(event)
        self.pictures.stop()


class _Ground(QWidget):
    """What lies behind the cards."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside the cards lets go."""
        self.clicked.emit()
