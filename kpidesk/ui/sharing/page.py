"""The four-column table around a result in the centre, edited in place."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.desk.journal import Change
from kpidesk.domain.calculated import values_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre, DrivingMeasure, Evidence, Partner, PartnerShare, Standing
from kpidesk.drawing.sharing import table
from kpidesk.system.clock import now
from kpidesk.ui import copying
from kpidesk.ui.fields import Choice
from kpidesk.ui.page import Page, Shell
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.sharing.row import PartnerRow
from kpidesk.ui.sharing.table import Table
from kpidesk.ui.thumbnails import Thumbnail, numbers_of, spark
from kpidesk.ui.widgets import EmptyState, Panel, clear, coloured, label

_NARROW: Final = 760  # px of the page: below, the result's words need the room of its curve
# Whether critical, whether still wanted: the order of the groups of rows.
_GROUPS = ((True, False), (True, True), (False, False), (False, True))


class SharingPage(Page):
    """Partners around a result, what drives them, and what they can watch together."""

    key = "sharing"

    def __init__(self, shell: Shell) -> None:
        words = shell.words
        super().__init__(shell, words("Sharing"))
        self._centre: Centre | None = None
        self._rows: dict[str, PartnerRow] = {}
        self._order: list[object] = []
        self.command("sharing.centre", self._ask_centre, self.read_only)
        self.command("sharing.add", self.add_partner, self._why_not_add)
        self.command("sharing.remove", self._remove_partner, self._why_not_remove)
        self.command("sharing.picture", self._copy_picture, self._why_no_table)
        self._centres = Choice([], self._choose_centre, words("Result in the centre"))
        self._centres.setObjectName("centres")
        self._centres.setMinimumContentsLength(30)
        self.head.add_tool(self._centres)
        self._tools = [
            self.button("sharing.centre", text=words("Result in the centre")),
            self.button("sharing.remove", "tool"),
            self.button("sharing.add", "filled"),
        ]
        for tool in self._tools:
            self.head.add_tool(tool)
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack)
        self._stack.addWidget(
            EmptyState(
                self.icons.pixmap("handshake", "text_third", 40),
                words("Put a result in the centre that nobody can reach alone."),
                words("Rivers and beaches of the Marrow stay free of sewage."),
                self.button("sharing.centre", "filled", text=words("Choose the result")),
            )
        )
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._result_strip())
        panel = Panel()
        content = QWidget()
        self._content = content
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.table = Table(content, self._heads())
        panel.body.addWidget(self.table, 1)
        column.addWidget(panel, 1)
        self._stack.addWidget(whole)

    def _result_strip(self) -> Panel:
        panel = Panel()
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(14)
        self._code = QLabel()
        self._code.setFixedSize(44, 44)
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(self.words("Result in the centre"), "caption"))
        self._statement = label("", "statement-strong", wrap=True)
        texts.addWidget(self._statement)
        row.addWidget(self._code)
        row.addLayout(texts, 1)
        self._curve = Thumbnail(lambda _painter, _box: None, 40)
        self._curve.setFixedWidth(130)
        row.addWidget(self._curve)
        figure = QVBoxLayout()
        figure.setSpacing(2)
        self._figure = label("", "panel")
        figure.addWidget(self._figure)
        self._indicator = Choice([], self._choose_indicator, self.words("Measure that shows how it is doing"))
        self._indicator.setToolTip(self.words("Measure that shows how it is doing"))
        self._indicator.setFixedWidth(240)
        figure.addWidget(self._indicator)
        row.addLayout(figure)
        panel.body.addLayout(row)
        return panel

    def _heads(self) -> tuple[str, ...]:
        words = self.words
        return (
            words("Who can contribute?"), words("What is their contribution? Their measures"),
            words("What strategy will leverage it?"), words("Measures that can be shared"),
            words("Target and next step"),
        )  # fmt: skip

    # -- showing

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        desk = self.session.desk
        centres = sorted(desk.find(Centre), key=lambda each: desk.get(Result, each.result).code)
        if self._centre is None or self._centre.id not in {each.id for each in centres}:
            self._centre = centres[0] if centres else None
        else:
            self._centre = desk.get(Centre, self._centre.id)
        results = {each.id: desk.get(Result, each.result) for each in centres}
        self._centres.offer([(key, f"{each.code}  {each.statement}") for key, each in results.items()])
        self._centres.setVisible(len(centres) > 1)
        self._stack.setCurrentIndex(1 if self._centre else 0)
        for tool in self._tools:  # without a result in the centre the empty page offers the one step there is
            tool.setVisible(self._centre is not None)
        if self._centre is not None:
            self._centres.show_value(self._centre.id)
            self._show_result(self._centre)
            self._show_rows(self._centre)
        self.shell.commands.refresh()

    def _show_result(self, centre: Centre) -> None:
        desk = self.session.desk
        result = desk.get(Result, centre.result)
        look = self.colours.ring(desk.get(Ring, result.ring).position)
        self._code.setText(result.code)
        self._code.setStyleSheet(
            f"background: {look.fill}; color: {look.text}; border: 1px solid {look.line};"
            "border-radius: 22px; font-weight: 600;"
        )
        self._statement.setText(result.statement)
        measures = sorted(desk.find(Measure), key=lambda each: each.code)
        self._indicator.offer(
            [
                (None, self.words("no measure yet")),
                *((each.id, f"{each.code}  {each.name}") for each in measures),
            ]
        )
        self._indicator.show_value(centre.indicator)
        values = values_of(desk, desk.get(Measure, centre.indicator)) if centre.indicator else ()
        numbers = numbers_of(values)
        colours = self.colours
        self._curve.setVisible(bool(numbers) and self.width() >= _NARROW)
        if centre.indicator and numbers:
            measure = desk.get(Measure, centre.indicator)
            last = max((each for each in values if each.number is not None), key=lambda each: each.period)
            figure = self.words.number(numbers[-1], measure.decimals)
            when = self.words.pattern(last.period, "yMMM")
            self._figure.setText(" ".join(filter(None, (figure, measure.unit, "·", when))))
            self._curve.show_drawing(
                lambda painter, box: spark(painter, box.adjusted(4, 8, -4, -8), numbers, colours)
            )
        else:
            self._figure.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._curve.setVisible(bool(self._figure.text()) and self.width() >= _NARROW)

    def _show_rows(self, centre: Centre) -> None:
        partners = sorted(self.session.desk.find(Partner, centre=centre.id), key=lambda each: each.code)
        order = list(self._layout_of(partners))
        if order != self._order:
            self._order = order
            self._lay_out(order)
        for partner in partners:
            self._rows[partner.id].show_partner(partner)

    def _layout_of(self, partners: list[Partner]) -> Iterator[object]:
        """What stands in the list from top to bottom: texts of groups, ids of partners."""
        words, desk = self.words, self.session.desk
        names = {
            (True, False): words("Critical, already in"), (True, True): words("Critical, still wanted"),
            (False, False): words("Others, already in"), (False, True): words("Others, still wanted"),
        }  # fmt: skip
        for critical, wanted in _GROUPS:
            members = [
                each
                for each in partners
                if each.critical is critical and (each.standing is Standing.DESIRED) is wanted
            ]
            if members:
                guesses = sum(
                    len(desk.find(DrivingMeasure, partner=each.id, evidence=Evidence.HYPOTHESISED))
                    for each in members
                )
                remark = (
                    words.many("{n} guess to check with them", "{n} guesses to check with them", guesses)
                    if guesses
                    else ""
                )
                yield (names[critical, wanted], len(members), remark)
                yield from (each.id for each in members)

    def _lay_out(self, order: list[object]) -> None:
        """Put the rows in their order; rows that stay keep their widgets, and with them the focus."""
        kept = {each: self._rows[each] for each in order if isinstance(each, str) and each in self._rows}
        focus = QApplication.focusWidget()
        for row in kept.values():
            self._list.removeWidget(row)
        clear(self._list)
        self._rows = kept
        desk = self.session.desk
        for each in order:
            if isinstance(each, tuple):
                self._list.addWidget(self._group(*each))
            elif isinstance(each, str):
                if each not in self._rows:
                    self._rows[each] = PartnerRow(self, desk.get(Partner, each), self.ask_share)
                self._list.addWidget(self._rows[each])
                self._rows[each].show()
        if not order:
            hint = label(self.words("Who can contribute to this result? Name the first partner."), "second")
            hint.setContentsMargins(14, 14, 14, 14)
            self._list.addWidget(hint)
        self._list.addStretch()
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus()

    def _group(self, name: str, count: int, remark: str) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "group-row")
        frame.setFixedHeight(30)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(label(name, "caption-strong"))
        row.addWidget(label(self.words.number(count), "caption"))
        row.addStretch()
        if remark:
            said = label(remark, "caption")
            coloured(said, self.colours.watch)
            row.addWidget(said)
        return frame

    def show_record(self, record_id: str) -> None:
        """A partner's row, or the table around a result or centre."""
        desk = self.session.desk
        for partner in desk.find(Partner, id=record_id):
            if self._centre is None or partner.centre != self._centre.id:
                self._centre = desk.get(Centre, partner.centre)
                self.refresh(None)
            row = self._rows[partner.id]
            self.table.area.ensureWidgetVisible(row)
            row.name.setFocus()
        for centre in (*desk.find(Centre, id=record_id), *desk.find(Centre, result=record_id)):
            self._choose_centre(centre.id)

    # -- doing

    def _do(self, label_: str, action: Callable[..., object], *arguments: object, **fields: object) -> bool:
        return self.session.do(label_, partial(action, **fields), *arguments)

    def _choose_centre(self, centre_id: str) -> None:
        self._centre = self.session.desk.get(Centre, centre_id)
        self.refresh(None)

    def _choose_indicator(self, measure_id: str | None) -> None:
        if self._centre is not None:
            self._do(self.words("Choose the figure"), actions.set_indicator, self._centre.id, measure_id)

    def _ask_centre(self) -> None:
        desk, words = self.session.desk, self.words
        results = sorted(desk.find(Result), key=lambda each: each.code)
        if not results:
            self.shell.say(
                words("There is no result yet that could stand in the centre."),
                button=words("Add a result"),
                do=lambda: self.shell.go("results"),
            )
            return
        hits = [
            Hit("target", f"{each.code}  {each.statement}", partial(self._put_in_centre, each))
            for each in results
        ]
        Picker(
            self, self.icons, words("Which result can nobody reach alone?"), lambda text: matching(text, hits)
        )

    def _put_in_centre(self, result: Result) -> None:
        name = self.words("Put {code} in the centre", code=result.code)
        self._do(name, actions.set_centre, result.id)
        for centre in self.session.desk.find(Centre, result=result.id):
            self._choose_centre(centre.id)

    def _copy_picture(self) -> None:
        """Put the first page of the printed table on the clipboard."""
        if self._centre is None:
            return
        pages = table(self.session.desk, self._centre, self.words, now().date())
        first = pages[0]
        copying.copy(first.items, (0, 0, first.width, first.height))
        words = self.words
        self.shell.say(
            words("The table is on the clipboard as a picture.")
            if len(pages) == 1
            else words("The first of {n} pages is on the clipboard as a picture.", n=len(pages))
        )

    def _why_no_table(self) -> str:
        return "" if self._centre else self.words("Put a result in the centre first.")

    def _why_not_add(self) -> str:
        if self._centre is None:
            return self.words("Put a result in the centre first.")
        return self.read_only()

    def add_partner(self) -> None:
        """Add a partner and begin to write the name."""
        if self._centre is None:
            return
        before = {each.id for each in self.session.desk.find(Partner)}
        name = self.words("New partner")
        if self._do(
            self.words("Add partner"), actions.add_partner, self._centre.id, name, standing=Standing.CURRENT
        ):
            (added,) = {each.id for each in self.session.desk.find(Partner)} - before
            self.show_record(added)
            self._rows[added].name.selectAll()

    def _current_row(self) -> PartnerRow | None:
        focus = QApplication.focusWidget()
        return next((row for row in self._rows.values() if focus and row.isAncestorOf(focus)), None)

    def _why_not_remove(self) -> str:
        if not self._rows:
            return self.words("There is no partner yet.")
        return self.read_only()

    def _remove_partner(self) -> None:
        row = self._current_row()
        if row is not None:
            self._remove(row.partner)
            return
        hits = [
            Hit("handshake", f"{each.partner.code}  {each.partner.name}", partial(self._remove, each.partner))
            for each in self._rows.values()
        ]
        Picker(self, self.icons, self.words("Remove which partner?"), lambda text: matching(text, hits))

    def _remove(self, partner: Partner) -> None:
        self._do(self.words("Remove {code}", code=partner.code), actions.remove_partner, partner.id)

    def ask_share(self, partner_id: str) -> None:
        """Ask which measure a partner shares: one that others share, one of the desk, or a new one."""
        desk = self.session.desk
        partner = desk.get(Partner, partner_id)
        shared = {each.measure for each in desk.find(PartnerShare)}
        own = {each.measure for each in desk.find(PartnerShare, partner=partner_id)}
        measures = sorted(
            (each for each in desk.find(Measure) if each.id not in own),
            key=lambda each: (each.id not in shared, len(each.code), each.code),
        )
        hits = [
            Hit(
                "users-round" if each.id in shared else "chart-spline",
                f"{each.code}  {each.name}",
                partial(self._share, partner, each),
            )
            for each in measures
        ]

        def look(text: str) -> list[Hit]:
            found = matching(text, hits)[:30]
            if text.strip():
                new = self.words("New measure to share: “{name}”", name=text.strip())
                found.append(Hit("plus", new, partial(self._share_new, partner, text)))
            return found

        Picker(self, self.icons, self.words("Which measure can {name} share?", name=partner.name), look)

    def _share(self, partner: Partner, measure: Measure) -> None:
        name = self.words("Share {code} with {partner}", code=measure.code, partner=partner.code)
        self._do(name, actions.share, partner.id, measure.id)

    def _share_new(self, partner: Partner, text: str) -> None:
        name = self.words("Share a measure with {partner}", partner=partner.code)
        self._do(name, actions.share_new, partner.id, text)
