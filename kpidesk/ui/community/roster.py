"""The roster: who is in the community, what managers promised, and what each person hopes to take home."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, cast

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout

from kpidesk.actions import communities, people, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, Joining, Member
from kpidesk.domain.community_figures import spent_a_month
from kpidesk.domain.community_members import Trend, Visits, hours_by_month, keeping, visits
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.drawing.community_words import brief_for_manager, call_for_volunteers
from kpidesk.system.words import Words
from kpidesk.ui.community.hours import HoursOfMember, kept
from kpidesk.ui.community.of_community import OfCommunity, members_by_name
from kpidesk.ui.community.talks import Talks
from kpidesk.ui.form import Form, days, grid, lines, members, numbers
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import RegistersView
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.told_list import Told
from kpidesk.ui.widgets import label

_MARKS: Final = {Joining.VOLUNTEER: "heart", Joining.NOMINATED: "user", None: "circle-question-mark"}


def came(found: Visits, words: Words) -> str:
    """How often somebody came lately, and whether that becomes more or less."""
    trends = {
        Trend.ALWAYS: words("always there"),
        Trend.MORE: words("more often than before"),
        Trend.STEADY: words("about as often as before"),
        Trend.LESS: words("less often than before"),
        Trend.NEVER: words("not seen lately"),
    }
    if found.trend is Trend.UNKNOWN:
        return words("Nobody has noted yet who came.")
    return words(
        "There at {there} of the last {n} meetings: {trend}.",
        there=found.there, n=len(found.noted), trend=trends[found.trend],
    )  # fmt: skip


class Roster(OfCommunity):
    """The members. Unit, languages and consent are those of the person, in all communities."""

    KIND = Member
    FIRST = "person"
    ICON = "users-round"
    MEMBERS = ("buddy", "handed_to")

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Members"), "empty": words("Here come those who meet, volunteers first."),
            "example": words("A. Nowak, Safety: volunteered, 10 hours a month promised."),
            "next": words("A name, then Enter"), "one": words("Member"), "added": words("Add a member"),
            "changed": words("Change a member"), "removed": words("Remove a member"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "role": words("Role here"), "joining": words("How they came"), "joined": words("Since"),
            "left": words("Left"), "handed_to": words("Handed over to"), "manager": words("Manager"),
            "promised_hours": words("Hours a month promised"), "promised_on": words("Promised on"),
            "promise_evidence": words("How it was promised"),
            "duties_freed": words("Duties they are freed of"),
            "payoffs": words("What they hope to take home"), "buddy": words("Buddy"),
            "super_user": words("Helps others with the program"), "note": words("Note"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        self.about = Form(words, self._names_of_person(), self._take_person)
        column.addLayout(
            grid(
                (self.about.line("unit", words("where they work")), 1),
                (self.about.text("languages", words("one a line"), lines()), 1),
                (form.line("role", words("member, guest, coach")), 1),
                (form.choice("joining", members(Joining, words, words("not known"))), 1),
                (form.line("joined", words("a day"), days(words)), 1),
                (form.choice("buddy", []), 1),
                (form.line("manager", words("whose time it is")), 1),
                (form.line("promised_hours", words("such as 8"), numbers(words)), 1),
                (form.line("promised_on", words("a day"), days(words)), 1),
                (form.text("promise_evidence", words("mail, talk, signed brief")), 1),
                (form.text("duties_freed", words("one depot report less")), 2),
            )
        )
        self.hours = HoursOfMember(self.page)
        column.addWidget(self.hours)
        self.visits = label("", "second", wrap=True)
        self.visits.setObjectName("member-visits")
        column.addWidget(self.visits)
        column.addLayout(
            grid(
                (form.text("payoffs", words("one a line: a skill others ask for"), lines()), 2),
                (form.tick("super_user"), 2),
                (self.about.tick("consent"), 2),
                (form.line("left", words("still here"), days(words)), 1),
                (form.choice("handed_to", []), 1),
                (form.text("note"), 2),
            )
        )
        return column

    def _names_of_person(self) -> dict[str, str]:
        words = self.words
        return {
            "unit": words("Unit"), "languages": words("Languages"),
            "consent": words("Agrees that this is kept here"),
        }  # fmt: skip

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        here: list[Heading | Told] = []
        gone: list[Heading | Told] = []
        for one, person in members_by_name(self.session.desk, self.page.subject_id, gone=True):
            promised = self._promised(one)
            after = self.member_name(one.handed_to)
            left = words("left on {day}", day=words.date(one.left)) if one.left else ""
            handed = words("{name} took over", name=after) if one.left and after else ""
            below = " · ".join(filter(None, (person.unit, left, handed) if left else (person.unit, promised)))
            came = words(LABELS[one.joining]) if one.joining else words("nobody asked how they came")
            (gone if one.left else here).append(
                Told(one.id, person.name, below, one.role, (_MARKS[one.joining], "text_second"), came)
            )
        return [*here, *([Heading(words("Left"))] if gone else []), *gone]

    def _promised(self, one: Member) -> str:
        """The hours that were promised, and how the promise is kept."""
        words, desk = self.words, self.session.desk
        if not one.promised_hours:
            return ""
        hours = words.many("{n} hour", "{n} hours", round(one.promised_hours))
        latest = max(hours_by_month(desk, one.id), default=today())
        how = kept(keeping(one.promised_hours, spent_a_month(desk, one.id, latest)), words)
        return words("{hours} a month promised: {how}", hours=hours, how=how)

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register: the person is known by name, or new."""
        person = people.named(edit, typed)
        return records.add(edit, Member, community=self.page.subject_id, person=person.id)

    def shown(self, one: Any) -> None:
        """See Register."""
        member, desk = cast("Member | None", one), self.session.desk
        self.count.setText(self.summary())
        if member is None:
            return
        person = desk.get(Person, member.person)
        values = {"unit": person.unit, "languages": person.languages, "consent": person.consent}
        self.about.show_values(values, writable=desk.writable)
        self.hours.show_member(member, writable=desk.writable)
        self.visits.setText(came(visits(desk, member, today()), self.words))
        self.page.shell.commands.refresh()

    def choose(self, record_id: str) -> None:
        """See Register."""
        self._commit_person()
        if record_id != self.current:
            self.about.give_back()
            self.hours.give_back()
        super().choose(record_id)

    def commit(self) -> None:
        """See Register."""
        super().commit()
        self._commit_person()

    def _commit_person(self) -> None:
        self.about.commit()
        self.hours.commit()

    def _take_person(self, key: str, value: Any) -> bool:
        member = self.record
        if member is None:
            return True

        def change(edit: Edit) -> None:
            communities.change_person(edit, member.id, **{key: value})

        return self.session.do(self.said()["changed"], change, typing=f"{member.id} {key}")

    def summary(self) -> str:
        """See Register."""
        here = sum(
            each.left is None for each in self.session.desk.find(Member, community=self.page.subject_id)
        )
        return self.words.many("{n} member", "{n} members", here)


