"""Search and run: what there is to find in the whole window, from commands to every text of the desk."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from kpidesk.domain.results import Link
from kpidesk.domain.search import Found, Index, folded
from kpidesk.system.guides import read_step
from kpidesk.system.manual import pages
from kpidesk.ui.commands import keys_told
from kpidesk.ui.guide_search import found_steps
from kpidesk.ui.homes import home_of, link_ends
from kpidesk.ui.picker import Hit, matching

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_ENOUGH: Final = 2  # letters, before records are looked through
_MOST: Final = 40


class Finder:
    """Looks through commands and records; the texts of the desk are read anew when it has changed."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._index: Index | None = None
        self._of: tuple[str, int] | None = None

    def look(self, text: str) -> list[Hit]:
        """What a text finds: commands; after some letters records, steps and pages of the manual."""
        commands = matching(text, self._commands())
        if len(text.strip()) < _ENOUGH:
            return commands[:_MOST]
        language, manual = self._window.words.language, self._manual(text)
        if self._window.session is None:
            return [*commands, *manual][:_MOST]
        records = [hit for found in self._records().search(text, _MOST) if (hit := self._hit(found))]
        steps = [self._step(name) for name in found_steps(text, language, by_title=True)]
        helping = [*steps, *manual]
        return [*commands[: _MOST // 2], *records][: _MOST - len(helping)] + helping

    def _manual(self, text: str) -> list[Hit]:
        """The pages of the manual whose titles say it."""
        words, wanted = self._window.words, folded(text).split()
        return [
            Hit(
                "book-open",
                words("Manual: {title}", title=page.title),
                partial(self._window.guiding.open_manual, page.name),
            )
            for page in pages(words.language)
            if all(part in folded(page.title) for part in wanted)
        ]

    def _step(self, name: str) -> Hit:
        words = self._window.words
        text = words("Guide: {title}", title=read_step(name, words.language).title)
        return Hit("compass", text, partial(self._window.guiding.go, name))

    def _commands(self) -> Iterator[Hit]:
        window, commands = self._window, self._window.commands
        for key, command in commands.all.items():
            if key == "view.find" or not (commands.can(key) or command.page not in {"", window.current}):
                continue
            page = commands.all[f"go.{command.page}"].text if command.page else ""
            keys = keys_told(command)
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
        home = home_of(found.record)
        if home is None:
            return None
        page, icon, target = home
        code, record = getattr(found.record, "code", ""), found.record
        if isinstance(record, Link) and self._window.session is not None:
            code = link_ends(self._window.session.desk, record)
        text = f"{code}  {found.text}" if code and not found.text.startswith(code) else found.text
        return Hit(icon, text, partial(self._window.go, page, target))
