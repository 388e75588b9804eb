"""The roster: who is in the community, what managers promised, and what each person hopes to take home."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QLayout

from kpidesk.actions import people, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Joining, Member
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.ui.form import Form, days, grid, lines, members, numbers
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register, RegistersView
from kpidesk.ui.told_list import Told


class Roster(Register):
    """The members."""

    KIND = Member
    FIRST = "person"
    ICON = "users-round"

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
        return grid(
            (form.line("role", words("member, guest, coach")), 1),
            (form.choice("joining", members(Joining, words, words("not known"))), 1),
            (form.line("joined", words("a day"), days(words)), 1),
            (form.choice("buddy", []), 1),
            (form.line("manager", words("whose time it is")), 1),
            (form.line("promised_hours", words("such as 8"), numbers(words)), 1),
            (form.line("promised_on", words("a day"), days(words)), 1),
            (form.text("promise_evidence", words("mail, talk, signed brief")), 1),
            (form.text("duties_freed", words("one depot report less")), 2),
            (form.text("payoffs", words("one a line: a skill others ask for"), lines()), 2),
            (form.tick("super_user"), 2),
            (form.line("left", words("still here"), days(words)), 1),
            (form.choice("handed_to", []), 1),
            (form.text("note"), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words, desk = self.words, self.session.desk
        here: list[Heading | Told] = []
        gone: list[Heading | Told] = []
        for one in self._members():
            person = desk.get(Person, one.person)
            hours = words.many("{n} hour", "{n} hours", round(one.promised_hours or 0))
            promised = words("{hours} a month promised", hours=hours) if one.promised_hours else ""
            below = " · ".join(filter(None, (person.unit, promised)))
            (gone if one.left else here).append(Told(one.id, person.name, below, one.role))
        return [*here, *([Heading(words("Left"))] if gone else []), *gone]

    def _members(self) -> list[Member]:
        desk = self.session.desk
        found = desk.find(Member, community=self.page.subject_id)
        return sorted(found, key=lambda each: desk.get(Person, each.person).name.casefold())

    def offer_choices(self) -> None:
        """See Register."""
        desk, words = self.session.desk, self.words
        others = [(each.id, desk.get(Person, each.person).name) for each in self._members()]
        for key in ("buddy", "handed_to"):
            self.form.choices[key].offer([(None, words("nobody")), *others])

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register: the person is known by name, or new."""
        person = people.named(edit, typed)
        return records.add(edit, Member, community=self.page.subject_id, person=person.id)

    def shown(self, one: Any) -> None:
        """See Register."""
        member = cast("Member | None", one)
        self.count.setText(self.summary() if member is not None else "")

    def summary(self) -> str:
        """See Register."""
        here = sum(each.left is None for each in self._members())
        return self.words.many("{n} member", "{n} members", here)


class RosterView(RegistersView):
    """The people of a community."""

    key = "roster"
    REGISTERS = (Roster,)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"member": self.words("Members")}
