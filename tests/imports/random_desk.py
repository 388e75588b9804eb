"""Desks that are random altogether: how many records of which kind, what they say, how they hang together."""

import random
from datetime import date

from kpidesk.actions import (
    commitments,
    communities,
    gallery,
    goals,
    measures,
    people,
    records,
    results,
    series,
    sharing,
    stocktake,
)
from kpidesk.actions.desks import begin
from kpidesk.desk.store import Desk, Edit
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.communities import Member
from kpidesk.domain.gallery import NoteKind, PosterKind
from kpidesk.domain.results import LinkKind, Map, Ring
from kpidesk.domain.sharing import Standing
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.wording import Refused
from kpidesk.imports.community_starts import supplied
from kpidesk.system.words import Words

ODD_TEXTS = [
    "=1+1", "+49 30", "-5", "@home", "#N/A", "0", "007", "1e5", "TRUE", "3.14", "مرحبا بالعالم", "水道",
    "naïve café", "a\nb", "_x0041_", "<b>&amp;", "2024-02-29", "  spaced  ", "ends _x000D_ here", "🙂 fine",
]  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz ABC 0123456789 ÄÖÜßéñ,.;:!?'\"-–=+@#%&/()[]{}<>|\\_مرحبا水道नमस्ते→≤🙂\n"


class RandomDesk:
    """Fills an edit with what comes to mind; the same seed comes to the same desk but for ids."""

    def __init__(self, edit: Edit, seed: int) -> None:
        self.edit, self.chance, self._number = edit, random.Random(seed), 0

    def text(self) -> str:
        """An odd text, or any letters; no two are alike."""
        self._number += 1
        if self.chance.random() < 0.4:
            said = self.chance.choice(ODD_TEXTS)
        else:
            said = "".join(self.chance.choices(_LETTERS, k=self.chance.randint(1, 60))).strip()
        return f"{said} x{self._number}".strip()

    def line(self) -> str:
        """A text in one line."""
        return " ".join(self.text().split())

    def may(self, text: str = "") -> str:
        """A text, or none."""
        return text or self.line() if self.chance.random() < 0.6 else ""

    def day(self) -> date:
        return date.fromordinal(
            self.chance.randint(date(1999, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
        )

    def some(self, most: int = 5) -> range:
        """A sheet has at least one row, or there is nothing to edit in it."""
        return range(self.chance.randint(1, most))

    def fill(self) -> None:
        begin(self.edit, "Random", Words())
        self._results()
        self._measures()
        self._sharing()
        self._gallery()
        self._community()
        for _ in self.some():
            stocktake.add(self.edit, self.line(), owner=self.may(), formula=self.may())
        for _ in self.some():
            day = self.day() if self.chance.random() < 0.5 else None
            commitments.promise(self.edit, self.line(), who=self.may(), with_whom=self.may(), by_when=day)

    def _results(self) -> None:
        rings, kinds = self.edit.find(Ring), self.edit.find(LinkKind)
        chart = self.edit.find(Map)[0]
        for _ in self.some():
            goals.add(self.edit, self.text(), source=self.may(), owner=self.may())
        self.results = [
            results.add(self.edit, chart.id, self.chance.choice(rings).id, self.line()).id
            for _ in range(self.chance.randint(2, 7))
        ]
        results.link(self.edit, *self.results[:2], self.chance.choice(kinds).id)
        for _ in self.some():
            try:
                pair = self.chance.sample(self.results, 2)
                results.link(self.edit, *pair, self.chance.choice(kinds).id)
            except Refused:
                continue  # one link of a kind between two

    def _measures(self) -> None:
        self.measures = []
        for _ in self.some(4):
            result = self.chance.choice([*self.results, None])
            self.measures.append(measures.add(self.edit, self.line(), result).id)
        for measure in self.measures:
            numbers = (0.0, -1.5, 1e-9, 123456789.5, round(self.chance.uniform(-9, 9), 6))
            months = self.chance.sample(range(1, 13), self.chance.randint(1, 6))
            series.set_values(
                self.edit, measure, {date(2024, month, 1): self.chance.choice(numbers) for month in months}
            )

    def _sharing(self) -> None:
        centre = sharing.set_centre(self.edit, self.results[0])
        for _ in self.some(4):
            standing = self.chance.choice(list(Standing))
            partner = sharing.add_partner(self.edit, centre.id, self.line(), standing=standing)
            sharing.share(self.edit, partner.id, self.chance.choice(self.measures))

    def _gallery(self) -> None:
        wall = gallery.begin(self.edit, self.line(), self.may())
        posters = [
            gallery.add_poster(self.edit, wall.id, PosterKind.MEASURE, measure_id=each).code
            for each in self.measures
        ]
        for _ in self.some(6):
            reading = Reading(
                self.text(), (), poster=self.chance.choice(posters), kind=self.chance.choice(list(NoteKind)),
                understand=self.chance.choice([None, 1, 5]),
            )  # fmt: skip
            gallery.add_note(self.edit, reading)

    def _community(self) -> None:
        community = communities.begin(self.edit, self.chance.choice(supplied("en").points), self.line())
        for _ in self.some(4):
            person = people.named(self.edit, self.line())
            records.add(self.edit, Member, community=community.id, person=person.id)


def random_desk(seed: int) -> Desk:
    """A new desk that is random altogether."""
    desk = new_desk()
    with desk.edit("Random") as edit:
        RandomDesk(edit, seed).fill()
    return desk
