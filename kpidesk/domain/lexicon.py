"""The words that wording is tested for in one language: how lists are written and looked up.

A line of a list is a word or a phrase. It stands for its family: the words with the same stem that keep
its letters but for the last one (up to six letters) or two, so “sustainable” is also “sustainability”, yet
“accountable” is not “accounts”. Words of up to three letters stand for themselves only, and so do all
words of the lists that tell grammar. `=timely` is that form only, `synergie*` whatever begins so,
`*kultur` whatever ends so, `0` any number. `… ?` is decided by what stands around it; `… | hint` says
what to ask instead; `-word` takes a line of the program's own list away; `#` begins a remark.

Capitals and accents do not matter, and neither does a hyphen, a space or nothing between two words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple, Protocol

from kpidesk.domain.findings import Finding

Stem = Callable[[str], str]

_LONGEST_LINE: Final = 200
_MOST_WORDS: Final = 6
_HEAD: Final = 3  # letters that every form of a longer word has in common
_WRITTEN: Final = re.compile(r"=?\w+|\*\w{3,}|\w{3,}\*|\d+/\d+")
_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u00ad": None}
)


class Role(Enum):
    """What the words of a list are; the value is the name of its file."""

    VAGUE = "vague"
    ACTION = "actions"
    CHANGE = "changes"
    JOINING = "joining"
    MEANS = "means"
    DATE = "dates"
    LEAD = "leads"
    STATE = "states"
    CLAUSE = "clauses"
    NOUN = "nouns"
    FINE = "fine"


_VERBS: Final = frozenset({Role.ACTION, Role.CHANGE})
_FAMILIES: Final = frozenset({Role.VAGUE, Role.FINE})


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language forms what goals say: endings of -ing forms, and whether the verb comes last.

    `nouns`: such forms may as well be nouns (training). `free`: they need no word such as “by” before them.
    """

    endings: tuple[str, ...] = ()
    nouns: bool = False
    free: bool = False
    verb_last: bool = False


GRAMMARS: Final = {
    "en": Grammar(("ing",), nouns=True),
    "de": Grammar(verb_last=True),
    "fr": Grammar(("ant", "ons")),
    "es": Grammar(("ando", "iendo", "yendo", "amos", "emos", "imos"), free=True),
}


class TokenKind(Enum):
    """What a piece of a sentence is. BREAK parts it like a comma, but not in a list."""

    WORD = 1
    NUMBER = 2
    CODE = 3
    COMMA = 4
    BREAK = 5
    STOP = 6


class Token(NamedTuple):
    """A piece of a text; `word` is its folded form."""

    start: int
    end: int
    word: str
    kind: TokenKind


# Nothing after a beginning can fail, so nothing is ever tried twice.
_TOKEN: Final = re.compile(
    r"""
      (?P<word> [^\W\d_]+ (?:[\u0300-\u036f\u00ad]+[^\W\d_]*)* ) (?P<coda>\w*)
    | (?P<number> [$€£¥]?\d+ (?:[ \u00a0\u202f]\d{3}(?!\d))* (?:[.,:/'’–-]\d+)*
        (?: [ \u00a0\u202f]?[%‰€$£¥] | (?!(?:st|nd|rd|th|er|re|e)\b)[a-z]{1,3}\b )? ) (?P<rest>\w*)
    | (?P<comma> [,،、] )
    | (?P<stop> [.!?…:;](?=[\s"'”’»).!?…:;]|\Z) | [\n。！？•·▪‣] )
    | (?P<break> [()“”"„«»] | (?<=\s)[–—-](?=\s) | — )
    """,
    re.VERBOSE,
)
_PERIOD: Final = re.compile(r"(?:[qt][1-4]|[hs][12]|fy\d{2,4})\Z")
_NAME: Final = re.compile(r"[^\W\d_][-‐‑]\Z")
_BETWEEN: Final = re.compile(r"[\s\-‐‑–/'’ʼ]{0,3}\Z")


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The word without capitals and accents."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(char for char in bare if not unicodedata.combining(char))


