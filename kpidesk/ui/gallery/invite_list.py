"""Who is invited, those first whose doubts are needed most; how many, by whom, and whether they came."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kpidesk.domain.invitations import Came, Invitation, Stance, sceptics_first
from kpidesk.domain.labels import LABELS
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.told_list import Told

_MARKS: Final = {
    Came.YES: ("circle-check", "good"),
    Came.SOME: ("circle-check", "text_second"),
    Came.NO: ("x", "text_third"),
}
_ASKED: Final = ("circle-dashed", "text_second")
_DOUBT: Final = ("circle-question-mark", "watch")


def rows_of(
    invitations: Sequence[Invitation], names: dict[str, str], groups: dict[str, str], words: Words
) -> Iterator[Heading | Told]:
    """Invitations under headings: how they look at measuring."""

    def heading(each: Invitation) -> str:
        if each.stance is None:
            return words("Not known how they see it")
        text = words(LABELS[each.stance])
        return text[:1].upper() + text[1:]

    for text, group in groupby(sorted(invitations, key=sceptics_first), heading):
        yield Heading(text)
        for each in group:
            yield _row(each, names[each.id], groups.get(each.group or "", ""), words)


def _row(each: Invitation, name: str, group: str, words: Words) -> Told:
    people = words.many("{n} person", "{n} people", each.people)
    channel = words(LABELS[each.channel]) if each.channel else words("no way to reach them yet")
    beside = words(LABELS[each.came]) if each.came else ""
    if not beside:
        beside = words("invited") if each.invited_on else words("to invite")
    parts = (group if group != name else "", people, channel, each.why)
    doubts = each.stance in {Stance.SCEPTICAL, Stance.OPPOSED}
    return Told(
        each.id, name, " · ".join(filter(None, parts)), beside,
        _MARKS[each.came] if each.came else _DOUBT if doubts else _ASKED,
        words(LABELS[each.stance]) if each.stance else "",
    )  # fmt: skip
