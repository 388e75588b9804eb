"""The panel beside the posters: the chosen one, and the gallery as a whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kpidesk.ui.fields import LineField, TextField
from kpidesk.ui.gallery.poster_form import PosterForm
from kpidesk.ui.gallery.poster_gallery import GalleryForm
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import EmptyState, Panel, Segments, scrolling

_NONE, _POSTER, _GALLERY = range(3)


class PosterDetails(Panel):
    """Two sheets between which a person changes; choosing a poster shows its own. `opened`: its notes."""

    opened = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        words = page.words
        super().__init__(words("Gallery"))
        self._work = work
        self._poster = ""
        self.segments = Segments([("poster", words("Poster")), ("gallery", words("The gallery"))], "gallery")
        self.segments.chosen.connect(self._show_sheet)
        self.title.hide()
        self.head.addWidget(self.segments)
        self.head.addStretch()
        self.poster = PosterForm(page, work)
        self.poster.opened.connect(self.opened.emit)
        self.gallery = GalleryForm(page, work)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                page.icons.pixmap("sticky-note", "text_third", 40),
                words("Choose a poster, and its words, paper and parts stand here."),
                words("Drag posters into the order in which they shall hang; Alt and arrows do it by key."),
            )
        )
        self._stack.addWidget(scrolling(self.poster))
        self._stack.addWidget(scrolling(self.gallery))
        self.body.addWidget(self._stack, 1)
        self._show_sheet("gallery")

    @property
    def name(self) -> LineField | TextField:
        """The field of the gallery's name, brought into sight."""
        self._show_sheet("gallery")
        return self.gallery.form.fields["name"]

    def _show_sheet(self, key: str) -> None:
        self.commit()
        self.segments.choose(key)
        sheet = _GALLERY if key == "gallery" else _POSTER if self._poster else _NONE
        self._stack.setCurrentIndex(sheet)

    def show_poster(self, poster_id: str, overflow: tuple[str, ...]) -> None:
        """Show a poster; none shows the gallery where a poster was shown before."""
        book = self._work.book
        poster = book.posters.get(poster_id)
        before, self._poster = self._poster, poster_id if poster else ""
        if poster is not None:
            self.poster.show_poster(poster, overflow)
        if book.gallery is not None:
            self.gallery.show_gallery(book.gallery)
        if before != self._poster:
            self._show_sheet("poster" if self._poster else "gallery")

    def show_overflow(self, parts: tuple[str, ...]) -> None:
        """Tell what did not fit on the poster."""
        self.poster.show_overflow(parts)

    def commit(self) -> None:
        """Keep what is being typed."""
        if self._poster:
            self.poster.commit()
        self.gallery.commit()