class RosterView(RegistersView):
    """The people of a community, and the talks with each of them."""

    key = "roster"
    REGISTERS = (Roster, Talks)
    COMMANDS: ClassVar = ("community.call", "community.brief")
    TOOLS: ClassVar = (*COMMANDS, "community.print")

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        page.command("community.call", self._copy_call, self._no_community)
        page.command("community.brief", self._copy_brief, self._no_member)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"member": self.words("Members"), "talk": self.words("Talks with each")}

    def _no_community(self) -> str:
        return "" if self.page.filled else self.words("There is no community yet.")

    def _no_member(self) -> str:
        return "" if self._member() else self.words("Choose a member first.")

    def _member(self) -> Member | None:
        roster = self.made.get("member")
        found = roster.record if isinstance(roster, Roster) else None
        return cast("Member | None", found)

    def _copy_call(self) -> None:
        self.leave()
        community = self.session.desk.get(Community, self.page.subject_id)
        QGuiApplication.clipboard().setText(call_for_volunteers(self.session.desk, community, self.words))
        self.page.shell.say(self.words("The call for volunteers is on the clipboard: paste it into a mail."))

    def _copy_brief(self) -> None:
        self.leave()
        member = self._member()
        if member is not None:
            QGuiApplication.clipboard().setText(brief_for_manager(self.session.desk, member, self.words))
            self.page.shell.say(self.words("The brief for the manager is on the clipboard."))
