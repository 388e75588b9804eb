"""Parts of another desk: which areas of it are taken, and what would become of them here."""

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions.merging import Area, AreaPlan
from kpidesk.drawing.record_words import kind_name
from kpidesk.system.words import Words
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line, Panel, button, clear, label, scrolling

_CODES: Final = 60


def area_name(area: Area, words: Words) -> str:
    """What people call a part of a desk."""
    return {
        Area.PEOPLE: words("People and groups"), Area.RESULTS: words("Goals, results and maps"),
        Area.MEASURES: words("Measures with their data"), Area.SHARING: words("Partners and promises"),
        Area.GALLERY: words("Galleries, posters and notes"), Area.COMMUNITY: words("Communities"),
        Area.FRAMEWORK: words("Assessments and registers"),
        Area.WORKSHOPS: words("Workshops and their agendas"),
    }[area]  # fmt: skip


class AreasPanel(QWidget):
    """Asks for areas. `changed` tells that others are ticked, `accepted` and `left` what was decided."""

    changed = Signal()
    accepted = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        words = page.words
        self.page, self.words = page, words
        self.boxes: dict[Area, QCheckBox] = {}
        self.panel = Panel(words("Parts of another desk"))
        self.facts = label("", "second", wrap=True)
        self.facts.setContentsMargins(16, 12, 16, 4)
        self.panel.body.addWidget(self.facts)
        self._areas = QVBoxLayout()
        self._areas.setContentsMargins(16, 4, 16, 12)
        self._areas.setSpacing(4)
        self.panel.body.addLayout(self._areas)
        self.panel.body.addWidget(Line())
        inside = QWidget()
        self._outcome = QVBoxLayout(inside)
        self._outcome.setContentsMargins(16, 12, 16, 12)
        self._outcome.setSpacing(6)
        self.panel.body.addWidget(scrolling(inside), 1)
        self.panel.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addStretch()
        leave = button(words("Leave it"), self.left.emit)
        leave.setObjectName("areas-leave")
        foot.addWidget(leave)
        self.take = button(words("Take them in"), self.accepted.emit, "filled")
        self.take.setObjectName("areas-take")
        foot.addWidget(self.take)
        self.panel.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)

    @property
    def wanted(self) -> Collection[Area]:
        """The areas that are ticked."""
        return frozenset(area for area, box in self.boxes.items() if box.isChecked())

    def show_areas(self, file: str, counts: Mapping[Area, int], ticked: Collection[Area] = ()) -> None:
        """Offer the areas of a desk that hold anything."""
        words = self.words
        self.facts.setText(
            words(
                "{file} is another desk, not a copy of this one. What you tick is added here with its links; "
                "codes are given anew, and people, rings and groups of the same name are the same.",
                file=file,
            )
        )
        clear(self._areas)
        self.boxes = {}
        for area, count in counts.items():
            if not count:
                continue
            number = words.many("{n} record", "{n} records", count)
            box = Tick(f"{area_name(area, words)} ({number})")
            box.setObjectName(f"area-{area.value}")
            box.setChecked(area in ticked)
            box.toggled.connect(lambda _: self.changed.emit())
            self.boxes[area] = box
            self._areas.addWidget(box)
        self.show_plan(None)

    def show_plan(self, plan: AreaPlan | None) -> None:
        """Say what would come of what is ticked."""
        words = self.words
        clear(self._outcome)
        ready = plan is not None and bool(plan.records)
        self.take.setEnabled(ready and self.page.session.desk.writable)
        if plan is None:
            self._outcome.addWidget(label(words("Tick what shall be taken in."), "second", wrap=True))
            self._outcome.addStretch(1)
            return
        for title, counts in (
            (words("New here"), plan.counts), (words("Here already, by name"), plan.matched),
            (words("Left out, as it belongs to what is not ticked"), plan.left_out),
        ):  # fmt: skip
            told = [
                f"{kind_name(kind, words)} {words.number(count)}" for kind, count in counts.items() if count
            ]
            if told:
                self._outcome.addWidget(label(title, "caption-strong"))
                self._outcome.addWidget(label(", ".join(told), "body", wrap=True))
        if plan.codes:
            told = [f"{each.before} → {each.after}" for each in plan.codes[:_CODES]]
            if len(plan.codes) > _CODES:
                more = len(plan.codes) - _CODES
                told.append(words.many("and {n} more", "and {n} more", more))
            self._outcome.addWidget(label(words("Codes there and here"), "caption-strong"))
            self._outcome.addWidget(label(", ".join(told), "body", wrap=True))
        self._outcome.addStretch(1)
