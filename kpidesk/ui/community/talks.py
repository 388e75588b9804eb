"""Talks with each member about how it goes: the care that buy-in needs."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QLayout, QVBoxLayout

from kpidesk.actions import records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Member, Talk
from kpidesk.domain.community_figures import HALF_A_YEAR
from kpidesk.domain.record import Record
from kpidesk.domain.wording import Refused
from kpidesk.ui.community.of_community import OfCommunity, members_by_name
from kpidesk.ui.form import Form, days, grid, texts
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import today
from kpidesk.ui.told_list import Told
from kpidesk.ui.widgets import label


class Talks(OfCommunity):
    """What was said in each talk, the latest first; who was not talked with for half a year is named."""

    KIND = Talk
    FIRST = "said"
    ICON = "message-circle"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Talks with each"),
            "empty": words("Once in half a year somebody asks each member how it goes."),
            "example": words("Overtime eats the hours that were promised."),
            "next": words("With whom do you talk? Then Enter"), "one": words("Talk"),
            "added": words("Note a talk"), "changed": words("Change a talk"),
            "removed": words("Remove a talk"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "on": words("Day"), "said": words("What they said"), "wishes": words("What they wish"),
            "payoffs_reviewed": words("We looked at what they hope to take home"),
            "next": words("What comes next"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        column = QVBoxLayout()
        column.setSpacing(12)
        self.hopes = label("", "second", wrap=True)
        self.hopes.setObjectName("talk-hopes")
        column.addWidget(self.hopes)
        column.addLayout(
            grid(
                (form.line("on", words("a day"), days(words)), 2),
                (form.text("said", "", texts()), 2),
                (form.text("wishes", "", texts()), 2),
                (form.tick("payoffs_reviewed"), 2),
                (form.text("next", words("who does what"), texts()), 2),
            )
        )
        return column

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = [
            (talk, person.name)
            for member, person in members_by_name(self.session.desk, self.page.subject_id, gone=True)
            for talk in self.session.desk.find(Talk, member=member.id)
        ]
        found.sort(key=lambda pair: (pair[0].on, pair[0].id), reverse=True)
        return [
            Told(each.id, name, each.said or words("nothing noted yet"), words.date(each.on), (
                "check" if each.payoffs_reviewed else "", "text_second"
            ))
            for each, name in found
        ]  # fmt: skip

    def summary(self) -> str:
        """See Register."""
        since = today() - HALF_A_YEAR
        waiting = [
            person.name
            for member, person in members_by_name(self.session.desk, self.page.subject_id)
            if not any(each.on >= since for each in self.session.desk.find(Talk, member=member.id))
        ]
        return self.words.many(
            "{n} member not talked with for half a year", "{n} members not talked with for half a year",
            len(waiting),
        ) if waiting else ""  # fmt: skip

    def make(self, edit: Edit, typed: str) -> Record:
        """See Register: a talk is with a member, who is known by name."""
        for member, person in members_by_name(edit, self.page.subject_id, gone=True):
            if person.name.casefold() == typed.casefold():
                return records.add(edit, Talk, member=member.id, on=today())
        raise Refused("Nobody of that name is a member here. Add them to the members first.")

    def shown(self, one: Any) -> None:
        """See Register."""
        talk = cast("Talk | None", one)
        if talk is None:
            return
        words, member = self.words, self.session.desk.get(Member, talk.member)
        name = self.member_name(member.id)
        hopes = words.listed(member.payoffs) if member.payoffs else ""
        self.hopes.setText(
            words("{name} hopes to take home: {hopes}.", name=name, hopes=hopes)
            if hopes
            else words("Ask {name} what they hope to take home.", name=name)
        )
