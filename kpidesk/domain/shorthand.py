"""Reading one typed line as one sticky note: `g07 c: u5 b2 @fld clock starts too early`.

Codes stand at the start or at the end of the line and carry a mark; everything else is the note's
text, untouched. What looks like a code but cannot be one stays text and is warned about.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery import Horizon, Moscow, NoteKind


class Role(Enum):
    """What a piece of the line was read as. DOUBTFUL: text that looks like a code."""

    POSTER = "poster"
    KIND = "kind"
    GROUP = "group"
    UNDERSTAND = "understand"
    BACK = "back"
    MOSCOW = "moscow"
    HORIZON = "horizon"
    TEXT = "text"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line, from `start` up to, not including, `end`."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says; `poster` is the sticky one where the line names none."""

    text: str
    tokens: tuple[Token, ...]
    poster: str | None = None
    kind: NoteKind | None = None
    group: str | None = None
    understand: int | None = None
    back: int | None = None
    moscow: Moscow | None = None
    horizon: Horizon | None = None
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    posters: dict[str, str]
    groups: dict[str, str]
    understand: tuple[int, int]
    back: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Code:
    """A word that looks like a code; without a value it is none, and `warning` says why."""

    role: Role
    value: object = None
    warning: Finding | None = None


_LETTERS: Final[tuple[tuple[re.Pattern[str], Role, type[Enum]], ...]] = (
    (re.compile(r"([sqicdx]):"), Role.KIND, NoteKind),
    (re.compile(r"!([mscw])"), Role.MOSCOW, Moscow),
    (re.compile(r">([nml])"), Role.HORIZON, Horizon),
)
_RATINGS: Final = {"u": Role.UNDERSTAND, "b": Role.BACK}


def read_line(
    line: str,
    *,
    posters: Collection[str],
    groups: Collection[str] = (),
    poster: str | None = None,
    understand: tuple[int, int] = (1, 5),
    back: tuple[int, int] = (1, 5),
    as_text: Collection[int] = (),
) -> Reading:
    """Read a line.

    Args:
        line: one note as typed.
        posters: the codes of this gallery's posters.
        groups: the short keys of groups.
        poster: the sticky poster, used where the line names none.
        understand: lowest and highest rating of understanding.
        back: lowest and highest rating of backing.
        as_text: starts of words that a person wants kept as text (a chip turned back).
    """
    vocabulary = _Vocabulary(
        {code.casefold(): code for code in posters}, {key.casefold(): key for key in groups}, understand, back
    )
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", line)]
    codes = [None if start in as_text else _code(line[start:end], vocabulary) for start, end in words]
    first = next((i for i, code in enumerate(codes) if code is None), len(codes))
    last = next((i for i in range(len(codes), first, -1) if codes[i - 1] is None), first)
    values: dict[Role, Any] = {}
    tokens: list[Token] = []
    warnings: list[Finding] = []
    for i, ((start, end), code) in enumerate(zip(words, codes, strict=True)):
        role = Role.TEXT
        if code is not None and not first <= i < last:
            role = code.role if code.warning is None else Role.DOUBTFUL
            if code.warning is not None:
                warnings.append(code.warning)
            elif role in values:
                role = Role.DOUBTFUL
                warnings.append(Finding("SHORTHAND_TWICE", (), {"typed": line[start:end]}))
            else:
                values[role] = code.value
        tokens.append(Token(start, end, role))
    return Reading(
        text=_text(line, tokens),
        tokens=tuple(tokens),
        poster=values.get(Role.POSTER, poster),
        kind=values.get(Role.KIND),
        group=values.get(Role.GROUP),
        understand=values.get(Role.UNDERSTAND),
        back=values.get(Role.BACK),
        moscow=values.get(Role.MOSCOW),
        horizon=values.get(Role.HORIZON),
        warnings=tuple(warnings),
    )


def _text(line: str, tokens: list[Token]) -> str:
    """What is left without the codes; spaces between words of text stay as typed."""
    parts: list[str] = []
    begin: int | None = None
    end = 0
    for token in tokens:
        if token.role in {Role.TEXT, Role.DOUBTFUL}:
            begin = token.start if begin is None else begin
            end = token.end
        elif begin is not None:
            parts.append(line[begin:end])
            begin = None
    if begin is not None:
        parts.append(line[begin:end])
    return " ".join(parts)


def _code(word: str, vocabulary: _Vocabulary) -> _Code | None:
    """What a word stands for, None for plain text."""
    lower = word.casefold()
    if lower in vocabulary.posters:
        return _Code(Role.POSTER, vocabulary.posters[lower])
    for pattern, role, values in _LETTERS:
        if match := pattern.fullmatch(lower):
            return _Code(role, values(match[1].upper() if role is Role.KIND else match[1]))
    if match := re.fullmatch(r"@([\w-]+)", lower):
        group = vocabulary.groups.get(match[1])
        unknown = Finding("SHORTHAND_GROUP_UNKNOWN", (), {"typed": word})
        return _Code(Role.GROUP, group, unknown if group is None else None)
    if match := re.fullmatch(r"([ub])([0-9]{1,3})", lower):
        return _rating(word, _RATINGS[match[1]], int(match[2]), vocabulary)
    shape = _shape(lower)
    if shape is None or shape not in {_shape(code) for code in vocabulary.posters}:
        return None
    return _Code(Role.POSTER, warning=Finding("SHORTHAND_POSTER_UNKNOWN", (), {"typed": word}))


def _rating(word: str, role: Role, number: int, vocabulary: _Vocabulary) -> _Code:
    low, high = vocabulary.understand if role is Role.UNDERSTAND else vocabulary.back
    if low <= number <= high:
        return _Code(role, number)
    args = {"typed": word, "low": str(low), "high": str(high)}
    return _Code(role, warning=Finding("SHORTHAND_RATING_OUTSIDE", (), args))


def _shape(code: str) -> str | None:
    """The letters in front of a code's number, so that g9 is seen to be meant like g09."""
    match = re.fullmatch(r"([^\W\d]+)-?[0-9]+", code)
    return match[1] if match else None
