"""The Guide and the manual of a window: shown and hidden, searched, printed, opened where the person is."""

from typing import TYPE_CHECKING

from kpidesk.ui.garbage import throw_away

if TYPE_CHECKING:
    from kpidesk.ui.guide import Guide
    from kpidesk.ui.manual import Manual
    from kpidesk.ui.window import Window


class Guiding:
    """What helps the person at a window."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._manual: Manual | None = None
        self._found: tuple[str, str] | None = None  # a step that was looked for, and what was in sight then

    def provide(self) -> None:
        """Say how the commands are done."""
        window, words = self._window, self._window.words

        def no_desk() -> str:
            return "" if window.session else words("Open a desk first.")

        window.commands.provide("view.guide", window, self.toggle, no_desk)
        window.commands.provide("guide.find", window, self.search, no_desk)
        window.commands.provide("guide.hand_out", window, self.hand_out, no_desk)
        window.commands.provide("view.manual", window, self.open_manual)
        self._build_anew()

    # -- the Guide

    @property
    def step(self) -> str:
        """The step of what is in sight, or the one that was looked for there."""
        window = self._window
        page = window.pages.get(window.current)
        here = page.step if page else window.current
        if self._found is not None and self._found[1] != here:
            self._found = None
        return self._found[0] if self._found else here

    def toggle(self) -> None:
        """Show or hide the Guide, and remember it."""
        self._show(shown=not self._window.settings.get("guide", False))

    def _show(self, *, shown: bool) -> None:
        self._window.settings.set("guide", shown)
        self.look()
        self._window.fit()

    def look(self) -> None:
        """Show the step of what is in sight now, if the Guide is shown at all."""
        session = self._window.session
        on = session is not None and self._window.settings.get("guide", False)
        self._window.frame_.show_guide(self.step, session.desk if session and on else None, self._guide)

    def _guide(self) -> "Guide":
        from kpidesk.ui.guide import Guide  # noqa: PLC0415 - late: it knows all kinds of records

        window = self._window
        return Guide(window.words, window.icons, window.commands, window.settings, self.go)

    def go(self, step: str) -> None:
        """Go where a step is done; the Guide shows it, also where this desk has nothing of it yet."""
        from kpidesk.ui.guide_search import go_to  # noqa: PLC0415 - see above

        go_to(step, self._window)
        self._found = None
        self._found = (step, self.step)
        self._show(shown=True)

    def search(self) -> None:
        """Look for a step."""
        self._show(shown=True)
        if guide := self._window.frame_.guide:
            guide.begin_search()

    def hand_out(self) -> None:
        """Write the step as one sheet beside the desk."""
        from kpidesk.drawing.guide_sheet import hand_out  # noqa: PLC0415 - only when asked for
        from kpidesk.system.guides import read_step  # noqa: PLC0415
        from kpidesk.ui.paper import write_paper  # noqa: PLC0415

        words, desk = self._window.words, self._window.desk_session.path
        step = read_step(self.step, words.language)
        path = desk.parent / desk.stem / "hand-outs" / f"{self.step}-A4.pdf"
        written = words("The hand-out “{title}” was written.", title=step.title)
        write_paper(self._window, hand_out(step, words), path, written)

    # -- the manual

    def open_manual(self, page: str = "") -> None:
        """Open the manual at a page, or at the one that belongs to where the person is."""
        from kpidesk.system.manual import FIRST, page_for, picture_folder  # noqa: PLC0415 - only when asked for
        from kpidesk.ui.manual import Manual  # noqa: PLC0415

        window = self._window
        if self._manual is None:
            pictures = picture_folder(window.words.language)
            self._manual = Manual(
                window, window.words, window.icons, window.palette_, pictures, window.commands
            )
        self._manual.open_at(page or (page_for(self.step) if window.session else FIRST))
        self._manual.show()
        self._manual.activateWindow()
        self._manual.line.setFocus()

    def give_up(self) -> None:
        """The window is closed, and the manual with it."""
        if self._manual is not None:
            self._manual.close()

    def _build_anew(self) -> None:
        """The window has other colours or another language: so has the manual."""
        before, self._manual = self._manual, None
        if before is not None:
            was_open, page = before.isVisible(), before.shown
            throw_away(before)
            if was_open:
                self.open_manual(page)