def tokens(text: str) -> list[Token]:
    """The pieces of a text that matter, in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "coda":
            found.append(_word(match))
        elif kind == "rest":
            found.append(_number(match))
        elif kind != "stop":
            sign = TokenKind.COMMA if kind == "comma" else TokenKind.BREAK
            found.append(Token(match.start(), match.end(), "", sign))
        elif not (_counts(text, match, found) or (match[0] == "\n" and wrapped(text, match.end()))):
            found.append(Token(match.start(), match.end(), "", TokenKind.STOP))
    return found


def _word(match: re.Match[str]) -> Token:
    if not match["coda"].strip("_"):
        return Token(match.start(), match.end("word"), fold(match["word"]), TokenKind.WORD)
    written = match[0].lower()  # R08 is a code, Q3 a time
    kind = TokenKind.NUMBER if _PERIOD.match(written) else TokenKind.CODE
    return Token(match.start(), match.end(), written, kind)


def _number(match: re.Match[str]) -> Token:
    named = _NAME.search(match.string[max(match.start() - 2, 0) : match.start()])  # A-12, but mid-2027
    if match["rest"].strip("_") or (named and len(match["number"]) < 4):
        return Token(match.start(), match.end(), match[0].lower(), TokenKind.CODE)
    return Token(match.start(), match.end("number"), match["number"].lower(), TokenKind.NUMBER)


def wrapped(text: str, end: int) -> bool:
    """Whether a line that ends here goes on in the next, as in texts copied from a page."""
    return text[end : end + 8].lstrip()[:1].islower()


def _counts(text: str, stop: re.Match[str], before: list[Token]) -> bool:
    """Whether this is the point of “31. Dezember” or “1. Crews”, which ends no sentence."""
    if stop[0] != "." or not before:
        return False
    kind, end, word = before[-1].kind, before[-1].end, before[-1].word
    short = kind is TokenKind.NUMBER and end == stop.start() and len(word) < 3
    return short and text[stop.end() : stop.end() + 3].strip()[:1].isalpha()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its words as written but folded, what to ask instead, whether it is doubtful."""

    words: tuple[str, ...]
    hint: str = ""
    doubtful: bool = False

    @property
    def letters(self) -> str:
        """What makes two lines the same."""
        return " ".join(self.words).replace("=", "").replace("*", "")


class Found(NamedTuple):
    """An entry that fits, over how many pieces, and whether in an -ing form."""

    entry: Entry
    length: int
    inflected: bool = False


class _Word:
    """One word of an entry, ready to be compared."""

    __slots__ = ("_ending", "_fits", "_head", "_stem", "_text")

    def __init__(self, written: str, stem: Stem, endings: tuple[str, ...] | None) -> None:
        self._text = written.strip("=*")
        keep = len(self._text) - (1 if len(self._text) <= 6 else 2)
        self._head = self._text[:keep]
        self._ending = endings or ()
        self._stem = ""
        if written == "0":
            self._fits = "number"
        elif written.endswith("*"):
            self._fits = "begins"
        elif written.startswith("*"):
            self._fits = "ends"
        elif written.startswith("=") or endings == () or (endings is None and len(self._text) <= _HEAD):
            self._fits = "is"
        else:
            self._fits = "family" if endings is None else "form"
            self._stem = stem(self._text)

    @property
    def key(self) -> str:
        """Letters at the start that every word that fits has; the last ones with a * before them."""
        if self._fits == "number":
            return "0"
        if self._fits == "ends":
            return "*" + self._text[-_HEAD:]
        return self._text[:_HEAD]

    def fits(self, token: Token, stem: Stem) -> bool:
        """Whether the token is this word in a form that counts."""
        word = token.word
        if self._fits == "number":
            return token.kind is TokenKind.NUMBER
        if word == self._text:
            return True
        if self._fits == "begins":
            return word.startswith(self._text)
        if self._fits == "ends":
            return word.endswith(self._text)
        if self._fits == "family":
            return word.startswith(self._head) and stem(word) == self._stem
        return self.inflected(token, stem)

    def inflected(self, token: Token, stem: Stem) -> bool:
        """Whether the token is this verb in an -ing form."""
        word = token.word
        return (
            self._fits == "form"
            and word != self._text
            and word.endswith(self._ending)
            and word.startswith(self._head[: max(2, len(self._head) - 1)])
            and stem(word) == self._stem
        )


class _Index:
    """The entries of all lists, found quickly where they may begin."""

    def __init__(self, entries: Mapping[Role, Iterable[Entry]], stem: Stem, endings: tuple[str, ...]) -> None:
        self._stem = stem
        self._begun: dict[str, list[tuple[Role, Entry, list[_Word]]]] = {}
        for role, listed in entries.items():
            allowed = None if role in _FAMILIES else endings if role in _VERBS else ()
            for entry in listed:
                forms = [entry.words]
                if len(entry.words) > 1 and "0" not in entry.words:
                    forms.append(("=" + "".join(entry.letters.split()),))
                for first, *others in forms:
                    # Of an action, only the verb has forms, and that is its first word.
                    rest = None if allowed is None else ()
                    words = [_Word(first, stem, allowed), *(_Word(word, stem, rest) for word in others)]
                    self._begun.setdefault(words[0].key, []).append((role, entry, words))
        self._ends = any(key.startswith("*") for key in self._begun)

    def at(self, text: str, pieces: Sequence[Token], i: int) -> dict[Role, Found]:
        """The longest entry of each list that fits from token `i` on."""
        token = pieces[i]
        candidates = self._begun.get(token.word[:_HEAD], ()) if token.word else ()
        if self._ends and token.word:
            candidates = (*candidates, *self._begun.get("*" + token.word[-_HEAD:], ()))
        if token.kind is TokenKind.NUMBER:
            candidates = (*candidates, *self._begun.get("0", ()))
        best: dict[Role, Found] = {}
        for role, entry, words in candidates:
            if (role not in best or len(words) > best[role].length) and self._fit(text, pieces, i, words):
                best[role] = Found(entry, len(words), words[0].inflected(token, self._stem))
        return best

    def _fit(self, text: str, pieces: Sequence[Token], i: int, words: Sequence[_Word]) -> bool:
        if i + len(words) > len(pieces) or not words[0].fits(pieces[i], self._stem):
            return False
        for place, word in enumerate(words[1:], i + 1):
            between = text[pieces[place - 1].end : pieces[place].start]
            if _BETWEEN.match(between) is None or not word.fits(pieces[place], self._stem):
                return False
        return True


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language; `problems` says which lists or lines are left out."""

    language: str
    stem: Stem
    entries: Mapping[Role, tuple[Entry, ...]] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()

    @property
    def grammar(self) -> Grammar:
        """How this language forms goals."""
        return GRAMMARS.get(self.language, Grammar())

    def look_up(self, text: str, pieces: Sequence[Token]) -> list[dict[Role, Found]]:
        """For each piece of a text the longest entry of each list that begins there."""
        return [self._index.at(text, pieces, i) for i in range(len(pieces))]

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.entries, self.stem, self.grammar.endings)


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as read: lines to add, letters of lines to take away, and what was not understood."""

    entries: tuple[Entry, ...] = ()
    removed: tuple[tuple[int, str], ...] = ()
    problems: tuple[Finding, ...] = ()


