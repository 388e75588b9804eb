"""Search and run: what there is to find in the whole window, from commands to notes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.sharing import Partner
from kpidesk.ui.picker import Hit, matching

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_ENOUGH: Final = 2  # letters, before records are looked through
_MOST: Final = 40


def look(window: "Window", text: str) -> list[Hit]:
    """What a text finds: commands, and records once some letters are typed."""
    return matching(text, [*_commands(window), *_records(window, text)])[:_MOST]


def _commands(window: "Window") -> Iterator[Hit]:
    commands = window.commands
    for key, command in commands.all.items():
        if key == "view.find" or not (commands.can(key) or command.page not in {"", window.current}):
            continue
        page = commands.all[f"go.{command.page}"].text if command.page else ""
        keys = QKeySequence(command.keys[0]).toString() if command.keys else ""
        text = "   ".join(filter(None, (command.text, page and f"· {page}", keys and f"({keys})")))
        yield Hit(command.icon or "command", text, partial(_run, window, key, command.page))


def _run(window: "Window", key: str, page: str) -> None:
    if page:
        window.go(page)
    window.commands.run(key)


def _records(window: "Window", text: str) -> Iterator[Hit]:
    if len(text.strip()) < _ENOUGH or window.session is None:
        return
    desk: Reader = window.session.desk
    go = window.go
    for result in desk.find(Result):
        yield Hit("orbit", f"{result.code}  {result.statement}", partial(go, "results", result.id))
    for goal in desk.find(Goal):
        yield Hit("list-checks", f"{goal.code}  {goal.text}", partial(go, "results", goal.id))
    for measure in desk.find(Measure):
        yield Hit("chart-spline", f"{measure.code}  {measure.name}", partial(go, "measures", measure.id))
    for partner in desk.find(Partner):
        yield Hit("handshake", f"{partner.code}  {partner.name}", partial(go, "sharing", partner.id))
    names = {measure.id: measure.name for measure in desk.find(Measure)}
    for poster in desk.find(Poster):
        name = names.get(poster.measure or "", "")
        yield Hit("printer", f"{poster.code}  {name}", partial(go, "gallery", poster.id))
    for note in desk.find(Note):
        yield Hit("sticky-note", f"{note.code}  {note.text}", partial(go, "gallery", note.id))
