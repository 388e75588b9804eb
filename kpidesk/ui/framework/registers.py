"""The registers of the framework: decisions, stakeholders, policies, messages, and the calendar."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QVBoxLayout

from kpidesk.actions.records import MOST_MONTHS
from kpidesk.domain.communities import Cadence, CadenceKind
from kpidesk.domain.invitations import Channel, Stance
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group
from kpidesk.domain.planning_calendar import due_by, next_day
from kpidesk.domain.registers import Message, Policy, Ruling, RulingKind, Stakeholder
from kpidesk.system.words import Words
from kpidesk.ui.form import (
    Form,
    Kind,
    Unreadable,
    coded,
    days,
    grid,
    members,
    texts,
    whole_numbers,
)
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register, RegistersView
from kpidesk.ui.subject_page import today
from kpidesk.ui.told_list import Told
from kpidesk.ui.widgets import button


def needed_day(words: Words) -> Kind:
    """Dates where one is needed."""
    known = days(words)

    def read(typed: str) -> date:
        if not typed.strip():
            raise Unreadable(words("A day is wanted here."))
        found: date = known.read(typed)
        return found

    return Kind(known.show, read)


class Rulings(Register):
    """Decisions on how measuring is led."""

    KIND = Ruling
    FIRST = "text"
    ICON = "gavel"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Decisions"), "empty": words("What was decided, by whom, and why."),
            "example": words("The board looks at leak repair in March and September."),
            "next": words("What was decided? Then Enter"), "one": words("Decision"),
            "added": words("Add a decision"), "changed": words("Change a decision"),
            "removed": words("Remove a decision"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "text": words("Decision"), "kind": words("About"), "on": words("Day"), "by": words("Decided by"),
            "why": words("Why"), "measure": words("Measure that led to it"),
            "review_on": words("Look at it again"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("text"), 2),
            (form.choice("kind", members(RulingKind, words)), 2),
            (form.line("on", words("a day"), days(words)), 1),
            (form.line("by"), 1),
            (form.text("why"), 2),
            (form.choice("measure", []), 2),
            (form.line("review_on", words("no need"), days(words)), 1),
        )

    def offer_choices(self) -> None:
        """See Register."""
        found = sorted(self.session.desk.find(Measure), key=lambda each: each.code)
        self.form.choices["measure"].offer(coded(found, "name", self.words("no measure")))

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words, found = self.words, self.session.desk.find(Ruling)
        return [
            Told(each.id, each.text, words(LABELS[each.kind]), words.date(each.on) if each.on else "")
            for each in sorted(found, key=lambda one: one.on or date.max, reverse=True)
        ]

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {"on": today()}


class Stakeholders(Register):
    """Whom measuring touches; those who doubt come first, since they help to design."""

    KIND = Stakeholder
    FIRST = "name"
    ICON = "handshake"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Stakeholders"),
            "empty": words("Whom measuring touches, how they see it, and what was tried."),
            "example": words("Night shift, Depot East: sceptical, helps to design Near-Miss Reports."),
            "next": words("Who is it? Then Enter"), "one": words("Stakeholder"),
            "added": words("Add a stakeholder"), "changed": words("Change a stakeholder"),
            "removed": words("Remove a stakeholder"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("Who"), "stance": words("How they see it"), "group": words("Group of visitors"),
            "role": words("What they have to do with it"), "co_designs": words("What they help to design"),
            "tried": words("What was tried"), "next": words("What comes next"), "by": words("By when"),
            "owner": words("Who sees to it"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.line("name"), 2),
            (form.choice("stance", members(Stance, words, words("not known"))), 1),
            (form.choice("group", []), 1),
            (form.text("role"), 2),
            (form.text("co_designs", words("a measure, a poster, a question"), texts()), 2),
            (form.text("tried", kind=texts()), 2),
            (form.text("next", kind=texts()), 2),
            (form.line("by", words("a day"), days(words)), 1),
            (form.person("owner"), 1),
        )

    def offer_choices(self) -> None:
        """See Register."""
        groups = sorted(self.session.desk.find(Group), key=lambda each: each.name.casefold())
        self.form.choices["group"].offer(
            [(None, self.words("none")), *((each.id, each.name) for each in groups)]
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = sorted(
            self.session.desk.find(Stakeholder),
            key=lambda one: (_DOUBT.index(one.stance), one.name.casefold()),
        )
        return [
            Told(
                each.id, each.name, each.co_designs or each.next,
                words(LABELS[each.stance]) if each.stance else words("not known"),
                ("message-circle", "watch") if each.stance in _DOUBTING else ("", "text_second"),
            )
            for each in found
        ]  # fmt: skip


class Policies(Register):
    """Laws, policies and agreements that touch measuring; what is due stands first."""

    KIND = Policy
    FIRST = "name"
    ICON = "scale"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Laws and policies"),
            "empty": words("What the law, a policy or an agreement asks of measuring."),
            "example": words("Data of employees: no measure names a person; look again by 31 December."),
            "next": words("Which law or policy? Then Enter"), "one": words("Law or policy"),
            "added": words("Add a policy"), "changed": words("Change a policy"),
            "removed": words("Remove a policy"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("What it is"), "source": words("Where it stands"),
            "keeper": words("Who keeps an eye on it"), "due": words("Look again by"),
            "checked_on": words("Last looked at"), "finding": words("What was found"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.line("name"), 2),
            (form.text("source", words("law, agreement, date")), 2),
            (form.person("keeper"), 2),
            (form.line("due", words("no need"), days(words)), 1),
            (form.line("checked_on", words("never"), days(words)), 1),
            (form.text("finding", kind=texts()), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words, now = self.words, today()
        found = sorted(
            self.session.desk.find(Policy), key=lambda one: (one.due or date.max, one.name.casefold())
        )
        rows: list[Heading | Told] = []
        for each in found:
            late = each.due is not None and each.due < now
            below = " · ".join(filter(None, (words("overdue") if late else "", each.keeper, each.finding)))
            mark = ("triangle-alert", "watch") if late else ("", "text_second")
            rows.append(Told(each.id, each.name, below, words.date(each.due) if each.due else "", mark))
        return rows


class Messages(Register):
    """Words for each audience and channel, to be copied into a mail or read out."""

    KIND = Message
    FIRST = "audience"
    ICON = "megaphone"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Messages"), "empty": words("What each audience hears, on its own channel."),
            "example": words("Crew leads, in person: on Tuesday the measures hang on the wall."),
            "next": words("For whom? Then Enter"), "one": words("Message"), "added": words("Add a message"),
            "changed": words("Change a message"), "removed": words("Remove a message"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "audience": words("For whom"), "channel": words("How it reaches them"),
            "language": words("Language"), "subject": words("Subject"), "text": words("Text"),
            "sent_on": words("Sent or said on"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.line("audience"), 2),
                (form.choice("channel", members(Channel, words, words("open"))), 1),
                (form.line("language", words("en")), 1),
                (form.line("subject"), 2),
                (form.text("text", words("short enough to be read standing"), texts()), 2),
                (form.line("sent_on", words("not yet"), days(words)), 1),
            )
        )
        copy = button(words("Copy the text"), self.copy, "plain", self.page.icons.icon("clipboard-copy"))
        copy.setObjectName("message-copy")
        column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def copy(self) -> None:
        """Put subject and text of the message in hand onto the clipboard."""
        self.commit()
        for each in self.session.desk.find(Message, id=self.current):
            QGuiApplication.clipboard().setText("\n\n".join(filter(None, (each.subject, each.text))))
            self.page.shell.say(self.words("The text is on the clipboard."))

    def rows(self) -> Sequence[Heading | Told]:
        """See Register: grouped by channel."""
        words = self.words
        found = sorted(
            self.session.desk.find(Message), key=lambda one: (_channel(one), one.audience.casefold())
        )
        rows: list[Heading | Told] = []
        for number, each in enumerate(found):
            if not number or _channel(found[number - 1]) != _channel(each):
                rows.append(Heading(words(LABELS[each.channel]) if each.channel else words("open")))
            sent = words.pattern(each.sent_on, "yMMMd") if each.sent_on else words("not sent yet")
            rows.append(Told(each.id, each.audience, each.subject or each.text, sent))
        return rows


class Calendar(Register):
    """What comes round in the organisation: planning, budget, revision; with the next day of each."""

    KIND = Cadence
    FIRST = "name"
    ICON = "calendar-days"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Calendar of the organisation"),
            "empty": words("Days of planning and budget, which reviews of measures have to fit."),
            "example": words("Budget: each year by 31 March."),
            "next": words("What comes round? Then Enter"), "one": words("What comes round"),
            "added": words("Add a day of the calendar"), "changed": words("Change a day of the calendar"),
            "removed": words("Remove a day of the calendar"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("What it is"), "kind": words("Kind"), "first_on": words("First day"),
            "months": words("Every so many months"), "what": words("What falls due"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.line("name"), 2),
            (form.choice("kind", members(CadenceKind, words)), 2),
            (form.line("first_on", words("a day"), needed_day(words)), 1),
            (form.line("months", words("0 for once"), whole_numbers(words, 0, MOST_MONTHS, needed=True)), 1),
            (form.text("what", kind=texts()), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register: by the next day; what falls due with the calendar stands below."""
        words, desk, now = self.words, self.session.desk, today()
        found = [(next_day(each, now), each) for each in desk.find(Cadence, community=None)]
        found.sort(key=lambda pair: (pair[0] or date.max, pair[1].name.casefold()))
        return [
            Told(each.id, each.name, " · ".join(filter(None, (each.what, self._due(on)))),
                 words.date(on) if on else words("over"), ("calendar-days", "text_second"),
                 words(LABELS[each.kind]))
            for on, each in found
        ]  # fmt: skip

    def _due(self, on: date | None) -> str:
        """What falls due by then."""
        if on is None:
            return ""
        words, due = self.words, due_by(self.session.desk, on)
        reviews, policies = len(due.reviews), len(due.policies)
        counted = (
            (reviews, words.many("{n} review of a measure", "{n} reviews of measures", reviews)),
            (policies, words.many("{n} policy", "{n} policies", policies)),
        )
        told = [text for count, text in counted if count]
        return words("by then fall due: {what}", what=words.listed(told)) if told else ""

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {"first_on": today(), "kind": CadenceKind.PLAN}


_DOUBTING: Final = frozenset({Stance.SCEPTICAL, Stance.OPPOSED})
_DOUBT: Final = (
    Stance.SCEPTICAL, Stance.OPPOSED, Stance.CO_DESIGNER, Stance.CURIOUS, Stance.UNAWARE, None,
    Stance.SUPPORTIVE,
)  # fmt: skip


def _channel(message: Message) -> str:
    return message.channel.value if message.channel else ""


class RegisterBook(RegistersView):
    """All registers of the framework."""

    key = "registers"
    OF_SUBJECT = False
    REGISTERS = (Rulings, Stakeholders, Policies, Messages, Calendar)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        words = self.words
        return {
            "ruling": words("Decisions"), "stakeholder": words("Stakeholders"), "policy": words("Policies"),
            "message": words("Messages"), "cadence": words("Calendar"),
        }  # fmt: skip
