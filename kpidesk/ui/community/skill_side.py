"""The cell of the training matrix in hand: level and evidence; its skill: gaps, who can teach whom."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import communities, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import LEVELS, Skill, SkillLevel
from kpidesk.domain.community_skills import Matrix, alone, lesson, may_teach
from kpidesk.ui.community.skills_model import Cell, level_name
from kpidesk.ui.form import Form, days, grid
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling, tool_button

_WHOLE = 100
_MOST_NAMES = 6


class SkillSide(Panel):
    """The panel at the right of the matrix."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page.words("In hand"))
        self._page = page
        self._cell: Cell | None = None
        self.setMinimumWidth(240)
        words = page.words
        self.holder = QWidget()
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        self.who = label("", "name", wrap=True)
        column.addWidget(self.who)
        self.level = Form(
            words,
            {"level": words("Level"), "evidence": words("What shows it"), "on": words("As of")},
            self._take,
        )
        levels: list[tuple[Any, str]] = [(None, level_name(None, words))]
        levels += [
            (each, words("{n} {name}", n=each, name=level_name(each, words))) for each in range(LEVELS + 1)
        ]
        column.addLayout(
            grid(
                (self.level.choice("level", levels), 2),
                (self.level.text("evidence", words("led it alone, in April")), 2),
                (self.level.line("on", words("a day"), days(words)), 2),
            )
        )
        column.addWidget(Line())
        self.skill = Form(words, {"name": words("Skill")}, self._rename)
        column.addLayout(self.skill.text("name"))
        column.addLayout(self._tools())
        self.gap = label("", "second", wrap=True)
        self.gap.setObjectName("skill-gap")
        self.teach = label("", "body", wrap=True)
        self.teach.setObjectName("skill-teach")
        self.learn = label("", "body", wrap=True)
        self.learn.setObjectName("skill-learn")
        for each in (self.gap, self.teach, self.learn):
            column.addWidget(each)
        column.addStretch(1)
        self.body.addWidget(scrolling(self.holder), 1)

    def _tools(self) -> QHBoxLayout:
        words, icons = self._page.words, self._page.icons
        row = QHBoxLayout()
        row.setSpacing(2)
        self.tools = [
            tool_button(icons.icon("arrow-left"), words("Move the skill left"), partial(self._move, -1)),
            tool_button(icons.icon("arrow-right"), words("Move the skill right"), partial(self._move, 1)),
            button(words("Remove the skill"), self._remove, "danger"),
        ]
        for name, each in zip(("skill-left", "skill-right", "skill-remove"), self.tools, strict=True):
            each.setObjectName(name)
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch()
        return row

    # -- showing

    def show_cell(self, found: Matrix, cell: Cell | None) -> None:
        """Show a cell; what is being typed for another one is taken over first."""
        writable = self._page.session.desk.writable
        if (self._cell is None or cell is None or
                (self._cell.person.id, self._cell.skill.id) != (cell.person.id, cell.skill.id)):  # fmt: skip
            self.commit()
            self.level.give_back()
            self.skill.give_back()
        self._cell = cell
        self.holder.setVisible(cell is not None)
        if cell is None:
            return
        words = self._page.words
        noted = found.noted.get((cell.person.id, cell.skill.id))
        self.who.setText(words("{who}: {skill}", who=cell.person.name, skill=cell.skill.name))
        self.level.show_values(
            {
                "level": cell.level, "evidence": noted.evidence if noted else "",
                "on": noted.on if noted else None,
            },
            writable=writable,
        )  # fmt: skip
        for key in ("evidence", "on"):
            self.level.fields[key].setEnabled(noted is not None)
        self.skill.show_values({"name": cell.skill.name}, writable=writable)
        for each in self.tools:
            each.setEnabled(writable)
        self._tell(found, cell.skill)

    def _tell(self, found: Matrix, skill: Skill) -> None:
        words = self._page.words
        share = alone(found.of_skill(skill.id)) or 0.0
        self.gap.setText(
            words("{share} % of the members can do it alone or better.", share=round(share * _WHOLE))
        )
        who = lesson(found, skill.id)
        able = [
            words("{name} (can teach it)", name=each.name)
            if may_teach(found.level(each.id, skill.id))
            else each.name
            for each in who.teachers
        ]
        self.teach.setText(
            words("Could teach it: {names}", names=self._listed(able))
            if able
            else words("Nobody here could teach it: look outside.")
        )
        needs = [each.name for each in who.learners]
        self.learn.setText(
            words("Would learn it: {names}", names=self._listed(needs))
            if needs
            else words("Everybody knows it well enough to go on.")
        )

    def _listed(self, names: list[str]) -> str:
        words, more = self._page.words, len(names) - _MOST_NAMES
        shown = names[:_MOST_NAMES]
        if more > 0:
            shown.append(words.many("{n} more", "{n} more", more))
        return words.listed(shown)

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        cell, words = self._cell, self._page.words
        if cell is None:
            return True
        if key == "level":
            return self._page.session.do(
                words("Note a level"), communities.note_level, cell.person.id, cell.skill.id, value
            )

        def change(edit: Edit) -> None:
            (noted,) = edit.find(SkillLevel, person=cell.person.id, skill=cell.skill.id)
            records.change(edit, SkillLevel, noted.id, **{key: value})

        if not self._page.session.desk.find(SkillLevel, person=cell.person.id, skill=cell.skill.id):
            return True
        typing = f"{cell.person.id} {cell.skill.id} {key}"
        return self._page.session.do(words("Note what shows it"), change, typing=typing)

    def _rename(self, key: str, value: Any) -> bool:
        cell = self._cell
        if cell is None or not self._page.session.desk.find(Skill, id=cell.skill.id):
            return True  # it was taken away meanwhile

        def change(edit: Edit) -> None:
            records.change(edit, Skill, cell.skill.id, **{key: value})

        return self._page.session.do(
            self._page.words("Rename a skill"), change, typing=f"{cell.skill.id} name"
        )

    def _move(self, by: int) -> None:
        if self._cell is not None:
            self._page.session.do(
                self._page.words("Move a skill"), communities.move_skill, self._cell.skill.id, by
            )

    def _remove(self) -> None:
        words, cell = self._page.words, self._cell
        if cell is not None and self._page.shell.questions.choose(
            words("Remove “{name}”?", name=cell.skill.name),
            words("All levels that were noted for it go, too, in every community. Undo brings them back."),
            words("Keep it"),
            words("Remove it"),
        ):
            self._page.session.do(words("Remove a skill"), records.remove, Skill, cell.skill.id)

    def commit(self) -> None:
        """Take over what is typed."""
        self.level.commit()
        self.skill.commit()
