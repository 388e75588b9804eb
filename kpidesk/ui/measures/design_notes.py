"""Steps one to three of a design: the result itself, the evidence, and the bigger picture."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import designs
from kpidesk.desk.edits import Edit
from kpidesk.domain.design_board import Board
from kpidesk.domain.designs import EVIDENCE, Sense
from kpidesk.domain.labels import LABELS
from kpidesk.domain.results import Goal, Trace
from kpidesk.ui.fields import TextField, labelled
from kpidesk.ui.measures.lines import Doing, Lines, Row
from kpidesk.ui.widgets import button, label
from kpidesk.ui.wording import Wording, lexicons
from kpidesk.ui.wording_tests import TestsPanel

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage


class DesignStep(QWidget):
    """One step's part of the sheet."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        self.board: Board | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 18)
        self.column.setSpacing(12)

    def show_board(self, board: Board) -> None:
        """Show another design, or the same anew."""
        another = self.board is None or self.board.result.id != board.result.id
        self.board = board
        self.refresh(board, writable=self.session.desk.writable, another=another)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """Put what is shown in its place."""
        raise NotImplementedError

    def commit(self) -> None:
        """Take over what is being typed."""

    @property
    def focused(self) -> QWidget:
        """Where the work of the step is."""
        return self

    def do(self, label_: str, action: Any, *arguments: object, typing: str | None = None) -> bool:
        """One edit on the design in sight."""
        if self.board is None:
            return True
        return self.session.do(label_, action, *arguments, typing=typing)

    def _told(self, text: str) -> None:
        self.column.addWidget(label(text, "second", wrap=True))


class ResultStep(DesignStep):
    """The one result: its words, where it came from, and whether it stood the tests."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._told(words("One result at a time. Read it aloud: does everybody in the room see the same?"))
        self.statement = label("", "lead", wrap=True)
        self.column.addWidget(self.statement)
        self.origin = label("", "second", wrap=True)
        self.column.addWidget(self.origin)
        change = button(words("Change the wording on the map"), self._to_map, "link")
        change.setObjectName("design-to-map")
        row = QHBoxLayout()
        row.addWidget(change)
        row.addStretch()
        self.column.addLayout(row)
        self.wording = Wording(
            self.session, words, page.icons, page.colours, lexicons(page.shell.folders),
            page.shell.settings, self,
        )  # fmt: skip
        self.tests = TestsPanel(self.wording)
        self.column.addWidget(self.tests)
        self.column.addStretch(1)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """See DesignStep."""
        words, desk, result = self.words, self.session.desk, board.result
        self.statement.setText(result.statement)
        goals = [desk.get(Goal, trace.goal) for trace in desk.find(Trace, result=result.id)]
        told = "; ".join(f"{goal.code} “{goal.text}”" for goal in goals)
        self.origin.setText(words("It came from {goals}", goals=told) if told else "")
        self.origin.setVisible(bool(told))
        self.tests.show_subject(result.id, result.statement)

    def _to_map(self) -> None:
        if self.board is not None:
            self.page.shell.go("results", self.board.result.id)

    @property
    def focused(self) -> QWidget:
        """See DesignStep."""
        return self.tests


class _Noting(DesignStep):
    """A step that notes observations."""

    def lines(self, sense: Sense, example: str, name: str, kinds: tuple[Sense, ...] = ()) -> Lines:
        """A list of observations of one sense, or of several among which one chooses."""
        words = self.words
        doing = Doing(
            partial(self._add, sense), self._change,
            lambda key, kind: self._alter(key, sense=kind), self._remove,
            lambda key, own: self._alter(key, by_host=own),
        )  # fmt: skip
        offered = [(each, words(LABELS[each])) for each in kinds]
        return Lines(doing, words, self.page.icons, example, name, offered)

    def _add(self, sense: Sense, texts: list[str], kind: Sense | None) -> bool:
        if self.board is None:
            return False
        result = self.board.result
        label_ = self.words("Note what people notice for {code}", code=result.code)
        return self.do(label_, partial(designs.observe, sense=kind or sense), result.id, texts)

    def _change(self, observation_id: str, text: str) -> bool:
        return self._alter(observation_id, text=text)

    def _alter(self, observation_id: str, **given: Any) -> bool:
        label_ = self.words("Change an observation")
        typing = observation_id if "text" in given else None
        return self.do(label_, partial(designs.change_observation, **given), observation_id, typing=typing)

    def _remove(self, observation_id: str) -> bool:
        return self.do(self.words("Remove an observation"), designs.remove_observation, observation_id)

    def _text(self, key: str, name: str, example: str) -> TextField:
        field = TextField(partial(self._write, key), example, name=name, lines=True, least=2)
        field.setObjectName(f"design-{key}")
        self.column.addLayout(labelled(name, field))
        return field

    def _write(self, key: str, text: str) -> bool:
        if self.board is None:
            return True
        result = self.board.result

        def write(edit: Edit) -> None:
            designs.change(edit, result.id, **{key: text})

        label_ = self.words("Write in the design of {code}", code=result.code)
        return self.do(label_, write, typing=f"{result.id} {key}")


class EvidenceStep(_Noting):
    """What people would see, hear, feel or do if the result were so now."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._told(
            words(
                "Imagine it is so today. What would you see, hear, feel, or see people do? One thing a line."
            )
        )
        example = words("The street is dry")
        self.list = self.lines(Sense.SEEN, example, words("What people would notice"), EVIDENCE)
        self.list.setObjectName("design-evidence")
        self.column.addWidget(self.list)
        self.hint = label(
            words("If nobody can name anything, the result is not ready: go back to its tests in step 1."),
            "caption",
            wrap=True,
        )
        self.column.addWidget(self.hint)
        self.column.addStretch(1)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """See DesignStep."""
        rows = [Row(each.id, each.text, each.sense, each.by_host) for each in board.evidence]
        self.list.show_rows(rows, writable=writable)
        self.hint.setVisible(not rows)

    def commit(self) -> None:
        """See DesignStep."""
        self.list.commit()

    @property
    def focused(self) -> QWidget:
        """See DesignStep."""
        return self.list.new


