"""Which session of the set in hand is looked at, by all views of the page alike."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.assessment_figures import sessions_of
from kpidesk.domain.assessments import Assessment
from kpidesk.domain.communities import Community
from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice
from kpidesk.ui.framework.texts import session_name


class Sight:
    """Whose sessions are looked at (a community's id, None for the organisation's), and which of them."""

    def __init__(self) -> None:
        self.community: str | None = None
        self.session = ""
        self._set = ""

    def follow(self, reader: Reader, set_id: str) -> None:
        """The desk or the set in hand has changed: what was looked at stays, else the latest session."""
        there = reader.find(Assessment, set=set_id)
        if self.community is not None and not reader.find(Community, id=self.community):
            self.community = None
        if set_id != self._set:
            self._set, self.session = set_id, ""
            if there:
                self.show(max(there, key=lambda each: (each.on, each.id)))
        if self.session not in {each.id for each in there if each.community == self.community}:
            found = sessions_of(reader, set_id, self.community)
            self.session = found[-1].id if found else ""

    def show(self, session: Assessment) -> None:
        """Look at a session."""
        self._set, self.community, self.session = session.set, session.community, session.id

    def turn_to(self, community: str | None) -> None:
        """Look at the sessions of a community, or at those of the organisation."""
        self.community, self.session = community, ""

    def assessment(self, reader: Reader) -> Assessment | None:
        """The session in sight, None while there is none."""
        return next(iter(reader.find(Assessment, id=self.session)), None)


class SessionPicker(QWidget):
    """The choice of whose sessions and of the session; `changed` is called when a person chose."""

    def __init__(self, sight: Sight, words: Words, changed: Callable[[], object]) -> None:
        super().__init__()
        self._sight, self._words, self._changed = sight, words, changed
        self.whose = Choice([], self._turn, words("Whose sessions"))
        self.whose.setObjectName("assess-whose")
        self.session = Choice([], self._choose, words("Session"))
        self.session.setObjectName("assess-session")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.whose)
        column.addWidget(self.session)

    def show_sight(self, reader: Reader, set_id: str) -> None:
        """Show what is looked at."""
        words = self._words
        communities = sorted(reader.find(Community), key=lambda each: each.name.casefold())
        self.whose.offer([(None, words("The organisation")), *((each.id, each.name) for each in communities)])
        self.whose.show_value(self._sight.community)
        self.whose.setVisible(bool(communities))
        found = sessions_of(reader, set_id, self._sight.community)
        self.session.offer([(each.id, session_name(each, words)) for each in reversed(found)])
        self.session.show_value(self._sight.session)
        self.session.setVisible(bool(found))

    def _turn(self, community: str | None) -> None:
        if community != self._sight.community:
            self._sight.turn_to(community)
            self._changed()

    def _choose(self, session: str) -> None:
        if session != self._sight.session:
            self._sight.session = session
            self._changed()
