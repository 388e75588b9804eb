"""The charter: what a community is for, what holds it together, who carries it, how often it meets."""

from functools import partial
from typing import Any, ClassVar, cast

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import people, records
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.communities import Community, CommunityKind, Force, ForceEntry
from kpidesk.domain.community_balance import Side, balance
from kpidesk.domain.community_figures import LONGEST_GAP
from kpidesk.domain.community_routine import is_too_rare
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.imports.community_starts import supplied
from kpidesk.ui.community.forces import ForceColumn
from kpidesk.ui.form import Form, days, grid, lines, members, offer, texts, whole_numbers
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.versions import EarlierWordings
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, label, scrolling

_PEOPLE = frozenset({"leader", "deputy"})
_WEEK = 7
_MOST_DAYS, _MOST_MINUTES = records.MOST_DAYS, records.MOST_MINUTES


class CharterView(SubjectView):
    """The three forces at the left, the words of the charter at the right."""

    key: ClassVar[str] = "charter"
    TOOLS: ClassVar[tuple[str, ...]] = ("community.begin", "community.print")

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self._shown = ""
        self.people = QStringListModel(self)
        self.form = Form(self.words, self._names(), self._take, self.people)
        self.side = self._charter()
        self.across = splitter(Qt.Orientation.Horizontal, self._forces(), self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    # -- building

    def _forces(self) -> Panel:
        words = self.words
        panel = Panel(words("What holds it together"))
        self.told = label("", wrap=True)
        self.told.setObjectName("charter-balance")
        self.told.setContentsMargins(14, 10, 14, 2)
        panel.body.addWidget(self.told)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(12, 8, 12, 14)
        row.setSpacing(12)
        suggestions = supplied(words.language).suggestions
        self.columns = {force: ForceColumn(self.page, force, suggestions.get(force, ())) for force in Force}
        for each in self.columns.values():
            row.addWidget(each, 1)
        panel.body.addWidget(scrolling(inner), 1)
        return panel

    def _names(self) -> dict[str, str]:
        words = self.words
        return {
            "name": words("Name"), "kind": words("Kind"), "purpose": words("What it is for"),
            "scope_in": words("Belongs to it"), "scope_out": words("Does not"),
            "method": words("The method it agreed on"), "endorsed_by": words("Endorsed by"),
            "sponsor": words("Sponsor"), "leader_role": words("Role that leads"),
            "leader": words("Who has that role"), "deputy": words("Deputy"), "norms": words("Norms"),
            "decision_rule": words("How it decides"), "successes": words("How we will know that it works"),
            "review_on": words("Charter looked at again"), "every_days": words("Meets every … days"),
            "first_on": words("First meeting"), "starts": words("Begins at"),
            "minutes": words("Minutes long"), "place": words("Place"),
            "blocks": words("Blocks of the agenda"),
        }  # fmt: skip

    def _charter(self) -> Panel:
        words, form = self.words, self.form
        panel = Panel(words("Charter"))
        panel.setMinimumWidth(240)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.text("name"), 2),
                (form.choice("kind", members(CommunityKind, words)), 2),
                (form.text("purpose", words("why these people meet, in a sentence"), texts()), 2),
            )
        )
        self.purposes = self._earlier("purpose", column)
        column.addLayout(
            grid(
                (form.line("first_on", words("a day"), days(words)), 2),
                (form.line("every_days", "14", whole_numbers(words, 1, _MOST_DAYS, needed=True)), 1),
                (form.line("minutes", "45", whole_numbers(words, 1, _MOST_MINUTES, needed=True)), 1),
            )
        )
        self.rhythm = label("", "second", wrap=True)
        self.rhythm.setObjectName("charter-rhythm")
        column.addWidget(self.rhythm)
        column.addLayout(
            grid(
                (form.line("starts", "10:00"), 1),
                (form.text("place"), 1),
                (form.text("blocks", words("one a line: status check"), lines()), 2),
                (form.text("sponsor"), 2),
                (form.text("leader_role", words("it outlives the person")), 2),
                (form.person("leader"), 1),
                (form.person("deputy"), 1),
                (form.text("scope_in", "", texts()), 2),
                (form.text("scope_out", "", texts()), 2),
                (form.text("method", words("one way of working"), texts()), 2),
                (form.text("endorsed_by", words("who, and when")), 2),
                (form.text("norms", words("one a line"), lines()), 2),
                (form.text("decision_rule", "", texts()), 2),
            )
        )
        self.rules = self._earlier("decision_rule", column)
        column.addLayout(
            grid(
                (form.text("successes", words("one a line"), lines()), 2),
                (form.line("review_on", words("a day"), days(words)), 2),
            )
        )
        gone = self.page.button("community.remove", "danger")
        column.addWidget(gone, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        panel.body.addWidget(scrolling(holder), 1)
        return panel

    def _earlier(self, key: str, column: QVBoxLayout) -> EarlierWordings:
        made = EarlierWordings(self.session, self.words, partial(self._take, key))
        column.addWidget(made)
        return made

    # -- showing

    @property
    def community(self) -> Community:
        """The community in hand."""
        return self.session.desk.get(Community, self.page.subject_id)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        one, desk = self.community, self.session.desk
        if one.id != self._shown:  # what was refused for another community stays with it
            self.form.give_back()
            self._shown = one.id
        offer(self.people, sorted(person.name for person in desk.find(Person)))
        self.form.show_values(self._values(one), writable=desk.writable)
        self.purposes.show_subject(one.id, "purpose")
        self.rules.show_subject(one.id, "decision_rule")
        self.rhythm.setText(self._rhythm(one))
        sides = balance(desk.find(ForceEntry, community=one.id))
        strongest = max(each.weight for each in sides)
        for side in sides:
            self.columns[side.force].show_side(side, strongest)
        self.told.setText(self._balance(sides))

    def _values(self, one: Community) -> dict[str, Any]:
        desk = self.session.desk
        values: dict[str, Any] = {}
        for key in (*self.form.fields, *self.form.choices):
            value = getattr(one, key)
            values[key] = desk.get(Person, value).name if key in _PEOPLE and value else value
        return values

    def _rhythm(self, one: Community) -> str:
        words = self.words
        if is_too_rare(one):
            return words(
                "More than {limit} days between two meetings: people lose the thread. Meet at least monthly.",
                limit=LONGEST_GAP,
            )
        if one.every_days <= _WEEK:
            return words("Weekly is best: nothing waits for long.")
        return words("Weekly is best, less than monthly is too rare.")

    def _balance(self, sides: tuple[Side, ...]) -> str:
        words = self.words
        thin = [words(LABELS[each.force]) for each in sides if each.lacks]
        if not thin:
            return words("The three forces hold each other.")
        return words("Out of balance: {forces} need more than they say now.", forces=words.listed(thin))

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        if not self.session.desk.find(Community, id=self._shown):
            return True  # it was taken away meanwhile
        one = self.community

        def change(edit: Edit) -> None:
            taken = value
            if key in _PEOPLE:
                taken = people.named(edit, cast("str", value)).id if value.strip() else None
            records.change(edit, Community, one.id, **{key: taken})

        return self.session.do(self.words("Change the charter"), change, typing=f"{one.id} {key}")

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.columns[Force.BENEFIT].line

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, side])

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        for column in self.columns.values():
            if record_id in column.cards:
                column.cards[record_id].fields["text"].setFocus()
                return True
        return record_id == self.page.subject_id

    def leave(self) -> None:
        """See View."""
        self.form.commit()
        for each in self.columns.values():
            each.commit()

    def settle(self) -> None:
        """See SubjectView."""
        for each in self.columns.values():
            each.enter()

    def unfinished(self) -> str:
        """See View: an entry that was begun."""
        return next(filter(None, (each.line.text().strip() for each in self.columns.values())), "")
