"""The registers of the framework: decisions, stakeholders, policies, messages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLayout

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.registers import Ruling, RulingKind
from kpidesk.ui.form import Form, coded, days, grid, members
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register, RegistersView
from kpidesk.ui.told_list import Told


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
        return {"on": date.today()}  # noqa: DTZ011 - the day of the person's calendar


class RegisterBook(RegistersView):
    """All registers of the framework."""

    key = "registers"
    REGISTERS = (Rulings,)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"ruling": self.words("Decisions")}
