"""The Sharing page: a result in the centre, and the views of the partners around it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.desk.journal import Change
from kpidesk.domain.findings import Finding
from kpidesk.domain.guesses import guesses
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, DrivingMeasure, Partner, PartnerShare, Standing, in_order
from kpidesk.domain.sharing_checks import check_centre
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui import copying
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.page import Shell
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.sharing.board import BoardView
from kpidesk.ui.sharing.chart_view import ChartView
from kpidesk.ui.sharing.commitments_view import CommitmentsView
from kpidesk.ui.sharing.guide_bar import PARTS, GuideBar
from kpidesk.ui.sharing.matrix import MatrixView
from kpidesk.ui.sharing.partner_view import PartnerView
from kpidesk.ui.sharing.places import place_of
from kpidesk.ui.sharing.plan_view import PlanView
from kpidesk.ui.sharing.sheet import WorkSheetView
from kpidesk.ui.sharing.strip import ResultStrip
from kpidesk.ui.sharing.table_view import TableView
from kpidesk.ui.sharing.verify import VerifyView
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import Views, WalkedPage, by_wide
from kpidesk.ui.widgets import EmptyState

_WORDS_FROM: Final = 1700  # px of the page: below, the tools of the head are icons
_TOOLS: Final = 230  # px at least that are left to tools, so that names stay the same from view to view
_VIEWS: Final[tuple[type[View], ...]] = (
    WorkSheetView, TableView, PartnerView, ChartView, MatrixView, BoardView, VerifyView, CommitmentsView,
    PlanView,
)  # fmt: skip


class SharingPage(WalkedPage):
    """Partners around a result, what drives them, what they can watch together, and what they promise."""

    key: ClassVar[str] = "sharing"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Sharing"))
        self.centre: Centre | None = None
        self.partner_id = ""
        self.part = 1
        self._narrow = False
        self._waiting = ""  # how many guesses wait, as it stands beside the name of their view
        self.command("sharing.centre", self._ask_centre, self.read_only)
        self.command("sharing.uncentre", self._uncentre, self.why_not)
        self.command("sharing.add", self.add_partner, self.why_not)
        self.command("sharing.remove", self._remove_partner, self._why_not_remove)
        self.command("sharing.picture", self._copy_picture, self._why_no_picture)
        self.command("sharing.vote", self._vote, self.why_not)
        self.command("sharing.up", partial(self._move, -1), self._why_not_remove)
        self.command("sharing.down", partial(self._move, 1), self._why_not_remove)
        self.provide_those_of(_VIEWS, self.why_not)
        self._build()

    # -- building

    def _build(self) -> None:
        words = self.words
        names = {
            "sheet": words("Work sheet"), "table": words("Table"), "partner": words("One partner"),
            "chart": words("Centre chart"), "matrix": words("Matrix"),
            "board": words("Action and alignment"), "verify": words("To verify"),
            "commitments": words("Commitments"), "plan": words("Work plan"),
        }  # fmt: skip
        short = {
            "partner": words("Partner"),
            "chart": words("Chart"),
            "board": words("Board"),
            "plan": words("Plan"),
        }
        there = [each.key for each in _VIEWS]
        shortest = short | {
            "sheet": words("Sheet"), "verify": words("Verify"), "commitments": words("Promises"),
        }  # fmt: skip
        self._names = [{key: each[key] for key in there} for each in (names, names | short, names | shortest)]
        self.shown = Views(self, _VIEWS, names, "table")
        self.segments.chosen.connect(self.show_view)
        self.head.add_segments(self.segments)
        self.choice = Choice(list(self._names[0].items()), self.show_view, words("View"))
        self.choice.setObjectName("view-choice")
        self.choice.setMinimumContentsLength(14)
        self.choice.hide()
        self.head.add_beside(self.choice)
        self._remove_tool = self.button("sharing.remove", "tool")
        self._remove_tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the row in hand
        self.head.add_tool(self._remove_tool)
        self.add = self.button("sharing.add", "filled")
        self.promise = self.button("sharing.promise", "filled")
        self.head.add_tool(self.add)
        self.head.add_tool(self.promise)
        self.sights = QStackedWidget()
        self.body.addWidget(self.sights)
        self.sights.addWidget(
            EmptyState(
                self.icons.pixmap("handshake", "text_third", 40),
                words("Put a result in the centre that nobody can reach alone."),
                words("Rivers and beaches of the Marrow stay free of sewage."),
                self.button("sharing.centre", "filled", text=words("Choose the result")),
            )
        )
        self.strip = ResultStrip(self, self._choose_centre, self._choose_indicator)
        self.bar = GuideBar(self, self._next_part, self.jump)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(self.shown, 1)
        column.addWidget(self.bar)
        self.sights.addWidget(whole)
        self._bring("table")

    # -- the shell's side

    def refresh(self, change: Change | None) -> None:
        """See Page. Who was at work here goes on here, also behind a dialog."""
        working = self.has_focus()
        desk = self.session.desk
        centres = sorted(desk.find(Centre), key=lambda each: desk.get(Result, each.result).code)
        if self.centre is None or self.centre.id not in {each.id for each in centres}:
            self.centre = centres[0] if centres else None
        else:
            self.centre = desk.get(Centre, self.centre.id)
        self.sights.setCurrentIndex(1 if self.centre else 0)
        if self.centre is not None:
            self.strip.show_centre(self.centre, centres)
            self._keep_partner()
            self.view.show_desk(change)
            self._show_hints()
        self._show_tools()
        self.shell.commands.refresh()
        if working and not self.has_focus():
            self.go_on()

    def _keep_partner(self) -> None:
        """The partner in hand, or the first one where it is gone."""
        ids = [each.id for each in self.partners()]
        if self.partner_id not in ids:
            self.partner_id = ids[0] if ids else ""

    def partners(self) -> list[Partner]:
        """The partners around the result that is looked at, in their order."""
        centre = self.centre.id if self.centre else ""
        return in_order(self.session.desk.find(Partner, centre=centre))

    def _show_hints(self) -> None:
        if self.centre is not None:
            today = date.today()  # noqa: DTZ011 - the day of the person's calendar
            self.bar.show_hints(check_centre(self.session.desk, self.centre.id, today))
            self.bar.show_part(self.part)
            waiting = len(guesses(self.session.desk, self.centre.id, today))
            self._waiting = self.words.number(waiting) if waiting else ""

    def show_record(self, record_id: str) -> None:
        """See Page. Records come into sight in the view where they are at home."""
        desk = self.session.desk
        for centre in (*desk.find(Centre, id=record_id), *desk.find(Centre, result=record_id)):
            self._choose_centre(centre.id)
            return
        place = place_of(desk, record_id)
        if place is None:
            return
        if place.centre and (self.centre is None or place.centre != self.centre.id):
            self._choose_centre(place.centre)
        self.partner_id = place.partner or self.partner_id
        now = self.segments.current
        view = place.view or (now if now in _OF_PARTNERS else TableView.key)
        if now != view:
            self.show_view(view)
        self.view.show_record(record_id)

    def jump(self, finding: Finding) -> None:
        """Go to what a hint is about."""
        if self.session.desk.find(Measure, id=finding.about):
            self.shell.go("measures", finding.about)
        else:
            self.show_record(finding.about)

    def areas(self) -> list[QWidget]:
        """See Page; at the end the way to the next part of the work sheet."""
        return [*super().areas(), self.bar.next] if self.filled else []

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return self.centre is not None

    def place(self) -> object:
        """See Page."""
        return self.segments.current, self.centre.id if self.centre else "", self.partner_id, self.part

    def come_back(self, place: object) -> None:
        """See Page."""
        assert isinstance(place, tuple)  # noqa: S101 - what `place` returned
        view, centre, partner, self.part = place
        for there in self.session.desk.find(Centre, id=centre):
            self._choose_centre(there.id)
            self.partner_id = partner
            self.show_view(view)
            self.bar.show_part(self.part)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See Page."""
        return self.view.projected(room) if self.centre else None

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        found: dict[str, Callable[[], object]] = {}
        if self.centre is not None:
            for kind in _VIEWS:
                view = self.shown.of(kind.key)
                if kind is not TableView:
                    found |= view.views() or {kind.key: partial(self.show_view, kind.key)}
        return found

    def make_room(self, *, narrow: bool) -> None:
        """See Page. Most panels at the right stay beside the Guide: the work of the views goes on in them."""
        self._narrow = narrow
        if self.view.side is not None and self.view.yields:
            self.view.side.setVisible(not narrow and not self.bare)

    def set_bare(self, *, bare: bool) -> None:
        """See Page."""
        super().set_bare(bare=bare)
        self.bar.setVisible(not bare)
        self.view.set_bare(bare=bare)
        self.make_room(narrow=self._narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Narrow windows give the head less words."""
        super().resizeEvent(event)
        self._show_tools()

    def _show_tools(self) -> None:
        promises = self.segments.current in {CommitmentsView.key, PlanView.key}
        self.add.setVisible(self.centre is not None and not promises)
        self.promise.setVisible(self.centre is not None and promises)
        self._remove_tool.setVisible(self.centre is not None and self.segments.current in _OF_PARTNERS)
        if self.centre is not None:
            by_wide(self.view.tools, self.width() >= _WORDS_FROM)
        else:
            for tool in (each for pair in self.view.tools for each in pair):
                tool.hide()
        self._share_head()  # the empty page offers the one step there is

    def _share_head(self) -> None:
        """Call the views as fully as the head has room for, and let the title go before names are cut."""
        tools = [self._remove_tool, self.add, self.promise, *(t for pair in self.view.tools for t in pair)]
        room = min(self.room_in_head(tools), self.room_in_head([]) - _TOOLS)
        named = [each | {"verify": f"{each['verify']} {self._waiting}".strip()} for each in self._names]
        self.head.fit_views(self.segments, self.choice, named, room, there=self.centre is not None)

    # -- views

    @property
    def view(self) -> View:
        """The view in sight."""
        return cast("View", self.shown.view)

    @property
    def template(self) -> TableView:
        """The table."""
        return self.shown.get(TableView)

    def show_view(self, key: str) -> None:
        """Change to another view; what is being typed is taken over first."""
        focus = QApplication.focusWidget()
        lost = focus is not None and self.shown.isAncestorOf(focus)
        before = self.shown.currentWidget()
        if isinstance(before, View):
            before.leave()
        self._bring(key)
        self.view.set_bare(bare=self.bare)
        if self.centre is not None:
            self.view.show_desk()
        self.shell.follow()
        if lost and before is not self.view:  # what had the focus is hidden now
            self.go_on()
        self.shell.commands.refresh()
        self.shell.show_step()

    def _bring(self, key: str) -> None:
        self.shown.bring(key, wordy=self.width() >= _WORDS_FROM)
        for tool in (self.add, self.promise):  # come last
            self.head.add_tool(tool)
        self.make_room(narrow=self._narrow)
        self._show_tools()

    def choose_partner(self, partner_id: str) -> None:
        """Look at another partner; what is being typed is taken over first."""
        if partner_id == self.partner_id:
            return
        self.view.leave()
        if not self.holds_back():
            self.partner_id = partner_id
        self.view.show_desk()
        self.shell.follow()

    def holds_back(self) -> bool:
        """Whether a field of the view in sight was refused, so that the record stays; the notice says which.

        Call it after `leave`.
        """
        fields: list[LineField | TextField] = [
            *self.view.findChildren(LineField), *self.view.findChildren(TextField)
        ]  # fmt: skip
        typed = next((each.typed() for each in fields if each.dirty and not each.draft), "")
        if typed:
            said = self.words("“{typed}” was not taken over. Mend it, or press Esc there.", typed=typed[:60])
            self.shell.say(said, bad=True)
        return bool(typed)

    def _next_part(self) -> None:
        self.show_part(self.part % PARTS + 1)

    def show_part(self, part: int) -> None:
        """Go to a part of the work sheet."""
        self.part = part
        self.show_view("sheet")
        self.bar.show_part(part)

    def edit_partner(self, partner_id: str) -> None:
        """Go to the part of the work sheet that asks about a partner."""
        for partner in self.session.desk.find(Partner, id=partner_id):
            self.choose_partner(partner.id)
            self.show_part(3 if partner.standing is Standing.DESIRED else 2)

    # -- the centre

    def _do(self, label: str, action: Callable[..., object], *arguments: object, **fields: object) -> bool:
        return self.session.do(label, partial(action, **fields), *arguments)

    def _choose_centre(self, centre_id: str) -> None:
        self.view.leave()
        self.centre = self.session.desk.get(Centre, centre_id)
        self.refresh(None)

    def _choose_indicator(self, measure_id: str | None) -> None:
        if self.centre is not None:
            self._do(self.words("Choose the figure"), actions.set_indicator, self.centre.id, measure_id)

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
            self.view.focused.setFocus()

    def _copy_picture(self) -> None:
        """Put the first page of the view's picture on the clipboard."""
        pages = self.view.picture() if self.centre else ()
        if not pages:
            return
        first = pages[0]
        copying.copy(first.items, (0, 0, first.width, first.height))
        words = self.words
        self.shell.say(
            words("The picture is on the clipboard.")
            if len(pages) == 1
            else words("The first of {n} pages is on the clipboard as a picture.", n=len(pages))
        )

    def _why_no_picture(self) -> str:
        if self.centre is None:
            return self.words("Put a result in the centre first.")
        has = type(self.view).picture is not View.picture
        return "" if has else self.words("This view has no picture of its own. Choose another one.")

    def _vote(self) -> None:
        """Let people vote on what drives the partners: which of it could they share?"""
        desk = self.session.desk
        of = [desk.find(DrivingMeasure, partner=each.id) for each in self.partners()]
        self.call_vote_on([each.id for found in of for each in found])

    def why_not(self) -> str:
        """Why nothing can be done around the centre; empty where it can."""
        if self.centre is None:
            return self.words("Put a result in the centre first.")
        return self.read_only()

    # -- partners

    def add_partner(self) -> None:
        """Add a partner and begin to write the name."""
        if self.centre is None:
            return
        if self.segments.current not in _OF_PARTNERS:
            self.show_view("table")
        before = {each.id for each in self.session.desk.find(Partner)}
        name = self.words("New partner")
        if self._do(
            self.words("Add partner"), actions.add_partner, self.centre.id, name, standing=Standing.CURRENT
        ):
            (added,) = {each.id for each in self.session.desk.find(Partner)} - before
            self.choose_partner(added)
            self.show_record(added)
            focus = QApplication.focusWidget()
            if focus is not None and hasattr(focus, "selectAll"):
                focus.selectAll()

    def _uncentre(self) -> None:
        """Take the result out of the centre, with the partners around it; one step back brings them again."""
        if self.centre is not None:
            result = self.session.desk.get(Result, self.centre.result)
            name = self.words("Take {code} out of the centre", code=result.code)
            self._do(name, actions.remove_centre, self.centre.id)

    def _why_not_remove(self) -> str:
        if self.centre is None or not self.partners():
            return self.words("There is no partner yet.")
        return self.read_only()

    def _move(self, step: int) -> None:
        if self.segments.current == TableView.key:
            self.template.move_by(step)

    def _remove_partner(self) -> None:
        current = self.template.current() if self.segments.current == TableView.key else None
        if current is None and (self.segments.current in {"partner", "chart"} or self._in_form):
            current = next((each for each in self.partners() if each.id == self.partner_id), None)
        if current is not None:
            self._remove(current)
            return
        hits = [
            Hit("handshake", f"{each.code}  {each.name}", partial(self._remove, each))
            for each in self.partners()
        ]
        Picker(self, self.icons, self.words("Remove which partner?"), lambda text: matching(text, hits))

    @property
    def _in_form(self) -> bool:
        """Whether one partner is asked about in the work sheet."""
        return self.segments.current == WorkSheetView.key and self.part in {2, 3}

    def _remove(self, partner: Partner) -> None:
        self._do(self.words("Remove {code}", code=partner.code), actions.remove_partner, partner.id)

    def ask_share(self, partner_ids: Sequence[str]) -> None:
        """Ask which measure partners share: one that others share, one of the desk, or a new one."""
        desk = self.session.desk
        partners = [desk.get(Partner, each) for each in partner_ids]
        shares = desk.find(PartnerShare)
        shared = {each.measure for each in shares}
        own = [{each.measure for each in shares if each.partner == partner} for partner in partner_ids]
        there = set.intersection(*own)
        half = set.union(*own) - there
        measures = sorted(
            (each for each in desk.find(Measure) if each.id not in there),
            key=lambda each: (each.id not in half, each.id not in shared, len(each.code), each.code),
        )
        hits = [
            Hit(
                "users-round" if each.id in shared else "chart-spline",
                f"{each.code}  {each.name}",
                partial(self._share, partners, each),
            )
            for each in measures
        ]

        def look(text: str) -> list[Hit]:
            found = matching(text, hits)[:30]
            if text.strip():
                new = self.words("New measure to share: “{name}”", name=text.strip())
                found.append(Hit("plus", new, partial(self._share_new, partners, text)))
            return found

        names = self.words.listed([each.name for each in partners])
        Picker(self, self.icons, self.words("Which measure can {name} share?", name=names), look)

    def _share(self, partners: Sequence[Partner], measure: Measure) -> None:
        codes = self.words.listed([each.code for each in partners])
        name = self.words("Share {code} with {partner}", code=measure.code, partner=codes)
        self._do(name, actions.share_among, measure.id, [each.id for each in partners])

    def _share_new(self, partners: Sequence[Partner], text: str) -> None:
        codes = self.words.listed([each.code for each in partners])
        name = self.words("Share a measure with {partner}", partner=codes)
        self._do(name, actions.share_new_among, text, [each.id for each in partners])


_OF_PARTNERS: Final = frozenset({"sheet", "table", "partner", "chart"})
"""The views in which one partner is looked at."""
