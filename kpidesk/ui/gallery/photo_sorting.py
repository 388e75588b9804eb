"""All photos of a gallery: which poster each shows, changed by hand, and a way to take one away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import photos as actions
from kpidesk.domain.gallery import Crop, Photo
from kpidesk.domain.photos import is_open
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.photo_card import Square
from kpidesk.ui.gallery.photo_desk import PhotoDesk
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, Line, Panel, clear, label, scrolling, tool_button

_THUMB = 72


class _Row(QWidget):
    """One photo."""

    def __init__(self, sheet: "PhotoSorting", photo: Photo) -> None:
        super().__init__()
        self._sheet, self._photo = sheet, photo
        words, book = sheet.words, sheet.work.book
        self.picture = Square(sheet.page.colours, _THUMB, _THUMB)
        self.picture.show_picture(sheet.table.picture(photo.image), photo.name)
        self.picture.pressed.connect(partial(sheet.opened.emit, photo.id))
        self.told = label("", "second", wrap=True)
        name = words("Poster of {photo}", photo=photo.name)
        self.poster = Choice([], self._assign, name)
        self.poster.setObjectName(f"photo-poster-{photo.name}")
        posters = [(key, " ".join((each.code, book.names[key]))) for key, each in book.posters.items()]
        self.poster.offer([(None, words("no poster yet")), *posters])
        self.poster.show_value(photo.poster)
        away = tool_button(
            sheet.page.icons.icon("trash-2"), words("Take {photo} away", photo=photo.name), self._remove
        )
        away.setObjectName(f"photo-remove-{photo.name}")
        still = bool(sheet.page.read_only())
        self.poster.setEnabled(not still)
        away.setEnabled(not still)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addStretch()
        right.addWidget(Elided(photo.name, "panel"))
        right.addWidget(self.told)
        right.addWidget(self.poster)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(right, 1)
        row.addWidget(away)
        crops = sheet.work.session.desk.find(Crop, photo=photo.id)
        waiting = sum(map(is_open, crops))
        if photo.poster is not None and photo.straight is None:
            said = words("Too little of the poster is seen to find notes: draw the squares yourself.")
        elif crops:
            said = words("{count} squares, {n} to be typed", count=len(crops), n=waiting)
        else:
            said = words("No square yet")
        self.told.setText(said)

    def _assign(self, poster_id: str | None) -> None:
        label_ = self._sheet.words("Poster of {photo}", photo=self._photo.name)
        if not self._sheet.work.do(label_, actions.assign, self._photo.id, poster_id=poster_id):
            self.poster.show_value(self._photo.poster)

    def _remove(self) -> None:
        label_ = self._sheet.words("Take {photo} away", photo=self._photo.name)
        self._sheet.work.do(label_, actions.remove_photo, self._photo.id)


class PhotoSorting(Panel):
    """The list, those without a poster first. `opened` tells a photo that is to be seen large."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, page: Page, work: Work, table: PhotoDesk) -> None:
        super().__init__(page.words("Photos of the wall"))
        self.page, self.work, self.words, self.table = page, work, page.words, table
        cross = tool_button(page.icons.icon("x"), self.words("Back to the notes"), self.closed.emit)
        cross.setObjectName("photos-close")
        self.head.addWidget(cross)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 4, 0, 8)
        self._list.setSpacing(0)
        self.body.addWidget(scrolling(content), 1)
        self._shown: object = None

    def photos(self) -> list[Photo]:
        """The photos of the gallery, those that belong to no poster first."""
        book = self.work.book
        if book.gallery is None:
            return []
        found = self.work.session.desk.find(Photo, gallery=book.gallery.id)
        order = list(book.posters)
        return sorted(
            found, key=lambda each: (order.index(each.poster) if each.poster in order else -1, each.name)
        )

    def refresh(self) -> None:
        """Show the photos as they are."""
        if self.isHidden():
            return
        photos = self.photos()
        shown = [(photo, len(self.work.session.desk.find(Crop, photo=photo.id))) for photo in photos]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        if not photos:
            none = label(
                self.words("No photo yet. Drop photos of the wall here, or choose them."), "second", wrap=True
            )
            none.setContentsMargins(14, 10, 14, 0)
            self._list.addWidget(none)
        for photo in photos:
            self._list.addWidget(_Row(self, photo))
            self._list.addWidget(Line())
        self._list.addStretch(1)

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Show what happened meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._shown = None
        self.refresh()
