"""Everything that a person can invoke, in one table: name, words, icon, keys and place.

Whoever can do a command registers how (`Commands.provide`) and when it cannot be done. Menus, buttons,
shortcuts and the list of commands come from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.samples import samples
from kpidesk.ui.speaking import NAMES
from kpidesk.ui.widgets import put_icon

WhyNot = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to invoke. `page` is the key of the page where it works, empty for everywhere."""

    key: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    page: str = ""


def keys_told(command: Command) -> str:
    """The first keys of a command as they stand on this language's keyboards, "" for none."""
    if not command.keys:
        return ""
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def named_with_keys(text: str, command: Command) -> str:
    """A text for a tooltip, with the keys of the command behind it."""
    keys = keys_told(command)
    return f"{text} ({keys})" if keys else text


# The pages in the order of the rail; Ctrl+1 is the first.
PAGES: Final = (
    "home", "workshops", "results", "measures", "sharing", "gallery", "community", "framework", "publish",
    "keeping",
)  # fmt: skip


def table(words: Words) -> tuple[Command, ...]:
    """All commands, in the order in which lists show them."""
    return (
        Command("go.home", words("Home"), "house", ("Ctrl+1",)),
        Command("go.workshops", words("Workshops"), "calendar-clock", ("Ctrl+2",)),
        Command("go.results", words("Results"), "orbit", ("Ctrl+3",)),
        Command("go.measures", words("Measures"), "chart-spline", ("Ctrl+4",)),
        Command("go.sharing", words("Sharing"), "handshake", ("Ctrl+5",)),
        Command("go.gallery", words("Gallery"), "sticky-note", ("Ctrl+6",)),
        Command("go.community", words("Community"), "users-round", ("Ctrl+7",)),
        Command("go.framework", words("Framework"), "layers", ("Ctrl+8",)),
        Command("go.publish", words("Publish"), "printer", ("Ctrl+9", "Ctrl+E")),
        Command("go.keeping", words("Desk"), "archive", ("Ctrl+0",)),
        Command("desk.new", words("New desk"), "file-plus", ("Ctrl+Shift+N",)),
        Command("desk.open", words("Open a desk"), "folder-open", ("Ctrl+O",)),
        *(Command(each.command, each.title, each.icon) for each in samples(words)),
        Command("desk.organisation", words("Organisation and languages"), "building-2"),
        Command("desk.clear_sample", words("Clear the sample"), "eraser"),
        Command("desk.copy", words("Save a copy elsewhere"), "external-link", ("Ctrl+Shift+S",)),
        Command("desk.folder", words("Show the desk's folder"), "folder"),
        Command("desk.close", words("Close this desk"), "x", ("Ctrl+W",)),
        Command("edit.undo", words("Undo"), "undo-2", ("Ctrl+Z",)),
        Command("edit.redo", words("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("view.find", words("Search or run a command"), "search", ("Ctrl+K", "Ctrl+F")),
        Command("view.manual", words("Manual"), "book-open", ("F1",)),
        Command("view.guide", words("Guide"), "compass", ("Shift+F1",)),
        Command("guide.find", words("Search the Guide"), "search"),
        Command("guide.hand_out", words("Hand-out of this step"), "printer"),
        Command("view.project", words("Project on the second screen"), "projector", ("F5",)),
        Command("view.black", words("Make the projector black"), "monitor-off", ("Ctrl+B",)),
        Command("view.freeze", words("Freeze the projector's picture"), "snowflake", ("Ctrl+Shift+B",)),
        Command("view.console", words("Console of the projector"), "panel-right-open", ("Shift+F5",)),
        Command("view.send", words("Send to the projector"), "external-link", ("Ctrl+Shift+Return",)),
        Command("view.logo", words("Show the logo on the projector"), "image", ("Ctrl+Shift+L",)),
        Command("view.screens", words("Which screen is which"), "monitor", ()),
        Command("view.other_screen", words("Project on the next screen"), "arrow-right", ()),
        Command("view.swap", words("Show what the room sees here, or the program"), "projector", ("F12",)),
        Command("view.row_4", words("Last row 4 heights of the picture away"), "users-round", ()),
        Command("view.row_6", words("Last row 6 heights of the picture away"), "users-round", ()),
        Command("view.row_8", words("Last row 8 heights of the picture away"), "users-round", ()),
        Command("view.full", words("Work full screen, without panels"), "expand", ("F11",)),
        Command("view.light", words("Light colours"), "sun"),
        Command("view.dark", words("Dark colours"), "moon"),
        Command("view.system", words("Colours of the system"), "monitor"),
        Command("view.language_system", words("Language of the system"), "languages"),
        *(Command(f"view.language_{each}", name, "languages") for each, name in NAMES.items()),
        Command("view.keys", words("Keys"), "keyboard", ("Ctrl+Shift+K",)),
        Command("view.larger", words("Everything larger"), "a-arrow-up"),
        Command("view.smaller", words("Everything smaller"), "a-arrow-down"),
        Command("view.usual_size", words("As large as the system writes"), "a-large-small"),
        Command("view.still", words("Nothing moves, or as the system has it"), "pause"),
        Command("view.areas", words("Go to the next area"), "layout-dashboard", ("F6",)),
        Command("run.next", words("Next block"), "skip-forward", ("F10",)),
        Command("run.back", words("Back to the block before"), "skip-back", ("Ctrl+F10",)),
        Command("run.hold", words("Hold time, or let it go on"), "pause", ("Ctrl+F9",)),
        Command("run.more", words("A minute more"), "plus", ("Ctrl+F8",)),
        Command("run.less", words("A minute less"), "minus", ("Ctrl+F7",)),
        Command("run.end", words("End the workshop"), "check", ()),
        Command("run.clicker", words("Take the keys of a clicker, or leave them"), "mouse-pointer-2", ()),
        Command("run.bell", words("Sound when the time is over, or none"), "bell", ()),
        Command("run.along", words("Go along to the page of each block, or stay"), "route", ()),
        Command("capture.park", words("Put in the parking lot"), "circle-parking", ("F7",)),
        Command("capture.decide", words("Write down a decision"), "gavel", ("F8",)),
        Command("capture.promise", words("Write down a promise"), "handshake", ("F9",)),
        Command("workshops.begin", words("Plan a workshop"), "plus", ("Ctrl+N",), "workshops"),
        Command("workshops.start", words("Begin the workshop"), "play", (), "workshops"),
        Command("workshops.copy", words("Plan it once more"), "copy", (), "workshops"),
        Command("workshops.again", words("Use a block again"), "clipboard-paste", (), "workshops"),
        Command("workshops.up", words("Move the block up"), "arrow-up", ("Alt+Up",), "workshops"),
        Command("workshops.down", words("Move the block down"), "arrow-down", ("Alt+Down",), "workshops"),
        Command("workshops.minutes", words("Copy the minutes"), "clipboard-copy", (), "workshops"),
        Command(
            "workshops.calendar", words("Workshops as a calendar file"), "calendar-days", (), "workshops"
        ),
        Command("workshops.print", words("Print this view"), "printer", (), "workshops"),
        Command("workshops.forget", words("Forget how the time went"), "eraser", (), "workshops"),
        Command("workshops.remove", words("Remove the workshop"), "trash-2", (), "workshops"),
        Command("votes.call", words("Call a vote"), "vote", (), "workshops"),
        Command("votes.change", words("Change the vote"), "pencil", (), "workshops"),
        Command("votes.reveal", words("Show what came of it"), "eye", (), "workshops"),
        Command("votes.kiosk", words("Let people vote on this laptop"), "expand", (), "workshops"),
        Command("votes.again", words("Another round"), "repeat", (), "workshops"),
        Command("votes.keep", words("Keep the dots"), "check", (), "workshops"),
        Command("votes.remove", words("Remove the vote"), "trash-2", (), "workshops"),
        Command("results.add", words("Result"), "plus", ("N", "Ins"), "results"),
        Command("results.goal", words("Goal"), "plus", (), "results"),
        Command("results.paste_goals", words("Paste goals"), "clipboard-paste", (), "results"),
        Command("results.import_goals", words("Goals from a spreadsheet"), "file-spreadsheet", (), "results"),
        Command("results.split", words("Make results of the goal"), "split", ("Ctrl+Return",), "results"),
        Command("results.edit", words("Write the statement"), "pencil", ("F2",), "results"),
        Command("results.link", words("Link to …"), "spline", ("L", "Ctrl+L"), "results"),
        Command("results.inward", words("Move a ring inwards"), "arrow-up", ("Alt+Up",), "results"),
        Command("results.outward", words("Move a ring outwards"), "arrow-down", ("Alt+Down",), "results"),
        Command("results.remove", words("Remove"), "trash-2", ("Del",), "results"),
        Command("results.select_all", words("Select all"), "square", ("Ctrl+A",), "results"),
        Command("results.copy", words("Copy"), "copy", ("Ctrl+C",), "results"),
        Command("results.paste", words("Paste"), "clipboard-paste", ("Ctrl+V",), "results"),
        Command("results.tidy", words("Tidy the map"), "wand-sparkles", ("T",), "results"),
        Command("results.pin", words("Pin in place, or let go"), "pin", ("P",), "results"),
        Command("results.layout", words("Rings or layers"), "layers", ("Y",), "results"),
        Command("results.spotlight", words("Spotlight on the selection"), "eye", ("S",), "results"),
        Command("results.step_on", words("Next step of the map"), "skip-forward", ("PgDown",)),
        Command("results.step_back", words("Step of the map before"), "skip-back", ("PgUp",)),
        Command("results.step_end", words("End the steps"), "x", ()),
        Command("results.chain", words("Show only its chain"), "route", ("C",), "results"),
        Command("results.part", words("Show a part of the map"), "filter", ("F",), "results"),
        Command("results.everything", words("Show everything again"), "eye", ("A",), "results"),
        Command("results.maps", words("Maps of this desk"), "map", ("M",), "results"),
        Command("results.kinds", words("Kinds of links"), "route", (), "results"),
        Command("results.vote", words("Vote on results"), "vote", ("Ctrl+Shift+V",), "results"),
        Command("results.picture", words("Copy as picture"), "image-down", ("Ctrl+Shift+C",), "results"),
        Command("results.left", words("Line up on the left"), "align-start-vertical", (), "results"),
        Command("results.centre", words("Line up in the middle"), "align-center-vertical", (), "results"),
        Command("results.right", words("Line up on the right"), "align-end-vertical", (), "results"),
        Command("results.top", words("Line up at the top"), "align-start-horizontal", (), "results"),
        Command("results.middle", words("Line up in a row"), "align-center-horizontal", (), "results"),
        Command("results.bottom", words("Line up at the bottom"), "align-end-horizontal", (), "results"),
        Command(
            "results.across", words("Space out across"), "align-horizontal-distribute-center", (), "results"
        ),
        Command("results.down", words("Space out down"), "align-vertical-distribute-center", (), "results"),
        Command("results.fit", words("Show the whole map"), "maximize", ("0",), "results"),
        Command("results.fit_chosen", words("Show the selection"), "maximize", ("2",), "results"),
        Command("results.full_size", words("Show in full size"), "search", ("1",), "results"),
        Command("results.zoom_in", words("Zoom in"), "plus", ("+",), "results"),
        Command("results.zoom_out", words("Zoom out"), "minus", ("-",), "results"),
        Command("measures.add", words("Measure"), "plus", ("Ctrl+N",), "measures"),
        Command("measures.remove", words("Remove the measure"), "trash-2", (), "measures"),
        Command("measures.secret", words("Rate in secret"), "vote", (), "measures"),
        Command("measures.design_sheet", words("Design sheet"), "printer", (), "measures"),
        Command("measures.choose", words("Choose and name"), "check", (), "measures"),
        Command("measures.why", words("Ask why"), "circle-question-mark", (), "measures"),
        Command("measures.rate_ideas", words("Rate ideas in secret"), "vote", (), "measures"),
        Command("measures.stock_add", words("Line of the stock-take"), "plus", (), "measures"),
        Command("measures.stock_import", words("Import a list"), "file-spreadsheet", (), "measures"),
        Command("measures.stock_paste", words("Paste a list"), "clipboard-paste", (), "measures"),
        Command("measures.adopt", words("Make it a measure"), "circle-plus", (), "measures"),
        Command("measures.paste", words("Paste from a spreadsheet"), "clipboard-paste", (), "measures"),
        Command("measures.import", words("Import values"), "download", (), "measures"),
        Command("measures.baseline", words("Start a new baseline"), "target", (), "measures"),
        Command("measures.annotate", words("Note on the chart"), "message-square-plus", (), "measures"),
        Command(
            "measures.exclude",
            words("Leave the value out of the limits, or take it in"),
            "pin-off",
            (),
            "measures",
        ),
        Command("measures.chart", words("What the chart shows"), "layers", (), "measures"),
        Command(
            "measures.picture",
            words("Copy the chart as picture"),
            "image-down",
            ("Ctrl+Shift+C",),
            "measures",
        ),
        Command(
            "sharing.picture", words("Copy the view as picture"), "image-down", ("Ctrl+Shift+C",), "sharing"
        ),
        Command("sharing.centre", words("Result in the centre"), "target", (), "sharing"),
        Command("sharing.uncentre", words("Take the result out of the centre"), "x", (), "sharing"),
        Command("sharing.add", words("Partner"), "plus", ("Ctrl+N",), "sharing"),
        Command("sharing.remove", words("Remove the partner"), "trash-2", (), "sharing"),
        Command("sharing.promise", words("Promise"), "plus", (), "sharing"),
        Command("sharing.carry", words("Carry over to the next workshop"), "arrow-right", (), "sharing"),
        Command("sharing.calendar", words("Promises as calendar"), "file-output", (), "sharing"),
        Command("sharing.up", words("Move the partner up"), "arrow-up", ("Alt+Up",), "sharing"),
        Command("sharing.down", words("Move the partner down"), "arrow-down", ("Alt+Down",), "sharing"),
        Command("sharing.interviews", words("Interview script"), "printer", (), "sharing"),
        Command("sharing.snapshot", words("New snapshot"), "history", (), "sharing"),
        Command("sharing.stand_secret", words("Place yourselves in secret"), "vote", (), "sharing"),
        Command("measures.vote", words("Vote on measures"), "vote", ("Ctrl+Shift+V",), "measures"),
        Command("sharing.vote", words("Vote on measures of partners"), "vote", ("Ctrl+Shift+V",), "sharing"),
        Command("gallery.begin", words("Gallery"), "plus", (), "gallery"),
        Command("gallery.add_poster", words("Posters"), "plus", ("Ctrl+N",), "gallery"),
        Command("gallery.remove_poster", words("Take the poster off the wall"), "trash-2", (), "gallery"),
        Command("gallery.remove_note", words("Remove the note"), "trash-2", (), "gallery"),
        Command("gallery.paste", words("Paste many lines"), "clipboard-paste", (), "gallery"),
        Command("gallery.photos", words("Photos of the wall"), "camera", (), "gallery"),
        Command("gallery.photo_large", words("Whole photo, or the notes"), "image", ("Alt+P",), "gallery"),
        Command("gallery.photo_no_note", words("Not a note"), "x", ("Alt+N",), "gallery"),
        Command("gallery.photo_back", words("Square before this one"), "arrow-left", ("Alt+B",), "gallery"),
        Command("gallery.import_notes", words("Notes from a spreadsheet"), "file-spreadsheet", (), "gallery"),
        Command("gallery.cluster_add", words("Cluster"), "plus", (), "gallery"),
        Command("gallery.cluster_suggest", words("Suggest clusters"), "wand-sparkles", (), "gallery"),
        Command("gallery.tell", words("People have been told"), "check", (), "gallery"),
        Command("gallery.invite", words("Invite"), "plus", (), "gallery"),
        Command(
            "gallery.invite_lines",
            words("Paste a list of those who are invited"),
            "clipboard-paste",
            (),
            "gallery",
        ),
        Command("gallery.uninvite", words("Take off the list"), "trash-2", (), "gallery"),
        Command("gallery.add_wall", words("Wall"), "plus", (), "gallery"),
        Command("gallery.hang_all", words("Hang up all posters"), "wand-sparkles", (), "gallery"),
        Command("gallery.groups", words("Groups of visitors"), "users-round", (), "gallery"),
        Command("community.begin", words("Begin a community"), "plus", (), "community"),
        Command("community.health", words("Health check"), "plus", (), "community"),
        Command("community.remove", words("Remove the community"), "trash-2", (), "community"),
        Command("community.call", words("Copy the call for volunteers"), "clipboard-copy", (), "community"),
        Command("community.brief", words("Copy the brief for the manager"), "copy", (), "community"),
        Command("community.plan_next", words("Plan the next meeting"), "plus", (), "community"),
        Command("community.minutes", words("Copy the minutes"), "clipboard-copy", (), "community"),
        Command("community.calendar", words("Meetings as a calendar file"), "calendar-days", (), "community"),
        Command("community.print", words("Print this view"), "printer", (), "community"),
        Command(
            "community.usual_skills", words("Take over the usual skills"), "list-checks", (), "community"
        ),
        Command("framework.begin_session", words("Begin a session"), "plus", (), "framework"),
        Command("framework.secret", words("Rate the items in secret"), "vote", (), "framework"),
        Command(
            "framework.close_session", words("Close the session, or open it again"), "lock", (), "framework"
        ),
        Command("framework.remove_session", words("Remove the session"), "trash-2", (), "framework"),
        Command("framework.take_up", words("Take up a set of items"), "list-checks", (), "framework"),
        Command("framework.new_set", words("Write a set of your own"), "pencil", (), "framework"),
        Command("framework.copy_set", words("Copy the set"), "copy", (), "framework"),
        Command("framework.import_set", words("Set from a spreadsheet"), "file-spreadsheet", (), "framework"),
        Command("framework.remove_set", words("Remove the set"), "trash-2", (), "framework"),
        Command("gallery.kiosk", words("Let people type their notes"), "expand", (), "gallery"),
        Command("gallery.vote", words("Vote on notes"), "vote", ("Ctrl+Shift+V",), "gallery"),
        Command("gallery.printed", words("Changed since printed"), "history", (), "gallery"),
        Command("keeping.take_in", words("Open what came back"), "inbox", (), "keeping"),
        Command("keeping.paste_list", words("Paste a list"), "clipboard-paste", (), "keeping"),
        Command("keeping.record_history", words("History of one record"), "history", (), "keeping"),
        Command("keeping.compare_file", words("Compare with another desk file"), "split", (), "keeping"),
        Command("keeping.changes_pdf", words("As PDF"), "file-text", (), "keeping"),
        Command("keeping.bring_back", words("Bring back"), "archive-restore", (), "keeping"),
        Command("keeping.back_up", words("Back up now"), "archive", (), "keeping"),
        Command("keeping.restore", words("Restore as a copy"), "archive-restore", (), "keeping"),
        Command("keeping.backup_folder", words("Show folder"), "folder-open", (), "keeping"),
        Command("keeping.remove_backups", words("Remove the chosen backups"), "trash-2", (), "keeping"),
        Command("keeping.recorder_copy", words("Copy for another recorder"), "users-round", (), "keeping"),
        Command("keeping.clean_copy", words("Save a clean copy"), "shield-check", (), "keeping"),
        Command("keeping.hand_over", words("Make a hand-over pack"), "package", (), "keeping"),
        Command("keeping.json", words("Save as JSON"), "braces", (), "keeping"),
        Command("keeping.redact", words("Redact everywhere"), "eraser", (), "keeping"),
        Command("keeping.compact", words("Compact the history"), "layers", (), "keeping"),
        Command("publish.export", words("Export"), "file-output", ("Ctrl+Return",), "publish"),
        Command("publish.print", words("Print"), "printer", ("Ctrl+P",), "publish"),
        Command("publish.folder", words("Choose the folder"), "folder-open", (), "publish"),
        Command("publish.day_pack", words("Day pack"), "layers", (), "publish"),
        Command("publish.test_sheet", words("Test sheet for the printer"), "ruler", (), "publish"),
        Command("publish.printed", words("Changed since printed"), "history", (), "publish"),
    )


class CommandButton(QPushButton):
    """A button of a command; it follows the command's action and goes with its page."""

    def __init__(self, action: QAction, text: str) -> None:
        super().__init__(text)
        self._action = action
        self.setObjectName(action.objectName())
        self.setAccessibleName(action.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _=False: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())


@dataclass(frozen=True, slots=True)
class _Provided:
    """How a command is done, and by which widget."""

    action: QAction
    owner: QWidget
    do: Callable[[], object]
    why_not: WhyNot


def _never_in_the_way() -> str:
    return ""


class Commands:
    """The commands that can be invoked just now."""

    def __init__(
        self,
        words: Words,
        icons: Icons,
        note: Callable[[str], None] = lambda _key: None,
        own: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self._note = note  # told the key of what is done
        self.usual = {command.key: command for command in table(words)}
        """The commands as the program brings them; `all` has them with the keys of this person."""
        self.all = dict(self.usual)
        self._words = words
        self._icons = icons
        self._provided: dict[str, _Provided] = {}
        self.take_keys(own)

    def take_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Take the keys that a person gave to commands; all others have those of the table."""
        for key, usual in self.usual.items():
            command = replace(usual, keys=own.get(key, usual.keys))
            if command == self.all[key]:
                continue
            self.all[key] = command
            if provided := self._provided.get(key):
                provided.action.setShortcuts([QKeySequence(each) for each in command.keys])
                self._look(provided, command)

    def provide(
        self, key: str, owner: QWidget, do: Callable[[], object], why_not: WhyNot = _never_in_the_way
    ) -> QAction:
        """Say how a command is done; its keys work within the owner.

        Args:
            key: of the table.
            owner: the window, or the page whose command it is.
            do: what happens.
            why_not: a sentence that says why it cannot be done just now, empty when it can.

        Raises:
            KeyError: there is no such command.
        """
        command = self.all[key]
        before = self._provided.get(key)
        if before is not None and before.owner is owner:
            action = before.action  # the buttons that it has already follow the new reason
        else:
            action = self._action(command, owner)
        self._provided[key] = _Provided(action, owner, do, why_not)
        self._look(self._provided[key], command)
        return action

    def _action(self, command: Command, owner: QWidget) -> QAction:
        """The one action that an owner has for a command: a key with two would do neither."""
        key = command.key
        action = QAction(command.text, owner)
        action.setObjectName(key)
        action.setShortcuts([QKeySequence(each) for each in command.keys])
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(within if command.page else Qt.ShortcutContext.WindowShortcut)
        if command.icon:
            action.setIcon(self._icons.icon(command.icon))
        action.triggered.connect(lambda _=False: self._do(key))
        owner.addAction(action)
        return action

    def _do(self, key: str) -> None:
        """Do what was provided last."""
        if (provided := self._provided.get(key)) is not None:
            self._note(key)
            provided.do()

    def forget(self, owner: QWidget) -> None:
        """The owner is going: its commands cannot be done any more."""
        self._provided = {key: each for key, each in self._provided.items() if each.owner is not owner}

    def button(self, key: str, kind: str = "plain", *, text: str | None = None) -> QPushButton:
        """A button for a command that is provided; kind "tool" shows the icon alone.

        Its tooltip tells name and key, and while it cannot be used, the reason.
        """
        command, provided = self.all[key], self._provided[key]
        made = CommandButton(
            provided.action, "" if kind == "tool" else command.text if text is None else text
        )
        made.setProperty("kind", kind)
        if command.icon:
            tone = {"filled": "on_accent", "quiet": "accent_text"}.get(kind, "text_second")
            put_icon(made, self._icons.icon(command.icon, tone))
        if kind == "tool":
            made.setFixedSize(32, 32)
        return made

    def action(self, key: str) -> QAction:
        """The action of a command that is provided, for menus."""
        return self._provided[key].action

    def run(self, key: str) -> None:
        """Do a command, if it can be done."""
        provided = self._provided.get(key)
        if provided is not None and not provided.why_not():
            provided.action.trigger()

    def can(self, key: str) -> bool:
        """Whether somebody provides a command and nothing is in its way."""
        provided = self._provided.get(key)
        return provided is not None and not provided.why_not()

    def refresh(self) -> None:
        """Ask each command anew whether it can be done."""
        for key, provided in self._provided.items():
            self._look(provided, self.all[key])

    @staticmethod
    def _look(provided: _Provided, command: Command) -> None:
        reason = provided.why_not()
        name = named_with_keys(command.text, command)
        provided.action.setEnabled(not reason)
        provided.action.setToolTip(f"{name}\n{reason}" if reason else name)