class PictureStep(_Noting):
    """How much control there is, and what measuring it could do, good and bad."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._told(words("Before numbers: what happens when people know that this is measured?"))
        self.control = self._text(
            "control", words("How much of it is in our hands?"), words("high on repair, low on road permits")
        )
        self.hopes = self._text(
            "hopes", words("What good could measuring it do?"), words("crews see which step holds them up")
        )
        self.column.addWidget(label(words("What harm could it do?"), "caption-strong"))
        self.harm = self.lines(
            Sense.SIDE_EFFECT, words("Poor joints that burst again"), words("What harm could it do?")
        )
        self.harm.setObjectName("design-harm")
        self.column.addWidget(self.harm)
        self.column.addWidget(
            label(words("How could somebody look good without being good?"), "caption-strong")
        )
        self.gaming = self.lines(
            Sense.GAMING, words("The clock is stopped early"),
            words("How could somebody look good without being good?"),
        )  # fmt: skip
        self.gaming.setObjectName("design-gaming")
        self.column.addWidget(self.gaming)
        self.column.addStretch(1)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """See DesignStep."""
        for key, field in (("control", self.control), ("hopes", self.hopes)):
            if another:
                field.give_back()
            field.show_value(getattr(board.design, key) if board.design else "")
            field.setReadOnly(not writable)
        for sense, lines in ((Sense.SIDE_EFFECT, self.harm), (Sense.GAMING, self.gaming)):
            rows = [Row(each.id, each.text, None, each.by_host) for each in board.harm if each.sense is sense]
            lines.show_rows(rows, writable=writable)

    def commit(self) -> None:
        """See DesignStep."""
        for each in (self.control, self.hopes, self.harm, self.gaming):
            each.commit()

    @property
    def focused(self) -> QWidget:
        """See DesignStep."""
        return self.control
