"""Registers without a form: what the desk itself says of data, helpers, use, cost and the next revision."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.adoption import adoption
from kpidesk.domain.communities import Community, Member
from kpidesk.domain.community_figures import Part as Share
from kpidesk.domain.cost_benefit import costs
from kpidesk.domain.definitions import DataItem, ItemUse
from kpidesk.domain.gallery import Gallery
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.reviews import Review, ReviewReason, reviews
from kpidesk.ui.framework.table import Column, Table, TableRow
from kpidesk.ui.register import Part, RegistersView
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.widgets import EmptyState, Panel, label


class Computed(Part):
    """A table of what is computed. Subclasses say which columns and rows there are."""

    KEY: ClassVar[str]
    ICON: ClassVar[str] = "list-checks"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        said = self.said()
        self.panel = Panel(said["title"])
        self.count = label("", "second")
        self.panel.head.addWidget(self.count)
        self.panel.head.setContentsMargins(14, 0, 14, 0)
        self.about = label(said["about"], "second", wrap=True)
        self.about.setContentsMargins(16, 10, 16, 10)
        self.table = Table(said["title"], self.columns(), page.shell.go)
        self.table.setObjectName(f"{self.objectName()}-table")
        self.none = EmptyState(page.icons.pixmap(self.ICON, "text_third", 40), said["empty"], said["example"])
        for each, stretch in ((self.about, 0), (self.table, 1), (self.none, 1)):
            self.panel.body.addWidget(each, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    @classmethod
    def key(cls) -> str:
        """See Part."""
        return cls.KEY

    def said(self) -> dict[str, str]:
        """Title, about, empty and example."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """The columns."""
        raise NotImplementedError

    def rows(self) -> Sequence[TableRow]:
        """The rows."""
        raise NotImplementedError

    def summary(self) -> str:
        """What stands in the head."""
        return ""

    def show_desk(self) -> None:
        """See Part."""
        rows = self.rows()
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.count.setText(self.summary())

    @property
    def focused(self) -> QWidget:
        """See Part."""
        return self.table


class Governance(Computed):
    """Data items: who keeps each, where it comes from, and how it is checked."""

    KIND = DataItem
    KEY = "governance"
    ICON = "database"

    def said(self) -> dict[str, str]:
        """See Computed."""
        words = self.words
        return {
            "title": words("Data governance"),
            "about": words("Enter or a double click opens the item. Each change stays in the desk, with who "
                           "and when."),
            "empty": words("Data items stand in the definitions of measures."),
            "example": words("repair finished: T. Mbeki, job system, each day, no gaps by crew"),
        }  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """See Computed."""
        words = self.words
        return (
            Column(words("Data item"), 1.3), Column(words("Keeper")), Column(words("Source")),
            Column(words("Refreshed each"), 0.8), Column(words("Checks"), 1.6),
            Column(words("Measures"), 0.8), Column(words("Last changed"), 1.1),
        )  # fmt: skip

    def rows(self) -> Sequence[TableRow]:
        """See Computed."""
        desk, words = self.session.desk, self.words
        used: dict[str, list[str]] = {}
        for use in desk.find(ItemUse):
            used.setdefault(use.item, []).append(desk.get(Measure, use.measure).code)
        touched = desk.last_touches(DataItem)
        rows = []
        for item in sorted(desk.find(DataItem), key=lambda each: each.name.casefold()):
            keeper = desk.get(Person, item.keeper).name if item.keeper else "–"
            refreshed = words(LABELS[item.refreshed]) if item.refreshed else "–"
            cells = (
                item.name, keeper, item.source or "–", refreshed, item.quality or "–",
                ", ".join(sorted(used.get(item.id, ()))), self._changed(touched.get(item.id)),
            )  # fmt: skip
            rows.append(TableRow(cells, "measures", item.id))
        return rows

    def _changed(self, touched: tuple[datetime, str] | None) -> str:
        """When and by whom, as the journal has it."""
        if touched is None:
            return "–"
        at, who = touched
        day = self.words.pattern(at.astimezone().date(), "yMMMd")
        return ", ".join(filter(None, (day, who)))

    def summary(self) -> str:
        """See Computed."""
        items = self.session.desk.find(DataItem)
        open_ = sum(not (each.keeper and each.source and each.refreshed) for each in items)
        return self.words.many("{n} item lacks something", "{n} items lack something", open_) if open_ else ""


class SuperUsers(Computed):
    """Who helps others with the program, unit by unit."""

    KIND = Member
    KEY = "superusers"
    ICON = "users-round"

    def said(self) -> dict[str, str]:
        """See Computed."""
        words = self.words
        return {
            "title": words("Super-users"),
            "about": words("Units of members of communities. Each should have somebody who helps others."),
            "empty": words("Members of communities who help others stand here, by unit."),
            "example": words("Safety: A. Nowak"),
        }  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """See Computed."""
        words = self.words
        return (
            Column(words("Unit")), Column(words("Who helps")), Column(words("Community"), 1.4),
            Column(words("Other members"), 1.6),
        )  # fmt: skip

    def rows(self) -> Sequence[TableRow]:
        """See Computed."""
        desk, words = self.session.desk, self.words
        units: dict[str, list[tuple[Member, Person]]] = {}
        for member in desk.find(Member):
            if member.left is None:
                person = desk.get(Person, member.person)
                units.setdefault(person.unit or words("no unit"), []).append((member, person))
        rows = []
        for unit in sorted(units, key=str.casefold):
            helpers = [(member, person) for member, person in units[unit] if member.super_user]
            names = {person.name for _, person in helpers}
            others = sorted({person.name for _, person in units[unit]} - names)
            first = (helpers or units[unit])[0][0]
            where = sorted({desk.get(Community, member.community).name for member, _ in helpers})
            told = words.listed(sorted(names)) if names else words("nobody yet")
            rows.append(TableRow((unit, told, ", ".join(where), ", ".join(others)), "community", first.id))
        return rows


class AdoptionFigures(Computed):
    """Whether what was built is used."""

    KIND = Gallery
    KEY = "adoption"
    ICON = "gauge"

    def said(self) -> dict[str, str]:
        """See Computed."""
        words = self.words
        return {
            "title": words("Adoption"),
            "about": words("Counted in this desk, without asking anybody. How people feel about it asks the "
                           "adoption check."),
            "empty": words("There is nothing to count yet."),
            "example": "",
        }  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """See Computed."""
        words = self.words
        return (
            Column(words("What"), 2.4), Column(words("Count"), 0.6, figures=True),
            Column(words("Of"), 0.6, figures=True), Column(words("Share"), 0.6, figures=True),
        )  # fmt: skip

    def rows(self) -> Sequence[TableRow]:
        """See Computed."""
        words, found = self.words, adoption(self.session.desk, today())
        return (
            self._row(words("Visitors of the latest gallery, of those invited"), found.visitors, "gallery"),
            self._row(words("Notes with a decision"), found.decided, "gallery"),
            self._row(words("Measures in use with their latest value"), found.values, "measures"),
            self._row(words("Measures in use with a complete definition"), found.definitions, "measures"),
            self._row(words("Reviews that are not overdue"), found.reviews, "measures"),
            self._row(words("Meetings of communities that were held"), found.meetings, "community"),
            self._row(words("Promises that were due and kept"), found.promises, "sharing"),
            TableRow((words("Secret votes"), words.number(found.votes), "", ""), "framework", "assess:"),
        )

    def _row(self, name: str, part: Share, page: str) -> TableRow:
        number = self.words.number
        share = "–" if part.share is None else self.words("{n} %", n=number(100 * part.share))
        return TableRow((name, number(part.count), number(part.of), share), page)


class CostBenefit(Computed):
    """What measuring costs, held against what it decided."""

    KIND = Measure
    KEY = "cost"
    ICON = "coins"

    def said(self) -> dict[str, str]:
        """See Computed."""
        words = self.words
        return {
            "title": words("Cost and benefit"),
            "about": words("The twelve months to the latest value: hours of each measure, and decisions that "
                           "name it."),
            "empty": words("Measures with values stand here, with their hours and what they decided."),
            "example": words("M06: 96 hours, 2 decisions"),
        }  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """See Computed."""
        words = self.words
        return (
            Column(words("Measure"), 2.2), Column(words("Hours a month"), 0.8, figures=True),
            Column(words("Months"), 0.6, figures=True), Column(words("Hours"), 0.7, figures=True),
            Column(words("Decisions"), 0.7, figures=True),
            Column(words("Hours for each decision"), 1, figures=True),
        )  # fmt: skip

    def rows(self) -> Sequence[TableRow]:
        """See Computed."""
        return [
            TableRow(
                (
                    f"{each.measure.code}  {each.measure.name}", self._number(each.hours, 1),
                    self.words.number(each.months), self._number(each.spent),
                    self.words.number(each.decisions), self._number(each.each),
                ),
                "measures", each.measure.id,
            )
            for each in costs(self.session.desk, today())
        ]  # fmt: skip

    def _number(self, value: float | None, decimals: int = 0) -> str:
        return "–" if value is None else self.words.number(value, decimals)

    def summary(self) -> str:
        """See Computed."""
        found, words = costs(self.session.desk, today()), self.words
        idle = sum(each.idle for each in found)
        if not idle:
            return ""
        return words.many(
            "{n} measure took hours and decided nothing", "{n} measures took hours and decided nothing", idle
        )


class Revision(Computed):
    """The revision round: when each measure is kept, mended or retired."""

    KIND = Measure
    KEY = "revision"
    ICON = "calendar-clock"

    def said(self) -> dict[str, str]:
        """See Computed."""
        words = self.words
        return {
            "title": words("Revision round"),
            "about": words("Each measure is looked at again 12 to 18 months after it went live: keep, mend, "
                           "merge or retire it."),
            "empty": words("A measure stands here once it is live, or has a day of review."),
            "example": words("M06: 14 April 2026, 15 months after it went live"),
        }  # fmt: skip

    def columns(self) -> Sequence[Column]:
        """See Computed."""
        words = self.words
        return (
            Column(words("Measure"), 2), Column(words("Review"), 1), Column(words("Why then"), 1.6),
            Column(words("State"), 0.8), Column(words("Owner"), 1),
        )  # fmt: skip

    def rows(self) -> Sequence[TableRow]:
        """See Computed."""
        desk, words = self.session.desk, self.words
        rows = []
        for each in reviews(desk):
            late = each.on < today()
            owner = desk.get(Person, each.measure.owner).name if each.measure.owner else "–"
            cells = (
                f"{each.measure.code}  {each.measure.name}", words.date(each.on), self._why(each),
                words("overdue") if late else words("to come"), owner,
            )  # fmt: skip
            rows.append(TableRow(cells, "measures", each.measure.id))
        return rows

    def _why(self, review: Review) -> str:
        words = self.words
        if review.reason is ReviewReason.MILESTONE and review.milestone is not None:
            return review.milestone.name
        if review.reason is ReviewReason.DEFAULT:
            return words("15 months after it went live")
        return words("set for this measure")

    def summary(self) -> str:
        """See Computed."""
        late = sum(each.on < today() for each in reviews(self.session.desk))
        return self.words.many("{n} is overdue", "{n} are overdue", late) if late else ""


class FigureBook(RegistersView):
    """All that is computed."""

    key = "figures"
    OF_SUBJECT = False
    REGISTERS = (Governance, SuperUsers, AdoptionFigures, CostBenefit, Revision)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        words = self.words
        return {
            "governance": words("Data"), "superusers": words("Super-users"), "adoption": words("Adoption"),
            "cost": words("Cost and benefit"), "revision": words("Revision"),
        }  # fmt: skip
