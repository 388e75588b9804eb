"""The training matrix as Qt asks for it: people by skills, and what each head and cell says in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.domain.communities import Skill
from kpidesk.domain.community_skills import Matrix, alone
from kpidesk.domain.people import Person
from kpidesk.system.words import Words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_NAMING: Final = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)
_WHOLE: Final = 100
_NOTHING: Final = Matrix((), (), {})


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the matrix."""

    person: Person
    skill: Skill
    level: int | None


def level_name(level: int | None, words: Words) -> str:
    """What a level stands for."""
    if level is None:
        return words("not noted")
    return (
        words("none"), words("knows of it"), words("with help"), words("alone"), words("can teach it"),
    )[level]  # fmt: skip


class SkillsModel(QAbstractTableModel):
    """People as rows, skills as columns; the last of each tells the share that can do it alone."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.matrix = _NOTHING

    def show_matrix(self, found: Matrix) -> None:
        """Show these; the current cell stays where people and skills do."""
        same = (found.people, found.skills) == (self.matrix.people, self.matrix.skills)
        if not same:
            self.beginResetModel()
            self.matrix = found
            self.endResetModel()
        elif found != self.matrix:
            self.matrix = found
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> Cell | None:
        """The place that an index stands for, None outside of people and skills."""
        if not index.isValid() or self.is_sum(index):
            return None
        person, skill = self.matrix.people[index.row()], self.matrix.skills[index.column()]
        noted = self.matrix.noted.get((person.id, skill.id))
        return Cell(person, skill, noted.level if noted else None)

    def is_sum(self, index: Index) -> bool:
        """Whether a place tells a share."""
        return index.row() >= len(self.matrix.people) or index.column() >= len(self.matrix.skills)

    def ends_family(self, column: int) -> bool:
        """Whether a family of skills ends with a column."""
        skills = self.matrix.skills
        return column + 1 < len(skills) and skills[column].family is not skills[column + 1].family

    def index_of(self, person_id: str, skill_id: str) -> QModelIndex:
        """The place of a person and a skill."""
        people, skills = [each.id for each in self.matrix.people], [each.id for each in self.matrix.skills]
        if person_id in people and skill_id in skills:
            return self.index(people.index(person_id), skills.index(skill_id))
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() or not self.matrix.people else len(self.matrix.people) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() or not self.matrix.skills else len(self.matrix.skills) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return shown if self.is_sum(index) else shown | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            if cell is None:
                return self.share(index)
            return "" if cell.level is None else str(cell.level)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.said(index)
        return None

    def levels(self, index: Index) -> Sequence[int]:
        """The levels that a share is made of."""
        found, row, column = self.matrix, index.row(), index.column()
        if row >= len(found.people) and column >= len(found.skills):
            return [level for each in found.skills for level in found.of_skill(each.id)]
        if row >= len(found.people):
            return found.of_skill(found.skills[column].id)
        return found.of_person(found.people[row].id)

    def share(self, index: Index) -> str:
        """A share in per cent."""
        part = alone(self.levels(index))
        return "" if part is None else self._words("{share} %", share=self._words.number(part * _WHOLE))

    def said(self, index: Index) -> str:
        """A place in words."""
        words, cell = self._words, self.cell(index)
        if cell is None:
            return words("{share} can do it alone", share=self.share(index))
        return words(
            "{who}, {skill}: {level}", who=cell.person.name, skill=cell.skill.name,
            level=level_name(cell.level, words),
        )  # fmt: skip

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if role not in _NAMING:
            return None
        people = orientation == Qt.Orientation.Vertical
        named = [each.name for each in (self.matrix.people if people else self.matrix.skills)]
        return named[section] if section < len(named) else self._words("Alone")
