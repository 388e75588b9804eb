"""The registers of a community: what it celebrates, tries, struggles with and decided on methods."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLayout

from kpidesk.domain.communities import Celebration
from kpidesk.ui.form import Form, days, grid
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register, RegistersView
from kpidesk.ui.told_list import Told


class OfCommunity(Register):
    """A register whose records belong to the community in hand."""

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {"community": self.page.subject_id}


class Celebrations(OfCommunity):
    """Successes and failures that were marked."""

    KIND = Celebration
    FIRST = "text"
    ICON = "party-popper"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Celebrations"), "empty": words("Successes and failures, and what they taught."),
            "example": words("First pulse of ten questions: 12 % answered. Next time we ask two."),
            "next": words("What was it? Then Enter"), "one": words("Celebration"),
            "added": words("Add a celebration"), "changed": words("Change a celebration"),
            "removed": words("Remove a celebration"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "text": words("What it was"), "success": words("It went well"), "on": words("Day"),
            "learned": words("What we learned"), "who": words("Who"), "how": words("How it was marked"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("text"), 2),
            (form.tick("success"), 1),
            (form.line("on", words("a day"), days(words)), 1),
            (form.text("learned", words("what we keep or leave")), 2),
            (form.line("who"), 1),
            (form.line("how", words("cake, a mail, a round of thanks")), 1),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        found = self.session.desk.find(Celebration, community=self.page.subject_id)
        marks = {True: ("circle-check", "good"), False: ("triangle-alert", "watch")}
        return [
            Told(each.id, each.text, each.learned, self.words.date(each.on), marks[each.success])
            for each in sorted(found, key=lambda one: one.on, reverse=True)
        ]

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        today = date.today()  # noqa: DTZ011 - the day of the person's calendar
        return {**super().given(typed), "on": today}


class RecordsView(RegistersView):
    """What a community keeps notes of."""

    key = "records"
    REGISTERS = (Celebrations,)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"celebration": self.words("Celebrations")}
