"""Every view that is projected, of the sample and of desks with too much of everything, by name.

A new view gets a row here; `test_rooms.py` then looks at it in every room.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from kpidesk.domain.agenda import as_it_runs, planned
from kpidesk.domain.alignment_board import board_of
from kpidesk.domain.assessment_figures import outcome
from kpidesk.domain.assessments import Assessment
from kpidesk.domain.gallery import Gallery, Horizon, Moscow
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.results import LinkKind, Map
from kpidesk.domain.sharing import Centre, Partner, Snapshot
from kpidesk.domain.votes import BallotCount, BallotItem
from kpidesk.domain.voting import Ballot, Method
from kpidesk.domain.workshops import Block, Workshop
from kpidesk.drawing import alignment_sheet, projected_centre, projected_partner
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.map_steps import live_of, stations
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected import Live, projected, talked_about
from kpidesk.drawing.projected_assessment import projected_item, projected_outcome
from kpidesk.drawing.projected_door import Count, door
from kpidesk.drawing.projected_logo import projected_logo
from kpidesk.drawing.projected_notes import Card, Matrix, rating, read_the_wall
from kpidesk.drawing.projected_vote import projected_vote
from kpidesk.drawing.projected_workshop import projected_workshop
from kpidesk.drawing.room import Room
from kpidesk.system.words import Words
from tests.drawing.map_cases import map_id, random_map
from tests.drawing.partner_cases import GERMAN, partners_of

Draw = Callable[[Room, Palette], Picture]
WORDS: Final = Words()
DAY: Final = date(2026, 9, 1)
LONG: Final = "Instandsetzungsmaßnahmen an der Hauptversorgungsleitung dauern unangemessen lange. " * 4
SAID: Final = "We hear of leaks from the newspaper before we hear of them from you."
WISHES: Final = {
    Moscow.MUST: "Must", Moscow.SHOULD: "Should", Moscow.COULD: "Could", Moscow.WONT: "Won’t for now",
}  # fmt: skip
TIMES: Final = {Horizon.NOW: "Now", Horizon.MEDIUM: "Medium term", Horizon.LONG: "Long term", None: "open"}
STEPS: Final = (
    "Walk along the posters in any order.", "Talk with whoever stands there.",
    "Write what you think on a note: one thought on each.", "Stick it where it belongs.",
    "Dot what you find most important.",
)  # fmt: skip
TEN: Final = datetime(2026, 9, 1, 10, tzinfo=UTC)


def views(sample: Collection) -> Mapping[str, Draw]:
    """All views of the sample's records and of some that are worse."""
    found: dict[str, Draw] = {}
    found |= _maps(sample)
    found |= _sharing(sample)
    found |= _notes()
    found |= _assessments(sample)
    found |= _workshops()
    found |= _votes(sample)
    found["logo"] = lambda room, palette: projected_logo(sample, palette, room)
    return found


def _votes(sample: Collection) -> Mapping[str, Draw]:
    """The sample's votes, and one on forty long things, open and over."""
    ballots = {each.method: each for each in sample.find(Ballot) if not each.criteria}
    many = Ballot(id="b", about="w", title=LONG, method=Method.FIST, secret=True, voters=40)
    things = [BallotItem(id=f"i{n:02}", ballot="b", text=LONG, place=float(n)) for n in range(40)]
    counts = [
        BallotCount(id=f"c{n}-{step}", item=each.id, step=step, number=(n + step) % 7 + 1)
        for n, each in enumerate(things)
        for step in (1, 3, 6)
    ]
    crowd = Collection([many, *things, *counts])
    over = replace(many, revealed_on=DAY, papers=40)

    def draw(reader: Reader, ballot: Ballot) -> Draw:
        return lambda room, palette: projected_vote(reader, ballot, 7, WORDS, palette, room)

    return {
        **{f"vote by {method.value}": draw(sample, each) for method, each in ballots.items()},
        "vote on many": draw(crowd, many), "vote on many over": draw(crowd, over),
    }  # fmt: skip


def _maps(sample: Collection) -> Mapping[str, Draw]:
    crowd = random_map(60, 7)

    def draw(reader: Reader, live: Callable[[Scene, Room], Live]) -> Draw:
        def drawn(room: Room, palette: Palette) -> Picture:
            the_map = reader.find(Map)[0].id if reader is sample else map_id(crowd)
            shown = scene(reader, the_map, palette=palette, plane=SCREEN)
            kinds = {kind.id: kind for kind in reader.find(LinkKind)}
            place = "Marrow Valley Water"
            return projected(live(shown, room), kinds, title="Results map", place=place, room=room)

        return drawn

    def chosen(code: str, *, alone: bool = False) -> Callable[[Scene, Room], Live]:
        def live(shown: Scene, room: Room) -> Live:
            ids = frozenset(key for key, each in shown.bubbles.items() if each.result.code == code)
            return Live(shown, talked_about(shown, ids, None), ids, alone=alone)

        return live

    def step(reader: Reader, number: int) -> Callable[[Scene, Room], Live]:
        return lambda shown, room: live_of(shown, stations(reader, shown, WORDS, room)[number])

    return {
        "map": draw(sample, lambda shown, room: Live(shown)),
        "map chosen": draw(sample, chosen("R12")),
        "map spotlight": draw(sample, chosen("R10", alone=True)),
        "map ring": draw(sample, step(sample, 1)),
        "map chain": draw(sample, step(sample, -1)),
        "map crowd": draw(crowd, lambda shown, room: Live(shown)),
        "map crowd ring": draw(crowd, step(crowd, -1)),
    }


