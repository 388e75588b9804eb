"""An agenda as rows of a list: when each block begins, how people work in it, how long it takes."""

from collections.abc import Sequence

from kpidesk.domain.agenda import Plan, Slot, State, time_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.workshops import BlockKind
from kpidesk.drawing.chart_words import sentence
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.told_list import Told

ICONS = {
    BlockKind.WELCOME: "door-open", BlockKind.INPUT: "mic", BlockKind.ALONE: "user-round",
    BlockKind.PAIRS: "handshake", BlockKind.GROUPS: "users-round", BlockKind.PLENARY: "presentation",
    BlockKind.WALK: "footprints", BlockKind.VOTE: "vote", BlockKind.BREAK: "coffee", BlockKind.CLOSE: "check",
}  # fmt: skip


def rows(plan: Plan, words: Words) -> list[Heading | Told]:
    """The agenda, with the pauses between and its end as headings."""
    made: list[Heading | Told] = []
    for slot in plan.slots:
        if slot.waits >= 1:
            made.append(Heading(words("{n} min free", n=words.number(round(slot.waits)))))
        made.append(_row(slot, words))
    if plan.ends is not None:
        end = words("Ends at {time}", time=words.clock(time_of(plan.ends)))
        if plan.late >= 1:
            late = words.many("{n} min later than told", "{n} min later than told", round(plan.late))
            end = f"{end} · {late}"
        made.append(Heading(end))
    return made


def _row(slot: Slot, words: Words) -> Told:
    block = slot.block
    at = "" if slot.state is State.SKIPPED else words.clock(time_of(slot.starts))
    title = f"{at}  {block.name}".strip()
    minutes = words("{n} min", n=words.number(round(slot.minutes)))
    if slot.state is State.SKIPPED:
        minutes = words("skipped")
    elif slot.state is State.TO_COME and round(slot.minutes) != block.minutes:
        minutes = words(
            "{n} of {planned} min", n=words.number(round(slot.minutes)), planned=words.number(block.minutes)
        )
    said = {
        State.NOW: words("in hand"), State.DONE: words("done"), State.SKIPPED: words("skipped"),
        State.TO_COME: "",
    }[slot.state]  # fmt: skip
    mark = {
        State.NOW: ("play", "accent"), State.DONE: ("check", "text_third"),
        State.SKIPPED: ("minus", "text_third"), State.TO_COME: (ICONS[block.kind], "text_second"),
    }[slot.state]  # fmt: skip
    return Told(block.id, title, _below(slot, words), minutes, mark, said)


def _below(slot: Slot, words: Words) -> str:
    parts: Sequence[str] = (sentence(words(LABELS[slot.block.kind])), *slot.block.materials)
    return " · ".join(parts)
