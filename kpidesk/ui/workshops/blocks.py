"""The agenda in the middle: blocks one below the other with their times, and a form for the one in hand."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QLayout

from kpidesk.actions import workshops
from kpidesk.actions.records import MOST_MINUTES
from kpidesk.desk.edits import Edit
from kpidesk.domain import agenda
from kpidesk.domain.record import Record
from kpidesk.domain.workshops import Block, BlockKind, Workshop, blocks_of
from kpidesk.ui.form import Form, grid, lines, members, texts, whole_numbers
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Register
from kpidesk.ui.told_list import Told
from kpidesk.ui.workshops import agenda_rows
from kpidesk.ui.workshops.opens import pages

_WITH_MINUTES: Final = re.compile(r"(.*\S)\s+(\d{1,3})\s*(?:min|'|′)?\.?", re.IGNORECASE)


def read_block(typed: str) -> tuple[str, int | None]:
    """The name and the minutes of a typed line, such as `Tests 40`."""
    found = _WITH_MINUTES.fullmatch(typed.strip())
    return (found[1], int(found[2])) if found else (typed.strip(), None)


class Blocks(Register):
    """The blocks of the workshop in hand."""

    KIND = Block
    FIRST = "name"
    ICON = "calendar-clock"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Agenda"), "empty": words("What happens when, and with what."),
            "example": words("Results onto the map 40"),
            "next": words("Next block and its minutes, such as: Tests 40"), "one": words("Block"),
            "added": words("Add a block"), "changed": words("Change a block"),
            "removed": words("Remove a block"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("Block"), "kind": words("How people work"), "minutes": words("Minutes long"),
            "not_before": words("Not before"), "opens": words("Page that it opens"),
            "materials": words("Materials"), "script": words("What to say"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        opens = [("", words("no page")), *pages(words).items()]
        return grid(
            (form.text("name"), 2),
            (form.line("minutes", "10", whole_numbers(words, 1, MOST_MINUTES, needed=True)), 1),
            (form.line("not_before", words("any time")), 1),
            (form.choice("kind", members(BlockKind, words)), 2),
            (form.choice("opens", opens), 2),
            (form.text("script", words("in your own words, to be read from the laptop"), texts()), 2),
            (form.text("materials", words("one a line: cards"), lines()), 2),
        )

    @property
    def workshop(self) -> Workshop | None:
        """The workshop in hand."""
        return next(iter(self.session.desk.find(Workshop, id=self.page.subject_id)), None)

    def plan(self) -> agenda.Plan:
        """The agenda in time: as it runs, or as planned."""
        workshop, desk = self.workshop, self.session.desk
        if workshop is None:
            return agenda.Plan(())
        return agenda.plan_of(desk, workshop, desk.now().astimezone())

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        return agenda_rows.rows(self.plan(), self.words)

    def summary(self) -> str:
        """See Register: how long it takes as planned."""
        workshop = self.workshop
        blocks = blocks_of(self.session.desk, workshop.id) if workshop else []
        if not blocks:
            return ""
        hours, minutes = divmod(sum(each.minutes for each in blocks), 60)
        words = self.words
        if not hours:
            return words("{n} min", n=minutes)
        return words("{h} h {n} min", h=hours, n=minutes) if minutes else words("{h} h", h=hours)

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register."""
        name, minutes = read_block(typed)
        given: dict[str, Any] = {} if minutes is None else {"minutes": minutes}
        return workshops.add_block(edit, self.page.subject_id, name, **given)

    def move_by(self, by: int) -> None:
        """Move the block in hand."""
        if self.record is not None:
            self.form.commit()
            self.session.do(self.words("Move a block"), workshops.move_block, self.current, by)

    def no_block(self) -> str:
        """Why no block can be moved."""
        if self.record is None:
            return self.words("Choose a block first.")
        return self.page.read_only()
