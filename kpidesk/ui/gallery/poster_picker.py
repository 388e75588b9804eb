"""Asking which posters to hang next: measures, maps, goals, or one of the kinds that show none of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from kpidesk.actions import gallery as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Gallery, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Goal, Map
from kpidesk.drawing.poster_kinds import usual_title
from kpidesk.ui.gallery.texts import by_code
from kpidesk.ui.picker import Hit, Picker, matching

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

Hang = Callable[[Edit], object]

_ICONS: Final = {
    PosterKind.QUESTION: "circle-question-mark",
    PosterKind.OWN: "square",
    PosterKind.HOW: "route",
    PosterKind.LEGEND: "book-open",
    PosterKind.TOLD: "message-square",
    PosterKind.PARKING: "pause",
}
_USUAL: Final = (PosterKind.HOW, PosterKind.LEGEND, PosterKind.OWN, PosterKind.PARKING)
"""What hangs in nearly every gallery beside its map and measures."""


def ask(page: "GalleryPage", hung: Callable[[Sequence[str]], object]) -> None:
    """Offer what could hang; `hung` is given the ids of the new posters."""
    gallery = page.book.gallery
    if gallery is not None:
        hits = _Offers(page, gallery, hung).hits()
        Picker(page, page.icons, page.words("What does the poster show?"), lambda text: matching(text, hits))


class _Offers:
    """What can be hung in a gallery; what hangs already once comes last, and says so."""

    def __init__(
        self, page: "GalleryPage", gallery: Gallery, hung: Callable[[Sequence[str]], object]
    ) -> None:
        self._page, self._words, self._gallery, self._hung = page, page.words, gallery, hung
        self._posters = tuple(page.book.posters.values())
        self._kinds = {each.kind for each in self._posters}

    def hits(self) -> list[Hit]:
        """All offers in the order in which they are shown."""
        words, desk = self._words, self._page.session.desk
        shown = {each.measure for each in self._posters} | {each.map for each in self._posters}
        shown |= {each.goal for each in self._posters}
        measures = sorted(
            (each for each in desk.find(Measure) if each.id not in shown), key=lambda each: by_code(each.code)
        )
        found: list[Hit] = []
        if measures:
            every = words.many(
                "One for each measure without a poster ({n})",
                "One for each measure without a poster ({n})",
                len(measures),
            )
            found.append(self._hit("list-checks", every, [self._measure(each) for each in measures]))
        usual = [kind for kind in _USUAL if kind not in self._kinds]
        if len(usual) > 1:
            names = words.listed([usual_title(kind)(words) for kind in usual])
            several = words("The usual ones: {names}", names=names)
            found.append(self._hit("layers", several, [self._kind(kind) for kind in usual]))
        found += [
            self._hit("orbit", each.name, [partial(self._add, map_id=each.id)])
            for each in desk.find(Map)
            if each.id not in shown
        ]
        found += [self._of_kind(kind) for kind in _ICONS if kind not in self._kinds]
        found += [
            self._hit("chart-spline", f"{each.code}  {each.name}", [self._measure(each)]) for each in measures
        ]
        found += [
            self._hit("flag", f"{each.code}  {each.text}", [partial(self._add, goal_id=each.id)])
            for each in desk.find(Goal)
            if each.id not in shown
        ]
        return found + [self._of_kind(kind) for kind in _ICONS if kind in self._kinds]

    def _of_kind(self, kind: PosterKind) -> Hit:
        name = usual_title(kind)(self._words)
        if kind is PosterKind.QUESTION:
            name = self._words("A question of the team")
        elif kind in self._kinds:
            name = self._words("{name} (one hangs already)", name=name)
        return self._hit(_ICONS[kind], name, [self._kind(kind)])

    def _hit(self, icon: str, text: str, each: Sequence[Hang]) -> Hit:
        return Hit(icon, text, partial(self._hang, each))

    def _measure(self, measure: Measure) -> Hang:
        return partial(self._add, measure_id=measure.id)

    def _kind(self, kind: PosterKind) -> Hang:
        return partial(self._add, kind=kind)

    def _add(self, edit: Edit, kind: PosterKind | None = None, **shown: str) -> object:
        return actions.add_poster(edit, self._gallery.id, kind, **shown)

    def _hang(self, wanted: Sequence[Hang]) -> None:
        before = set(self._page.book.posters)

        def hang(edit: Edit) -> None:
            for each in wanted:
                each(edit)

        name = self._words.many("Add {n} poster", "Add {n} posters", len(wanted))
        if self._page.session.do(name, hang):
            self._hung([key for key in self._page.book.posters if key not in before])
