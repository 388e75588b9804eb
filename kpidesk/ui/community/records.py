"""The registers of a community: pairs, ideas and struggles, celebrations, initiatives, methods."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QLayout

from kpidesk.domain.communities import (
    Celebration,
    Community,
    Initiative,
    InitiativeState,
    MethodUse,
)
from kpidesk.domain.community_figures import HALF_A_YEAR
from kpidesk.domain.labels import LABELS
from kpidesk.domain.results import Result
from kpidesk.ui.community.board import Pairings, Struggles
from kpidesk.ui.community.of_community import OfCommunity
from kpidesk.ui.form import Form, coded, days, grid, members, texts
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import RegistersView
from kpidesk.ui.subject_page import today
from kpidesk.ui.told_list import Told


class Celebrations(OfCommunity):
    """Successes and failures that were marked; half a year without a failure is said."""

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
            (form.text("text", "", texts()), 2),
            (form.tick("success"), 1),
            (form.line("on", words("a day"), days(words)), 1),
            (form.text("learned", words("what we keep or leave"), texts()), 2),
            (form.line("who"), 1),
            (form.line("how", words("cake, a mail, a round of thanks")), 1),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(Celebration, community=self.page.subject_id)
        marks = {True: ("circle-check", "good"), False: ("triangle-alert", "watch")}
        also = {True: words("went well"), False: words("went wrong")}
        return [
            Told(
                each.id, each.text, each.learned, words.date(each.on), marks[each.success], also[each.success]
            )
            for each in sorted(found, key=lambda one: one.on, reverse=True)
        ]

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {**super().given(typed), "on": today()}

    def summary(self) -> str:
        """See Register."""
        found = self.session.desk.find(Celebration, community=self.page.subject_id)
        since = today() - HALF_A_YEAR
        if any(not each.success and each.on >= since for each in found) or not found:
            return ""
        return self.words("No failure celebrated for half a year")


class Initiatives(OfCommunity):
    """Improvements across units, and what came of them."""

    KIND = Initiative
    FIRST = "name"
    ICON = "route"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Initiatives"), "empty": words("What several units improve together."),
            "example": words("One job record for repair and billing."),
            "next": words("What is it called? Then Enter"), "one": words("Initiative"),
            "added": words("Add an initiative"), "changed": words("Change an initiative"),
            "removed": words("Remove an initiative"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("Name"), "units": words("Units"), "owner": words("Owner"), "by": words("By when"),
            "state": words("How far it is"), "came_of_it": words("What came of it"),
            "result": words("Result on the map"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("name"), 2),
            (form.text("units", words("repair, billing")), 2),
            (form.person("owner"), 1),
            (form.line("by", words("a day"), days(words)), 1),
            (form.choice("state", members(InitiativeState, words)), 2),
            (form.choice("result", []), 2),
            (form.text("came_of_it", words("in numbers, where there are some"), texts()), 2),
        )

    def offer_choices(self) -> None:
        """See Register."""
        results = self.session.desk.find(Result)
        self.form.choices["result"].offer(coded(results, "statement", self.words("no result")))

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(Initiative, community=self.page.subject_id)
        rows: list[Heading | Told] = []
        for state in InitiativeState:
            part = [each for each in found if each.state is state]
            if part:
                rows.append(Heading(words(LABELS[state])))
            for each in part:
                late = state is InitiativeState.RUNNING and each.by is not None and each.by < today()
                day = words.date(each.by) if each.by else ""
                below = " · ".join(
                    filter(None, (each.units, each.owner, words("late") if late else "", each.came_of_it))
                )
                mark = ("triangle-alert", "watch") if late else ("route", "text_second")
                rows.append(Told(each.id, each.name, below, day, mark))
        return rows


class Methods(OfCommunity):
    """Frameworks in use, where they conflict with the agreed method, and what was decided."""

    KIND = MethodUse
    FIRST = "unit"
    ICON = "scale"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Methods in use"), "empty": words("Which unit works with which framework."),
            "example": words("Finance: objectives and key results."),
            "next": words("Which unit? Then Enter"), "one": words("Method in use"),
            "added": words("Add a method"), "changed": words("Change a method"),
            "removed": words("Remove a method"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "unit": words("Unit"), "framework": words("Framework"), "conflict": words("Where it conflicts"),
            "decision": words("What was decided"), "decided_on": words("Decided on"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("unit"), 2),
            (form.text("framework", words("scorecard, accreditation, a rule")), 2),
            (form.text("conflict", words("what pulls the other way"), texts()), 2),
            (form.text("decision", "", texts()), 2),
            (form.line("decided_on", words("a day"), days(words)), 2),
        )

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words = self.words
        found = self.session.desk.find(MethodUse, community=self.page.subject_id)
        rows = []
        for each in sorted(found, key=lambda one: one.unit.casefold()):
            open_ = bool(each.conflict) and not each.decision
            below = each.decision or each.conflict
            mark = ("triangle-alert", "watch") if open_ else ("scale", "text_second")
            beside = words("not decided") if open_ else ""
            title = (
                words("{unit}: {framework}", unit=each.unit, framework=each.framework)
                if each.framework
                else each.unit
            )
            rows.append(Told(each.id, title, below, beside, mark))
        return rows

    def summary(self) -> str:
        """See Register."""
        method = self.session.desk.get(Community, self.page.subject_id).method
        return self.words("Agreed: {method}", method=method) if method else ""


class RecordsView(RegistersView):
    """What a community keeps notes of."""

    key = "records"
    TOOLS: ClassVar = ("community.print",)
    REGISTERS = (Pairings, Struggles, Celebrations, Initiatives, Methods)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        words = self.words
        return {
            "pairing": words("Pairs"), "struggle": words("Ideas and struggles"),
            "celebration": words("Celebrations"), "initiative": words("Initiatives"),
            "methoduse": words("Methods"),
        }  # fmt: skip
