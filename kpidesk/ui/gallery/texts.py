"""Names and icons of what a gallery holds."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, TypeVar

from kpidesk.domain.gallery import Decision, Gallery, Horizon, Moscow, Note, NoteKind
from kpidesk.domain.people import GroupKind
from kpidesk.system.words import Words

E = TypeVar("E", bound=Enum)

KIND_ICONS: Final = {
    NoteKind.SUPPORT: "thumbs-up",
    NoteKind.QUESTION: "circle-question-mark",
    NoteKind.IDEA: "lightbulb",
    NoteKind.CONCERN: "triangle-alert",
    NoteKind.DATA_PROBLEM: "database",
    NoteKind.MISSING: "circle-dashed",
}
DECISION_ICONS: Final = {
    Decision.ADOPT: "check",
    Decision.ADAPT: "pencil",
    Decision.ANSWER: "message-square",
    Decision.PARK: "pause",
    Decision.DECLINE: "x",
    Decision.THANK: "heart",
}


def kind_names(words: Words) -> dict[NoteKind, str]:
    """The kinds of notes in the order of their keys."""
    return {
        NoteKind.SUPPORT: words("Support"),
        NoteKind.QUESTION: words("Question"),
        NoteKind.IDEA: words("Idea"),
        NoteKind.CONCERN: words("Concern"),
        NoteKind.DATA_PROBLEM: words("Data problem"),
        NoteKind.MISSING: words("Missing"),
    }


def decision_names(words: Words) -> dict[Decision, str]:
    """The decisions in the order of their keys 1 to 6."""
    return {
        Decision.ADOPT: words("Adopt"),
        Decision.ADAPT: words("Adapt"),
        Decision.ANSWER: words("Answer"),
        Decision.PARK: words("Park"),
        Decision.DECLINE: words("Decline"),
        Decision.THANK: words("Thank"),
    }


def group_kind_names(words: Words) -> dict[GroupKind, str]:
    """Where a group stands."""
    return {
        GroupKind.STAFF: words("staff"),
        GroupKind.PARTNER: words("partners"),
        GroupKind.CUSTOMER: words("customers"),
        GroupKind.OTHER: words("others"),
    }


LEFT_OUT: Final = "-"
"""The own word of a step of a scale that the gallery does not use."""

USUAL: Final = "="
"""The own word of a step that is called as usual."""


def wishes(gallery: Gallery | None, words: Words) -> dict[Moscow, str]:
    """The steps of how much that a gallery uses, in their order, by their names."""
    usual = {
        Moscow.MUST: words("Must"), Moscow.SHOULD: words("Should"), Moscow.COULD: words("Could"),
        Moscow.WONT: words("Won’t for now"),
    }  # fmt: skip
    return _named(usual, gallery.wishes if gallery else ())


def times(gallery: Gallery | None, words: Words) -> dict[Horizon, str]:
    """The steps of when that a gallery uses, in their order, by their names."""
    usual = {
        Horizon.NOW: words("Now"), Horizon.MEDIUM: words("Medium term"), Horizon.LONG: words("Long term")
    }  # fmt: skip
    return _named(usual, gallery.times if gallery else ())


def _named(usual: dict[E, str], own: Sequence[str]) -> dict[E, str]:
    """Steps with their own words where there are any, without those that are left out."""
    found = {}
    for (step, name), word in zip(usual.items(), (*own, *[""] * len(usual)), strict=False):
        if word != LEFT_OUT:
            found[step] = name if word in {"", USUAL} else word
    return found


def wish_words(moscow: Moscow | None, horizon: Horizon | None, words: Words) -> list[str]:
    """How much a change is wanted, and when."""
    wanted = {
        Moscow.MUST: words("must be"), Moscow.SHOULD: words("should be"),
        Moscow.COULD: words("could be"), Moscow.WONT: words("won't be for now"),
    }  # fmt: skip
    when = {
        Horizon.NOW: words("now"), Horizon.MEDIUM: words("in the medium term"),
        Horizon.LONG: words("in the long term"),
    }  # fmt: skip
    found = [wanted[moscow]] if moscow else []
    return [*found, when[horizon]] if horizon else found


def rating_words(note: Note, words: Words) -> list[str]:
    """Both ratings of a note in words."""
    found = []
    if note.understand is not None:
        found.append(words("I understand it {n}", n=note.understand))
    if note.back is not None:
        found.append(words("I would back it {n}", n=note.back))
    return found


def spoken(note: Note, poster: str, groups: Mapping[str, str], words: Words) -> str:
    """All of a note for a screen reader."""
    kind = kind_names(words)[note.kind] if note.kind else ""
    decision = decision_names(words)[note.decision] if note.decision else ""
    group = groups.get(note.group or "", "")
    parts = (note.code, poster, kind, note.text, group, *rating_words(note, words), decision)
    return ", ".join(part for part in parts if part)


def by_code(code: str) -> tuple[str, int]:
    """The order of printed codes: N2 before N10."""
    found = re.search(r"\d+", code)
    return (code[: found.start()], int(found[0])) if found else (code, 0)
