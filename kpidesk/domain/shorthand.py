"""Reading one typed line as one sticky note: `g07 c: u5 b2 @fld clock starts too early`.

Codes stand at the start or at the end of the line and carry a mark; everything else is the note's
text, untouched. What looks like a code but cannot be one stays text and is warned about.

Besides poster, kind, group, ratings and wishes: `#p` or `#pink` is the paper, `/pl` the language, `??`
marks what nobody can read for sure, and `*7` counts dots. `+1 n12` or `*7 n12` alone say something of a
note that is there already, see `read_about`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery import Colour, Horizon, Moscow, NoteKind


class Role(Enum):
    """What a piece of the line was read as. DOUBTFUL: text that looks like a code."""

    POSTER = "poster"
    KIND = "kind"
    GROUP = "group"
    UNDERSTAND = "understand"
    BACK = "back"
    MOSCOW = "moscow"
    HORIZON = "horizon"
    COLOUR = "colour"
    LANGUAGE = "language"
    UNCLEAR = "unclear"
    DOTS = "dots"
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
    colour: Colour | None = None
    language: str | None = None
    unclear: bool = False
    dots: int | None = None
    warnings: tuple[Finding, ...] = ()

    @property
    def sticky_only(self) -> bool:
        """Whether the line says only what stays until it is changed: poster, group, paper, language."""
        return not self.text and bool(self.tokens) and {each.role for each in self.tokens} <= STICKY


STICKY: Final = frozenset({Role.POSTER, Role.GROUP, Role.COLOUR, Role.LANGUAGE})


@dataclass(frozen=True, slots=True)
class About:
    """What a line says of a note that is there already; `code` "" is the one that a person is at.

    `more` people agree, or `dots` are stuck beside it in all.
    """

    code: str = ""
    more: int = 0
    dots: int | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    posters: dict[str, str]
    groups: dict[str, str]
    languages: dict[str, str]
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
_COLOURS: Final = {short: each for each in Colour for short in (each.value, each.value[0])}
_MOST: Final = 999  # dots or people, more is a slip
_ABOUT: Final = re.compile(
    r"(?:(?P<first>n[\w-]*\d+)\s+)?(?P<sign>[+*])(?P<number>\d{1,3})(?:\s+(?P<last>n[\w-]*\d+))?"
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
    languages: Collection[str] = (),
    rated: bool = True,
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
        languages: the codes of languages that notes may be in.
        rated: whether cards ask for ratings; if not, u5 and b2 are words like others.
    """
    vocabulary = _Vocabulary(
        {code.casefold(): code for code in posters},
        {key.casefold(): key for key in groups},
        {code.casefold(): code for code in languages},
        understand if rated else (1, 0),
        back if rated else (1, 0),
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
        colour=values.get(Role.COLOUR),
        language=values.get(Role.LANGUAGE),
        unclear=Role.UNCLEAR in values,
        dots=values.get(Role.DOTS),
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
    return _aside(lower, vocabulary) or _no_poster(word, lower, vocabulary)


def _no_poster(word: str, lower: str, vocabulary: _Vocabulary) -> _Code | None:
    """A word in the shape of this gallery's codes that is none of them."""
    shape = _shape(lower)
    if shape is None or shape not in {_shape(code) for code in vocabulary.posters}:
        return None
    return _Code(Role.POSTER, warning=Finding("SHORTHAND_POSTER_UNKNOWN", (), {"typed": word}))


def _aside(lower: str, vocabulary: _Vocabulary) -> _Code | None:
    """Paper, language, dots and doubt. What is none of these is text: people write #1 and /day."""
    if lower[:1] == "#" and lower[1:] in _COLOURS:
        return _Code(Role.COLOUR, _COLOURS[lower[1:]])
    if lower[:1] == "/" and lower[1:] in vocabulary.languages:
        return _Code(Role.LANGUAGE, vocabulary.languages[lower[1:]])
    if match := re.fullmatch(r"\*([0-9]{1,3})", lower):
        return _Code(Role.DOTS, min(int(match[1]), _MOST))
    return _Code(Role.UNCLEAR, value=True) if lower == "??" else None


def read_about(line: str) -> About | None:
    """Read a line that says something of a note that is there already; None for any other line.

    `+1` agrees with the note that a person is at, `+3 n12` are three more who agree with N12, `*7 n12`
    counts seven dots beside it.
    """
    match = _ABOUT.fullmatch(line.strip().casefold())
    if match is None or (match["first"] and match["last"]):
        return None
    code, number = (match["first"] or match["last"] or "").upper(), int(match["number"])
    return About(code, more=number) if match["sign"] == "+" else About(code, dots=number)


def _rating(word: str, role: Role, number: int, vocabulary: _Vocabulary) -> _Code | None:
    low, high = vocabulary.understand if role is Role.UNDERSTAND else vocabulary.back
    if low > high:
        return None
    if low <= number <= high:
        return _Code(role, number)
    args = {"typed": word, "low": str(low), "high": str(high)}
    return _Code(role, warning=Finding("SHORTHAND_RATING_OUTSIDE", (), args))


def _shape(code: str) -> str | None:
    """The letters in front of a code's number, so that g9 is seen to be meant like g09."""
    match = re.fullmatch(r"([^\W\d]+)-?[0-9]+", code)
    return match[1] if match else None
