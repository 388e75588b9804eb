"""Copying results and pasting them: into another map, as new ones, or as lines of any text."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kpidesk.actions import results as actions
from kpidesk.desk.edits import Edit
from kpidesk.domain.results import Link, Result
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.sheet import share_of

_KIND: Final = "application/x-kpidesk-results"
MOST_LINES: Final = 60
_ASIDE: Final = 14.0  # mm that a copy lies beside what it was copied from


class MapClipboard:
    """Copies what is selected on a map, and pastes onto the map that is looked at."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas

    def copy(self) -> None:
        """Put the selected results on the clipboard, as a table for other programs, too."""
        canvas, work = self._canvas, self._canvas.work
        chosen = [each for each in canvas.selection.ids if each in work.bubbles]
        if not chosen:
            return
        rings = {ring.id: ring.name for ring in work.rings()}
        rows = [work.bubbles[each].result for each in chosen]
        text = "\n".join(
            "\t".join((each.code, each.statement, rings[each.ring], each.owner)) for each in rows
        )
        content = QMimeData()
        content.setText(text)
        about = {"desk": work.session.desk.desk_id, "map": work.map_id, "results": chosen}
        content.setData(_KIND, json.dumps(about).encode())
        QGuiApplication.clipboard().setMimeData(content)

    def paste(self) -> str:
        """Paste; a sentence when that cannot be done, "" when it was."""
        content = QGuiApplication.clipboard().mimeData()
        if content.hasFormat(_KIND):
            about = json.loads(bytes(content.data(_KIND).data()))
            if about["desk"] == self._canvas.work.session.desk.desk_id:
                return self._paste_results(about["map"], about["results"])
        return self._paste_lines(content.text())

    def _paste_results(self, from_map: str, ids: Sequence[str]) -> str:
        work, words = self._canvas.work, self._canvas.words
        there = {each.id for each in work.session.desk.find(Result)}
        known = [each for each in ids if each in there]
        if not known:
            return words("What was copied is no longer on this desk.")
        if from_map != work.map_id:
            missing = [each for each in known if each not in work.bubbles]
            if missing:
                work.bring(missing)
            self._canvas.selection.set(known)
            return ""
        made: dict[str, str] = {}
        label = words.many("Copy {n} result", "Copy {n} results", len(known))
        if work.session.do(label, lambda edit: made.update(self._doubled(edit, known))):
            self._canvas.selection.set(made.values())
        return ""

    def _doubled(self, edit: Edit, ids: Sequence[str]) -> dict[str, str]:
        """New results beside those that were copied, with the links among them."""
        work = self._canvas.work
        made = {}
        for each in ids:
            bubble, result = work.bubbles[each], edit.get(Result, each)
            at = share_of((bubble.x + _ASIDE, bubble.y + _ASIDE))
            new = actions.add(edit, work.map_id, result.ring, result.statement, at, layout=work.layout)
            actions.change(edit, new.id, owner=result.owner, audience=result.audience, area=result.area)
            made[each] = new.id
        for link in edit.find(Link):
            if link.source in made and link.target in made:
                actions.link(edit, made[link.source], made[link.target], link.kind)
        return made

    def _paste_lines(self, text: str) -> str:
        """Each line of a text is a new result in the ring of the selected one, else in the outermost."""
        canvas, work, words = self._canvas, self._canvas.work, self._canvas.words
        lines = [line for row in text.splitlines() if (line := _statement(row))]
        rings = work.rings()
        if not lines or not rings:
            return words("There is nothing to paste.")
        if len(lines) > MOST_LINES:
            return words(
                "These are {n} lines; at most {limit} become results at once. Goals of a plan are pasted "
                "on the page “Goals”.",
                n=len(lines),
                limit=MOST_LINES,
            )
        beside = work.bubbles.get(canvas.selection.current)
        ring = beside.result.ring if beside else rings[-1].id
        made: list[str] = []

        def doing(edit: Edit) -> None:
            made.extend(actions.add(edit, work.map_id, ring, line).id for line in lines)

        label = words.many("Paste {n} result", "Paste {n} results", len(lines))
        if work.session.do(label, doing):
            canvas.selection.set(made)
        return ""


def _statement(row: str) -> str:
    """The statement in a line of a text or a row of a table: its longest cell."""
    return max((cell.strip(" •–-*\u00a0") for cell in row.split("\t")), key=len)
