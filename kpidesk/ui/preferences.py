"""How a person likes the window: its colours and its language.

Either is taken at once. Everything in every window is built anew for it, and people stay where they are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.speaking import NAMES, SYSTEM, spoken, teach_qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from kpidesk.ui.window import Window


class Preferences:
    """What is preferred in a window, and so in all."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def provide(self) -> None:
        """Say how the commands are done."""
        for key, do in (self._themes() | self._languages()).items():
            self._window.commands.provide(f"view.{key}", self._window, do)

    def _themes(self) -> dict[str, Callable[[], object]]:
        return {name: partial(self.set_theme, name) for name in theme.NAMES}

    def _languages(self) -> dict[str, Callable[[], object]]:
        return {f"language_{name}": partial(self.set_language, name) for name in (SYSTEM, *NAMES)}

    def menu(self) -> "QMenu":
        """All of them, with what holds now."""
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - after the first painting

        settings = self._window.settings
        menu = QMenu(self._window)
        self._offer(menu, self._themes(), settings.get("theme", "light"))
        menu.addSeparator()
        self._offer(menu, self._languages(), f"language_{settings.get('language', SYSTEM)}")
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
