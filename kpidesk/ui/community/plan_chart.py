"""The implementation plan as a Gantt chart: a row for each team, a bar for each step, today as a line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.communities import MethodStep, PlanStep, PlanTeam, StepState
from kpidesk.domain.labels import LABELS
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.ui.announcing import Role
from kpidesk.ui.painted import font, lines_of, write
from kpidesk.ui.subject_page import SubjectPage

_NAMES: Final = 120  # px
_HEAD: Final = 40
_BAR: Final = 16
_LANE: Final = 22  # px of a step: those that overlap in time stand below each other
_PAD: Final = 8
_LETTERS: Final = 12
_STEP: Final = 16
_LEAST_MONTH: Final = 44  # px
_WORDS: Final = 90  # px at the right for the words of a last bar
_LEAST_BAR: Final = 6
_SMALL: Final = 11
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


_ORDER: Final = list(MethodStep)
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lane:
    """A team with its steps, each in a line of its own where bars would touch."""

    team: PlanTeam
    steps: tuple[tuple[PlanStep, int], ...]

    @property
    def lines(self) -> int:
        """How many lines the steps need."""
        return 1 + max((line for _, line in self.steps), default=0)


def lanes(
    teams: Sequence[PlanTeam], steps: Mapping[str, Sequence[PlanStep]], ends: Callable[[PlanStep], Ends]
) -> list[Lane]:
    """Teams with those of their steps that have a day; each step in the first line where it has room.

    Args:
        teams: in their order.
        steps: of each team.
        ends: from where to where a step reaches, with its words.
    """
    found = []
    for team in teams:
        dated = sorted(
            (each for each in steps.get(team.id, ()) if each.starts or each.ends),
            key=lambda each: (begins(each), _ORDER.index(each.step)),
        )
        taken: list[float] = []
        placed = []
        for step in dated:
            left, right = ends(step)
            line = next((n for n, until in enumerate(taken) if until <= left), len(taken))
            taken[line : line + 1] = [right]
            placed.append((step, line))
        found.append(Lane(team, tuple(placed)))
    return found


def begins(step: PlanStep) -> date:
    """Its first day, or its last where the first is not known."""
    found = step.starts or step.ends
    assert found is not None  # noqa: S101 - only steps with a day are asked
    return found


def finishes(step: PlanStep) -> date:
    """Its last day, or its first where the last is not known."""
    return step.ends or begins(step)


class PlanChart(QWidget):
    """The chart. `chosen` tells the team of a row that was clicked or gone to."""

    reads_as = Role.Chart
    chosen = Signal(str)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page = page
        self._teams: Sequence[PlanTeam] = ()
        self._of_team: Mapping[str, Sequence[PlanStep]] = {}
        self._lanes: Sequence[Lane] = ()
        self._today = date.min
        self._first = self._last = date.min
        self.current = ""
        self.setObjectName("plan-chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_plan(
        self, teams: Sequence[PlanTeam], steps: Mapping[str, Sequence[PlanStep]], today: date
    ) -> None:
        """Show these teams as of a day."""
        self._teams, self._of_team, self._today = teams, steps, today
        dated = [each for found in steps.values() for each in found if each.starts or each.ends]
        days = [day for each in dated for day in (begins(each), finishes(each))]
        self._first = first_day(min(days, default=today), PeriodType.MONTH)
        following = shifted(first_day(max(days, default=today), PeriodType.MONTH), PeriodType.MONTH, 1)
        self._last = following - timedelta(days=1)
        self.setMinimumWidth(_NAMES + self._months() * _LEAST_MONTH + _WORDS)
        self._lay()
        self._speak()

    def _lay(self) -> None:
        """Find a line for each step: that depends on the width, and the height on that."""
        self._lanes = lanes(self._teams, self._of_team, self._ends)
        self.setFixedHeight(_HEAD + sum(self._tall(each) for each in self._lanes) + _LANE)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._teams:
            self._lay()

    def show_current(self, team_id: str) -> None:
        """Bring a team out."""
        self.current = team_id
        self._speak()
        self.update()

    def _speak(self) -> None:
        words = self._page.words
        lane = next((each for each in self._lanes if each.team.id == self.current), None)
        name = words("Plan of {team}: {steps}", team=lane.team.name, steps=self.told(lane)) if lane else ""
        self.setAccessibleName(name or words("Implementation plan"))

    def told(self, lane: Lane) -> str:
        """The steps of a team in words."""
        words = self._page.words
        told = [self.named(step) for step, _ in lane.steps]
        return "; ".join(told) if told else words("no step has a day yet")

    def named(self, step: PlanStep) -> str:
        """A step in words: what, how far, until when, and whether it is late."""
        words = self._page.words
        late = words("late") if step.is_late(self._today) else ""
        parts = (
            words(LABELS[step.step]), words(LABELS[step.state]), words.date(finishes(step)), late,
        )  # fmt: skip
        return ", ".join(filter(None, parts))

    # -- places

    def _months(self) -> int:
        return (self._last.year - self._first.year) * 12 + self._last.month - self._first.month + 1

    def _tall(self, lane: Lane) -> int:
        lines = len(lines_of(lane.team.name, _LETTERS, _NAMES - 2 * _PAD, 4))
        return max(lane.lines * _LANE, lines * _STEP) + 2 * _PAD

    def _x(self, day: date) -> float:
        share = (day - self._first).days / ((self._last - self._first).days + 1)
        return _NAMES + share * (self.width() - _NAMES - _WORDS)

    def _text(self, step: PlanStep) -> str:
        """What stands in or beside a bar."""
        words = self._page.words
        name = words(LABELS[step.step])
        return words("{step}, late", step=name) if step.is_late(self._today) else name

    def _bar_ends(self, step: PlanStep) -> Ends:
        left = self._x(begins(step))
        return left, max(self._x(finishes(step) + timedelta(days=1)), left + _LEAST_BAR)

    def _ends(self, step: PlanStep) -> Ends:
        """From where to where a step reaches, with its words."""
        left, right = self._bar_ends(step)
        wide = QFontMetrics(font(_SMALL, strong=True)).horizontalAdvance(self._text(step))
        return left, right if self._fits(step, wide) else right + wide + _PAD

    def _fits(self, step: PlanStep, wide: int) -> bool:
        """Whether the words find room in the bar; over strokes they would not be read."""
        left, right = self._bar_ends(step)
        return wide + _PAD < right - left and step.state is not StepState.RUNNING

    def row(self, team_id: str) -> QRect:
        """Where the row of a team is."""
        top = _HEAD
        for lane in self._lanes:
            tall = self._tall(lane)
            if lane.team.id == team_id:
                return QRect(0, top, self.width(), tall)
            top += tall
        return QRect()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(self.minimumWidth(), self.height())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._page.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._months_head(painter)
        for lane in self._lanes:
            box = self.row(lane.team.id)
            if lane.team.id == self.current:
                painter.setPen(QPen(QColor(colours.accent), 2 if self.hasFocus() else 1))
                painter.setBrush(QColor(colours.accent_soft))
                painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
            painter.setPen(QColor(colours.text))
            lines = lines_of(lane.team.name, _LETTERS, _NAMES - 2 * _PAD, 4)
            write(painter, lines, QPointF(_PAD, box.top() + _PAD), _LETTERS, _STEP, _NAMES - 2 * _PAD)
            for step, line in lane.steps:
                self._bar(painter, step, box.top() + _PAD + line * _LANE)
            painter.fillRect(0, box.bottom(), self.width(), 1, QColor(colours.border))
        self._today_line(painter)
        painter.end()

    def _months_head(self, painter: QPainter) -> None:
        words, colours, day = self._page.words, self._page.colours, self._first
        while day <= self._last:
            following = shifted(day, PeriodType.MONTH, 1)
            left = self._x(day)
            painter.fillRect(QRectF(left, 0, 1, self.height()), QColor(colours.grid))
            if day == self._first or day.month == 1:
                painter.setFont(font(_LETTERS, strong=True))
                painter.setPen(QColor(colours.text_second))
                painter.drawText(QPointF(left + 4, _STEP), str(day.year))
            painter.setFont(font(_LETTERS))
            painter.setPen(QColor(colours.text_third))
            painter.drawText(QPointF(left + 4, 2 * _STEP), words.pattern(day, "MMM"))
            day = following

    def _bar(self, painter: QPainter, step: PlanStep, top: float) -> None:
        """Full when done, half hatched under way, hollow planned, dashed dropped; late ones say so."""
        colours, (left, right) = self._page.colours, self._bar_ends(step)
        box = QRectF(left, top, right - left, _BAR)
        ink, late = QColor(colours.text_second), step.is_late(self._today)
        brushes = {
            StepState.DONE: QBrush(ink), StepState.PLANNED: QBrush(QColor(colours.surface)),
            StepState.RUNNING: QBrush(ink, Qt.BrushStyle.BDiagPattern),
            StepState.DROPPED: QBrush(Qt.BrushStyle.NoBrush),
        }  # fmt: skip
        pen = QPen(QColor(colours.bad), 2) if late else QPen(ink, 1.2)
        if step.state is StepState.DROPPED:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(brushes[step.state])
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font(_SMALL, strong=late))
        text = self._text(step)
        wide = painter.fontMetrics().horizontalAdvance(text)
        inside = self._fits(step, QFontMetrics(font(_SMALL, strong=True)).horizontalAdvance(text))
        on_ink = inside and step.state is StepState.DONE
        painter.setPen(QColor(colours.surface if on_ink else colours.bad if late else colours.text))
        x = left + 4 if inside else right + 3
        painter.drawText(QRectF(x, top, wide + 4, _BAR), Qt.AlignmentFlag.AlignVCenter, text)

    def _today_line(self, painter: QPainter) -> None:
        if not self._first <= self._today <= self._last:
            return
        words, colours, x = self._page.words, self._page.colours, self._x(self._today)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, _HEAD), QPointF(x, self.height()))
        painter.setFont(font(_SMALL, strong=True))
        painter.setPen(QColor(colours.accent_text))
        text = words("today")
        left = min(x + 3, self.width() - painter.fontMetrics().horizontalAdvance(text) - 4)
        painter.drawText(QPointF(left, self.height() - 6), text)

    # -- going about

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes by key sees where they are."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click goes to a team."""
        for lane in self._lanes:
            if self.row(lane.team.id).contains(event.position().toPoint()):
                self.chosen.emit(lane.team.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk from team to team."""
        ids, step = [each.team.id for each in self._lanes], _STEPS.get(Qt.Key(event.key()))
        if step is None or not ids:
            super().keyPressEvent(event)
            return
        at = ids.index(self.current) + step if self.current in ids else 0
        self.chosen.emit(ids[max(0, min(at, len(ids) - 1))])
