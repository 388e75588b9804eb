"""What can be done with the map as a whole: which part is seen, how it is laid out, copying, several maps."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from kpidesk.domain.choosing import Choice
from kpidesk.domain.people import Organisation
from kpidesk.domain.results import Layout, Link, Map, Placement, Tag
from kpidesk.drawing.map import plane
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.map_scene import scene
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected import Live, projected, talked_about
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui import copying
from kpidesk.ui.results.arranger import Arranger
from kpidesk.ui.results.arranging import Edge
from kpidesk.ui.results.clipboard import MapClipboard
from kpidesk.ui.results.corners import Corners
from kpidesk.ui.results.floating import Floating
from kpidesk.ui.results.kinds_panel import KindsPanel
from kpidesk.ui.results.maps_panel import MapsPanel
from kpidesk.ui.results.part import PartPanel
from kpidesk.ui.results.sheet import around
from kpidesk.ui.results.telling import Telling
from kpidesk.ui.results.tools import Write

if TYPE_CHECKING:
    from kpidesk.ui.results.page import ResultsPage

ALIGNING = ("results.left", "results.centre", "results.right", "results.top", "results.middle",
            "results.bottom")  # fmt: skip
_WIDE_HEAD = 900  # px of the page, from which its head has room for the name of the map
SPACING = ("results.across", "results.down")


class MapCommands:
    """The commands of the page that are about its map, with the sheets that some of them open."""

    def __init__(self, page: "ResultsPage") -> None:
        self._page = page
        canvas, looking, icons, words = page.canvas, page.looking, page.icons, page.words
        self.arranger = Arranger(canvas, page.shell.jobs)
        self.clipboard = MapClipboard(canvas)
        self.part = PartPanel(canvas, looking, icons, words)
        self.maps = MapsPanel(canvas, looking, icons, words)
        self.kinds = KindsPanel(canvas, icons, words)
        self.telling = Telling(page)
        self._provide()
        self._tools = {
            key: page.button(key, "tool")
            for key in ("results.tidy", "results.spotlight", "results.part", "results.layout")
        }
        for key in ("results.spotlight", "results.part", "results.layout"):
            self._tools[key].setCheckable(True)
        self.map_button = page.button("results.maps", text=" ")
        self.map_button.setObjectName("map-chooser")
        self.corners = Corners(canvas, icons, words, list(self._tools.values()))
        self.corners.legend.kinds_wanted.connect(self._show_kinds)

    def _provide(self) -> None:
        page, arranger = self._page, self.arranger
        command, canvas = page.command, page.canvas
        command("results.copy", self.clipboard.copy, self._why_no_bubble)
        command("results.paste", self._paste, page.read_only)
        command("results.tidy", arranger.tidy, lambda: page.read_only() or arranger.why_not_tidy())
        command("results.pin", arranger.pin, lambda: arranger.why_not(1))
        command("results.layout", self._turn_layout)
        command("results.spotlight", lambda: page.looking.light(on=not page.looking.spotlight))
        command("results.chain", self._chain, self._why_no_bubble)
        command("results.part", self._show_part)
        command("results.everything", self.part.show_all, self._why_all)
        command("results.maps", self._show_maps)
        command("results.kinds", self._show_kinds)
        command("results.picture", self.copy_picture)
        command("results.fit_chosen", lambda: canvas.fit_records(page.selection.ids), self._why_nothing)
        edges = (Edge.LEFT, Edge.CENTRE, Edge.RIGHT, Edge.TOP, Edge.MIDDLE, Edge.BOTTOM)
        for key, edge in zip(ALIGNING, edges, strict=True):
            command(key, partial(arranger.align, edge), partial(arranger.why_not, 2))
        for key, across in zip(SPACING, (True, False), strict=True):
            command(key, partial(arranger.distribute, across=across), partial(arranger.why_not, 3))

    def for_many(self) -> list[QPushButton]:
        """Buttons for what can be done with several results at once."""
        return [self._page.button(key, "tool") for key in (*ALIGNING, *SPACING)]

    # -- following

    def looked(self) -> None:
        """The part that is looked at, or the desk, has changed."""
        looking, maps = self._page.looking, self._page.work.maps()
        name = next((each.name for each in maps if each.id == looking.map_id), "")
        self.map_button.setText(_short(name) if self._page.width() >= _WIDE_HEAD else "")
        self.map_button.setToolTip(name)
        self.map_button.setVisible(bool(name))
        self._tools["results.spotlight"].setChecked(looking.spotlight)
        self._tools["results.part"].setChecked(looking.partial)
        self._tools["results.layout"].setChecked(looking.layout is Layout.LAYERED)
        self.corners.refresh()
        for sheet in (self.part, self.maps, self.kinds):
            sheet.refresh()
        self.arrange()

    def arrange(self) -> None:
        """The canvas has another size: keep what lies over it in its place."""
        wide = self._page.width() >= _WIDE_HEAD
        if wide is not bool(self.map_button.text()):
            self.map_button.setText(_short(self.map_button.toolTip()) if wide else "")
        for sheet in (self.part, self.kinds):
            if not sheet.isHidden():
                sheet.refresh()

    def leave(self, but: Floating | None = None) -> None:
        """The person goes elsewhere, or opens another sheet over the map."""
        for sheet in (self.part, self.maps, self.kinds):
            if sheet is not but and not sheet.isHidden():
                sheet.leave()

    def reveal(self, record_id: str) -> bool:
        """Look at what shows a record: a map, the results of a tag, a result or link wherever it lies."""
        page, desk = self._page, self._page.session.desk
        if record_id in page.sheet.ids():
            return True
        if desk.find(Map, id=record_id):
            page.looking.show_map(record_id)
            return True
        if desk.find(Tag, id=record_id):
            page.looking.choose(Choice(tags=frozenset({record_id})))
            return True
        ends = {end for link in desk.find(Link, id=record_id) for end in (link.source, link.target)}
        wanted = ends or {record_id}
        for shown in [page.looking.map_id, *(each.id for each in page.work.maps())]:
            if wanted <= {each.result for each in desk.find(Placement, map=shown)}:
                page.looking.show_map(shown)
                self.part.show_all()
                return record_id in page.sheet.ids() or bool(ends)
        return False

    def views(self, choose: Callable[[], object]) -> dict[str, Callable[[], object]]:
        """What can be looked at, for pictures; `choose` selects a result and closes what is open."""
        page = self._page

        def after(do: Callable[[], object]) -> Callable[[], object]:
            def show() -> None:
                page.looking.light(on=False)
                page.looking.show_layout(Layout.RADIAL)
                self.part.show_all()
                choose()
                do()

            return show

        return {
            "spotlight": after(lambda: page.looking.light(on=True)),
            "chain": after(self._chain),
            "layers": after(lambda: page.looking.show_layout(Layout.LAYERED)),
            "part": after(self._show_part),
            "maps": after(self._show_maps),
            "kinds": after(self._show_kinds),
        }

    # -- why not

    def _why_nothing(self) -> str:
        words = self._page.words
        return "" if self._page.selection.ids else words("Choose something on the map first.")

    def _why_no_bubble(self) -> str:
        bubbles = self._page.sheet.bubbles
        chosen = any(each in bubbles for each in self._page.selection.ids)
        return "" if chosen else self._page.words("Choose a result first.")

    def _why_all(self) -> str:
        return "" if self._page.looking.partial else self._page.words("The whole map is shown already.")

    # -- doing

    def _turn_layout(self) -> None:
        page = self._page
        layered = page.looking.layout is Layout.LAYERED
        wanted = Layout.RADIAL if layered else Layout.LAYERED
        if page.work.writable and page.sheet.bubbles and not page.work.placed(wanted):
            page.looking.show_layout(wanted)
            self.arranger.arrange_layout()  # nobody has placed anything in this layout yet
        else:
            page.work.show_layout(wanted)

    def _chain(self) -> None:
        page = self._page
        page.looking.focus_on(frozenset(each for each in page.selection.ids if each in page.sheet.bubbles))

    def _show_part(self) -> None:
        if self.part.isHidden():
            self.leave()
            self.part.open()
        else:
            self.part.leave()
        self._tools["results.part"].setChecked(self._page.looking.partial)

    def _show_maps(self) -> None:
        if not self.maps.isHidden():
            self.maps.leave()
            return
        self.leave()
        canvas = self._page.canvas
        at = self.map_button.mapTo(self._page, QPoint(0, 0)) - canvas.mapTo(self._page, QPoint(0, 0))
        self.maps.open(QPoint(at.x(), 0))

    def _show_kinds(self) -> None:
        self.leave(but=self.kinds)
        self.kinds.open()

    def _paste(self) -> None:
        if said := self.clipboard.paste():
            self._page.shell.say(said, bad=True)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """The map for the room: what is selected told in words, what is under way as it is now."""
        page = self._page
        canvas, sheet = page.canvas, page.sheet
        if sheet.scene is None:
            return None
        organisation = next(iter(page.session.desk.find(Organisation)), None)
        place = organisation.name if organisation else ""
        if (step := self.telling.now(room)) is not None:
            live, title = step
            return projected(live, sheet.kinds, title=title, place=place, room=room)
        gesture = canvas.gesture
        chosen = {each for each in page.selection.ids if each in sheet.bubbles}
        for link in (sheet.curve_pieces.get(each) for each in page.selection.ids):
            if link:
                chosen |= {link.source.link.source, link.source.link.target}
        live = Live(
            sheet.scene,
            talked_about(sheet.scene, chosen, canvas.scenery.lit),
            frozenset(chosen),
            gesture.moved if gesture else {},
            gesture.written if gesture else None,
            canvas.region,
            sheet.hidden | ({gesture.result_id} if isinstance(gesture, Write) else frozenset()),
            alone=bool(chosen) and page.looking.spotlight,
        )
        return projected(live, sheet.kinds, title=sheet.scene.map.name, place=place, room=room)

    def copy_picture(self) -> None:
        """Put the map as it is looked at onto the clipboard, in the light colours."""
        page = self._page
        if not page.looking.map_id:
            return
        drawn = scene(
            page.session.desk, page.looking.map_id, layout=page.looking.layout, palette=LIGHT, plane=SCREEN,
            only=page.looking.shown(page.session.desk),
        )  # fmt: skip
        boxes = [drawn.ground.whole, *(each.box for each in drawn.bubbles.values())]
        left, top, right, bottom = around(boxes)
        copying.copy(plane(drawn), (left - 8, top - 8, right + 8, bottom + 8))
        page.shell.say(page.words("The map is on the clipboard as a picture."))


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
