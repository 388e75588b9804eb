"""The training matrix: who can do what, where gaps are, who could teach whom. Source: domain.md 4.2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from kpidesk.domain.communities import (
    ALONE,
    LEVELS,
    Member,
    Skill,
    SkillFamily,
    SkillLevel,
)
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader

NOVICE: Final = 1
"""Up to this level somebody needs a teacher."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by skills; a level that nobody noted counts as none, but is known not to be noted."""

    people: tuple[Person, ...]
    skills: tuple[Skill, ...]
    noted: Mapping[tuple[str, str], SkillLevel]

    def level(self, person_id: str, skill_id: str) -> int:
        """How far somebody has come with a skill."""
        found = self.noted.get((person_id, skill_id))
        return found.level if found else 0

    def of_skill(self, skill_id: str) -> list[int]:
        """The levels of all people in a skill."""
        return [self.level(each.id, skill_id) for each in self.people]

    def of_person(self, person_id: str) -> list[int]:
        """The levels of a person in all skills."""
        return [self.level(person_id, each.id) for each in self.skills]

    def of_family(self, family: SkillFamily) -> list[int]:
        """The levels of all people in the skills of a family."""
        return [level for each in self.skills if each.family is family for level in self.of_skill(each.id)]


def matrix(reader: Reader, members: Sequence[Member]) -> Matrix:
    """The matrix of these members, by name, with all skills by family and place."""
    people = sorted(
        (reader.get(Person, each.person) for each in members), key=lambda each: each.name.casefold()
    )
    here = {each.id for each in people}
    noted = {(each.person, each.skill): each for each in reader.find(SkillLevel) if each.person in here}
    return Matrix(tuple(people), tuple(skills_in_order(reader.find(Skill))), noted)


def skills_in_order(skills: Sequence[Skill]) -> list[Skill]:
    """Skills as they stand beside each other: measurement first, each family in its own order."""
    order = list(SkillFamily)
    return sorted(skills, key=lambda each: (order.index(each.family), each.place, each.name.casefold()))


def alone(levels: Sequence[int]) -> float | None:
    """The share that can do it alone, from 0 to 1; None of nobody."""
    return sum(level >= ALONE for level in levels) / len(levels) if levels else None


def mean(levels: Sequence[int]) -> float | None:
    """The mean level, None of nobody."""
    return fmean(levels) if levels else None


@dataclass(frozen=True, slots=True)
class Lesson:
    """Who needs a skill and who could teach it, the best first."""

    learners: tuple[Person, ...]
    teachers: tuple[Person, ...]


def lesson(found: Matrix, skill_id: str) -> Lesson:
    """Who can teach whom: those who can, the best first, beside those who hardly know it."""
    by_level = {each.id: found.level(each.id, skill_id) for each in found.people}
    learners = tuple(each for each in found.people if by_level[each.id] <= NOVICE)
    able = [each for each in found.people if by_level[each.id] >= ALONE]
    able.sort(key=lambda each: -by_level[each.id])
    return Lesson(learners, tuple(able))


def may_teach(level: int) -> bool:
    """Whether a level says that somebody can teach."""
    return level >= LEVELS
