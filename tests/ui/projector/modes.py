"""A walk past a projector that stays plugged in and changes mode or scale; run under X by test_screens.py.

The projector is the server's own output, which changes in place. The laptop's screen is a monitor to the
right of it, which is only told and has no output.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kpidesk.actions import votes, workshops
from kpidesk.actions.votes import Asked, Thing
from kpidesk.domain.results import Result
from kpidesk.domain.votes import items_of
from kpidesk.domain.voting import Ballot, Method
from kpidesk.drawing.picture import GlyphRun, Group, Item
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.projector.console import Console
from kpidesk.ui.window import Window
from tests.ui.projector.desktop import USUAL, Desktop
from tests.ui.projector.room import Walk, dark, kept, monitors, shape, show, until, walls

LAPTOP = "1366/361x768/203+1920+0"
MODES = {"big": (1920, 1080), "small": (1024, 768), "wide": (1280, 720)}
SCALED = "scaled"
"""The mode *big* while the whole desktop is drawn half as large again."""
DESKTOP = Desktop()


def take(mode: str) -> None:
    """Give the output another mode, or the desktop another scale."""
    DESKTOP.set_dpi(USUAL * 3 // 2 if mode == SCALED else USUAL)
    monitors(f"--fb 4310x1080 --output screen --mode {'big' if mode == SCALED else mode}")


def settled(mode: str) -> bool:
    """Wait until the one wall fills the output in a mode."""
    wanted = MODES["wide" if mode == SCALED else mode]
    scale = 1.5 if mode == SCALED else 1.0

    def fills() -> bool:
        found = [(each.windowHandle().size().toTuple(), each.devicePixelRatio()) for each in walls()]
        return found == [(wanted, scale)]

    return until(fills)


def words(items: tuple[Item, ...]) -> set[str]:
    """What a picture says, word by word."""
    found: set[str] = set()
    for each in items:
        if isinstance(each, Group):
            found |= words(each.items)
        elif isinstance(each, GlyphRun):
            found |= set(each.text.split())
    return found


def walk(window: Window) -> dict[str, object]:
    """Change the mode in every state; then mirror; then change it under the wall on the laptop itself."""
    see = Walk(window)
    window.presenting.toggle()
    window.presenting.toggle_console()
    until(lambda: bool(walls()))
    window.notice.dismiss()  # of a computer that falls asleep
    every_state(see)
    mirroring(see)
    on_the_laptop(see)
    return see.seen


def secret_vote(see: Walk) -> Ballot:
    """A vote by dots that is open, with two papers in its box."""
    desk = see.page.session.desk
    with desk.edit("Vote") as edit:
        home = workshops.begin(edit, supplied("en")[0][0], on=date(2025, 7, 8))
        things = tuple(Thing(text) for text in ("leaks", "floods", "bills"))
        ballot = votes.call(edit, home.id, Asked("What first?", Method.DOTS, things))
    first, *_ = (each.id for each in items_of(desk, ballot.id))
    for number in range(2):
        desk.drop_paper(ballot.id, {(first, ""): 3}, f"paper {number}")
    return ballot


def every_state(see: Walk) -> None:
    """What is on air, and what would be next, in each mode."""
    window, projector = see.window, see.projector
    ballot = secret_vote(see)
    ids = {each.code: each.id for each in see.page.session.desk.find(Result)}
    select = see.page.selection.set

    def spotlight() -> None:
        window.go("results")
        select((ids["R12"],))
        window.commands.run("results.spotlight")

    def vote() -> None:
        window.commands.run("results.spotlight")
        window.go("workshops", ballot.about)
        window.go("workshops", view="votes")
        window.go("workshops", ballot.id)

    def previewing() -> None:
        projector.send()
        window.go("results")

    states: dict[str, Callable[[], object]] = {
        "following": lambda: window.go("results"),
        "spotlight": spotlight,
        "vote": vote,
        "logo": lambda: window.commands.run("view.logo"),
        "black": lambda: projector.set_black(black=True),
        "sent": projector.send,
        "previewing": previewing,
        "frozen": lambda: projector.freeze(frozen=True),
    }
    for state, do in states.items():
        do()
        projector.follow()
        until(lambda: not projector._next.isActive())
        before, held, wall = projector.on_air, kept(see), walls()[0]
        see.note(f"{state} begun", words=sorted(words(before[0].items)) if before else [])
        for mode in ("small", "wide", SCALED, "big"):
            take(mode)
            settled(mode)
            until(lambda: not projector._next.isActive())
            following = projector.seen_next()
            see.note(
                f"{state} {mode}", **{"same wall": walls() == [wall]}, kept=kept(see) == held,
                pixels=see.picture().size().toTuple(),
                dark=dark(see.picture()), same=projector.on_air is before, shape=shape(projector),
                next=following[0].width / following[0].height if following else 0.0,
                other=following is not None and following[0].title != projector.on_air[0].title,
                lit=see.page.looking.spotlight, papers=len(see.page.session.desk.papers(ballot.id)),
                words=sorted(words(projector.on_air[0].items)), told=window.notice.isVisible(),
                console=window.findChild(Console).isVisible(),
            )  # fmt: skip
        projector.set_black(black=False)
        projector.set_cover(None)
        projector.freeze(frozen=False)
        until(lambda: not projector._next.isActive())
    window.presenting.toggle_console()


def mirroring(see: Walk) -> None:
    """The projector begins to show what the laptop's screen shows, and ends it."""
    projector = see.projector
    DESKTOP.move_output(100)
    until(lambda: [each.x() for each in walls()] == [100])
    see.note("further on", told=see.window.notice.isVisible())
    projector.send()
    before = projector.on_air
    DESKTOP.move_output(1920)
    until(lambda: not walls() and see.window.notice.isVisible())
    see.note("mirroring", told=see.window.notice.isVisible())
    DESKTOP.move_output(0)
    settled("big")
    until(lambda: not see.window.notice.isVisible())
    see.note("beside again", told=see.window.notice.isVisible(), same=projector.on_air is before)
    projector.freeze(frozen=False)


def on_the_laptop(see: Walk) -> None:
    """There is one screen alone, over which the wall lies while its mode changes."""
    window, projector = see.window, see.projector
    monitors("--delmonitor left")
    until(lambda: len(QGuiApplication.screens()) == 1)
    until(lambda: not walls())
    window.commands.run("view.swap")
    until(lambda: bool(walls()))
    for mode in ("wide", SCALED, "big", "small"):
        take(mode)
        settled(mode)
        see.note(f"here {mode}", here=projector.here, keys=walls()[0].keys, shape=shape(projector))
    QTest.keyClick(walls()[0], Qt.Key.Key_F12)
    until(lambda: not walls())
    see.note("here no more")
    QCoreApplication.processEvents()


if __name__ == "__main__":
    for mode, (wide, tall) in MODES.items():
        line = f"{wide} {wide + 10} {wide + 20} {wide + 100} {tall} {tall + 1} {tall + 2} {tall + 20}"
        monitors(f"--newmode {mode} 60 {line}", f"--addmode screen {mode}")
    take("big")
    monitors(f"--setmonitor left {LAPTOP} none")
    show(walk, QPoint(1930, 10))
