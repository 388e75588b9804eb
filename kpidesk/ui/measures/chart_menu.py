"""What a chart shows besides values and limits, and by which rules all charts are read."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from kpidesk.actions import desks
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import RunRule
from kpidesk.domain.xmr_rules import run_rule_of
from kpidesk.drawing.chart_sheet import Extras
from kpidesk.system.words import Words
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

AIDS: Final = ("average", "bands", "history")


def aids(settings: Settings) -> Extras:
    """What this person wants laid over all charts; nothing at first."""
    average, bands, history = (settings.get(f"chart.{name}", False) for name in AIDS)
    return Extras(average=average, bands=bands, history=history)


class ChartMenu(QMenu):
    """The menu of a chart; `changed` is called when something is laid over it or taken off."""

    def __init__(
        self, over: QWidget, session: Session, settings: Settings, words: Words,
        changed: "Callable[[], object]",
    ) -> None:  # fmt: skip
        super().__init__(over)
        self.setObjectName("chart-menu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._settings, self._words = session, settings, words
        self._changed = changed
        names = {
            "average": words("Moving average (not used for signals)"),
            "bands": words("Thirds between the limits"),
            "history": words("Own history beside the limits"),
        }
        for name in AIDS:
            action = self.addAction(names[name])
            action.setObjectName(f"chart-{name}")
            action.setCheckable(True)
            action.setChecked(settings.get(f"chart.{name}", False))
            action.toggled.connect(partial(self._lay, name))
        self.addSeparator()
        heading = self.addAction(words("A long run, in all charts of this desk:"))
        heading.setEnabled(False)
        group = QActionGroup(self)
        for rule in RunRule:
            action = self.addAction(words(LABELS[rule]))
            action.setObjectName(f"rule-{rule.name.lower()}")
            action.setCheckable(True)
            action.setChecked(rule is run_rule_of(session.desk))
            action.setEnabled(session.desk.writable)
            group.addAction(action)
            action.triggered.connect(lambda _=False, each=rule: self._take_rule(each))

    def open_under(self, widget: QWidget) -> None:
        """Open below the button that asks for it."""
        self.popup(widget.mapToGlobal(QPoint(0, widget.height())))

    def _lay(self, name: str, on: bool) -> None:
        self._settings.set(f"chart.{name}", on)
        self._changed()

    def _take_rule(self, rule: RunRule) -> None:
        label = self._words("Long run: {rule}", rule=self._words(LABELS[rule]))
        self._session.do(label, partial(desks.change_organisation, run_rule=rule))
