"""How desks come into a window and leave it: opening, making, saving elsewhere, conflicts, closing."""

import gc
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from kpidesk.system.collecting import no_collecting
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.questions import Questions
from kpidesk.ui.samples import samples

if TYPE_CHECKING:
    from kpidesk.desk.clearing import Clearing
    from kpidesk.system.words import Told
    from kpidesk.ui.session import Session


@cache
def _load() -> None:
    """Import what opening a desk takes, but for what makes parts of Qt: that stays on its thread."""
    with no_collecting():  # nothing that is imported is garbage, and looking takes a fifth of the time
        import kpidesk.actions.results  # noqa: PLC0415
        import kpidesk.desk.leftovers  # noqa: PLC0415
        import kpidesk.desk.workfile  # noqa: PLC0415
        import kpidesk.domain.checks  # noqa: PLC0415
        import kpidesk.domain.next_step  # noqa: PLC0415
        import kpidesk.drawing.map_scene  # noqa: F401, PLC0415

        gc.freeze()  # nor will it ever be: later searches pass it over


class Host(Protocol):
    """The window, as far as desks concern it."""

    words: Words
    questions: Questions
    folders: Folders
    session: "Session | None"

    def show_session(self, session: "Session") -> None:
        """Show a desk that was opened."""
        ...

    def give_up_session(self, *, set_aside: bool = False) -> None:
        """Close the desk and show the start."""
        ...

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a notice."""
        ...

    def unfinished(self) -> str:
        """What was begun on some page and could not be taken over."""
        ...

    def go(self, page: str) -> None:
        """Show a page."""
        ...

    def another(self) -> "Host":
        """A further window without a desk."""
        ...

    def showing(self, path: Path) -> bool:
        """Whether some window of this program has this desk; it is brought to the front then."""
        ...

    def open(self, path: Path) -> bool:
        """Open a desk in this window."""
        ...


class Desks:
    """What the person can do with desk files."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._loading: Thread | None = None

    # -- what is imported late

    def load_ahead(self, then: Callable[[], object]) -> None:
        """Begin to import what a desk needs while the person looks for one.

        `then` is called when all is there, on the thread that imports.
        """

        def load() -> None:
            _load()
            then()

        self._loading = Thread(target=load, name="loading")
        self._loading.start()

    @property
    def ready(self) -> bool:
        """Whether what a desk needs is imported."""
        return bool(_load.cache_info().currsize)

    def loaded(self) -> None:
        """Wait until what a desk needs is imported: two threads on the same imports may get in a tangle."""
        if self._loading is not None:
            self._loading.join()
            self._loading = None
        _load()

    def stop_loading(self) -> None:
        """The window closes."""
        if self._loading is not None:
            self._loading.join()

    # -- opening

    def open(self, path: Path) -> bool:
        """Open a desk, in a window of its own when this one has a desk already; whether it is open now."""
        host = self._host
        if host.showing(path):
            return True
        if host.session is not None:
            return host.another().open(path)
        return self._open_here(path)

    def _open_here(self, path: Path) -> bool:
        self.loaded()
        from kpidesk.desk.problems import DeskProblem, LockedDesk  # noqa: PLC0415 - after the first painting
        from kpidesk.desk.workfile import open_desk  # noqa: PLC0415
        from kpidesk.ui.session import Session  # noqa: PLC0415

        host = self._host
        try:
            try:
                opened = open_desk(path, host.folders)
            except LockedDesk as locked:
                if not self._may_take_over(locked):
                    raise
                opened = open_desk(path, host.folders, take_over=True)
        except DeskProblem as problem:
            host.say(host.words.told(problem), bad=True)
            return False
        host.show_session(Session(opened))
        return True

    def _may_take_over(self, locked: "Told") -> bool:
        words = self._host.words
        reason = words("Taking over may lose what they are doing.")
        return self._host.questions.choose(words.told(locked), reason, words("Leave it"), words("Take over"))

    def ask_open(self) -> None:
        """Ask for a desk file and open it."""
        if path := self._host.questions.desk_to_open():
            self.open(path)

    # -- making

    def ask_new(self) -> None:
        """Ask where, then make a new desk and open it."""
        self._make(None, self._host.words("My desk"))

    def provide_samples(self, provide: Callable[..., object]) -> None:
        """What can be done with sample desks, by the commands of the window."""
        for each in samples(self._host.words):
            provide(each.command, self._host, partial(self._make, each.key, each.name))
        provide("desk.clear_sample", self._host, self.ask_clear_sample, self._no_sample)

    def _make(self, sample_name: str | None, name: str) -> None:
        host = self._host
        path = host.questions.new_desk(f"{name}.kpidesk")
        if path is None:
            return
        self.loaded()
        from kpidesk.actions import desks  # noqa: PLC0415 - after the first painting
        from kpidesk.desk.problems import DeskProblem  # noqa: PLC0415
        from kpidesk.desk.workfile import new_desk, save_new  # noqa: PLC0415
        from kpidesk.imports import sample  # noqa: PLC0415

        made = new_desk()
        try:
            if sample_name:
                sample.fill(made, sample_name, host.words("New desk"))
            else:
                with made.edit(host.words("New desk"), barrier=True) as edit:
                    desks.begin(edit, path.stem, host.words, host.words.language)
            save_new(made, path)
        except DeskProblem as problem:
            host.say(host.words.told(problem), bad=True)
            return
        finally:
            made.close()
        self.open(path)

    # -- clearing a sample

    def _no_sample(self) -> str:
        if self._host.session is None:
            return self._host.words("Open a desk first.")
        from kpidesk.desk.clearing import has_sample  # noqa: PLC0415 - a desk is open, so it is imported

        if has_sample(self._host.session.desk):
            return ""
        return self._host.words("Nothing of a sample is on this desk.")

    def ask_clear_sample(self) -> None:
        """Say what goes and what stays, and take what came with the sample off the desk."""
        host, words = self._host, self._host.words
        if host.session is None or host.unfinished():
            host.say(words("Finish what you have begun to write first."), bad=True)
            return
        from kpidesk.actions import samples as actions  # noqa: PLC0415 - see above
        from kpidesk.desk.clearing import clearing  # noqa: PLC0415

        session = host.session
        found = clearing(session.desk, session.path.stem, words("Results map"))
        if found.gone and not (self._may_clear(found) and session.back_up("sample")):
            return
        if session.do(words("Clear the sample"), actions.clear, found):
            host.go("home")
            cleared = words.many(
                "{n} record of the sample is gone. A backup has it, and Undo brings it back.",
                "{n} records of the sample are gone. A backup has them, and Undo brings them back.",
                len(found.gone),
            )
            host.say(cleared)

    def _may_clear(self, found: "Clearing") -> bool:
        """Say what goes and what stays, and ask."""
        words = self._host.words
        told = [
            words.many("{n} record of the sample goes.", "{n} records of the sample go.", len(found.gone)),
            words("Rings and kinds of links stay."),
        ]
        if found.own:
            told.append(
                words.many(
                    "What you added or changed stays: {n} record.",
                    "What you added or changed stays: {n} records.",
                    found.own,
                )
            )
        if found.needed:
            told.append(
                words.many(
                    "With it stays {n} of the sample that it refers to.",
                    "With it stay {n} of the sample that it refers to.",
                    found.needed,
                )
            )
        told.append(words("New codes follow those of the sample; for an R01 of your own, begin a new desk."))
        return self._host.questions.choose(
            words("Clear the sample?"), " ".join(told), words("Leave it"), words("Clear it")
        )

    # -- leaving

    def may_leave(self) -> bool:
        """Publish what is left; whether the desk may be closed, which is a question if that failed."""
        host = self._host
        problem = host.session.flush() if host.session else None
        if problem is None:
            return True
        words = host.words
        reason = words.told(problem) + " " + words("Your work is kept here and comes back next time.")
        return host.questions.choose(
            words("The file could not be updated. Close all the same?"), reason, words("Stay"), words("Close")
        )

    def ask_save_elsewhere(self) -> None:
        """Ask where and go on working with a copy there."""
        host, session = self._host, self._host.session
        if session is None:
            return
        path = host.questions.new_desk(session.path.name)
        if path is not None and session.save_copy(path):
            host.give_up_session(set_aside=True)
            self._open_here(path)

    def ask_copy(self) -> None:
        """Ask where and write a copy there; work goes on in the desk as before."""
        host, session = self._host, self._host.session
        if session is None:
            return
        path = host.questions.new_desk(session.path.name)
        if path is not None and session.save_copy(path):
            host.say(host.words("A copy is at {path}.", path=path))

    def decide_conflict(self) -> None:
        """Keep both by saving elsewhere, or overwrite what the other one did."""
        host, session = self._host, self._host.session
        if session is None:
            return
        words = host.words
        if host.questions.choose(
            words("Keep both, or overwrite the other version?"),
            words("Somebody else has saved {file} since you opened it.", file=session.path.name),
            words("Keep both: save mine elsewhere"),
            words("Overwrite"),
        ):
            session.publish(overwrite=True)
            return
        self.ask_save_elsewhere()
        if host.session is session:  # the person turned back
            self.tell_conflict()

    def tell_conflict(self) -> None:
        """Say that the file was changed by somebody else."""
        words = self._host.words
        self._host.say(
            words("The file was changed by somebody else meanwhile. Your work is safe here."),
            bad=True,
            button=words("Decide …"),
            do=self.decide_conflict,
        )