def _sharing(sample: Collection) -> Mapping[str, Draw]:
    crowd = partners_of(24, GERMAN)
    snapshot = sample.find(Snapshot)[0]

    def partner(reader: Reader, number: int) -> Draw:
        each = reader.find(Partner)[number]
        return lambda room, palette: projected_partner.projected(reader, each, WORDS, palette, DAY, room)

    def chart(reader: Reader) -> Draw:
        first = reader.find(Centre)[0]
        return lambda room, palette: projected_centre.projected(reader, first, WORDS, palette, "", room)

    shown = board_of(sample, snapshot)
    return {
        "partner": partner(sample, 0),
        "partner long": partner(crowd, 2),
        "centre": chart(sample),
        "centre crowd": chart(crowd),
        "board": lambda room, palette: alignment_sheet.projected(shown, WORDS, palette, room),
    }


def _card(said: str, number: int = 1) -> Card:
    return Card(f"N{number:02}", "G07", "C", "Concern · 3 more say so", said)


def _notes() -> Mapping[str, Draw]:
    matrix = Matrix(
        {(Moscow.MUST, Horizon.NOW): 12, (Moscow.COULD, None): 3}, WISHES, TIMES, (Moscow.MUST, Horizon.NOW)
    )
    gallery = Gallery(
        id="g", name="Gallery of the water measures", place="Foyer, ground floor", visitors=37,
        opens=TEN, closes=TEN + timedelta(hours=4),
    )  # fmt: skip

    def wall(*cards: Card) -> Draw:
        title, beside = "What is written on the wall", "1 to 4 of 60"
        return lambda room, palette: read_the_wall(cards, title, beside, WORDS, palette, room)

    def at_the_door(posters: int, steps: tuple[str, ...] = STEPS) -> Draw:
        counts = [Count(f"G{number:02}", "Poster", number * 3 % 17) for number in range(1, posters + 1)]
        return lambda room, palette: door(gallery, steps, counts, WORDS, palette, room)

    def rated(said: str) -> Draw:
        title = "How much do we want it, and when?"
        return lambda room, palette: rating(_card(said), matrix, title, "3 of 33", WORDS, palette, room)

    return {
        "wall of four": wall(*(_card(SAID, number) for number in range(1, 5))),
        "wall of long ones": wall(*(_card(LONG, number) for number in range(1, 5))),
        "one note": wall(_card(SAID)),
        "rating": rated(SAID),
        "rating long": rated(LONG),
        "door": at_the_door(0),
        "door with tally": at_the_door(9),
        "door with too much": at_the_door(30, (LONG, *STEPS, LONG)),
    }


def _assessments(sample: Collection) -> Mapping[str, Draw]:
    made: dict[str, Draw] = {}
    for number, session in enumerate(sample.find(Assessment)[:2], 1):
        found = outcome(sample, session)
        made[f"outcome {number}"] = lambda room, palette, found=found: projected_outcome(  # type: ignore[misc]
            found, WORDS, palette, room
        )
        made[f"item {number}"] = lambda room, palette, found=found: projected_item(  # type: ignore[misc]
            found.standings[0], found, WORDS, palette, room
        )
        long = replace(found.standings[0], item=replace(found.standings[0].item, text=LONG, poor=LONG))
        made[f"long item {number}"] = lambda room, palette, long=long, found=found: projected_item(  # type: ignore[misc]
            long, found, WORDS, palette, room
        )
    return made


def _workshops() -> Mapping[str, Draw]:
    workshop = Workshop(
        id="w", name="Map of results with the whole crew", on=DAY, starts="09:30",
        location="Training room", purpose="Agree on what we want to be different in two years, and why.",
    )  # fmt: skip
    names = ("Welcome and purpose", "Goals into results", "Links: what leads to what", LONG[:60], "Break")
    blocks = [
        Block(id=f"b{number}", workshop="w", name=names[number % 5], minutes=20, place=float(number))
        for number in range(12)
    ]
    running = [replace(blocks[0], began_at=TEN - timedelta(minutes=15)), *blocks[1:]]

    def before(room: Room, palette: Palette) -> Picture:
        return projected_workshop(workshop, planned(workshop, blocks), None, 0, WORDS, palette, room)

    def now(left: float, share: float) -> Draw:
        plan = as_it_runs(workshop, running, TEN)
        return lambda room, palette: projected_workshop(workshop, plan, left, share, WORDS, palette, room)

    def after(room: Room, palette: Palette) -> Picture:
        ended = replace(workshop, ended_at=TEN)
        return projected_workshop(ended, planned(workshop, blocks), None, 0, WORDS, palette, room)

    return {
        "workshop before": before,
        "workshop now": now(724, 0.4),
        "workshop over time": now(-7384, 1.4),
        "workshop after": after,
    }


__all__ = ["DAY", "LIGHT", "WORDS", "Draw", "views"]
