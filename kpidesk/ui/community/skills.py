"""The training matrix with the cell in hand beside it, and what is to be learned when."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QStackedWidget, QWidget

from kpidesk.actions import communities
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import LEVELS, Skill, SkillFamily, Training
from kpidesk.domain.community_skills import Matrix, alone, matrix, mean, skills_in_order
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.chart_words import sentence
from kpidesk.imports.community_starts import supplied
from kpidesk.ui.community.of_community import OfCommunity, members_by_name
from kpidesk.ui.community.skill_side import SkillSide
from kpidesk.ui.community.skills_grid import SkillsGrid
from kpidesk.ui.community.skills_model import level_name
from kpidesk.ui.fields import Choice
from kpidesk.ui.form import Form, days, grid, members, texts
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.register import Part, RegistersView
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.told_list import Told
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Panel, label

_WHOLE = 100


class TrainingMatrix(Part):
    """People by skills: digits are typed into cells, the cell in hand is told at the right."""

    KIND = Skill

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        name = words("Training matrix: a digit from 0 to 4 notes a level, Delete forgets it")
        self.grid = SkillsGrid(name, words, page.colours)
        self.grid.looked.connect(self._look)
        self.grid.typed.connect(self._note)
        self.cell = SkillSide(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        split = splitter(Qt.Orientation.Horizontal, self._left(), self.cell)
        split.setStretchFactor(0, 1)
        row.addWidget(split)

    def _left(self) -> Panel:
        words = self.words
        panel = Panel(words("Who can do what"))
        panel.setMinimumWidth(300)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 8)
        row.setSpacing(8)
        self.family = Choice(
            members(SkillFamily, words), lambda _: self.line.setFocus(), words("Family of the next skill")
        )
        self.family.setObjectName("skill-family")
        self.family.setMinimumContentsLength(12)
        self.family.show_value(SkillFamily.MEASUREMENT)
        self.line = QLineEdit()
        self.line.setObjectName("skill-line")
        self.line.setPlaceholderText(words("One more skill, then Enter"))
        self.line.setAccessibleName(words("One more skill"))
        self.line.returnPressed.connect(self._typed)
        row.addWidget(self.family)
        row.addWidget(self.line, 1)
        panel.body.addLayout(row)
        self.sights = QStackedWidget()
        self.sights.addWidget(self.grid)
        self.sights.addWidget(self._empty())
        panel.body.addWidget(self.sights, 1)
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("skills-told")
        self.told.setContentsMargins(14, 8, 14, 10)
        panel.body.addWidget(self.told)
        return panel

    def _empty(self) -> QWidget:
        words = self.words
        return EmptyState(
            self.page.icons.pixmap("graduation-cap", "text_third", 40),
            words("Here you see who can do what, once there are members and skills."),
            words("Five tests: Nowak can teach them, Duarte knows of them."),
            self.page.button("community.usual_skills", text=words("Take over the usual skills")),
        )

    # -- showing

    def show_desk(self) -> None:
        """See Part."""
        found = self._matrix()
        self.sights.setCurrentIndex(0 if found.people and found.skills else 1)
        self.grid.show_matrix(found)
        self.line.setReadOnly(not self.session.desk.writable)
        self.told.setText(self._summary(found))
        self._look()

    def _matrix(self) -> Matrix:
        desk = self.session.desk
        return matrix(desk, [member for member, _ in members_by_name(desk, self.page.subject_id)])

    def _summary(self, found: Matrix) -> str:
        words, told = self.words, []
        for family in SkillFamily:
            levels = found.of_family(family)
            average, share = mean(levels), alone(levels)
            if average is not None and share is not None:
                name = sentence(words(LABELS[family]))
                told.append(
                    words(
                        "{family}: {mean} on average, {share} % alone or better", family=name,
                        mean=words.number(average, 1), share=words.number(share * _WHOLE),
                    )
                )  # fmt: skip
        steps = ", ".join(
            words("{n} {name}", n=each, name=level_name(each, words)) for each in range(LEVELS + 1)
        )
        told.append(words("{levels}; hatched: not noted", levels=steps))
        return " · ".join(told)

    def _look(self) -> None:
        found = self.grid.skills
        self.cell.show_cell(found.matrix, found.cell(self.grid.currentIndex()))

    # -- doing

    def choose(self, record_id: str) -> None:
        """See Part: the column of a skill."""
        found = self.grid.skills
        row = max(self.grid.currentIndex().row(), 0)
        for column, skill in enumerate(found.matrix.skills):
            if skill.id == record_id:
                self.grid.setCurrentIndex(found.index(row, column))

    def _note(self, level: int | None) -> None:
        cell = self.grid.skills.cell(self.grid.currentIndex())
        if cell is not None and self.session.desk.writable:
            self.cell.commit()
            self.session.do(
                self.words("Note a level"), communities.note_level, cell.person.id, cell.skill.id, level
            )

    def _typed(self) -> None:
        text, family = self.line.text().strip(), self.family.value
        if text and self.session.do(self.words("Add a skill"), communities.add_skill, family, text):
            self.line.clear()

    def commit(self) -> None:
        """See Part."""
        self.cell.commit()

    def unfinished(self) -> str:
        """See Part."""
        return self.line.text().strip()

    @property
    def focused(self) -> QWidget:
        """See Part."""
        return self.grid if self.sights.currentIndex() == 0 else self.line


class Trainings(OfCommunity):
    """What is to be learned: by whom, from whom, by when."""

    KIND = Training
    FIRST = "topic"
    ICON = "graduation-cap"
    MEMBERS = ("learner",)

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("Training plan"), "empty": words("What is to be learned, by whom, by when."),
            "example": words("Read charts: Iyer from Dr Okafor, in July."),
            "next": words("What is to be learned? Then Enter"), "one": words("Training"),
            "added": words("Plan a training"), "changed": words("Change a training"),
            "removed": words("Remove a training"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "topic": words("What"), "skill": words("Skill"), "learner": words("Who learns it"),
            "teacher": words("From whom"), "on": words("Day"), "done_on": words("Done on"),
            "note": words("Note"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("topic"), 2),
            (form.choice("skill", []), 2),
            (form.choice("learner", []), 1),
            (form.person("teacher"), 1),
            (form.line("on", words("a day"), days(words)), 1),
            (form.line("done_on", words("not yet"), days(words)), 1),
            (form.text("note", "", texts()), 2),
        )

    def offer_choices(self) -> None:
        """See Register."""
        super().offer_choices()
        skills = skills_in_order(self.session.desk.find(Skill))
        named: list[tuple[str | None, str]] = [(None, self.words("no skill of the matrix"))]
        self.form.choices["skill"].offer([*named, *((each.id, each.name) for each in skills)])

    def members_offered(self) -> Sequence[tuple[str | None, str]]:
        """See OfCommunity."""
        return [(None, self.words("all of us")), *super().members_offered()[1:]]

    def rows(self) -> Sequence[Heading | Told]:
        """See Register: what is late first, then by day; what is done comes last."""
        words = self.words
        found = self.session.desk.find(Training, community=self.page.subject_id)
        rows: list[Heading | Told] = []
        for done, name in ((False, words("To come")), (True, words("Done"))):
            part = [each for each in found if (each.done_on is not None) is done]
            if part:
                rows.append(Heading(name))
            rows += [
                self._told(each) for each in sorted(part, key=lambda one: (one.on is None, one.on or today()))
            ]
        return rows

    def _told(self, each: Training) -> Told:
        words = self.words
        late = each.done_on is None and each.on is not None and each.on < today()
        who = self.member_name(each.learner) or words("all of us")
        whom = words("from {teacher}", teacher=each.teacher) if each.teacher else ""
        below = " · ".join(filter(None, (who, whom, words("late") if late else "")))
        mark = (
            ("triangle-alert", "watch")
            if late
            else ("check" if each.done_on else "graduation-cap", "text_second")
        )
        day = each.done_on or each.on
        return Told(each.id, each.topic, below, words.date(day) if day else "", mark)


class SkillsView(RegistersView):
    """The matrix and the plan."""

    key = "skills"
    REGISTERS = (TrainingMatrix, Trainings)
    COMMANDS: ClassVar = ("community.usual_skills",)
    TOOLS: ClassVar = (*COMMANDS, "community.print")

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        page.command("community.usual_skills", self._take_usual, self._why_not)

    def names(self) -> dict[str, str]:
        """See RegistersView."""
        return {"skill": self.words("Training matrix"), "training": self.words("Training plan")}

    def _why_not(self) -> str:
        if not self.page.filled:
            return self.words("There is no community yet.")
        return self.page.read_only()

    def _take_usual(self) -> None:
        words = self.words
        added: list[int] = []

        def put(edit: Edit) -> None:
            added.append(communities.take_usual_skills(edit, supplied(words.language).skills))

        if self.session.do(words("Take over the usual skills"), put):
            self.page.shell.say(
                words.many("{n} skill was added.", "{n} skills were added.", added[0])
                if added[0]
                else words("All of them are there already.")
            )
