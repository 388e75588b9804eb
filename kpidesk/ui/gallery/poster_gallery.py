"""The fields of the gallery itself: when and where, who, what people are told, whose papers they are."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.gallery import Gallery
from kpidesk.system.words import Words
from kpidesk.ui.branding import Branding
from kpidesk.ui.form import Form, Kind, Unreadable, days, lines, texts, whole_numbers
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line

_MOST: Final = 1_000_000
_TIMES: Final = ("%H:%M", "%H.%M", "%H", "%I:%M %p", "%I %p", "%I%p", "%H:%M:%S")
_OPENS: Final = time(9)


def times(words: Words) -> Kind:
    """Times of day; nothing typed is none."""

    def read(typed: str) -> time | None:
        if not typed.strip():
            return None
        for form in _TIMES:
            try:
                return datetime.strptime(typed.strip().upper(), form).time()  # noqa: DTZ007 - local to the place
            except ValueError:
                continue
        raise Unreadable(words("“{typed}” is no time of day, such as 10:00.", typed=typed.strip()[:40]))

    def show(moment: time | None) -> str:
        return "" if moment is None else moment.strftime("%H:%M")

    return Kind(show, read)


class GalleryForm(QWidget):
    """The fields, in groups."""

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self.form = Form(page.words, self._names(), self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self._fill(column)
        column.addStretch(1)
        for key, field in (self.form.fields | self.form.ticks).items():
            field.setObjectName(f"gallery-{key}")

    def _names(self) -> dict[str, str]:
        words = self._words
        return {
            "name": words("Name"), "place": words("Place"), "day": words("Day"), "from": words("From"),
            "until": words("Until"), "team": words("Measures team"), "hosts": words("Hosts, one a line"),
            "purpose": words("What it is for"), "how": words("How to take part, one step a line"),
            "otherwise": words("If somebody cannot come"), "host_notes": words("Notes for hosts alone"),
            "invited": words("Invited"), "visitors": words("Visitors, by tally"),
            "names": words("Notes carry who wrote them"),
            "rated": words("Cards ask for ratings"),
        }  # fmt: skip

    def _fill(self, column: QVBoxLayout) -> None:
        words, form = self._words, self.form
        count = whole_numbers(words, 0, _MOST)
        column.addLayout(form.line("name", words("What is the gallery called?")))
        column.addLayout(form.line("place", words("Which room?")))
        column.addLayout(form.line("day", words("8 July 2025"), days(words)))
        hours = times(words)
        column.addLayout(_pair(form.line("from", "10:00", hours), form.line("until", "16:00", hours)))
        column.addLayout(_pair(form.line("invited", "0", count), form.line("visitors", "0", count)))
        column.addWidget(Line())
        column.addLayout(form.line("team", words("Who made the measures?")))
        column.addLayout(form.text("hosts", words("a name"), lines()))
        column.addLayout(form.text("purpose", words("What should be different afterwards?"), texts()))
        column.addLayout(form.text("how", words("as supplied"), lines()))
        column.addLayout(form.text("otherwise", words("a box, a card, an address"), texts()))
        column.addLayout(form.text("host_notes", words("seen by nobody else"), texts()))
        column.addWidget(Line())
        column.addLayout(form.tick("names"))
        column.addLayout(form.tick("rated"))
        for tick in form.ticks.values():
            tick.setMinimumHeight(32)
        column.addWidget(Line())
        self.brand = Branding(self._page.session, self._page.shell.questions, words)
        column.addWidget(self.brand)

    # -- showing

    def show_gallery(self, gallery: Gallery) -> None:
        """Show a gallery."""
        still = bool(self._page.read_only())
        opens, closes = gallery.opens, gallery.closes
        values = {
            **{key: getattr(gallery, key) for key in self._names() if key not in {"day", "from", "until"}},
            "day": opens.date() if opens else None,
            "from": opens.time() if opens else None,
            "until": closes.time() if closes else None,
        }
        self.form.show_values(values, writable=not still)
        self.brand.refresh()

    def commit(self) -> None:
        """Keep what is being typed."""
        if self._work.book.gallery is not None:
            self.form.commit()
            self.brand.commit()

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        if key in self.form.wrong:
            self.form.say(key, "")
        if key not in {"day", "from", "until"}:
            return self._change(**{key: value})
        gallery = self._work.book.gallery
        return gallery is None or self._set_hours(gallery, key, value)

    def _set_hours(self, gallery: Gallery, key: str, value: date | time | None) -> bool:
        """The day moves both ends; an end that would lie before the other is given up."""
        opens, closes = gallery.opens, gallery.closes
        if key == "day":
            if value is None:
                return self._change(opens=None, closes=None)
            assert isinstance(value, date)  # noqa: S101 - what the field reads
            moved = datetime.combine(value, opens.time() if opens else _OPENS)
            long = closes - opens if opens and closes else None
            return self._change(opens=moved, closes=moved + long if long else None)
        if opens is None:
            return self.form.say(key, self._words("Say the day first.")) if value is not None else True
        if key == "from":
            assert value is None or isinstance(value, time)  # noqa: S101 - what the field reads
            moved = datetime.combine(opens.date(), value or time())
            return self._change(opens=moved, closes=closes if closes and closes > moved else None)
        assert value is None or isinstance(value, time)  # noqa: S101 - what the field reads
        if value is None:
            return self._change(closes=None)
        end = datetime.combine(opens.date(), value)
        return self._change(closes=end if end > opens else end + timedelta(days=1))

    def _change(self, **fields: object) -> bool:
        gallery = self._work.book.gallery
        if gallery is None:
            return True
        return self._work.do(self._words("Change the gallery"), actions.change_gallery, gallery.id, **fields)


def _pair(left: QVBoxLayout, right: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(left, 1)
    row.addLayout(right, 1)
    row.setAlignment(Qt.AlignmentFlag.AlignTop)
    return row
