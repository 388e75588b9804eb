"""How the harvest stands: notes by kind and by group, and groups that are too small to be shown apart."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.domain.gallery import NoteKind
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.texts import KIND_ICONS, kind_names
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font
from kpidesk.ui.widgets import Line, Panel, label, scrolling

_ROW: Final = 26
Rows: TypeAlias = Sequence[tuple[str, int, NoteKind | None]]


class Bars(QWidget):
    """Names with bars and counts, painted in one go; `kinds` have their paper, groups are plain."""

    reads_as = Role.Chart

    def __init__(self, colours: Palette, icons: Icons) -> None:
        super().__init__()
        self._colours, self._icons = colours, icons
        self._rows: Rows = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Rows) -> None:
        """Show names, counts, and for kinds their look."""
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName(", ".join(f"{name} {count}" for name, count, _ in rows))
            self.setFixedHeight(max(1, len(rows)) * _ROW)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(200, len(self._rows) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(13))
        metrics = QFontMetrics(painter.font())
        most = max((count for _, count, _ in self._rows), default=0) or 1
        names = max((metrics.horizontalAdvance(name) for name, _, _ in self._rows), default=0)
        number = max(24, metrics.horizontalAdvance(str(most)) + 6)
        for place, (name, count, kind) in enumerate(self._rows):
            left = 26 if kind else 0
            bar = min(left + names + 10, round(self.width() * 0.62))
            self._row(painter, QRectF(0, place * _ROW, self.width(), _ROW), name, kind, left, bar)
            track = QRectF(bar, place * _ROW + 9, max(8, self.width() - bar - number), 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.pressed))
            painter.drawRoundedRect(track, 2, 2)
            ink = self._colours.notes[kind.value].ink if kind else self._colours.text_second
            painter.setBrush(QColor(ink))
            painter.drawRoundedRect(QRectF(track.topLeft(), track.size()).adjusted(
                0, 0, -track.width() * (1 - count / most), 0), 2, 2)  # fmt: skip
            painter.setPen(QColor(self._colours.text))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, place * _ROW, self.width(), _ROW), flags, str(count))
        painter.end()

    def _row(
        self, painter: QPainter, box: QRectF, name: str, kind: NoteKind | None, left: int, bar: int
    ) -> None:
        if kind is not None:
            look = self._colours.notes[kind.value]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.paper))
            painter.drawRoundedRect(QRectF(0, box.top() + 4, 18, 18), 4, 4)
            icon = self._icons.pixmap(KIND_ICONS[kind], look.ink, 12)
            painter.drawPixmap(QPointF(3, box.top() + 7), icon)
        painter.setPen(QColor(self._colours.text))
        shown = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, bar - left - 6)
        place = QRectF(left, box.top(), bar - left, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class SoFar(Panel):
    """The panel."""

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        super().__init__(words("So far"))
        self._words = words
        self._count = label("", "second")
        self.head.addWidget(self._count)
        self.head.setContentsMargins(14, 0, 14, 0)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self._kinds, self._groups = Bars(colours, icons), Bars(colours, icons)
        column.addWidget(self._kinds)
        column.addWidget(Line())
        column.addWidget(label(words("By group"), "caption-strong"))
        column.addWidget(self._groups)
        column.addStretch(1)
        self.body.addWidget(scrolling(content), 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("users-round", "text_second", 16))
        self.hint = label("", "second", wrap=True)
        foot.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.hint, 1)
        self._line = Line()
        self.body.addWidget(self._line)
        self.body.addWidget(self._foot)

    def refresh(self, book: Book) -> None:
        """Show the book's numbers."""
        words, kinds = self._words, book.all_kinds
        self._count.setText(words.many("{n} note", "{n} notes", len(book.notes)))
        names = [*kind_names(words).items(), *([(None, words("No kind"))] if kinds[None] else [])]
        self._kinds.show_rows([(name, kinds[kind], kind) for kind, name in names])
        counts = [(group.name, book.of_group[key]) for key, group in book.groups.items()]
        counts = sorted(counts, key=lambda each: -each[1])
        if book.of_group[None]:
            counts.append((words("No group"), book.of_group[None]))
        self._groups.show_rows([(name, count, None) for name, count in counts])
        said = []
        if small := book.small_groups():
            text = words("Under four notes so far: {groups}. Reports merge them.", groups=", ".join(small))
            said.append(text)
        if book.notes and (silent := book.silent_groups()):
            said.append(words("Not heard yet: {groups}.", groups=", ".join(silent)))
        self.hint.setText("\n".join(said))
        self._foot.setVisible(bool(said))
        self._line.setVisible(bool(said))
