"""Which part of a photo is being typed: the squares of a poster's photos, one after the other."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from kpidesk.actions import photos as actions
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Crop, Photo, Seen
from kpidesk.domain.photos import crops_in, is_open, next_open, photos_of
from kpidesk.ui.gallery.work import Work

_KEPT: Final = 12  # pictures that stay unpacked


class PhotoDesk(QObject):
    """What is on the table. `moved` tells of another square, `poster_wanted` that its poster is another."""

    moved = Signal()
    poster_wanted = Signal(str)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._poster: str | None = None
        self._pictures: dict[str, QPixmap] = {}
        self._held = False  # a person chose it: it stays although it was typed
        self.photos: dict[str, Photo] = {}
        self.crops: tuple[Crop, ...] = ()
        self.current: Crop | None = None
        self.proofs: dict[str, str] = {}
        """The square that each note was typed from."""

    # -- what there is

    def refresh(self, poster_id: str | None) -> None:
        """Look at the photos of a poster as they are now."""
        desk, gallery = self._work.session.desk, self._work.book.gallery
        before, same = self.current, poster_id == self._poster
        seen = (self.crops, self.current, list(self.photos))
        self._poster = poster_id
        found = photos_of(desk, gallery.id, poster_id) if gallery and poster_id else ()
        self.photos = {photo.id: photo for photo in found}
        self.crops = crops_in(desk, found)
        self.proofs = {crop.note: crop.id for crop in desk.find(Crop) if crop.note}
        now = next((crop for crop in self.crops if same and before and crop.id == before.id), None)
        if now is None or not (self._held or is_open(now)):
            self._held = False
            now = next_open(self.crops, now.id if now else None)
        self.current = now
        if seen != (self.crops, self.current, list(self.photos)):
            self.moved.emit()
        if same and before is not None and now is None:
            self._go_on_beside(before)

    def _go_on_beside(self, last: Crop) -> None:
        """The squares of this poster are done: the same photo may show another poster."""
        desk = self._work.session.desk
        for photo in desk.find(Photo, id=last.photo):
            for other in desk.find(Photo, gallery=photo.gallery, image=photo.image):
                if other.poster not in {None, self._poster} and next_open(crops_in(desk, [other])):
                    self.poster_wanted.emit(other.poster)
                    return

    @property
    def photo(self) -> Photo | None:
        """The photo that the current square is in, else the first one of the poster."""
        if self.current is not None:
            return self.photos[self.current.photo]
        return next(iter(self.photos.values()), None)

    @property
    def left(self) -> int:
        """How many squares wait."""
        return sum(map(is_open, self.crops))

    @property
    def link_to(self) -> str | None:
        """The square that the next stored note is read from."""
        return self.current.id if self.current is not None and is_open(self.current) else None

    def of_photo(self, photo_id: str) -> list[Crop]:
        """The squares of one photo."""
        return [crop for crop in self.crops if crop.photo == photo_id]

    def picture(self, attachment_id: str | None) -> QPixmap:
        """A kept picture, unpacked; an empty one where there is none."""
        if attachment_id is None:
            return QPixmap()
        if attachment_id not in self._pictures:
            made = QPixmap()
            for file in self._work.session.desk.find(Attachment, id=attachment_id):
                made.loadFromData(file.data)
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[attachment_id] = made
        return self._pictures[attachment_id]

    # -- moving

    def choose(self, crop_id: str) -> None:
        """Go to a square; one of another poster brings its poster along."""
        desk = self._work.session.desk
        for crop in desk.find(Crop, id=crop_id):
            poster = desk.get(Photo, crop.photo).poster
            if poster is not None and poster != self._poster:
                self.poster_wanted.emit(poster)
            self.current = next((each for each in self.crops if each.id == crop_id), None)
            self._held = self.current is not None
            self.moved.emit()

    def step(self, by: int) -> None:
        """Go to the next square or the one before, typed or not."""
        if not self.crops:
            return
        ids = [crop.id for crop in self.crops]
        at = ids.index(self.current.id) if self.current else (len(ids) if by < 0 else -1)
        self.choose(ids[(at + by) % len(ids)])

    def stored(self) -> None:
        """A note was stored: go on, also from a square that was chosen by hand."""
        self._held = False

    def no_note(self) -> bool:
        """Say that the current square is no note; once more takes it back."""
        crop = self.current
        if crop is None:
            return False
        words = self._work.words
        if crop.seen is Seen.NO_NOTE:
            return self._work.do(words("It is a note after all"), actions.mark, crop.id, seen=Seen.OPEN)
        self._held = False
        return self._work.do(words("Not a note"), actions.mark, crop.id, seen=Seen.NO_NOTE)

    def state(self, crop: Crop) -> str:
        """In words what became of a square."""
        words = self._work.words
        if crop.seen is Seen.NO_NOTE:
            return words("no note")
        note = self._work.book.notes.get(crop.note or "")
        return words("typed as {note}", note=note.code) if note else words("to be typed")
