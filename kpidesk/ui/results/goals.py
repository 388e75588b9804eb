"""Goals as they were found in a plan: a list of all, and beside it the chosen one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.goal_lines import goals_in
from kpidesk.domain.results import Goal
from kpidesk.imports.columns import Book, Sheet
from kpidesk.ui.fields import TextField
from kpidesk.ui.results.besides import Beside
from kpidesk.ui.results.goals_chosen import GoalPanel
from kpidesk.ui.results.goals_import import ImportPanel
from kpidesk.ui.results.goals_list import GoalList, read_goals
from kpidesk.ui.widgets import EmptyState, Line, Panel, button, label, restyle

if TYPE_CHECKING:
    from kpidesk.ui.results.page import ResultsPage

_ANY: Final = 16_777_215  # Qt's word for no largest size
_LIST: Final = (340, 420)  # px of the list in a small and in a larger window
_LARGE: Final = 1_180
_NARROW: Final = 760  # px below which the list stands above the chosen goal
_LOW_LIST: Final = 0.4  # of the height, then


class GoalsView(Beside):
    """The list at the left, the chosen goal or a file to take goals from at the right."""

    def __init__(self, page: "ResultsPage", open_result: Callable[[str], object]) -> None:
        super().__init__(page)
        self.setObjectName("goals")
        self._page = page
        words = page.words
        self.wording = page.wording
        page.command("results.paste_goals", self._paste, page.read_only)
        page.command("results.import_goals", self.ask_for_file, page.read_only)
        page.command("results.split", self._split, self._why_no_split)
        self.line = _Lines(self._add, words("Type or paste goals, then press Enter"))
        self.line.setObjectName("goal-line")
        self.line.setProperty("role", "statement")
        self.line.setReadOnly(bool(page.read_only()))
        self.line.textChanged.connect(self._count)
        self.list = GoalList(words, page.colours)
        self.panel = GoalPanel(
            page,
            self.wording,
            lambda: page.looking.map_id,
            open_result,
            page.button("results.split", "filled"),
        )
        self.file = ImportPanel(page, self._take_file)
        self._right = QStackedWidget()
        self._right.addWidget(self.panel)
        self._right.addWidget(self.file)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        self._list_panel = self._left()
        splitter.addWidget(self._list_panel)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(1, 1)
        self._splitter = splitter
        self._room: tuple[bool, bool] | None = None
        self._names: list[str] = []
        """What the tools in the page's head say while there is room."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(open_result)
        self.list.write_wanted.connect(self.panel.text.setFocus)
        self.list.removal_wanted.connect(self.panel.remove)
        self.list.pasted.connect(self._offer)
        self.panel.made.connect(self._go_on)
        self.panel.stepped.connect(self._step)
        self.file.closed.connect(self._close_file)

    def _left(self) -> Panel:
        words, page = self._page.words, self._page
        left = Panel()
        left.setMinimumWidth(280)
        top = QVBoxLayout()
        top.setContentsMargins(14, 14, 14, 10)
        top.setSpacing(6)
        top.addWidget(self.line)
        self._told = label("", "caption", wrap=True)
        self._next = button(words("Next open one"), self._go_to_open, "link")
        self._next.setObjectName("next-open")
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self._next)
        top.addLayout(foot)
        left.body.addLayout(top)
        left.body.addWidget(Line())
        self._empty = EmptyState(
            page.icons.pixmap("list-checks", "text_third", 40),
            words("Here come the goals that you were given, vague words and all."),
            words("Deliver world-class, resilient water services"),
            button(words("Write the first goal"), self.line.setFocus, "filled"),
            page.button("results.paste_goals", "quiet"),
            page.button("results.import_goals", "quiet"),
        )
        left.body.addWidget(self._empty, 1)
        left.body.addWidget(self.list, 1)
        return left

    # -- showing

    @property
    def focused(self) -> QWidget:
        """Where the work is."""
        return self.file.columns if self._list_panel.isHidden() else self.line

    def told(self) -> str:
        """How many goals there are, "" for none."""
        count = len(self._page.session.desk.find(Goal))
        return self._page.words.many("{n} goal", "{n} goals", count) if count else ""

    def refresh(self) -> None:
        """The desk may be another one; it is read when this view is in sight."""
        if self._page.showing == "goals":
            self.show_desk()

    def show_desk(self) -> None:
        """Show the goals as the desk has them; what is being typed stays."""
        rows = read_goals(self._page.session.desk)
        self.panel.split.keep({row.goal.id for row in rows})
        self.list.show_rows(rows)
        if rows and not self.list.current:
            self.list.stay(rows[0].goal.id)
        self._show_current()
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        for tool in self._page.goal_tools:  # while there are none, they stand in the middle of the list
            tool.setVisible(bool(rows))
        self._next.setVisible(sum(row.open for row in rows) > 0 and len(rows) > 1)
        self._show_right()
        self.file.refresh(rows)
        self._count()

    def _show_right(self) -> None:
        self._right.setCurrentWidget(self.file if self.file.book else self.panel)
        self._right.setVisible(bool(self.list.goals.rows) or self.file.book is not None)
        narrow = self._room is not None and self._room[1]
        self._list_panel.setVisible(not narrow or self.file.book is None)

    def _show_current(self) -> None:
        index, before = self.list.currentIndex(), self.panel.goal
        row = self.list.goals.row(index)
        if row is not None:
            self.panel.show_goal(row, index.row() + 1, len(self.list.goals.rows))
        else:
            self.panel.goal = None
        if (before is None) is not (row is None):
            self._page.shell.commands.refresh()

    def _chosen(self, goal_id: str) -> None:
        """Another goal is chosen; what was refused in the one before stays in sight."""
        before = self.panel.goal
        if before is not None and before.id != goal_id and self.has(before.id) and not self.panel.commit():
            self.list.stay(before.id)
            return
        self._show_current()

    def show_goal(self, goal_id: str) -> None:
        """Bring a goal into sight, and go to where it is turned into results."""
        if self.has(goal_id):
            self.list.show_goal(goal_id)
            if not self._page.read_only():
                self.panel.bring_split_into_sight()

    def has(self, goal_id: str) -> bool:
        """Whether the desk has a goal of this id."""
        return bool(self._page.session.desk.find(Goal, id=goal_id))

    def unfinished(self) -> str:
        """A goal or a result that was begun and not entered."""
        return self.line.typed().strip() or self.panel.split.unfinished()

    def leave(self) -> None:
        """The person goes elsewhere."""
        self.panel.commit()

    def give_up(self) -> None:
        """The page goes."""
        self.file.stop()

    def views(self) -> dict[str, Callable[[], object]]:
        """What can be looked at, for pictures."""
        return {
            "goals": self._page.show_goals, "goal": self._view_goal, "split": self._view_split,
            "import": self._view_file,
        }  # fmt: skip

    def _view_goal(self) -> None:
        self._page.show_goals()
        self._close_file()
        if len(self.list.goals.rows) > 1:
            self.list.show_goal(self.list.goals.rows[1].goal.id)

    def _view_split(self) -> None:
        self._view_goal()
        self.panel.bring_split_into_sight()

    def _view_file(self) -> None:
        """A file as a plan might come; no file is read for a picture."""
        self._page.show_goals()
        rows = [("No", "Objective", "Owner")]
        rows += [
            (str(number), row.goal.text, "Board") for number, row in enumerate(self.list.goals.rows[:4], 1)
        ]
        rows.append(("5", "Provide best-practice customer care in all four depots", "Customer centre"))
        self.file.show_book(Book("Corporate plan 2026.xlsx", (Sheet("Objectives", tuple(rows)),)))
        self._show_right()

    def make_room(self, width: int) -> None:
        """A larger window gives more to the list; what the person drags holds until that changes."""
        large, narrow = width >= _LARGE, width < _NARROW
        if (large, narrow) == self._room:
            return
        self._room = large, narrow
        self._splitter.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        if narrow:
            tall = max(self.height(), 400)
            self._splitter.setSizes([round(tall * _LOW_LIST), round(tall * (1 - _LOW_LIST))])
        else:
            wide = _LIST[large]
            self._splitter.setSizes([wide, max(width - wide - 8, 300)])
        tools = self._page.goal_tools
        self._names = self._names or [tool.text() for tool in tools]
        for tool, name in zip(tools, self._names, strict=True):
            tool.setText("" if narrow else name)
            restyle(tool, "kind", "tool" if narrow else "plain")
            tool.setMinimumSize(*((32, 32) if narrow else (0, 0)))
            tool.setMaximumSize(*((32, 32) if narrow else (_ANY, _ANY)))
        self._show_right()

    # -- adding

    def _count(self) -> None:
        """Below the line: how many goals there are, or would be added."""
        words = self._page.words
        rows = self.list.goals.rows
        typed = self.line.typed()
        if "\n" in typed.strip() or "\t" in typed.strip():
            many = len(goals_in(typed))
            if many > actions.MOST_AT_ONCE:
                told = words.many(
                    "This is {n} goal; at most {limit} are taken at once.",
                    "These are {n} goals; at most {limit} are taken at once.", many,
                    limit=actions.MOST_AT_ONCE,
                )  # fmt: skip
                self._told.setText(told)
                return
            self._told.setText(words.many("Enter adds {n} goal", "Enter adds {n} goals", many))
            return
        told = words.many("{n} goal", "{n} goals", len(rows)) if rows else ""
        waiting = sum(row.open for row in rows)
        if waiting:
            told = words("{goals}, {n} became nothing yet", goals=told, n=waiting)
        self._told.setText(told)

    def _add(self, text: str) -> bool:
        """Each line is a goal, and so is each filled cell of a table's column with the sentences."""
        texts = goals_in(text)
        if not texts:
            self.line.clear()
            return True
        if not self._add_all(texts, ""):
            return False
        self.line.clear()
        return True

    def _add_all(self, texts: tuple[str, ...], source: str) -> bool:
        words, page = self._page.words, self._page
        added: list[Goal] = []

        def add(edit: Edit) -> None:
            added.extend(actions.add_many(edit, texts, source))

        name = words.many("Add {n} goal", "Add {n} goals", len(texts))
        if not page.session.do(name, add):
            return False
        twice = len(texts) - len(added)
        if len(texts) > 1 or twice:
            parts = [words.many("{n} goal added", "{n} goals added", len(added))] if added else []
            if twice:
                parts.append(words.many("{n} was there already", "{n} were there already", twice))
            page.shell.say(f"{', '.join(parts)}.")
        if added:
            self.list.show_goal(added[0 if len(added) > 1 else -1].id)
        return True

    def _paste(self) -> None:
        self._page.show_goals()
        self._offer(QGuiApplication.clipboard().text())

    def _offer(self, text: str) -> None:
        """Put pasted text into the line, where one sees what it would add before it is added."""
        if self._page.read_only():
            return
        if not goals_in(text):
            self._page.shell.say(self._page.words("There is no text on the clipboard."), bad=True)
            return
        if self._list_panel.isHidden():
            self._close_file()
        held = self.line.typed().rstrip()
        self.line.setPlainText(f"{held}\n{text}" if held else text)
        self.line.moveCursor(QTextCursor.MoveOperation.End)
        self.line.setFocus()

    # -- from a file

    def ask_for_file(self, path: Path | None = None) -> None:
        """Take goals from a spreadsheet or a CSV file."""
        self._page.show_goals()
        path = path or self._page.shell.questions.table_file()
        if path is not None:
            self.file.read(path, self._show_right)

    def _take_file(self, texts: tuple[str, ...], source: str) -> bool:
        if not self._add_all(texts, source):
            return False
        self._close_file()
        return True

    def _close_file(self) -> None:
        self.file.close_up()
        self._show_right()
        (self.list if self.list.goals.rows else self.line).setFocus()

    # -- splitting

    def _why_no_split(self) -> str:
        if reason := self._page.read_only():
            return reason
        chosen = self._page.showing == "goals" and self.panel.goal is not None
        return "" if chosen else self._page.words("Choose a goal first.")

    def _split(self) -> None:
        if self.panel.goal is not None and self.panel.isVisible():
            self.panel.split.make()

    def _go_on(self, goal_id: str) -> None:
        """The next goal that became nothing comes into sight."""
        if not self._go_to_open():
            self.list.show_goal(goal_id)

    def _go_to_open(self) -> bool:
        rows, at = self.list.goals.rows, self.list.currentIndex().row()
        for row in (*rows[at + 1 :], *rows[: max(at, 0)]):
            if row.open:
                self.list.show_goal(row.goal.id)
                self.panel.bring_split_into_sight()
                return True
        return False

    def _step(self, by: int) -> None:
        rows, at = self.list.goals.rows, self.list.currentIndex().row()
        if 0 <= at + by < len(rows):
            self.list.show_goal(rows[at + by].goal.id)


class _Lines(TextField):
    """Takes one goal and Enter, or many pasted lines.

    Enter alone adds; what is left half typed waits as it is.
    """

    def __init__(self, commit: Callable[[str], bool], placeholder: str) -> None:
        super().__init__(commit, placeholder, lines=False)

    def commit(self) -> None:
        """Neither a rest nor leaving adds what is typed."""
        self._rest.stop()

    def _enter(self) -> None:
        super().commit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Only the text of what is pasted."""
        self.insertPlainText(source.text())
