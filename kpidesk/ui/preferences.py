"""How a person likes the window: its colours, language, size, keys, and how large it writes for a room.

Each but the size is taken at once. Everything in every window is built anew for it, and people stay
where they are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kpidesk.drawing.room import BACK_ROWS
from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.scale import REOPEN, choose, percent, running, step_from
from kpidesk.ui.speaking import NAMES, SYSTEM, spoken, teach_qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from kpidesk.ui.window import Window


class Preferences:
    """What is preferred in a window, and so in all."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._size_told = ""

    def provide(self) -> None:
        """Say how the commands are done."""
        from kpidesk.ui.stillness import take_stillness  # noqa: PLC0415 - after the first painting

        take_stillness(self._window.settings)
        for key, do in (self._themes() | self._languages() | self._back_rows()).items():
            self._window.commands.provide(f"view.{key}", self._window, do)
        for key, do in self._ways().items():
            self._window.commands.provide(f"view.{key}", self._window, do)

    def _ways(self) -> dict[str, Callable[[], object]]:
        """What is not one of several."""
        return {
            "keys": self._show_keys, "larger": partial(self._step, 1), "smaller": partial(self._step, -1),
            "usual_size": partial(self._set_size, 0), "still": self._toggle_still,
        }  # fmt: skip

    def _themes(self) -> dict[str, Callable[[], object]]:
        return {name: partial(self.set_theme, name) for name in theme.NAMES}

    def _languages(self) -> dict[str, Callable[[], object]]:
        return {f"language_{name}": partial(self.set_language, name) for name in (SYSTEM, *NAMES)}

    def _tick_back_row(self, menu: "QMenu") -> None:
        chosen = self._window.commands.all[f"view.row_{self._window.presenting.back_row}"].text
        for action in menu.actions():
            if action.text() == chosen:
                action.setChecked(True)

    def _back_rows(self) -> dict[str, Callable[[], object]]:
        presenting = self._window.presenting
        return {f"row_{rows}": partial(presenting.set_back_row, rows) for rows in BACK_ROWS}

    def menu(self) -> "QMenu":
        """All of them, with what holds now."""
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - after the first painting

        from kpidesk.ui.stillness import is_still  # noqa: PLC0415

        settings = self._window.settings
        menu = QMenu(self._window)
        self._offer(menu, self._themes(), settings.get("theme", "light"))
        menu.addSeparator()
        self._offer(menu, self._back_rows(), "")
        menu.aboutToShow.connect(lambda: self._tick_back_row(menu))  # the console changes it, too
        menu.addSeparator()
        self._offer(menu, self._languages(), f"language_{settings.get('language', SYSTEM)}")
        menu.addSeparator()
        for key in self._ways():
            menu.addAction(self._window.commands.action(f"view.{key}"))
        still = self._window.commands.action("view.still")
        still.setCheckable(True)
        still.setChecked(is_still(settings))
        menu.addSeparator()
        menu.addAction(
            self._window.commands.action("view.manual")
        )  # the one way to it without a desk or keys
        return menu

    def _offer(self, menu: "QMenu", ways: Mapping[str, Callable[[], object]], chosen: str) -> None:
        from PySide6.QtGui import QActionGroup  # noqa: PLC0415 - after the first painting

        group = QActionGroup(menu)
        for key, do in ways.items():
            command = self._window.commands.all[f"view.{key}"]
            action = menu.addAction(self._window.icons.icon(command.icon), command.text)
            group.addAction(action)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _=False, do=do: do())

    def set_theme(self, name: str) -> None:
        """Take other colours."""
        window, words = self._window, self._window.words
        job, typed = self._in_the_way()
        if job:
            window.say(words("Colours can be changed when “{job}” has ended.", job=job))
        elif typed:
            window.say(words("Finish “{typed}” first, then change the colours.", typed=typed))
        else:
            window.settings.set("theme", name)
            palette = theme.chosen(name)
            if palette is not window.palette_:
                theme.apply(palette)
                for each in self._windows():
                    each.build_anew(palette, words)

    def set_language(self, name: str) -> None:
        """Take another language; of a desk nothing changes."""
        window, words = self._window, self._window.words
        job, typed = self._in_the_way()
        if job:
            window.say(words("The language can be changed when “{job}” has ended.", job=job))
        elif typed:
            window.say(words("Finish “{typed}” first, then change the language.", typed=typed))
        else:
            window.settings.set("language", name)
            language = spoken(name)
            if language != words.language:
                teach_qt(language)
                others = Words(language)
                for each in self._windows():
                    each.build_anew(each.palette_, others)

    def write_anew(self) -> None:
        """Write texts that tell keys anew, unless somebody is in the middle of something."""
        if not any(self._in_the_way()):
            for each in self._windows():
                each.build_anew(each.palette_, each.words)

    def _show_keys(self) -> None:
        from kpidesk.ui.keys_dialog import show_keys  # noqa: PLC0415 - only when asked for

        show_keys(self._window)

    # -- how large everything is

    def _step(self, by: int) -> None:
        window, words = self._window, self._window.words
        size, room = percent(window.settings), window.screen().availableSize()
        found = step_from(size, by, (room.width() * running() / size, room.height() * running() / size))
        if found == size:
            window.say(words("{percent} % is as far as it goes on this screen.", percent=size))
        else:
            self._set_size(found)

    def _set_size(self, size: int) -> None:
        choose(self._window.settings, size)
        self.tell_size()

    def tell_size(self) -> None:
        """Say so where another size is wanted than everything has now."""
        window, words = self._window, self._window.words
        window.notice.take_back(self._size_told)
        size = percent(window.settings)
        if size != running():
            self._size_told = words(
                "Everything has {percent} % of its usual size when KPI Desk is opened anew.", percent=size
            )
            window.say(self._size_told, button=words("Open it anew"), do=self._reopen)

    def _reopen(self) -> None:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the first painting

        files = [str(each.session.path) for each in self._windows() if each.session] or [""]
        app = QApplication.instance()
        if app is not None and all(each.close() for each in self._windows()):
            app.setProperty(REOPEN, files)

    def _toggle_still(self) -> None:
        from kpidesk.ui.stillness import is_still, keep_still, take_stillness  # noqa: PLC0415

        keep_still(self._window.settings, still=not is_still(self._window.settings))
        take_stillness(self._window.settings)

    def _windows(self) -> "tuple[Window, ...]":
        return tuple(type(self._window).windows)

    def _in_the_way(self) -> tuple[str, str]:
        """A job that goes on in some window, and what was begun there and could not be taken over."""
        for window in self._windows():
            if window.furnished and (job := window.jobs.shown):
                return job.name, ""
            if typed := window.unfinished():
                return "", typed
        return "", ""
