"""What the current cell of the alignment matrix says in full, and what can be done about it."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.alignment_grid import Aligned, Column, OwnMeasure, Pair, SharedMeasure, State, Uses
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import DrivingMeasure, Partner
from kpidesk.ui.fields import TextField
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.sharing.matrix_model import named
from kpidesk.ui.widgets import Line, Panel, Pill, button, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class MatrixSide(Panel):
    """The panel. It is built anew only when something else is in it, so that typing goes on undisturbed."""

    def __init__(self, page: "SharingPage") -> None:
        super().__init__()
        self.setObjectName("matrix-side")
        self._page, self.words = page, page.words
        self._shown: object = None
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 12, 12, 14)
        self._column.setSpacing(8)
        area = scrolling(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        self.body.addWidget(area)

    # -- what is shown

    def show_nothing(self) -> None:
        """No cell is looked at."""
        self._fill(None, ())

    def show_pair(self, one: Partner, other: Partner, common: Pair) -> None:
        """Two partners: what they share, and which own measures of one serve the other."""
        aligned = [(each.driving, each.partner.id) for each in common.aligned]
        shape = (one, other, common.shared, aligned, self._writable)
        if shape != self._shown:
            self._fill(shape, self._pair(one, other, common))
        self._show_reasons((each.driving.id, each.partner.id, each.why) for each in common.aligned)

    def show_partner(self, partner: Partner) -> None:
        """A partner beside itself."""
        said = self.words("Choose another cell to see what this partner shares with somebody else.")
        self._fill((partner,), (label(named(partner), "name", wrap=True), label(said, "second", wrap=True)))

    def show_use(self, partner: Partner, column: Column, state: State, found: Uses) -> None:
        """A partner and a measure."""
        if isinstance(column, SharedMeasure):
            takers = [each for each in found.partners if found.state(each.id, column) is State.SHARES]
            self._fill((partner, column, state, takers), self._taking(partner, column, state, takers))
            return
        shape = (partner, column, state, self._writable)
        if shape != self._shown:
            self._fill(shape, self._serving(partner, column, state))
        if aligned := found.alignment(partner.id, column):
            self._show_reasons([(column.id, partner.id, aligned.why)])

    @property
    def _writable(self) -> bool:
        return not self._page.read_only()

    def _fill(self, shape: object, widgets: Iterable[QWidget]) -> None:
        if shape == self._shown and shape is not None:
            return
        self._shown = shape
        clear(self._column)
        for each in widgets:
            self._column.addWidget(each)
            each.show()
        self._column.addStretch(1)

    def _show_reasons(self, reasons: Iterable[tuple[str, str, str]]) -> None:
        for driving, partner, why in reasons:
            if field := self._reason(driving, partner):
                field.show_value(why)

    def _reason(self, driving: str, partner: str) -> TextField | None:
        fields = self.findChildren(TextField, f"why-{driving}-{partner}")
        return next((each for each in fields if not each.isHidden()), None)

    def write_why(self, driving: str, partner: str) -> None:
        """Put the caret into the reason of an alignment."""
        if field := self._reason(driving, partner):
            field.setFocus()

    def take_focus(self) -> None:
        """Go to the first thing that can be done here."""
        first = next((each for each in self.findChildren(QWidget) if _takes_focus(each)), None)
        if first is not None:
            first.setFocus()

    def commit(self) -> None:
        """Take over what is being typed."""
        for each in self.findChildren(TextField):
            if each.isVisible():
                each.commit()

    # -- two partners

    def _pair(self, one: Partner, other: Partner, common: Pair) -> Iterable[QWidget]:
        words = self.words
        yield label(named(one), "name", wrap=True)
        yield label(named(other), "name", wrap=True)
        yield Line()
        yield label(words("They share"), "caption-strong")
        if not common.shared:
            yield label(words("Nothing yet."), "second")
        for measure in common.shared:
            yield self._measure(measure)
            if self._writable:
                for each in (one, other):
                    stop = button(
                        words("{code} takes no part any more", code=each.code),
                        partial(self._unshare, each, measure), "link",
                    )  # fmt: skip
                    stop.setObjectName(f"stop-{each.code}-{measure.code}")
                    yield stop
        if self._writable:
            more = button(words("Share a measure …"), partial(self._page.ask_share, [one.id, other.id]))
            more.setObjectName("matrix-share")
            yield more
        yield Line()
        yield label(words("Own measures that serve the other, too"), "caption-strong", wrap=True)
        if not common.aligned:
            yield label(words("None that anybody has named."), "second", wrap=True)
        for aligned in common.aligned:
            yield self._aligned(aligned)
        if self._writable:
            find = button(words("Name one …"), partial(self._ask_alignment, one, other))
            find.setObjectName("matrix-align")
            yield find

    def _measure(self, measure: Measure) -> QWidget:
        """A shared measure, with the way to its page."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        code = Pill(measure.code, tip=self.words("Open {code} on the Measures page", code=measure.code))
        code.clicked.connect(lambda _=False: self._page.shell.go("measures", measure.id))
        row.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(measure.name, wrap=True), 1)
        return made

    def _aligned(self, each: Aligned) -> QWidget:
        said = self.words(
            "{measure} of {owner} serves {partner}", measure=_guessed(each.driving), owner=each.owner.code,
            partner=each.partner.code,
        )  # fmt: skip
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(label(said, wrap=True), 1)
        if self._writable:
            gone = tool_button(
                self._page.icons.icon("x"), self.words("It does not serve them"),
                partial(self._unalign, each.driving, each.partner),
            )  # fmt: skip
            gone.setObjectName(f"unalign-{each.driving.id}-{each.partner.id}")
            row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._why(each.driving, each.partner))
        return made

    def _why(self, driving: DrivingMeasure, partner: Partner) -> TextField:
        made = TextField(
            partial(self._write_why, driving, partner), self.words("Why?"),
            name=self.words("Why it serves them, too"),
        )  # fmt: skip
        made.setObjectName(f"why-{driving.id}-{partner.id}")
        made.setReadOnly(not self._writable)
        return made

    def _ask_alignment(self, one: Partner, other: Partner) -> None:
        """Ask which own measure of one of them serves the other, too."""
        desk, words = self._page.session.desk, self.words
        hits = [
            Hit(
                "circle-dashed" if each.is_guess else "chart-spline",
                words("{measure} of {owner} serves {partner}", measure=_guessed(each), owner=owner.code,
                      partner=partner.code),
                partial(self.align, each, partner),
            )
            for owner, partner in ((one, other), (other, one))
            for each in desk.find(DrivingMeasure, partner=owner.id)
        ]  # fmt: skip
        if not hits:
            self._page.shell.say(words("Note first which measures drive their work."))
            return
        prompt = words("Which own measure serves the other, too?")
        Picker(self._page, self._page.icons, prompt, lambda text: matching(text, hits))

    # -- a partner and a measure

    def _taking(
        self, partner: Partner, column: SharedMeasure, state: State, takers: Sequence[Partner]
    ) -> Iterable[QWidget]:
        words, measure = self.words, column.measure
        yield label(named(partner), "name", wrap=True)
        yield self._measure(measure)
        shares = state is State.SHARES
        yield label(words("takes part in it") if shares else words("takes no part in it"), "second")
        if self._writable:
            toggle = button(
                words("Take no part any more") if shares else words("Take part"),
                partial(self.toggle_share, partner, measure, shares=shares),
            )
            toggle.setObjectName("matrix-toggle")
            yield toggle
        yield Line()
        yield label(words("Who takes part"), "caption-strong")
        if len(takers) < 2:
            yield label(words("It is shared once two partners take part."), "caption", wrap=True)
        for each in takers:
            yield label(named(each), wrap=True)

    def _serving(self, partner: Partner, column: OwnMeasure, state: State) -> Iterable[QWidget]:
        words, driving = self.words, column.driving
        yield label(named(partner), "name", wrap=True)
        yield label(_guessed(driving), "guess" if driving.is_guess else "", wrap=True)
        yield label(words("drives {owner}", owner=named(column.owner)), "second", wrap=True)
        if driving.is_guess:
            yield label(words("A guess that nobody has confirmed."), "caption", wrap=True)
        if state is State.DRIVES:
            return
        yield Line()
        serves = state is State.ALIGNED
        yield label(
            words("It serves {code}, too.", code=partner.code)
            if serves
            else words("It does not serve {code}, as far as anybody has said.", code=partner.code),
            wrap=True,
        )
        if serves:
            yield self._why(driving, partner)
        if self._writable:
            turn = partial(self._unalign if serves else self.align, driving, partner)
            toggle = button(words("It does not serve them") if serves else words("It serves them, too"), turn)
            toggle.setObjectName("matrix-toggle")
            yield toggle

    # -- doing

    def toggle_share(self, partner: Partner, measure: Measure, *, shares: bool) -> None:
        """Let a partner take part in a measure, or no longer."""
        if shares:
            self._unshare(partner, measure)
            return
        name = self.words("Share {measure} with {partner}", measure=measure.code, partner=partner.code)
        self._page.session.do(name, actions.share, partner.id, measure.id)

    def _unshare(self, partner: Partner, measure: Measure) -> None:
        name = self.words("Take {code} from {partner}", code=measure.code, partner=partner.code)
        self._page.session.do(name, actions.unshare, partner.id, measure.id)

    def align(self, driving: DrivingMeasure, partner: Partner) -> None:
        """Note that an own measure serves a partner, too, and go on to say why."""
        name = self.words("A measure serves another partner")
        if self._page.session.do(name, actions.align, driving.id, partner.id):
            self.write_why(driving.id, partner.id)

    def _unalign(self, driving: DrivingMeasure, partner: Partner) -> None:
        name = self.words("A measure serves them no more")
        self._page.session.do(name, actions.unalign, driving.id, partner.id)

    def toggle_alignment(self, driving: DrivingMeasure, partner: Partner, *, serves: bool) -> None:
        """Note that an own measure serves a partner, too, or that it does not."""
        (self._unalign if serves else self.align)(driving, partner)

    def _write_why(self, driving: DrivingMeasure, partner: Partner, text: str) -> bool:
        return self._page.session.do(
            self.words("Why a measure serves others"), actions.align, driving.id, partner.id, text,
            typing=f"{driving.id} {partner.id} why",
        )  # fmt: skip


def _guessed(driving: DrivingMeasure) -> str:
    """The name of a driving measure; a guess says so."""
    return f"{driving.name}?" if driving.is_guess else driving.name


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
