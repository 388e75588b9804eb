"""What the parts of posters and the kinds of notes are called on paper."""

from collections.abc import Callable
from typing import Final

from kpidesk.domain.gallery import NoteKind
from kpidesk.domain.posters import RATINGS, ZONES
from kpidesk.system.words import Words


def part_names(words: Words) -> dict[str, str]:
    """The headings of sections by their keys, and the names of the other parts that can be switched off."""
    return {
        "goal": words("As it was worded"),
        "tests": words("What the tests said"),
        "results": words("The results it became"),
        "result": words("The result we want"),
        "place": words("Where it sits on the results map"),
        "considered": words("What we considered"),
        "chart": words("What it has been doing"),
        "formula": words("How it is worked out"),
        "use": words("What it is for"),
        "questions": words("Help us with"),
        "own-result": words("The result we want"),
        "own-signs": words("What we would see, hear or count"),
        "own-formula": words("How it could be worked out"),
        "own-risks": words("What could go wrong with it"),
        "steps": words("How it goes"),
        "hours": words("When and where"),
        "colours": words("What the colours mean"),
        "hosts": words("Who can help"),
        "otherwise": words("If you cannot come"),
        "rings": words("Whose work it is: the rings"),
        "links": words("How results hang together"),
        "signals": words("What charts say"),
        "scales": words("What the numbers mean"),
        ZONES: words("Places for notes"),
        RATINGS: words("Ratings"),
    }


NOTE_SIGNS: Final = {
    NoteKind.SUPPORT: "👍",
    NoteKind.QUESTION: "❓",
    NoteKind.IDEA: "💡",
    NoteKind.CONCERN: "⚠",
    NoteKind.DATA_PROBLEM: "🖩",
    NoteKind.MISSING: "",
}
"""A sign for each kind; the missing one is drawn as an empty, dashed place."""


def note_words(words: Words) -> dict[NoteKind, tuple[str, str]]:
    """The name of each kind of note, and what people would say with one."""
    return {
        NoteKind.SUPPORT: (words("Support"), words("I like this, keep it.")),
        NoteKind.QUESTION: (words("Question"), words("I wonder about something.")),
        NoteKind.IDEA: (words("Idea"), words("Change this, and here is how.")),
        NoteKind.CONCERN: (words("Concern"), words("This worries me, or could do harm.")),
        NoteKind.DATA_PROBLEM: (words("Data problem"), words("The numbers are wrong, late or not there.")),
        NoteKind.MISSING: (words("Missing"), words("Something is not here that should be.")),
    }


Say = Callable[[Words], str]


def also(say: Say, words: Words, other: Words | None) -> str:
    """What is said in a second language; "" where it would be the same."""
    second = say(other) if other is not None else ""
    return "" if second == say(words) else second


def twice(first: str, second: str) -> str:
    """Two languages on one line."""
    return " · ".join(filter(None, (first, second)))


def as_said(text: str, words: Words, *, by_host: bool) -> str:
    """A text, marked where the facilitator entered it on their own behalf and not for the group."""
    return words("{text} (the facilitator’s own)", text=text) if by_host else text
