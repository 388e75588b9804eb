"""What a result carries besides its statement: priority dots, tags, and whether it is off strategy."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import tags as actions
from kpidesk.domain.results import Result, Tag, TagFamily, Tagging
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.icons import Icons
from kpidesk.ui.narrow import Tick
from kpidesk.ui.results.floating import show_children
from kpidesk.ui.results.part import family_name
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.widgets import Flow, Pill, clear

_MOST_DOTS = 9_999


class Dots(QSpinBox):
    """Votes typed in as a total; nothing typed means that nobody voted."""

    def __init__(self, work: MapWork, words: Words) -> None:
        super().__init__()
        self._work = work
        self._result = ""
        self.setRange(-1, _MOST_DOTS)
        self.setSpecialValueText(words("no votes"))
        self.setAccessibleName(words("Priority dots"))
        self.setObjectName("result-dots")
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.valueChanged.connect(self._changed)

    def show_result(self, result: Result) -> None:
        """Show the votes of a result."""
        self._result = result.id
        with QSignalBlocker(self):
            self.setValue(-1 if result.dots is None else result.dots)
        self.setReadOnly(not self._work.writable)

    def _changed(self, count: int) -> None:
        self._work.change(self._result, dots=None if count < 0 else count)


class Tags(QWidget):
    """The tags of a result as pills; pressing one takes it off, typing adds one."""

    def __init__(self, work: MapWork, icons: Icons, words: Words) -> None:
        super().__init__()
        self._work, self._icons, self._words = work, icons, words
        self._result = ""
        self._drawn: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._pills = Flow(6)
        column.addLayout(self._pills)
        line = QHBoxLayout()
        line.setSpacing(6)
        self.family = Choice(
            [(each, family_name(each, words)) for each in TagFamily], lambda _: None, words("Kind of tag")
        )
        self.family.setFixedWidth(112)
        self.name = LineField(lambda _text: True, words("new tag, then Enter"), name=words("New tag"))
        self.name.setObjectName("new-tag")
        self.name.returnPressed.connect(self._add)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        line.addWidget(self.family)
        line.addWidget(self.name, 1)
        column.addLayout(line)

    def show_result(self, result: Result) -> None:
        """Show the tags of a result."""
        desk = self._work.session.desk
        if result.id != self._result:
            self.name.show_value("")
        self._result = result.id
        known = {tag.id: tag for tag in desk.find(Tag)}
        own = [known[each.tag] for each in desk.find(Tagging, record=result.id)]
        own.sort(key=lambda tag: (tag.family.value, tag.name.casefold()))
        self._known.setStringList(sorted({tag.name for tag in known.values()}))
        self.family.setVisible(self._work.writable)
        self.name.setVisible(self._work.writable)
        if own == self._drawn:
            return
        self._drawn = own
        clear(self._pills)
        for tag in own:
            self._pills.addWidget(self._pill(tag))
        show_children(self)

    def _pill(self, tag: Tag) -> QPushButton:
        words = self._words
        family = family_name(tag.family, words)
        tip = words("{family}: {tag}. Press to take it off.", family=family, tag=tag.name)
        pill = Pill(tag.name, tip=tip, icon=self._icons.icon("tag", size=14))
        pill.setObjectName("tag")
        pill.setEnabled(self._work.writable)
        pill.clicked.connect(partial(self._take_off, tag.id))
        return pill

    def _take_off(self, tag: str, _checked: bool = False) -> None:
        self._work.session.do(self._words("Take a tag off"), actions.untag, tag, self._result)

    def _add(self) -> None:
        text = self.name.text().strip()
        if not text:
            return
        desk = self._work.session.desk
        same = [tag for tag in desk.find(Tag) if tag.name.casefold() == text.casefold()]
        family = same[0].family if same else self.family.value
        if self._work.session.do(self._words("Add a tag"), actions.tag, family, text, self._result):
            self.name.show_value("")


class OffStrategy(QWidget):
    """Marks work that serves none of the goals, with the reason why it is on the map all the same."""

    def __init__(self, work: MapWork, words: Words) -> None:
        super().__init__()
        self._work = work
        self._result = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.flag = Tick(words("Off strategy: no goal asks for it"))
        self.flag.setObjectName("off-strategy")
        self.flag.toggled.connect(self._flagged)
        self.reason = TextField(
            lambda text: work.change(self._result, off_strategy_reason=text),
            words("Why is it here all the same?"),
            name=words("Why it is here though no goal asks for it"),
            least=1,
        )
        self.reason.setObjectName("off-strategy-reason")
        column.addWidget(self.flag)
        column.addWidget(self.reason)

    def show_result(self, result: Result) -> None:
        """Show whether a result is off strategy."""
        self._result = result.id
        with QSignalBlocker(self.flag):
            self.flag.setChecked(result.off_strategy)
        self.reason.show_value(result.off_strategy_reason)
        self.reason.setVisible(result.off_strategy)
        self.flag.setEnabled(self._work.writable)
        self.reason.setReadOnly(not self._work.writable)

    def _flagged(self, on: bool) -> None:
        self._work.change(self._result, off_strategy=on)
