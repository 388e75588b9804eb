"""Who should own these measures: the list of who is invited, and the words that they get."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import invitations as actions
from kpidesk.domain.invitations import Came, Channel, Invitation, Stance, Variant
from kpidesk.domain.people import Person
from kpidesk.exports.invitation_words import addressed
from kpidesk.exports.pieces import What
from kpidesk.system import invitations as supplied
from kpidesk.ui.form import Form, days, members, whole_numbers
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.invite_list import rows_of
from kpidesk.ui.gallery.invite_words import InviteWords
from kpidesk.ui.gallery.view import View
from kpidesk.ui.languages import language_name
from kpidesk.ui.told_list import ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Flow, Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_LEAST: Final = 520  # px of list and texts: in a lower window they scroll
_FIELDS: Final = (
    "name", "group", "person", "people", "why", "stance", "channel", "contact", "variant", "language",
    "invited_on", "came",
)  # fmt: skip


class InviteView(View):
    """The list in the middle with the words below, the one that is chosen at the right."""

    key = "invite"
    SIDE = (270, 320, 380)
    FILLED = "gallery.invite"
    COMMANDS = ("gallery.invite", "gallery.invite_lines", "gallery.uninvite")

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        self.current = ""
        page.command("gallery.invite", self.add, page.read_only)
        page.command("gallery.invite_lines", self.paste, page.read_only)
        page.command("gallery.uninvite", self.remove, self._why_not_remove)
        words = self.words
        self.list = ToldList(words("Who is invited"), page.colours, page.icons)
        self.list.setObjectName("invitations")
        self.list.chosen.connect(self.choose)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(lambda: page.shell.commands.run("gallery.uninvite"))
        self.texts = InviteWords(self)
        upper = Panel(words("Who should own these measures"))
        self._count = label("", "second")
        upper.head.addWidget(self._count)
        upper.head.setContentsMargins(14, 0, 14, 0)
        upper.body.addLayout(self._line())
        self._none = EmptyState(
            page.icons.pixmap("users-round", "text_third", 40),
            words("Here come those who will live with the measures, sceptics first."),
            words("Depot East, night shift: they were never asked the last three times."),
            page.button("gallery.invite_lines", text=words("Paste a list")),
        )
        upper.body.addWidget(self.list, 1)
        upper.body.addWidget(self._none, 1)
        self.inner = splitter(Qt.Orientation.Vertical, upper, self.texts)
        self.inner.setStretchFactor(0, 1)
        self.inner.setMinimumHeight(_LEAST)
        self.lay_out(scrolling(self.inner), self._details(), least=250)

    # -- building

    def _line(self) -> QHBoxLayout:
        """A line to type the next one into: name; how many; group."""
        words = self.words
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        self.line = QLineEdit()
        self.line.setObjectName("invite-line")
        self.line.setPlaceholderText(words("Depot North crews; 9; fld"))
        self.line.setAccessibleName(words("Invite: name; how many; key of the group"))
        self.line.returnPressed.connect(self._typed)
        row.addWidget(self.line, 1)
        row.addWidget(self.page.button("gallery.invite_lines", text=self.words("Paste a list")))
        return row

    def _details(self) -> Panel:
        words = self.words
        panel = Panel(words("Invitation"))
        self.form = Form(
            words,
            {
                "name": words("Who"), "group": words("Group"), "person": words("Person of the desk"),
                "people": words("How many"), "why": words("Why they matter"),
                "stance": words("How they see it"), "channel": words("How they are asked"),
                "contact": words("Where to reach them"), "variant": words("Words for"),
                "language": words("Language"), "invited_on": words("Invited on"), "came": words("Came?"),
            },
            self._take,
        )  # fmt: skip
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(10, 12, 10, 14)
        column.setSpacing(8)
        form = self.form
        column.addLayout(form.text("name", words("a crew, a council, a panel")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        cells = (
            form.choice("group", []), form.line("people", "1", whole_numbers(words, 1, 100_000, needed=True)),
            form.choice("stance", members(Stance, words, words("not known"))),
            form.choice("channel", members(Channel, words, words("not yet"))),
            form.choice("variant", members(Variant, words)), form.choice("language", []),
            form.line("invited_on", words("a day"), days(words)),
            form.choice("came", members(Came, words, words("not known"))),
        )  # fmt: skip
        for at, cell in enumerate(cells):
            grid.addLayout(cell, at // 2, at % 2)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        column.addLayout(form.text("why", words("what changes for them")))
        column.addLayout(form.line("contact", words("a desk, a number, an address")))
        column.addLayout(form.choice("person", []))
        column.addWidget(self.page.button("gallery.uninvite", "danger"), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._nobody = label(words("Choose somebody on the list, or type the next one."), "second", wrap=True)
        self._nobody.setContentsMargins(14, 14, 14, 14)
        panel.body.addWidget(scrolling(self._holder), 1)
        panel.body.addWidget(self._nobody, 1, Qt.AlignmentFlag.AlignTop)
        panel.body.addLayout(self._foot())
        return panel

    def _foot(self) -> Flow:
        words, icons = self.words, self.page.icons
        row = Flow(8, 8)
        row.setContentsMargins(14, 6, 14, 12)
        self.all_invited = button(words("All invited today"), self.mark_all, icon=icons.icon("check"))
        self.all_invited.setObjectName("invite-all")
        printer = icons.icon("printer")
        cards = button(words("Print cards"), partial(self._publish, What.INVITATIONS), icon=printer)
        cards.setObjectName("invite-cards")
        door = button(words("Poster at the door"), partial(self._publish, What.DOOR), icon=printer)
        door.setObjectName("invite-door")
        for each in (self.all_invited, cards, door):
            row.addWidget(each)
        return row

    # -- showing

    @property
    def invitation(self) -> Invitation | None:
        """The one that is chosen."""
        return next(iter(self.session.desk.find(Invitation, id=self.current)), None)

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.line

    def arrive(self) -> None:
        """See View."""
        (self.list if self.list.ids() else self.line).setFocus()

    def leave(self) -> None:
        """See View."""
        self.form.commit()
        self.texts.commit()

    def unfinished(self) -> str:
        """See View; also a line that was begun."""
        return self.line.text().strip()

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self.list.ids():
            self.choose(record_id)
        return record_id in self.list.ids()

    def refresh(self, took: Took | None) -> None:
        """See View."""
        gallery, desk, words = self.book.gallery, self.session.desk, self.words
        if gallery is None:
            return
        invitations = desk.find(Invitation, gallery=gallery.id)
        groups = {key: group.name for key, group in self.book.groups.items()}
        names = {
            each.id: addressed(desk, each) or groups.get(each.group or "", "") or words("Nobody by name")
            for each in invitations
        }
        self.list.show_rows(tuple(rows_of(invitations, names, groups, words)))
        there = bool(invitations)
        self.list.setVisible(there)
        self._none.setVisible(not there)
        people = sum(each.people for each in invitations)
        self._count.setText(
            words("{rows} on the list, {people} people", rows=len(invitations), people=words.number(people))
        )
        self._offer(groups)
        if self.current not in names:
            self.current = next(iter(self.list.ids()), "")
        self._show()

    def _offer(self, groups: dict[str, str]) -> None:
        words = self.words
        people = sorted(self.session.desk.find(Person), key=lambda each: each.name.casefold())
        self.form.choices["group"].offer([(None, words("no group")), *groups.items()])
        self.form.choices["person"].offer([(None, words("nobody")), *((p.id, p.name) for p in people)])
        codes = dict.fromkeys((*self.book.languages, *supplied.languages()))
        self.form.choices["language"].offer(
            [("", words("as the desk")), *((code, language_name(code, words)) for code in codes)]
        )

    def _show(self) -> None:
        one = self.invitation
        self._holder.setVisible(one is not None)
        self._nobody.setVisible(one is None)
        self.list.show_current(self.current)
        still = self.page.read_only()
        self.line.setReadOnly(bool(still))
        waiting = any(row.invited_on is None for row in self._all())
        why = still or ("" if waiting else self.words("Everybody on the list has been invited."))
        self.all_invited.setEnabled(not why)
        self.all_invited.setToolTip(why)
        if one is not None:
            values = {key: getattr(one, key) for key in _FIELDS}
            self.form.show_values(values, writable=not still)
        self.texts.show_for(one)
        self.page.shell.commands.refresh()

    def _all(self) -> tuple[Invitation, ...]:
        gallery = self.book.gallery
        return self.session.desk.find(Invitation, gallery=gallery.id) if gallery else ()

    def choose(self, invitation_id: str) -> None:
        """Look at another one; what is typed is taken over first."""
        self.form.commit()
        self.texts.commit()
        if invitation_id != self.current:
            self.form.give_back()
        self.current = invitation_id
        self._show()

    # -- doing

    def _typed(self) -> None:
        if self._add_lines([self.line.text()]):
            self.line.clear()

    def _add_lines(self, given: list[str]) -> bool:
        gallery = self.book.gallery
        if gallery is None or not any(each.strip() for each in given):
            return False
        known = set(self.list.ids())
        count = len([each for each in given if each.strip()])
        told = self.words.many("Invite {n}", "Invite {n}", count)
        if not self.session.do(told, actions.add_lines, gallery.id, given):
            return False
        added = [each for each in self.list.ids() if each not in known]
        if added:
            self.choose(added[-1])
        return True

    def add(self) -> None:
        """Go to the line where the next one is typed."""
        self.line.setFocus()

    def paste(self) -> None:
        """Invite one a line of what lies on the clipboard."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only when somebody pastes

        given = [each for each in QGuiApplication.clipboard().text().splitlines() if each.strip()]
        if not given:
            self.page.shell.say(
                self.words("Copy a list first, one a line: the name, how many, and the key of a group.")
            )
        elif self._add_lines(given):
            self.page.shell.say(self.words.many("{n} invited.", "{n} invited.", len(given)))

    def _why_not_remove(self) -> str:
        return self.page.read_only() or ("" if self.current else self.words("Choose somebody first."))

    def remove(self) -> None:
        """Take the chosen one off the list."""
        ids = self.list.ids()
        at = ids.index(self.current)
        beside = (ids[at + 1 :] or ids[:at][-1:] or [""])[0]
        if self.session.do(self.words("Take off the list"), actions.remove, self.current):
            self.choose(beside)
            self.list.setFocus()

    def mark_all(self) -> None:
        """Note that everybody was invited today who was not before."""
        ids = [each.id for each in self._all()]
        self.session.do(self.words("All invited today"), actions.invited_today, ids)

    def _take(self, key: str, value: Any) -> bool:
        if not self.session.desk.find(Invitation, id=self.current):
            return True
        change = partial(actions.change, **{key: value})
        told = self.words("Change an invitation")
        return self.session.do(told, change, self.current, typing=f"{self.current} {key}")

    def _publish(self, what: What) -> None:
        gallery = self.book.gallery
        if gallery is not None:
            self.page.shell.go("publish", f"{what.value}:{gallery.id}")

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        super().share_width(middle, side)
        tall = max(self.height(), _LEAST)
        self.inner.setSizes([tall * 55 // 100, tall * 45 // 100])

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"invite": partial(self.page.show_view, "invite")}
