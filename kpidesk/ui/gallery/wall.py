"""The posters of a gallery in their order as small sheets, and beside them what can be said about one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kpidesk.actions.gallery import order_posters
from kpidesk.domain.gallery import Poster
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.announcing import Role
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.pictures import Pictures
from kpidesk.ui.gallery.poster_card import PosterCard
from kpidesk.ui.gallery.poster_details import PosterDetails
from kpidesk.ui.gallery.room import at_the_door
from kpidesk.ui.gallery.view import View
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.widgets import EmptyState, Flow, Panel, clear, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class Wall(View):
    """The view."""

    key = "posters"
    TOOLS = ("gallery.groups", "gallery.printed")
    FILLED = "gallery.add_poster"
    SIDE = (288, 300, 340)
    yields = False  # the work goes on in it

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
        content = self._ground = _Ground(page.colours.accent)
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
        self.lay_out(sheet, self.panel, least=self.SIDE[0])

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

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View: who works here shows the screen at the door, as people are still in the room."""
        return at_the_door(self.book, self.words, self.page.colours, room)

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
        card.moved.connect(partial(self._move, key))
        card.dragged.connect(self._drag)
        card.dropped.connect(partial(self._drop, key))
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
        at = self._beside(key, step)
        if 0 <= at < len(keys):
            self.choose(keys[at], focus=True)

    def _beside(self, key: str, step: int) -> int:
        """The place that is a step away: to the side, or a row up or down."""
        here = self.cards[key]
        across = sum(1 for each in self.cards.values() if each.y() == here.y())
        return list(self.cards).index(key) + (step if abs(step) == 1 else (across if step > 0 else -across))

    # -- order

    def _move(self, key: str, step: int) -> None:
        """Move a poster a step in the order."""
        others = [each for each in self.cards if each != key]
        at = min(max(self._beside(key, step), 0), len(others))
        self._order([*others[:at], key, *others[at:]], key)

    def _order(self, keys: list[str], key: str) -> None:
        if keys == list(self.cards) or self.page.read_only():
            return
        label = self.words("Move poster {code}", code=self.book.posters[key].code)
        if self.work.do(label, order_posters, keys):
            self.choose(key, focus=True)

    def _gap(self, at: QPoint) -> tuple[int, QRect]:
        """Before which card a place among the cards lies, and the line that shows it."""
        cards = list(self.cards.values())
        row = max((each.y() for each in cards if each.y() <= at.y()), default=cards[0].y())
        own = [number for number, each in enumerate(cards) if each.y() == row]
        for number in own:
            place = cards[number].geometry()
            if at.x() < place.center().x():
                return number, QRect(place.left() - 4, place.top(), 2, place.height())
        place = cards[own[-1]].geometry()
        return own[-1] + 1, QRect(place.right() + 3, place.top(), 2, place.height())

    def _drag(self, at: QPoint) -> None:
        """Show where the poster would go."""
        self._ground.show_line(self._gap(at)[1])
        self._area.ensureVisible(at.x(), at.y())

    def _drop(self, key: str, at: QPoint) -> None:
        """Put the poster where the line stands."""
        self._ground.show_line(QRect())
        keys = list(self.cards)
        gap, here = self._gap(at)[0], keys.index(key)
        keys.insert(gap, key)
        del keys[here + (gap <= here)]
        self._order(keys, key)

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
    """What lies behind the cards, and shows where a dragged one would go."""

    reads_as = Role.Whitespace
    clicked = Signal()

    def __init__(self, accent: str) -> None:
        super().__init__()
        self._accent = accent
        self._line = QRect()

    def show_line(self, line: QRect) -> None:
        """Show a place between two cards; an empty one for none."""
        self._line = line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().paintEvent(event)
        if not self._line.isEmpty():
            painter = QPainter(self)
            painter.fillRect(self._line, QColor(self._accent))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click beside the cards lets go."""
        self.clicked.emit()
