"""The way in while no desk is open."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.ui.home.row import Row
from kpidesk.ui.recent import kept
from kpidesk.ui.samples import samples
from kpidesk.ui.widgets import (
    Line,
    Panel,
    button,
    clear,
    label,
    scrolling,
    tool_button,
)

if TYPE_CHECKING:  # the start must not wait for what opening a desk takes
    from kpidesk.desk.leftovers import Leftover
    from kpidesk.ui.page import Shell

_COLUMN: Final = 720
_STEP: Final = (_COLUMN - 34 - 4 * 16) // 5


class StartPage(QWidget):
    """The way in: a new desk, one that is there, a sample; lately opened ones; work that waits."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self.setObjectName("page-start")
        self._shell = shell
        self._words = shell.words
        content = QWidget()
        middle = QHBoxLayout(content)
        middle.setContentsMargins(20, 40, 20, 20)
        column = QVBoxLayout()
        column.setSpacing(16)
        middle.addStretch(1)
        middle.addLayout(column, 0)
        middle.addStretch(1)
        column.addWidget(label("KPI Desk", "display"))
        lead = label(
            self._words("From vague goals to results, measures and posters on the wall."), "statement"
        )
        lead.setMinimumWidth(_COLUMN)
        column.addWidget(lead)
        column.addLayout(self._ways_in())
        column.addWidget(self._walk())
        column.addWidget(self._samples())
        self._waiting, self._recent = QVBoxLayout(), QVBoxLayout()
        column.addLayout(self._waiting)
        column.addLayout(self._recent)
        column.addStretch(1)  # on a tall screen the panels keep their height
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))
        self.refresh()

    def _ways_in(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, kind in (("desk.new", "filled"), ("desk.open", "plain")):
            made = self._shell.commands.button(key, kind)
            made.setFixedHeight(36)
            row.addWidget(made)
        row.addStretch()
        return row

    def _walk(self) -> QFrame:
        """What the work leads through, for somebody who sees this for the first time."""
        words = self._words
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        for icon, name, text in (
            ("orbit", words("Results"), words("say in plain words what shall be true")),
            ("chart-spline", words("Measures"), words("see whether it comes true, and when not")),
            ("handshake", words("Sharing"), words("find measures that partners watch together")),
            ("sticky-note", words("Gallery"), words("hang them up, and hear what people think")),
            ("printer", words("Publish"), words("print posters, and answer each note")),
        ):
            step = QVBoxLayout()
            step.setSpacing(4)
            picture = QLabel()
            picture.setPixmap(self._shell.icons.pixmap(icon, "accent", 20))
            step.addWidget(picture)
            step.addWidget(label(name, "panel"))
            said = label(text, "caption", wrap=True)
            said.setFixedWidth(_STEP)  # a text of fixed width has one height, so the panel is as high as that
            step.addWidget(said)
            step.addStretch()
            row.addLayout(step, 1)
        return frame

    def _samples(self) -> Panel:
        """Desks to look around in, with a sentence on what each shows."""
        panel = Panel(self._words("Look around in a sample"))
        for number, each in enumerate(samples(self._words)):
            if number:
                panel.body.addWidget(Line())
            row = Row(partial(self._shell.commands.run, each.command), name=f"{each.name}. {each.about}")
            row.setObjectName(f"sample-{each.key}")
            row.picture(self._shell.icons.pixmap(each.icon, "accent", 20))
            row.texts(each.name, each.about)
            panel.body.addWidget(row)
        return panel

    def refresh(self) -> None:
        """Look anew at the desks opened lately."""
        clear(self._recent)
        recent = self._shell.settings.recent
        if recent:
            panel = Panel(self._words("Lately opened"))
            for number, path in enumerate(recent):
                if number:
                    panel.body.addWidget(Line())
                panel.body.addWidget(self._recent_row(path, number))
            self._recent.addWidget(panel)

    def look_for_leftovers(self) -> None:
        """Show what never reached its file; for when what desks take is imported."""
        from kpidesk.desk.leftovers import leftovers  # noqa: PLC0415 - see above

        clear(self._waiting)
        waiting = leftovers(self._shell.folders)
        if waiting:
            panel = Panel(self._words("Work that has not reached its file"))
            for number, leftover in enumerate(waiting):
                panel.body.addWidget(self._leftover_row(leftover, number))
            self._waiting.addWidget(panel)

    def _recent_row(self, path: Path, number: int) -> QWidget:
        words, shell = self._words, self._shell
        row = Row(lambda: shell.open(path), name=path.stem)
        row.setObjectName(f"recent-{number}")
        picture = kept(path, shell.folders)
        there = path.is_file()
        row.picture(picture or shell.icons.pixmap("orbit", "text_third", 24), framed=picture is not None)
        row.texts(path.stem, str(path.parent))
        if there:
            changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            row.put(label(words.pattern(changed.date(), "MMMd"), "caption"))
        else:
            gone = label(words("not there any more"), "wrong")
            row.put(gone)
        forget = tool_button(shell.icons.icon("x"), words("Take off this list"), lambda: self._forget(path))
        forget.setObjectName(f"forget-{number}")
        row.put(forget)
        return row

    def _leftover_row(self, leftover: "Leftover", number: int) -> QWidget:
        words, shell = self._words, self._shell
        file = leftover.file
        here = file is not None and file.is_file()
        row = Row(lambda: self._take_up(leftover), name=leftover.name)
        row.setObjectName(f"leftover-{number}")
        row.picture(shell.icons.pixmap("history", "warn", 20))
        when = words.pattern(leftover.changed.astimezone().date(), "MMMd")
        if here:
            remark = words("{edits} edits of {when} wait here; opening the desk brings them back",
                           edits=leftover.edits, when=when)  # fmt: skip
        else:
            remark = words(
                "{edits} edits up to {when}; its file is not there", edits=leftover.edits, when=when
            )
        row.texts(leftover.name, remark)
        do = words("Open") if here else words("Save as a new file")
        row.put(button(do, lambda: self._take_up(leftover), "quiet"))
        return row

    def _take_up(self, leftover: "Leftover") -> None:
        """Open the desk whose edits wait; where there is no file, save them as a new one first."""
        from kpidesk.desk.leftovers import save_leftover  # noqa: PLC0415 - see above
        from kpidesk.desk.problems import DeskProblem  # noqa: PLC0415

        shell, words = self._shell, self._words
        if leftover.file is not None and leftover.file.is_file():
            shell.open(leftover.file)
            return
        path = shell.questions.new_desk(f"{leftover.name}.kpidesk")
        if path is None:
            return
        try:
            save_leftover(leftover, path)
        except DeskProblem as problem:
            shell.say(words.told(problem), bad=True)
            return
        shell.open(path)

    def _forget(self, path: Path) -> None:
        self._shell.settings.forget_recent(path)
        self.refresh()
