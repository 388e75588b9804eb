"""Search and run: what there is to find in the whole window, from commands to every text of the desk."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QKeySequence

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import DataItem, Forum, Milestone, ResponseRule, Variant
from kpidesk.domain.designs import Candidate, Design, Observation
from kpidesk.domain.gallery import Gallery, Note, Poster, RatingScale
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group, Organisation
from kpidesk.domain.record import Record
from kpidesk.domain.results import Aside, Goal, Link, LinkKind, Map, Result, Ring, Tag, Verdict
from kpidesk.domain.search import Found, Index
from kpidesk.domain.series import Acknowledgement, Annotation, Baseline, Cause, Forecast, Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    Reflection,
    Snapshot,
)
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.ui.picker import Hit, matching

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_ENOUGH: Final = 2  # letters, before records are looked through
_MOST: Final = 40

_OWN: Final[Callable[[Any], str]] = lambda record: record.id  # noqa: E731 - a table of them reads better

# Where each kind of record is at home: page, icon, and the id of what is shown there.
_HOMES: Final[dict[type[Record], tuple[str, str, Callable[[Any], str]]]] = {
    Result: ("results", "orbit", _OWN),
    Goal: ("results", "list-checks", _OWN),
    Link: ("results", "spline", _OWN),
    Map: ("results", "map", _OWN),
    Tag: ("results", "tag", _OWN),
    Aside: ("results", "list-checks", lambda each: each.goal),
    Verdict: ("results", "list-checks", lambda each: each.subject),
    LinkKind: ("results", "spline", lambda _: ""),
    Ring: ("results", "orbit", lambda _: ""),
    Measure: ("measures", "chart-spline", _OWN),
    Target: ("measures", "target", lambda each: each.measure),
    Annotation: ("measures", "message-square", lambda each: each.measure),
    Baseline: ("measures", "chart-spline", lambda each: each.measure),
    Forecast: ("measures", "chart-spline", lambda each: each.measure),
    Value: ("measures", "chart-spline", lambda each: each.measure),
    Acknowledgement: ("measures", "chart-spline", lambda each: each.measure),
    Cause: ("measures", "circle-question-mark", _OWN),
    Design: ("measures", "pencil", _OWN),
    Observation: ("measures", "eye", _OWN),
    Candidate: ("measures", "pencil", _OWN),
    DataItem: ("measures", "database", _OWN),
    ResponseRule: ("measures", "chart-spline", _OWN),
    Variant: ("measures", "chart-spline", _OWN),
    Milestone: ("measures", "calendar-clock", _OWN),
    Forum: ("measures", "users-round", _OWN),
    Factor: ("measures", "chart-spline", _OWN),
    Helper: ("measures", "chart-spline", _OWN),
    Idea: ("measures", "lightbulb", _OWN),
    ExistingMeasure: ("measures", "list-checks", _OWN),
    Centre: ("sharing", "target", _OWN),
    Partner: ("sharing", "handshake", _OWN),
    Contribution: ("sharing", "handshake", lambda each: each.partner),
    DrivingMeasure: ("sharing", "handshake", lambda each: each.partner),
    Alignment: ("sharing", "handshake", lambda each: each.partner),
    Challenge: ("sharing", "handshake", _OWN),
    Reflection: ("sharing", "handshake", _OWN),
    Snapshot: ("sharing", "handshake", _OWN),
    Commitment: ("sharing", "check", _OWN),
    CheckIn: ("sharing", "check", lambda each: each.commitment),
    Gallery: ("gallery", "sticky-note", lambda _: ""),
    Poster: ("gallery", "printer", _OWN),
    Note: ("gallery", "sticky-note", _OWN),
    Group: ("gallery", "users-round", lambda _: ""),
    RatingScale: ("gallery", "sticky-note", lambda _: ""),
    Organisation: ("home", "house", lambda _: ""),
}


class Finder:
    """Looks through commands and records; the texts of the desk are read anew when it has changed."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._index: Index | None = None
        self._of: tuple[str, int] | None = None

    def look(self, text: str) -> list[Hit]:
        """What a text finds: commands, and records once some letters are typed."""
        commands = matching(text, self._commands())
        if len(text.strip()) < _ENOUGH or self._window.session is None:
            return commands[:_MOST]
        records = [hit for found in self._records().search(text, _MOST) if (hit := self._hit(found))]
        return [*commands[: _MOST // 2], *records][:_MOST]

    def _commands(self) -> Iterator[Hit]:
        window, commands = self._window, self._window.commands
        for key, command in commands.all.items():
            if key == "view.find" or not (commands.can(key) or command.page not in {"", window.current}):
                continue
            page = commands.all[f"go.{command.page}"].text if command.page else ""
            keys = QKeySequence(command.keys[0]).toString() if command.keys else ""
            text = "   ".join(filter(None, (command.text, page and f"· {page}", keys and f"({keys})")))
            yield Hit(command.icon or "command", text, partial(self._run, key, command.page))

    def _run(self, key: str, page: str) -> None:
        if page:
            self._window.go(page)
        self._window.commands.run(key)

    def _records(self) -> Index:
        session = self._window.session
        assert session is not None  # noqa: S101 - looked at before
        now = (session.desk.desk_id, session.desk.last_edit)
        if self._index is None or self._of != now:
            self._index, self._of = Index(session.desk), now
        return self._index

    def _hit(self, found: Found) -> Hit | None:
        home = _HOMES.get(type(found.record))
        if home is None:
            return None
        page, icon, target = home
        code, record = getattr(found.record, "code", ""), found.record
        if isinstance(record, Link) and self._window.session is not None:
            desk = self._window.session.desk
            ends = (desk.get(Result, each).code for each in (record.source, record.target))
            code = f"{code}  {' → '.join(ends)}"
        text = f"{code}  {found.text}" if code and not found.text.startswith(code) else found.text
        return Hit(icon, text, partial(self._window.go, page, target(found.record)))
