"""Tidying, lining up, spacing out and pinning: whatever puts several bubbles in new places at once."""

from collections.abc import Mapping

from kpidesk.drawing.map_scene import Scene
from kpidesk.drawing.map_tidy import tidy
from kpidesk.ui.jobs import Jobs, Progress, Stopped
from kpidesk.ui.results.arranging import Edge, aligned, distributed
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.gliding import Glide, moves
from kpidesk.ui.results.sheet import Point, share_of
from kpidesk.ui.results.tools import crossed


class Arranger:
    """Puts the bubbles of a canvas in order."""

    def __init__(self, canvas: MapCanvas, jobs: Jobs) -> None:
        self._canvas = canvas
        self._jobs = jobs
        self._busy = self._first = False

    # -- all of the map

    def why_not_tidy(self) -> str:
        """Why nothing can be tidied just now, "" when it can."""
        words, canvas = self._canvas.words, self._canvas
        if self._busy:
            return words("The map is being tidied.")
        if len(canvas.sheet.bubbles) < 2:
            return words("There is nothing to tidy yet.")
        return ""

    def tidy(self) -> None:
        """Find new places for all but what is pinned, hidden or selected; the person can go on meanwhile."""
        self._first = False
        self._begin(self._canvas.work.pinned() | self._canvas.sheet.hidden | set(self._canvas.selection.ids))

    def arrange_layout(self) -> None:
        """Find the first places in a layout in which nothing lies yet; one step with going there."""
        self._first = True
        self._begin(set())

    def _begin(self, still: set[str]) -> None:
        canvas = self._canvas
        scene = canvas.sheet.scene
        if scene is None or self._busy or not canvas.commit_writing():
            return
        self._busy = True
        name = canvas.words("Tidying the map")
        self._jobs.start(name, _Tidying(scene, frozenset(still)), self._tidied)

    def _tidied(self, outcome: object) -> None:
        self._busy = False
        if isinstance(outcome, Exception):
            raise outcome
        assert isinstance(outcome, tuple)  # noqa: S101 - what _Tidying returns
        scene, places = outcome
        canvas = self._canvas
        if canvas.sheet.scene is not scene:  # somebody edited the map meanwhile: start from there
            if self._first:
                self.arrange_layout()
            else:
                self.tidy()
            return
        if self._first:
            before = {key: (each.x, each.y) for key, each in canvas.sheet.bubbles.items()}
            canvas.work.first_places({**{k: share_of(v) for k, v in before.items()}, **_shares(places)})
        else:
            self._put(places, canvas.words("Tidy the map"))

    # -- what is selected

    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        bubbles = self._canvas.sheet.bubbles
        return {each: bubbles[each].box for each in self._canvas.selection.ids if each in bubbles}

    def why_not(self, least: int) -> str:
        """Why fewer bubbles are selected than are needed, "" when there are enough."""
        words = self._canvas.words
        if not self._canvas.work.writable:
            return words("This desk is open for reading only.")
        if len(self._boxes()) < least:
            return words("Select {n} results or more first.", n=least)
        return ""

    def align(self, edge: Edge) -> None:
        """Bring the selected bubbles onto one line; none leaves its ring."""
        self._put(self._within(aligned(self._boxes(), edge)), self._canvas.words("Line up results"))

    def distribute(self, *, across: bool) -> None:
        """Make the gaps between the selected bubbles equal; none leaves its ring."""
        places = distributed(self._boxes(), across=across)
        self._put(self._within(places), self._canvas.words("Space results out"))

    def _within(self, places: Mapping[str, Point]) -> dict[str, Point]:
        """Without those that would come to lie in another ring: what a ring means is no matter of looks."""
        leaving = crossed(self._canvas, places)
        return {key: at for key, at in places.items() if key not in leaving}

    def pin(self) -> None:
        """Pin what is selected, or let it go when all of it is pinned."""
        canvas = self._canvas
        chosen = [each for each in canvas.selection.ids if each in canvas.sheet.bubbles]
        pinned = canvas.work.pinned()
        bubbles = canvas.sheet.bubbles
        places = {each: share_of((bubbles[each].x, bubbles[each].y)) for each in chosen}
        canvas.work.pin(places, pinned=not pinned.issuperset(chosen))

    # -- inside

    def _put(self, places: Mapping[str, Point], label: str) -> None:
        """One edit, then show the way from where everything was."""
        canvas = self._canvas
        before = {key: (each.x, each.y) for key, each in canvas.sheet.bubbles.items()}
        shares = {key: share_of(at) for key, at in places.items() if before[key] != at}
        if shares and canvas.work.move(shares, label=label) and moves(canvas):
            glide = Glide(canvas, before)
            canvas.begin(glide)
            glide.start()


def _shares(places: Mapping[str, Point]) -> dict[str, Point]:
    return {key: share_of(at) for key, at in places.items()}


class _Tidying:
    """The work of tidying, on the worker: a scene is frozen and knows nothing of Qt."""

    def __init__(self, scene: Scene, still: frozenset[str]) -> None:
        self._scene, self._still = scene, still

    def __call__(self, progress: Progress, stopped: Stopped) -> tuple[Scene, dict[str, Point]]:
        """See Work."""
        return self._scene, tidy(self._scene, self._still)
