"""Choosing which part of the map is looked at: by ring, owner, area, status and tag."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.domain.choosing import Choice
from kpidesk.domain.labels import LABELS
from kpidesk.domain.results import Result, ResultStatus, Tag, TagFamily
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.floating import Floating, show_children
from kpidesk.ui.results.looking import Looking
from kpidesk.ui.widgets import Flow, Pill, button, clear, label, restyle, scrolling, tool_button

_WIDE = 340
_TALLEST = 420


def family_name(family: TagFamily, words: Words) -> str:
    """What a family of tags is called."""
    return {
        TagFamily.PERSPECTIVE: words("Perspective"),
        TagFamily.UNIT: words("Unit"),
        TagFamily.REGION: words("Region"),
        TagFamily.OTHER: words("Other"),
    }[family]


class PartPanel(Floating):
    """Pills to press for whatever results have; the map follows at once."""

    def __init__(self, canvas: MapCanvas, looking: Looking, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "part-panel")
        self.setFixedWidth(_WIDE)
        self._looking, self._words = looking, words
        top = QHBoxLayout()
        top.addWidget(label(words("Show only"), "name"), 1)
        self._all = button(words("Show all"), self.show_all, "link")
        self._all.setObjectName("show-all")
        top.addWidget(self._all)
        top.addWidget(tool_button(icons.icon("x"), words("Close (Esc)"), self.leave))
        self._content = content = QWidget()
        self._groups = QVBoxLayout(content)
        self._groups.setContentsMargins(0, 0, 8, 0)
        self._groups.setSpacing(10)
        self._area = scrolling(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 6, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._area)
        self._drawn: object = None

    def open(self) -> None:
        """Show what there is to choose, in the top left corner."""
        self._drawn = None
        self._fill()
        if pills := self.findChildren(QPushButton, "part-pill"):
            pills[0].setFocus()

    def refresh(self) -> None:
        """The desk or the choice has changed."""
        if not self.isHidden():
            self._fill()

    def _fill(self) -> None:
        groups = self._choices()
        shape = [(name, [(text, key) for text, key, _ in pills]) for name, _, pills in groups]
        if shape != self._drawn:
            self._drawn = shape
            clear(self._groups)
            for name, field, pills in groups:
                self._groups.addWidget(label(name, "caption-strong"))
                flow = Flow(6)
                for text, key, chosen in pills:
                    flow.addWidget(self._pill(field, text, key, chosen=chosen))
                self._groups.addLayout(flow)
            self._groups.addStretch(1)
            show_children(self._content)
        for pill, (_, _, chosen) in zip(
            self.findChildren(QPushButton, "part-pill"),
            [each for _, _, pills in groups for each in pills],
            strict=False,
        ):
            restyle(pill, "kind", "chosen" if chosen else "pill")
            pill.setChecked(chosen)
        self._all.setEnabled(self._looking.partial)
        tall = self._groups.totalHeightForWidth(_WIDE - 40) + 60
        room = max(self.canvas.height() - 140, 160)
        self.setFixedHeight(min(tall, _TALLEST, room))
        self.put(QPoint(4, 84))

    def _choices(self) -> list[tuple[str, str, list[tuple[str, object, bool]]]]:
        """Headings, fields of Choice, and for each pill its text, value and whether it is pressed."""
        words, work, choice = self._words, self.canvas.work, self._looking.choice
        results: list[Result] = [bubble.result for bubble in work.bubbles.values()]
        tags = work.session.desk.find(Tag)
        owners, areas = {each.owner for each in results} - {""}, {each.area for each in results} - {""}
        statuses = {each.status for each in results}
        found: list[tuple[str, str, list[tuple[str, object]]]] = [
            (words("Ring"), "rings", [(f"{each.position} {each.name}", each.id) for each in work.rings()]),
            (words("Owner"), "owners", [(each, each) for each in sorted(owners)]),
            (words("Area"), "areas", [(each, each) for each in sorted(areas)]),
            (
                words("Status"),
                "statuses",
                [(words(LABELS[each]), each) for each in ResultStatus if each in statuses],
            ),
        ]
        for family in TagFamily:
            own: list[tuple[str, object]] = [(tag.name, tag.id) for tag in tags if tag.family is family]
            found.append((family_name(family, words), "tags", own))
        return [
            (name, field, [(text, key, key in getattr(choice, field)) for text, key in pills])
            for name, field, pills in found
            if pills
        ]

    def _pill(self, field: str, text: str, key: object, *, chosen: bool) -> QPushButton:
        made = Pill(text)
        made.setObjectName("part-pill")
        made.setCheckable(True)
        made.setProperty("kind", "chosen" if chosen else "pill")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _=False: self._press(field, key))
        return made

    def _press(self, field: str, key: object) -> None:
        choice = self._looking.choice
        changes = {field: getattr(choice, field) ^ {key}}
        self._looking.choose(replace(choice, **changes))

    def told(self) -> str:
        """How much of the map is looked at, "" for all of it."""
        if not self._looking.partial:
            return ""
        sheet, words = self.canvas.sheet, self._words
        shown, count = len(sheet.seen), len(sheet.bubbles)
        if not self._looking.focus:
            return words("{n} of {count} results", n=shown, count=count)
        focus = self._looking.focus
        codes = [each.result.code for key, each in sheet.bubbles.items() if key in focus]
        return words(
            "The chain of {codes}: {n} of {count} results", codes=", ".join(codes[:3]), n=shown, count=count
        )

    def show_all(self) -> None:
        """Look at all of the map again."""
        self._looking.choose(Choice())
        self._looking.focus_on(frozenset())
