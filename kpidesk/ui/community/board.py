"""Members who lead together, and the board of ideas and struggles beside who measures something like it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kpidesk.actions import records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import (
    Member,
    Pairing,
    Struggle,
    StruggleKind,
)
from kpidesk.domain.community_pairs import next_pairs
from kpidesk.domain.community_struggles import alike
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.domain.wording import Refused
from kpidesk.ui.community.of_community import OfCommunity, members_by_name
from kpidesk.ui.form import Form, coded, days, grid, members, texts
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import today
from kpidesk.ui.told_list import Told
from kpidesk.ui.widgets import button, clear, label

_OFFERED = 5


class Pairings(OfCommunity):
    """Pairs of members who led a team together; below the form, who could next."""

    KIND = Pairing
    FIRST = "team"
    ICON = "handshake"
    MEMBERS = ("first", "second")

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Pairs"), "empty": words("Two members of different units lead a team together."),
            "example": words("Nowak and Iyer for Depot South: one speaks, one watches faces."),
            "next": words("Which team was led? Then Enter"), "one": words("Pair"),
            "added": words("Add a pair"), "changed": words("Change a pair"),
            "removed": words("Remove a pair"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "team": words("Team"), "first": words("One"), "second": words("Other"), "on": words("Day"),
            "roles": words("Who did what"), "learned": words("What we learned"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.text("team"), 2),
                (form.choice("first", []), 1),
                (form.choice("second", []), 1),
                (form.line("on", words("a day"), days(words)), 2),
                (form.text("roles", "", texts()), 2),
                (form.text("learned", "", texts()), 2),
            )
        )
        self.could = QWidget()
        self._could = QVBoxLayout(self.could)
        self._could.setContentsMargins(0, 0, 0, 0)
        self._could.setSpacing(2)
        column.addWidget(self.could)
        return column

    def members_offered(self) -> Sequence[tuple[str | None, str]]:
        """See OfCommunity: a pair has no place for nobody."""
        return super().members_offered()[1:]

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(Pairing, community=self.page.subject_id)
        rows = []
        for each in sorted(found, key=lambda one: (one.on is None, one.on or today()), reverse=True):
            pair = words(
                "{one} and {other}", one=self.member_name(each.first), other=self.member_name(each.second)
            )
            day = words.date(each.on) if each.on else ""
            rows.append(Told(each.id, pair, each.team, day, ("handshake", "text_second"), each.learned))
        return rows

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register: whoever could pair next is put in, to be changed."""
        pairs = self._next_pairs()
        if pairs:
            one, other = pairs[0]
        else:
            here = [member for member, _ in members_by_name(edit, self.page.subject_id)]
            if len(here) < 2:
                raise Refused("A pair needs two members. Add them to the roster first.")
            one, other = here[:2]
        return records.add(
            edit,
            Pairing,
            community=self.page.subject_id,
            team=typed,
            first=one.id,
            second=other.id,
            on=today(),
        )

    def _next_pairs(self) -> list[tuple[Member, Member]]:
        desk = self.session.desk
        here = members_by_name(desk, self.page.subject_id)
        units = {member.id: person.unit for member, person in here}
        found = desk.find(Pairing, community=self.page.subject_id)
        return next_pairs([member for member, _ in here], units, found, _OFFERED)

    def shown(self, one: Any) -> None:
        """See Register."""
        words, pairing = self.words, cast("Pairing | None", one)
        clear(self._could)
        pairs = self._next_pairs()
        if pairing is None or not pairs:
            return
        self._could.addWidget(label(words("Never led together, and of different units"), "caption-strong"))
        for first, second in pairs:
            text = words(
                "{one} and {other}", one=self.member_name(first.id), other=self.member_name(second.id)
            )
            self._could.addWidget(label(text, "second", wrap=True))


class Struggles(OfCommunity):
    """Ideas and struggles on a board, each beside the measures whose words are near."""

    KIND = Struggle
    FIRST = "text"
    ICON = "lightbulb"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Ideas and struggles"),
            "empty": words("What somebody is stuck with, another one may have solved."),
            "example": words("Crews close jobs before the ground is reinstated."),
            "next": words("What is it? Then Enter"), "one": words("Idea or struggle"),
            "added": words("Put on the board"), "changed": words("Change the board"),
            "removed": words("Take off the board"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "kind": words("What it is"), "text": words("In a sentence"), "who": words("Whose"),
            "raised_on": words("Since"), "result": words("About the result"),
            "measure": words("About the measure"),
            "answer": words("What helped"), "solved_by": words("Solved by"), "solved_on": words("Solved on"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.text("text", "", texts()), 2),
                (form.choice("kind", members(StruggleKind, words)), 1),
                (form.person("who"), 1),
                (form.choice("result", []), 2),
                (form.choice("measure", []), 2),
            )
        )
        self.near = QWidget()
        self._near = QVBoxLayout(self.near)
        self._near.setContentsMargins(0, 0, 0, 0)
        self._near.setSpacing(2)
        column.addWidget(self.near)
        column.addLayout(
            grid(
                (form.text("answer", "", texts()), 2),
                (form.person("solved_by"), 1),
                (form.line("solved_on", words("a day"), days(words)), 1),
                (form.line("raised_on", words("a day"), days(words)), 1),
            )
        )
        return column

    def offer_choices(self) -> None:
        """See Register."""
        desk, words = self.session.desk, self.words
        self.form.choices["result"].offer(coded(desk.find(Result), "statement", words("no result")))
        self.form.choices["measure"].offer(coded(desk.find(Measure), "name", words("no measure")))

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {**super().given(typed), "raised_on": today()}

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(Struggle, community=self.page.subject_id)
        rows: list[Heading | Told] = []
        for solved, name in ((False, words("Still open")), (True, words("Solved"))):
            part = [each for each in found if bool(each.solved_on or each.solved_by) is solved]
            if part:
                rows.append(Heading(name))
            for each in part:
                icon = "lightbulb" if each.kind is StruggleKind.IDEA else "circle-question-mark"
                below = " · ".join(filter(None, (words(LABELS[each.kind]), each.who, each.answer)))
                rows.append(Told(each.id, each.text, below, each.solved_by, (icon, "text_second")))
        return rows

    def shown(self, one: Any) -> None:
        """See Register."""
        struggle, words, desk = cast("Struggle | None", one), self.words, self.session.desk
        clear(self._near)
        if struggle is None:
            return
        found = alike(struggle.text, desk.find(Measure), desk.find(Result), known=struggle.measure)[:_OFFERED]
        if found:
            self._near.addWidget(label(words("Who measures something like it"), "caption-strong"))
        for each in found:
            owner = desk.get(Person, each.owner).name if each.owner else ""
            told = " · ".join(filter(None, (f"{each.code} {each.name}", owner)))
            made = button(told, partial(self.page.shell.go, "measures", each.id), "link")
            made.setObjectName("struggle-alike")
            made.setMinimumHeight(32)
            self._near.addWidget(made)
