"""What people do on a map: each thing one edit of the session, with the label that undo will show.

Map, outline, details and the link editor all work through here, so that a thing done by mouse and
the same thing done by keyboard cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpidesk.actions import maps
from kpidesk.actions import results as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.results import (
    Layout,
    Link,
    LinkKind,
    LinkRole,
    Map,
    Placement,
    Result,
    Ring,
)
from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.results.looking import Looking
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.session import Session

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Draft:
    """A result that is being written and not yet on the desk.

    `at` is its place as shares of the map, None for where there is room; `source` the result that
    shall be linked with it by the kind `kind`.
    """

    ring: str
    at: Place | None = None
    source: str = ""
    kind: str = ""


class MapWork:
    """The edits of the map that is looked at."""

    def __init__(self, session: Session, words: Words, sheet: Sheet, looking: Looking) -> None:
        self.session = session
        self.words = words
        self.looking = looking
        self._sheet = sheet
        self._kind = ""

    # -- reading

    @property
    def colours(self) -> Palette:
        """The colours in which the map is shown."""
        return self._sheet.palette

    @property
    def bubbles(self) -> Mapping[str, Bubble]:
        """The results on the map with what is drawn of them, in the order of codes."""
        return self._sheet.bubbles

    @property
    def seen(self) -> Mapping[str, Bubble]:
        """Those that are not hidden just now."""
        return self._sheet.seen

    def links_of(self, result_id: str) -> list[Link]:
        """The links of a result with others on the map, rejected ones too; those that begin there first."""
        desk, here = self.session.desk, self._sheet.bubbles
        found = (*desk.find(Link, source=result_id), *desk.find(Link, target=result_id))
        links = [link for link in found if link.source in here and link.target in here]
        return sorted(links, key=lambda link: (link.source != result_id, link.code))

    def kind(self, kind_id: str) -> LinkKind:
        """A kind of link."""
        return self._sheet.kinds[kind_id]

    @property
    def writable(self) -> bool:
        """Whether the desk takes edits."""
        return self.session.desk.writable

    @property
    def map_id(self) -> str:
        """The map that is looked at, "" when the desk has none."""
        return self.looking.map_id

    @property
    def layout(self) -> Layout:
        """The layout in which it is looked at."""
        return self.looking.layout

    def pinned(self) -> set[str]:
        """The results that people pinned in this layout."""
        placed = self.session.desk.find(Placement, map=self.map_id, layout=self.layout)
        return {each.result for each in placed if each.pinned}

    def rings(self) -> list[Ring]:
        """All rings from the centre out."""
        return sorted(self.session.desk.find(Ring), key=lambda ring: ring.position)

    def kinds(self) -> list[LinkKind]:
        """The kinds of links, cause first, then as they were made."""
        return sorted(self.session.desk.find(LinkKind), key=lambda kind: kind.role is not LinkRole.CAUSE)

    def cause(self) -> str:
        """The kind that means "leads to"; the first kind where a desk has none of that meaning."""
        kinds = self.kinds()
        return kinds[0].id if kinds else ""

    @property
    def last_kind(self) -> str:
        """The kind that was used last, at first the cause."""
        return self._kind if any(kind.id == self._kind for kind in self.kinds()) else self.cause()

    def result(self, record_id: str) -> Result | None:
        """A result by its id, None for a link or what is gone."""
        bubble = self._sheet.bubbles.get(record_id)
        return bubble.result if bubble else None

    def code(self, record_id: str) -> str:
        """The printed code of a result or link on the map."""
        if result := self.result(record_id):
            return result.code
        piece = self._sheet.curve_pieces.get(record_id)
        return piece.source.link.code if piece else ""

    def inward(self, ring_id: str, steps: int = 1) -> str:
        """The ring so many steps nearer the centre (outwards when negative), as far as there are rings."""
        rings = self.rings()
        at = next(index for index, ring in enumerate(rings) if ring.id == ring_id)
        return rings[min(max(at - steps, 0), len(rings) - 1)].id

    # -- results

    def add(self, draft: Draft, statement: str) -> str:
        """Put a draft on the map; the new result's id, "" when it was refused."""
        made: list[str] = []

        def doing(edit: Edit) -> None:
            result = actions.add(edit, self.map_id, draft.ring, statement, draft.at, layout=self.layout)
            self._stay(edit)
            if draft.source:
                actions.link(edit, draft.source, result.id, draft.kind or self.cause())
            made.append(result.id)

        return made[0] if self.session.do(self.words("Add result"), doing) else ""

    def reword(self, result_id: str, statement: str, *, typing: str | None = None) -> bool:
        """Give a result another statement. Leaving it as it was is no edit."""
        result = self.result(result_id)
        if result is None or statement == result.statement:
            return True
        label = self.words("Reword {code}", code=result.code)
        return self.session.do(label, actions.rename, result_id, statement, typing=typing)

    def change(self, result_id: str, **fields: object) -> bool:
        """Change what else is known of a result."""

        def doing(edit: Edit) -> None:
            actions.change(edit, result_id, **fields)

        label = self.words("Change {code}", code=self.code(result_id))
        return self.session.do(label, doing, typing=f"{result_id} {' '.join(fields)}")

    def move(
        self,
        places: Mapping[str, Place],
        rings: Mapping[str, str] | None = None,
        *,
        typing: str | None = None,
        label: str = "",
    ) -> bool:
        """Move results to places (shares of the map), some of them into other rings."""

        def doing(edit: Edit) -> None:
            self._stay(edit, besides=places)
            maps.move(edit, self.map_id, places, rings, layout=self.layout)

        ids = [*places, *(each for each in rings or () if each not in places)]
        return bool(ids) and self.session.do(label or self._move_label(ids), doing, typing=typing)

    def pin(self, places: Mapping[str, Place], *, pinned: bool) -> bool:
        """Pin results where they lie (shares of the map), or let them go."""

        def doing(edit: Edit) -> None:
            maps.pin(edit, self.map_id, places, pinned=pinned, layout=self.layout)

        codes = ", ".join(self.code(each) for each in places)
        label = self.words("Pin {code}", code=codes) if pinned else self.words("Unpin {code}", code=codes)
        return self.session.do(label, doing)

    def shift_rings(self, ids: tuple[str, ...], steps: int) -> bool:
        """Move results a ring nearer the centre, or outwards when negative; where there is room."""
        rings = {}
        for each in ids:
            result = self.result(each)
            if result and (ring := self.inward(result.ring, steps)) != result.ring:
                rings[each] = ring
        return bool(rings) and self.move(self._sheet.in_ring([*rings], rings), rings)

    def remove(self, ids: tuple[str, ...]) -> bool:
        """Take results and links away."""
        results = [each for each in ids if self.result(each)]
        links = [each for each in ids if each in self._sheet.curve_pieces]

        def doing(edit: Edit) -> None:
            actions.unlink(edit, *links)
            actions.remove(edit, *results)

        if not ids:
            return False
        return self.session.do(self._remove_label(len(results), len(links), ids[0]), doing)

    # -- links

    def link(self, source: str, target: str, kind: str = "") -> str:
        """Link two results; the new link's id, "" when it was refused."""
        made: list[str] = []

        def doing(edit: Edit) -> None:
            made.append(actions.link(edit, source, target, kind or self.last_kind).id)

        label = self.words("Link {source} → {target}", source=self.code(source), target=self.code(target))
        if not self.session.do(label, doing):
            return ""
        self._kind = kind or self.last_kind
        return made[0]

    def change_link(self, link_id: str, **fields: object) -> bool:
        """Change a link's kind, confidence, lag or reason."""

        def doing(edit: Edit) -> None:
            actions.change_link(edit, link_id, **fields)

        done = self.session.do(self.words("Change {code}", code=self.code(link_id)), doing)
        if done and "kind" in fields:
            self._kind = str(fields["kind"])
        return done

    def also_on(self, ids: Sequence[str]) -> list[str]:
        """The names of other maps that show one of some results."""
        others = {each.map for each in self.session.desk.find(Placement) if each.result in ids} - {
            self.map_id
        }
        return [each.name for each in self.maps() if each.id in others]

    def turn(self, link_id: str) -> bool:
        """Let a link point the other way."""
        label = self.words("Turn {code} round", code=self.code(link_id))
        return self.session.do(label, actions.turn, link_id)

    def link_record(self, link_id: str) -> Link | None:
        """A link as it is on the desk."""
        return next((link for link in self.session.desk.find(Link, id=link_id)), None)

    # -- maps

    def maps(self) -> list[Map]:
        """All maps of the desk, as they were made."""
        return list(self.session.desk.find(Map))

    def show_layout(self, layout: Layout) -> None:
        """Look at the map in another layout; the desk remembers it."""
        if self.writable and self.map_id:
            name = self._layout_label(layout)
            self.session.do(name, lambda edit: maps.change(edit, self.map_id, layout=layout))
        self.looking.show_layout(layout)

    def placed(self, layout: Layout) -> bool:
        """Whether anything of this map was ever placed in a layout."""
        found = self.session.desk.find(Placement, map=self.map_id, layout=layout)
        return any(each.x is not None for each in found)

    def first_places(self, places: Mapping[str, Place]) -> bool:
        """Place everything in a layout that is looked at for the first time, and remember the layout."""

        def doing(edit: Edit) -> None:
            maps.change(edit, self.map_id, layout=self.layout)
            maps.move(edit, self.map_id, places, layout=self.layout)

        return self.session.do(self._layout_label(self.layout), doing)

    def _layout_label(self, layout: Layout) -> str:
        return self.words("Show in rings") if layout is Layout.RADIAL else self.words("Show in layers")

    def add_map(self, name: str, results: Sequence[str] = ()) -> str:
        """Begin another map; its id, "" when it was refused."""
        made: list[str] = []
        label = self.words("Add map")
        self.session.do(label, lambda edit: made.append(maps.add(edit, name, result_ids=results).id))
        return made[0] if made else ""

    def change_map(self, **fields: object) -> bool:
        """Change the name or subtitle of the map that is looked at."""
        label = self.words("Rename map")
        return self.session.do(label, lambda edit: maps.change(edit, self.map_id, **fields))

    def remove_map(self) -> bool:
        """Take the map that is looked at away; its results stay."""
        return self.session.do(self.words("Remove map"), maps.remove, self.map_id)

    def bring(self, results: Sequence[str]) -> bool:
        """Put results of other maps on this one."""
        label = self.words.many("Put {n} result on the map", "Put {n} results on the map", len(results))
        return bool(results) and self.session.do(label, maps.show, self.map_id, results)

    def take_off(self, ids: Sequence[str]) -> bool:
        """Take results off this map; they stay on others."""
        results = [each for each in ids if self.result(each)]
        label = self.words.many("Take {n} result off the map", "Take {n} results off the map", len(results))
        return bool(results) and self.session.do(label, maps.take_off, self.map_id, *results)

    def elsewhere(self) -> list[Result]:
        """The results of the desk that are not on this map."""
        here = self.bubbles
        return [each for each in self.session.desk.find(Result) if each.id not in here]

    # -- inside

    def _stay(self, edit: Edit, besides: Mapping[str, Place] | None = None) -> None:
        """Let everything stay where people see it: what has no place yet takes the one it is drawn at."""
        still = {key: at for key, at in self._sheet.loose().items() if not besides or key not in besides}
        if still:
            maps.move(edit, self.map_id, still, layout=self.layout)

    def _move_label(self, ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return self.words("Move {code}", code=self.code(ids[0]))
        return self.words.many("Move {n} result", "Move {n} results", len(ids))

    def _remove_label(self, results: int, links: int, first: str) -> str:
        if results + links == 1:
            return self.words("Remove {code}", code=self.code(first))
        if not links:
            return self.words.many("Remove {n} result", "Remove {n} results", results)
        if not results:
            return self.words.many("Remove {n} link", "Remove {n} links", links)
        return self.words("Remove results and links")
