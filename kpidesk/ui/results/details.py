"""What the selected result is about, with its links; or what can be done with what is selected."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.findings import text_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Audience, Link, LinkRole, LinkStatus, Result, ResultStatus, Ring
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.because import Because
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.in_languages import InLanguages
from kpidesk.ui.painted import ring_mark
from kpidesk.ui.pressable import Pressable
from kpidesk.ui.results.checks import Checks, ChecksList, Hint
from kpidesk.ui.results.links import confidence_name, lag_words, link_status_name
from kpidesk.ui.results.marks import Dots, OffStrategy, Tags
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.versions import EarlierWordings
from kpidesk.ui.widgets import Chip, Flow, Line, Panel, Segments, button, clear, label, scrolling
from kpidesk.ui.wording import Hints, MarkedText, Wording
from kpidesk.ui.wording_tests import TestsPanel

_MOST_HINTS: Final = 3
_ABOUT: Final = "about"
_WORDING: Final = "wording"


def audience_name(audience: Audience, words: Words) -> str:
    """Whose condition a result describes, in words."""
    return {
        Audience.POPULATION: words("Population"),
        Audience.CUSTOMER: words("Customers"),
        Audience.INTERNAL: words("Internal result"),
    }[audience]


def status_name(status: ResultStatus, words: Words) -> str:
    """How far a wording has come, in words."""
    return {
        ResultStatus.DRAFT: words("Draft"),
        ResultStatus.AGREED: words("Agreed"),
        ResultStatus.PARKED: words("Parked"),
    }[status]


class _RingMark(QWidget):
    """The mark of a ring, 9 px."""

    reads_as = Role.Whitespace

    def __init__(self, colour: str, position: int) -> None:
        super().__init__()
        self.setFixedSize(9, 18)
        self._colour, self._position = QColor(colour), position

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        ring_mark(painter, QRectF(0.5, 5.5, 8, 8), self._position)
        painter.end()


class _LinkRow(QWidget):
    """A link as seen from one of its results."""

    def __init__(self, details: "Details", link: Link, seen_from: str) -> None:
        super().__init__()
        work, words, icons = details.work, details.words, details.icons
        kind, out = work.kind(link.kind), link.source == seen_from
        other = work.bubbles[link.target if out else link.source]
        picture = QLabel()
        if kind.role is LinkRole.CONFLICT:
            picture.setPixmap(icons.pixmap("zap", "conflict", 16))
        elif not kind.directed:
            picture.setPixmap(icons.pixmap("link", "text_second", 16))
        else:
            picture.setPixmap(icons.pixmap("arrow-right" if out else "arrow-left", "text_second", 16))
        name = kind.name
        if kind.directed and not out:
            cause = kind.role is LinkRole.CAUSE
            name = words("comes from") if cause else words("{kind} from", kind=kind.name)
        parts = [name]
        if link.confidence is not None:
            parts.append(confidence_name(link.confidence, words))
        if link.lag_months is not None:
            parts.append(lag_words(link.lag_months, words))
        if link.status is not LinkStatus.AGREED:
            parts.append(link_status_name(link.status, words))
        self.statement = Pressable(other.result.statement, "", words("Select {code}", code=other.result.code))
        self.caption = Pressable(" · ".join(parts), "caption", words("Edit the link {code}", code=link.code))
        self.statement.clicked.connect(lambda: details.selection.set((other.result.id,)))
        self.caption.clicked.connect(lambda: details.link_opened.emit(link.id))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.statement)
        column.addWidget(self.caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 5)
        row.setSpacing(8)
        mark = _RingMark(work.colours.ring(other.position).line, other.position)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


def _completing(field: LineField) -> QStringListModel:
    """Let a field offer what was typed elsewhere; the model of what it offers."""
    known = QStringListModel(field)
    completer = QCompleter(known, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
    return known


class Details(Panel):
    """The panel at the right of the map."""

    link_opened = Signal(str)
    measure_opened = Signal(str)
    note_opened = Signal(str)

    def __init__(
        self,
        work: MapWork,
        selection: Selection,
        icons: Icons,
        words: Words,
        wording: Wording,
        tools: Iterable[QWidget] = (),
    ) -> None:
        super().__init__(" ")
        self.work, self.selection, self.icons, self.words = work, selection, icons, words
        self.wording = wording
        self.setObjectName("result-details")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.head.setStretchFactor(self.title, 0)
        self.head.setSpacing(8)
        self.head.addStretch(100)
        self._id = ""
        self.checks = Checks(work)
        self._chip: Chip | None = None
        self._stack = QStackedWidget()
        self._tools = list(tools)
        self.one = self._one()
        self.other = self._other()
        self._stack.addWidget(scrolling(self.one))
        self._stack.addWidget(scrolling(self.other))
        self.body.addWidget(self._stack)
        selection.changed.connect(self._show)

    # -- building

    def _one(self) -> QWidget:
        words = self.words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(6, 8, 6, 12)
        column.setSpacing(4)
        self.statement = MarkedText(self.wording, self._reword, name=words("Statement of the result"))
        self.statement.setObjectName("details-statement")
        self.statement.setProperty("role", "statement")
        self.statement.setProperty("bare", "true")
        column.addWidget(self.statement)
        self.parts = Segments(((_ABOUT, words("Facts")), (_WORDING, words("Wording"))))
        self.parts.chosen.connect(self._show_part)
        line = QHBoxLayout()
        line.setContentsMargins(9, 2, 8, 4)
        line.addWidget(self.parts)
        line.addStretch()
        column.addLayout(line)
        self.about_part, self.wording_part = self._about(), self._wording()
        self.wording_part.hide()
        column.addWidget(self.about_part, 1)
        column.addWidget(self.wording_part, 1)
        return page

    def _wording(self) -> QWidget:
        """What is marked in the statement, what the tests say, and earlier wordings."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(9, 0, 8, 0)
        column.setSpacing(10)
        self.marked = Hints(self.wording)
        self.tests = TestsPanel(self.wording, narrow=True)
        self.earlier = EarlierWordings(self.work.session, self.words, self._use_again)
        for each in (self.marked, self.tests, self.earlier):
            column.addWidget(each)
        column.addStretch(1)
        self.marked.follow(self.statement)
        self.tests.follow(self.statement)
        return part

    def _show_part(self, name: str) -> None:
        self.about_part.setVisible(name == _ABOUT)
        self.wording_part.setVisible(name == _WORDING)

    def show_wording(self) -> None:
        """Show what is to be said about the wording."""
        self.parts.choose(_WORDING)
        self._show_part(_WORDING)

    def _use_again(self, text: str) -> None:
        self.statement.show_value(text)
        self._reword(text)

    def _about(self) -> QWidget:
        """What else is known of the result."""
        words = self.words
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(9, 0, 8, 0)  # fields stand out by their own padding
        column.setSpacing(6)
        self.owner = LineField(lambda text: self._change(owner=text), words("nobody named"))
        self.owner.setProperty("bare", "true")
        self.about = Choice(
            [(each, audience_name(each, words)) for each in Audience],
            lambda value: self._change(audience=value),
        )
        self.status = Choice(
            [(each, status_name(each, words)) for each in ResultStatus],
            lambda value: self._change(status=value),
        )
        self.area = LineField(lambda text: self._change(area=text), words("none"))
        self.area.setProperty("bare", "true")
        self.dots = Dots(self.work, words)
        self.tags = Tags(self.work, self.icons, words)
        self.off_strategy = OffStrategy(self.work, words)
        self._owners, self._areas = _completing(self.owner), _completing(self.area)
        column.addLayout(
            self._rows(
                (words("Owner"), self.owner),
                (words("About"), self.about),
                (words("Status"), self.status),
                (words("Area"), self.area),
                (words("Dots"), self.dots),
            )
        )
        self._measures = QVBoxLayout()
        self._measures.setSpacing(2)
        column.addLayout(self._measures)
        column.addSpacing(4)
        column.addWidget(Line())
        head = QHBoxLayout()
        self.link_count = label("", "caption")
        head.addWidget(label(words("Links"), "caption-strong"), 1)
        head.addWidget(self.link_count)
        column.addLayout(head)
        self.links = QVBoxLayout()
        self.links.setSpacing(0)
        column.addLayout(self.links)
        column.addWidget(Line())
        column.addWidget(label(words("Tags"), "caption-strong"))
        column.addWidget(self.tags)
        column.addWidget(self.off_strategy)
        self.by_host = QCheckBox(words("the facilitator’s own"))
        self.by_host.setToolTip(words("The facilitator’s own, not the group’s"))
        self.by_host.setObjectName("result-by-host")
        self.by_host.clicked.connect(lambda on: self._change(by_host=bool(on)))
        column.addWidget(self.by_host)
        said = {"statement": words("Statement of the result")}
        self.in_languages = InLanguages(self.work.session, words, said)
        column.addWidget(self.in_languages)
        self.because = Because(self.work.session.desk, words)
        self.because.opened.connect(self.note_opened)
        column.addWidget(self.because)
        column.addStretch(1)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(8)
        column.addLayout(self._hints)
        return part

    @staticmethod
    def _rows(*rows: tuple[str, QWidget]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for number, (text, field) in enumerate(rows):
            head = label(text, "caption")
            head.setMinimumWidth(50)
            head.setBuddy(field)
            field.setAccessibleName(text)
            field.setObjectName(f"details-{number}")
            grid.addWidget(head, number, 0)
            grid.addWidget(field, number, 1)
        return grid

    def _other(self) -> QWidget:
        words = self.words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(15, 14, 15, 14)
        column.setSpacing(10)
        self.sentence = label("", "statement", wrap=True)
        self.more = label("", "second", wrap=True)
        self.open_link = button(
            self.words("Edit the link"), lambda: self.link_opened.emit(self.selection.current)
        )
        column.addWidget(self.sentence)
        column.addWidget(self.more)
        column.addWidget(self.open_link, 0, Qt.AlignmentFlag.AlignLeft)
        tools = Flow(6)
        for each in self._tools:
            tools.addWidget(each)
        column.addLayout(tools)
        self.checks_list = ChecksList(self.checks, self._go_to, self.icons, words)
        column.addWidget(self.checks_list)
        column.addStretch(1)
        return page

    # -- showing

    def refresh(self) -> None:
        """Show the desk as it is."""
        self.checks.forget()
        self._show()

    def commit(self) -> bool:
        """Take over what is being typed; False when some of it was refused."""
        if not self._id:
            return True
        self.tests.commit()
        self.in_languages.commit()
        fields = (self.statement, self.owner, self.area, self.off_strategy.reason)
        for field in fields:
            field.commit()
        return not (self.in_languages.unfinished or any(field.dirty for field in fields))

    def _show(self) -> None:
        ids = self.selection.ids
        result = self.work.result(ids[0]) if len(ids) == 1 else None
        wanted = result.id if result else ""
        if self._id and wanted != self._id and self.work.result(self._id) and not self.commit():
            self.selection.set((self._id,))  # what was refused stays in sight, with its words
            return
        self._id = wanted
        self._stack.setCurrentIndex(0 if result else 1)
        if self._chip:
            self.head.removeWidget(self._chip)
            self._chip.hide()
            throw_away(self._chip)
            self._chip = None
        if result:
            self._show_result(result)
        else:
            self._show_other(ids)

    def _show_result(self, result: Result) -> None:
        work = self.work
        ring = next(ring for ring in work.rings() if ring.id == result.ring)
        self.title.show_text(result.code)
        self._chip = self._ring_chip(ring)
        self.head.insertWidget(1, self._chip)
        self.statement.show_subject(result.id, result.statement)
        self.marked.show_subject(result.id, self.statement.toPlainText())
        self.tests.show_subject(result.id, self.statement.toPlainText())
        self.earlier.show_subject(result.id, "statement")
        self.owner.show_value(result.owner)
        self.area.show_value(result.area)
        self.about.show_value(result.audience)
        self.status.show_value(result.status)
        results = [bubble.result for bubble in work.bubbles.values()]
        self._owners.setStringList(sorted({each.owner for each in results} - {""}))
        self._areas.setStringList(sorted({each.area for each in results} - {""}))
        for field in (self.statement, self.owner, self.area):
            field.setReadOnly(not work.writable)
        for choice in (self.about, self.status):
            choice.setEnabled(work.writable)
        for each in (self.dots, self.tags, self.off_strategy):
            each.show_result(result)
        self.by_host.setChecked(result.by_host)
        self.by_host.setEnabled(work.writable)
        self._show_measures(result)
        self._show_links(result)
        self.in_languages.show_record(result)
        self.because.show_for([result.id, *(link.id for link in self.work.links_of(result.id))])
        self._show_hints(result)

    def _ring_chip(self, ring: Ring) -> Chip:
        look = self.work.colours.ring(ring.position)
        plain = look.fill == self.work.colours.surface
        return Chip(
            f"{ring.position} {ring.name}",
            fill="" if plain else look.fill,
            ink=look.text,
            outline=look.line if plain else "",
        )

    def _show_measures(self, result: Result) -> None:
        clear(self._measures)
        for measure in self.work.session.desk.find(Measure, result=result.id):
            row = QHBoxLayout()
            row.setSpacing(6)
            picture = QLabel()
            picture.setPixmap(self.icons.pixmap("chart-spline", "text_second", 16))
            name = Pressable(f"{measure.code}  {measure.name}", "", self.words("Show the measure"))
            name.setObjectName(f"measure-{measure.code}")
            name.clicked.connect(self._opening(measure.id))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(name, 1)
            self._measures.addLayout(row)

    def _opening(self, measure_id: str) -> Callable[[], None]:
        return lambda: self.measure_opened.emit(measure_id)

    def _show_links(self, result: Result) -> None:
        clear(self.links)
        links = self.work.links_of(result.id)
        self.link_count.setText(str(len(links)))
        for link in links:
            self.links.addWidget(_LinkRow(self, link, result.id))

    def _show_hints(self, result: Result) -> None:
        clear(self._hints)
        links = {link.code for link in self.work.links_of(result.id)}
        about = [each for each in self.checks.open if result.code in each.records or links & {*each.records}]
        for finding in about[:_MOST_HINTS]:
            go = partial(self._go_to, self.checks.subject(finding))
            dismiss = partial(self.checks.dismiss, finding)
            self._hints.addWidget(Hint(text_of(finding, self.words), self.icons, self.words, go, dismiss))

    def _go_to(self, found: str) -> None:
        """Select what a finding is about; a measure is gone to on its page."""
        if found in self.work.bubbles or self.work.link_record(found):
            self.selection.set((found,))
        else:
            self.measure_opened.emit(found)

    def _show_other(self, ids: tuple[str, ...]) -> None:
        words, work = self.words, self.work
        link = work.link_record(ids[0]) if len(ids) == 1 else None
        self.open_link.setVisible(link is not None)
        self.checks_list.setVisible(not ids)
        if not ids:
            self.checks_list.refresh()
        for each in self._tools:
            each.setVisible(len(ids) > 1)
        if link:
            self.title.show_text(link.code)
            kind = work.kind(link.kind)
            self.sentence.setText(f"{work.code(link.source)} {kind.name} {work.code(link.target)}")
            self.more.setText(link.rationale or words("No reason is given yet."))
        elif ids:
            self.title.show_text(words("Selection"))
            self.sentence.setText(words.many("{n} selected", "{n} selected", len(ids)))
            self.more.setText(words("Drag one and all of them move. Shift and arrows move them a little."))
        else:
            self.title.show_text(words("Details"))
            self.sentence.setText(words("Choose a result to see what it is about."))
            self.more.setText(
                words(
                    "Double-click an empty place of the map, or press N, to write a new one. "
                    "Drag from the edge of a bubble to link it."
                )
            )

    # -- editing

    def _reword(self, text: str) -> bool:
        return self.work.reword(self._id, text, typing=f"statement {self._id}")

    def _change(self, **fields: object) -> bool:
        return self.work.change(self._id, **fields) if self._id else True