def read_list(name: str, text: str) -> WordList:
    """The lines of a list; `name` tells the file in problems."""
    entries: list[Entry] = []
    removed: list[tuple[int, str]] = []
    problems: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        taken = said.startswith("-")
        entry = _entry(said.removeprefix("-"))
        if entry is None:
            args = {"file": name, "line": str(number), "typed": said[:40]}
            problems.append(Finding("WORD_LIST_LINE_ODD", args=args))
        elif taken:
            removed.append((number, entry.letters))
        else:
            entries.append(entry)
    return WordList(tuple(entries), tuple(removed), tuple(problems))


def _entry(said: str) -> Entry | None:
    """The entry that a line says, or None."""
    phrase, _, hint = said.partition("|")
    phrase, hint = phrase.strip(), hint.strip()
    doubtful = phrase.endswith("?")
    parts = re.split(r"[\s\-‐‑'’ʼ]+|(?<!\d)/|/(?!\d)", phrase.removesuffix("?").strip())
    words = tuple(fold(part) for part in parts)
    odd = [word for word in words if not _WRITTEN.fullmatch(word)]
    if odd or len(words) > _MOST_WORDS or len(said) > _LONGEST_LINE:
        return None
    return Entry(words, hint, doubtful)


def merged(own: WordList, more: WordList, name: str) -> WordList:
    """The program's list with what a person added and without what they took away."""
    kept = {entry.letters: entry for entry in own.entries}
    problems = [*own.problems, *more.problems]
    for number, letters in more.removed:
        if kept.pop(letters, None) is None:
            args = {"file": name, "line": str(number), "typed": letters}
            problems.append(Finding("WORD_LIST_NOTHING_TO_TAKE", args=args))
    for entry in more.entries:
        hint = entry.hint or (kept[entry.letters].hint if entry.letters in kept else "")
        kept[entry.letters] = replace(entry, hint=hint)
    return WordList(tuple(kept.values()), (), tuple(problems))


class Lists(Protocol):
    """The lists of a language as they lie in files: texts by the files' names without ending."""

    @property
    def language(self) -> str:
        """The language's code."""
        ...

    @property
    def stem(self) -> Stem:
        """Brings a folded word to its stem."""
        ...

    @property
    def shipped(self) -> Mapping[str, str]:
        """The program's lists."""
        ...

    @property
    def own(self) -> Mapping[str, str]:
        """The person's lists."""
        ...

    @property
    def own_folder(self) -> str:
        """Where the person's lists lie."""
        ...

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Files that could not be read."""
        ...


@lru_cache(maxsize=16)
def lexicon_of(lists: Lists) -> Lexicon:
    """The lexicon that lists make; without any, it knows numbers and length only and says so."""
    entries: dict[Role, tuple[Entry, ...]] = {}
    problems = [Finding("WORD_LIST_UNREADABLE", args={"file": file}) for file in lists.unreadable]
    for role in Role:
        words = read_list(f"{role.value}.txt", lists.shipped.get(role.value, ""))
        if role.value in lists.own:
            file = f"{lists.own_folder}/{role.value}.txt"
            words = merged(words, read_list(file, lists.own[role.value]), file)
        entries[role] = words.entries
        problems += words.problems
    for name in sorted(lists.own.keys() - {role.value for role in Role}):
        problems.append(Finding("WORD_LIST_UNKNOWN", args={"file": f"{lists.own_folder}/{name}.txt"}))
    if not any(entries.values()):
        problems.insert(0, Finding("WORD_LISTS_MISSING", args={"language": lists.language}))
    return Lexicon(lists.language, lists.stem, entries, tuple(problems))
