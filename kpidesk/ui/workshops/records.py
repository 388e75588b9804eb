"""Who comes to a workshop, and what comes of it: people, parking lot, decisions, promises."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QLayout

from kpidesk.actions import commitments, workshops
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.community_meetings import read_promise
from kpidesk.domain.labels import LABELS
from kpidesk.domain.record import Record
from kpidesk.domain.registers import Ruling
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshop_record import people_of
from kpidesk.domain.workshops import Parked, Participant
from kpidesk.ui.form import Form, days, grid, members, texts
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register, RegistersView
from kpidesk.ui.subject_page import today
from kpidesk.ui.told_list import Told


class OfWorkshop(Register):
    """A register whose records belong to the workshop in hand."""

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {"workshop": self.page.subject_id}


class Participants(OfWorkshop):
    """Who is invited, for what, and who came."""

    KIND = Participant
    FIRST = "person"
    ICON = "users-round"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("People"), "empty": words("Who is invited, and who came."),
            "example": words("Ana Ruiz, reads the customers’ part"),
            "next": words("A name, then Enter"), "one": words("Person"),
            "added": words("Invite somebody"), "changed": words("Change who comes"),
            "removed": words("Take somebody off the list"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {"task": words("Task"), "came": words("Came")}

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        came = [(None, words("not noted")), (True, words("came")), (False, words("did not come"))]
        return grid(
            (form.line("task", words("keeps the time, reads the first goal …")), 2),
            (form.choice("came", came), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        marks = {
            None: ("user-round", "text_second"), True: ("circle-check", "good"), False: ("x", "text_third"),
        }  # fmt: skip
        said = {None: "", True: words("came"), False: words("did not come")}
        return [
            Told(each.id, person.name, " · ".join(filter(None, (person.unit, each.task))), said[each.came],
                 marks[each.came])
            for each, person in people_of(self.session.desk, self.page.subject_id)
        ]  # fmt: skip

    def summary(self) -> str:
        """See Register."""
        found = self.session.desk.find(Participant, workshop=self.page.subject_id)
        came = sum(each.came is True for each in found)
        words = self.words
        if not found:
            return ""
        return words("{n} invited, {came} came", n=len(found), came=came) if came else words.many(
            "{n} invited", "{n} invited", len(found)
        )  # fmt: skip

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register: the person is known by name, or new."""
        return workshops.invite(edit, self.page.subject_id, typed)


class ParkingLot(OfWorkshop):
    """What was put aside, and what became of it."""

    KIND = Parked
    FIRST = "text"
    ICON = "circle-parking"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Parking lot"), "empty": words("What was put aside so that people could go on."),
            "example": words("Who pays for the new meters?"),
            "next": words("What is put aside? Then Enter"), "one": words("Parked"),
            "added": words("Put it aside"), "changed": words("Change what is parked"),
            "removed": words("Take it out of the parking lot"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {"text": words("What was put aside"), "answer": words("What became of it")}

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("text", "", texts()), 2),
            (form.text("answer", words("answered, taken elsewhere, no longer a question"), texts()), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register: what waits comes first."""
        words = self.words
        found = sorted(
            self.session.desk.find(Parked, workshop=self.page.subject_id), key=lambda each: each.id
        )
        waits: list[Heading | Told] = [
            Told(each.id, each.text, mark=("circle-parking", "watch")) for each in found if not each.answer
        ]
        done: list[Heading | Told] = [
            Told(each.id, each.text, each.answer, mark=("check", "good")) for each in found if each.answer
        ]
        return [*waits, *([Heading(words("Answered"))] if done else []), *done]

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register."""
        return workshops.park(edit, typed, self.page.subject_id)

    def change(self, edit: Edit, record_id: str, **given: Any) -> None:
        """See Register: an answer has a day."""
        if "answer" in given:
            workshops.answer_parked(edit, record_id, given["answer"])
        else:
            super().change(edit, record_id, **given)


class Decisions(OfWorkshop):
    """What was decided; the Framework page shows them with those of other meetings."""

    KIND = Ruling
    FIRST = "text"
    ICON = "gavel"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Decisions"), "empty": words("What was decided, by whom, and why."),
            "example": words("We stop counting calls and look at what people called about."),
            "next": words("What was decided? Then Enter"), "one": words("Decision"),
            "added": words("Add a decision"), "changed": words("Change a decision"),
            "removed": words("Remove a decision"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {"text": words("Decision"), "by": words("Decided by"), "why": words("Why")}

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        return grid((form.text("text"), 2), (form.line("by"), 2), (form.text("why"), 2))

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        found = sorted(
            self.session.desk.find(Ruling, workshop=self.page.subject_id), key=lambda each: each.id
        )
        return [Told(each.id, each.text, each.why, each.by, ("gavel", "text_second")) for each in found]

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register."""
        return workshops.decide(edit, typed, self.page.subject_id)


class PromisesMade(OfWorkshop):
    """What was promised; the Sharing page shows them with all others."""

    KIND = Commitment
    FIRST = "what"
    ICON = "handshake"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Promises"), "empty": words("Who does what, with whom, by when."),
            "example": words("Ana: ask the depot for its leak list / Tom / 3 March"),
            "next": words("who: what / with whom / by when"), "one": words("Promise"),
            "added": words("Promise"), "changed": words("Change a promise"),
            "removed": words("Remove a promise"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "what": words("Does what"), "who": words("Who"), "with_whom": words("With whom"),
            "by_when": words("By when"), "status": words("What came of it"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("what"), 2), (form.person("who"), 1), (form.line("with_whom"), 1),
            (form.line("by_when", words("a day"), days(words)), 1),
            (form.choice("status", members(CommitmentStatus, words)), 1),
        )  # fmt: skip

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(Commitment, workshop=self.page.subject_id)
        return [
            Told(
                each.id, each.what, " · ".join(filter(None, (each.who, each.with_whom))),
                words.pattern(each.by_when, "yMMMd") if each.by_when else "",
                ("handshake", "bad" if each.is_overdue(today()) else "text_second"),
                words(LABELS[each.status]),
            )
            for each in sorted(found, key=lambda one: (one.by_when or date.max, one.id))
        ]  # fmt: skip

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register."""
        found = read_promise(typed)
        if found is None or found.unread:
            raise Refused("“{typed}” is no date.", typed=found.unread if found else typed)
        return workshops.promise(
            edit, found.what, self.page.subject_id, who=found.who, with_whom=found.with_whom,
            by_when=found.by_when,
        )  # fmt: skip

    def change(self, edit: Edit, record_id: str, **given: Any) -> None:
        """See Register."""
        commitments.change_promise(edit, record_id, **given)

    def take_away(self, edit: Edit, record_id: str) -> None:
        """See Register."""
        commitments.remove_promise(edit, record_id)


class PeopleView(RegistersView):
    """Who comes."""

    key: ClassVar[str] = "people"
    REGISTERS = (Participants,)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"participant": self.words("People")}


class OutcomesView(RegistersView):
    """What comes of it, and the minutes."""

    key: ClassVar[str] = "outcomes"
    REGISTERS = (ParkingLot, Decisions, PromisesMade)
    TOOLS: ClassVar = ("workshops.minutes", "workshops.calendar", "workshops.print")

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        words = self.words
        return {
            "parked": words("Parking lot"), "ruling": words("Decisions"), "commitment": words("Promises"),
        }  # fmt: skip
