"""What in a sentence should be looked at: actions, vague words, joined outcomes, targets, length.

Marks are hints that appear as people type; they can be dismissed and never block. Every sentence is read
by itself, and in a sentence the pieces between commas, joining words and “how” words.

- **Action**: a listed verb where a goal names what somebody does: at the start, after “by”, “through” and
  the like, and after a joining word or comma once the sentence has named an action. Where the verb comes
  last (German), at the end of a piece that has no other verb. Verbs that are nouns as well (“support”) and
  -ing forms are left alone where what follows shows a noun. Verbs of change (“reduce”) are a soft hint.
- **Joined**: “and” and “or” only where both sides name an action, both sides are clauses with a verb of
  state (“is”, “can”), or where they end a list of three; words that always join, such as “as well as”,
  always. A “how” word (“through”) joins a result with an action: surely where a listed action follows,
  else as a soft hint, and “by” only where an action follows.
- **Target**: numbers, shares, years and other times.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from kpidesk.domain.findings import Finding, Translate, text_of
from kpidesk.domain.lexicon import Found, Lexicon, Role, Token, TokenKind, tokens, wrapped
from kpidesk.domain.map_checks import MOST_WORDS
from kpidesk.domain.results import WordingTest

_MOST_IN_LIST: Final = 3  # words of one item of a list
_MOST_LEADS: Final = 3
_NEAR: Final = 3  # words up to the action, as in “through the swift introduction of”
_SIGNS: Final = frozenset({TokenKind.COMMA, TokenKind.BREAK})
# Ends of sentences that no context can change; the point of “31. Dezember” is none of them.
_SURE_END: Final = re.compile(r"(?:[!?…;:]|(?<!\d)\.)(?=\s)|\n")
_TIED: Final = " \u00a0\u202f,./–-"


class MarkKind(Enum):
    """What a mark is about."""

    ACTION = "action"
    VAGUE = "vague"
    JOINED = "joined"
    TARGET = "target"
    LONG = "long"


TESTS: Final = {
    MarkKind.ACTION: WordingTest.RESULT,
    MarkKind.VAGUE: WordingTest.CLEAR,
    MarkKind.JOINED: WordingTest.SINGLE,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text from `start` up to, not including, `end`, in characters of Python.

    `finding` says why it is marked, `advice` what to do; `hint` is a list's own question about this word.
    A soft mark asks; it is no sign that a test fails. `words` are the marked words as they are compared.
    """

    start: int
    end: int
    kind: MarkKind
    finding: Finding
    advice: Finding
    hint: str = ""
    soft: bool = False
    words: str = ""

    @property
    def key(self) -> str:
        """What tells this mark from others when it is dismissed; it does not depend on the place."""
        return f"{self.kind.value}:{self.words}" if self.words else self.kind.value

    @property
    def test(self) -> WordingTest | None:
        """The test that this mark speaks to."""
        return TESTS.get(self.kind)

    def suggestion(self, translate: Translate) -> str:
        """What to do: the list's own question, or else the advice for the kind."""
        return self.hint or text_of(self.advice, translate)


def marks(text: str, lexicon: Lexicon) -> tuple[Mark, ...]:
    """All marks of a text, by where they start; those of one kind do not overlap."""
    found: list[Mark] = []
    start = 0
    ends = [match.end() for match in _SURE_END.finditer(text)]
    for end in (*(end for end in ends if text[end - 1] != "\n" or not wrapped(text, end)), len(text)):
        part = _part_marks(text[start:end], lexicon)
        found += (replace(mark, start=mark.start + start, end=mark.end + start) for mark in part)
        start = end
    return tuple(found)


@lru_cache(maxsize=2048)
def _part_marks(text: str, lexicon: Lexicon) -> tuple[Mark, ...]:
    """The marks of a part that ends where a sentence does; kept, as typing changes one part of a text."""
    found: list[Mark] = []
    for pieces in _sentences(tokens(text)):
        sentence = _Sentence(text, pieces, lexicon)
        actions = _Actions(sentence)
        found += actions.marks()
        found += _vague(sentence)
        found += _joined(sentence, actions.places)
        found += _targets(sentence)
        found += _long(sentence)
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind.value)))


def suggested(
    text: str, lexicon: Lexicon, dismissed: Collection[str] = ()
) -> dict[WordingTest, tuple[Mark, ...]]:
    """The marks that say that a test fails, for the three tests that can be suggested.

    Soft marks and those whose keys are dismissed do not count. No marks mean: nothing speaks against it.
    """
    against: dict[WordingTest, list[Mark]] = {test: [] for test in TESTS.values()}
    for mark in marks(text, lexicon):
        if mark.test is not None and not mark.soft and mark.key not in dismissed:
            against[mark.test].append(mark)
    return {test: tuple(reasons) for test, reasons in against.items()}


def _sentences(pieces: list[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for piece in pieces:
        if piece.kind is not TokenKind.STOP:
            sentence.append(piece)
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


class _Join(NamedTuple):
    """A word at `at` that may join what starts at `next`; `how`: it tells how a result comes about."""

    at: int
    next: int
    found: Found
    how: bool


class _Places:
    """Places in a sentence, in order."""

    def __init__(self, places: Iterable[int]) -> None:
        self._places = sorted(places)

    def first(self, start: int, end: int) -> int:
        """The first place from `start` on, or `end`."""
        i = bisect_left(self._places, start)
        return min(self._places[i], end) if i < len(self._places) else end

    def count(self, start: int, end: int) -> int:
        """How many places there are from `start` up to, not including, `end`."""
        return max(bisect_left(self._places, end) - bisect_left(self._places, start), 0)

    def last(self, end: int) -> int:
        """The last place before `end`; there must be one."""
        return self._places[bisect_left(self._places, end) - 1]


class _Sentence:
    """One sentence, read piece by piece."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon) -> None:
        self.text = text
        self.pieces = pieces
        self.grammar = lexicon.grammar
        self._here = lexicon.look_up(text, pieces)
        start = self._begins()
        self.pieces, self._here = pieces[start:], self._here[start:]
        self.fine = {at for i, found in self.each(Role.FINE) for at in range(i, i + found.length)}
        for i in self.fine:
            self._here[i] = {}
        self.joins = list(self._joining())
        self.commas = _Places(i for i, piece in enumerate(pieces) if piece.kind is TokenKind.COMMA)
        self.signs = _Places(i for i, piece in enumerate(pieces) if piece.kind in _SIGNS)
        self.states = _Places(i for i, _ in self.each(Role.STATE))
        self.clauses = _Places(i for i, _ in self.each(Role.CLAUSE))

    def at(self, role: Role, i: int) -> Found | None:
        """The entry of a list that begins here."""
        return self._here[i].get(role) if i < len(self._here) else None

    def each(self, role: Role) -> Iterator[tuple[int, Found]]:
        """The entries of a list, with their places, none over another."""
        end = 0
        for i, here in enumerate(self._here):
            if i >= end and role in here:
                yield i, here[role]
                end = i + here[role].length

    def _joining(self) -> Iterator[_Join]:
        end = 0
        inside = {
            at
            for i, here in enumerate(self._here)
            if Role.ACTION in here
            for at in range(i + 1, i + here[Role.ACTION].length)
        }
        for i, here in enumerate(self._here):
            joining, means = here.get(Role.JOINING), here.get(Role.MEANS)
            how = means is not None and (joining is None or means.length >= joining.length)
            found = means if how else joining
            if found is not None and i >= end and i not in inside:
                end = i + found.length
                yield _Join(i, end, found, how)

    def is_clause(self, start: int, end: int) -> bool:
        """Whether a verb of state stands here that no relative word takes for itself."""
        return self.states.count(start, self.clauses.first(start, end)) > 0

    def words(self, start: int, end: int) -> int:
        """How many tokens here are words or numbers."""
        return max(end - start, 0) - self.signs.count(start, end)

    def _begins(self) -> int:
        """Past opening signs and the number of a line, as in “1. Crews …” or “2) Crews …”."""
        start = self._past_signs(0)
        piece = self.pieces[start] if start < len(self.pieces) else None
        if piece is None or piece.kind is not TokenKind.NUMBER or len(piece.word) > 2:
            return start
        listed = self.text[piece.end : piece.end + 1] in {".", ")"} and not self.at(Role.DATE, start + 1)
        return self._past_signs(start + 1) if listed else start

    def _past_signs(self, i: int) -> int:
        while i < len(self.pieces) and self.pieces[i].kind in _SIGNS:
            i += 1
        return i

    def said(self, start: int, end: int) -> str:
        """The text of these tokens, in one line."""
        return " ".join(self.text[self.pieces[start].start : self.pieces[end - 1].end].split())

    def mark(
        self,
        start: int,
        end: int,
        kind: MarkKind,
        reason: tuple[Finding, Finding],
        found: Found | None = None,
        *,
        soft: bool = False,
    ) -> Mark:
        """A mark over these tokens; `reason` is what it says and advises."""
        span = self.pieces[start].start, self.pieces[end - 1].end
        hint = found.entry.hint if found is not None else ""
        return Mark(*span, kind, *reason, hint, soft, self.said(start, end).casefold())


# Actions


class _Action(NamedTuple):
    """A verb over the tokens from `at` up to `next`."""

    at: int
    next: int
    found: Found
    change: bool


class _Actions:
    """The verbs of a sentence that say what somebody does."""

    def __init__(self, sentence: _Sentence) -> None:
        self._sentence = sentence
        self._found: dict[int, _Action] = {}
        self._find()
        self.places = _Places(self._found)

    def _find(self) -> None:
        """Note the verbs from left to right, as later ones depend on earlier ones."""
        sentence = self._sentence
        length = len(sentence.pieces)
        after_join = {join.next: join for join in sentence.joins}
        signs = {i for i, piece in enumerate(sentence.pieces) if piece.kind in _SIGNS}
        stops = signs | {join.at for join in sentence.joins}
        starts = {0, *after_join, *(i + 1 for i in signs)}
        ends = _Places(stops)
        for start in sorted(start for start in starts if start < length and start not in stops):
            end = ends.first(start, length)
            join = after_join.get(start)
            how = join is not None and join.how
            if start == 0 or how or self._found:
                self._note(self._led(start), end, inside=start > 0)
            if join is not None and how and not join.found.entry.doubtful and start not in self._found:
                self._note(start + 1, end, inside=True, named=True)
            if sentence.grammar.verb_last:
                self._note_last(start, end)
            if sentence.grammar.free and self._found:
                self._note_free(start, end)

    def _led(self, start: int) -> int:
        """Where the verb may stand: past words such as “we will”."""
        i = start
        for _ in range(_MOST_LEADS):
            lead = self._sentence.at(Role.LEAD, i)
            i += lead.length if lead is not None else 0
        return i

    def _verb(self, i: int) -> tuple[Found | None, bool]:
        action, change = self._sentence.at(Role.ACTION, i), self._sentence.at(Role.CHANGE, i)
        if action is not None and (change is None or action.length >= change.length):
            return action, False
        return change, True

    def _note(self, i: int, end: int, *, inside: bool, named: bool = False) -> None:
        """Note the verb at `i` unless it is a noun; `named` is for a noun that names an action."""
        found, change = self._verb(i)
        if found is None or i >= end:
            return
        after = i + found.length
        noun = found.entry.doubtful or (found.inflected and self._sentence.grammar.nouns)
        if named:
            taken = noun
        elif inside and found.inflected:
            taken = True
        else:
            taken = not noun or not self._is_noun(i, after, end)
        if taken:
            self._found[i] = _Action(i, after, found, change)

    def _is_noun(self, i: int, after: int, end: int) -> bool:
        """Whether a word that may be a noun is one: at the end, before a preposition or its own verb."""
        sentence = self._sentence
        if sentence.grammar.verb_last:  # these are all nouns; the question is whether they are a goal
            return sentence.is_clause(i, len(sentence.pieces))
        return after >= end or sentence.at(Role.NOUN, after) is not None or sentence.is_clause(after, end)

    def _note_last(self, start: int, end: int) -> None:
        """Note a verb at the end of a piece that has no verb of its own, as German puts it."""
        sentence = self._sentence
        if sentence.states.count(self._led(start), end):
            return
        relative = start > 0 and sentence.at(Role.CLAUSE, start) is not None
        for i in range(max(start, end - 4), end):
            found, change = self._verb(i)
            if found is None or i + found.length != end or found.entry.doubtful:
                continue
            if i not in self._found and (not relative or sentence.pieces[i - 1].word == "zu"):
                self._found[i] = _Action(i, end, found, change)
            return

    def _note_free(self, start: int, end: int) -> None:
        """Note -ing forms that tell how, without a word before them that says so."""
        for i in range(start, end):
            found, change = self._verb(i)
            if found is not None and found.inflected:
                self._found.setdefault(i, _Action(i, i + found.length, found, change))

    def marks(self) -> Iterator[Mark]:
        """A mark for each."""
        for at, after, found, change in self._found.values():
            args = {"word": self._sentence.said(at, after)}
            reason = Finding("WORDING_ACTION", args=args), Finding("WORDING_ACTION_ADVICE")
            if change:
                reason = Finding("WORDING_CHANGE", args=args), Finding("WORDING_CHANGE_ADVICE")
            yield self._sentence.mark(at, after, MarkKind.ACTION, reason, found, soft=change)


# The other marks of a sentence


def _vague(sentence: _Sentence) -> Iterator[Mark]:
    for i, found in sentence.each(Role.VAGUE):
        args = {"word": sentence.said(i, i + found.length)}
        reason = Finding("WORDING_VAGUE", args=args), Finding("WORDING_VAGUE_ADVICE")
        yield sentence.mark(i, i + found.length, MarkKind.VAGUE, reason, found)


def _joined(sentence: _Sentence, actions: _Places) -> Iterator[Mark]:
    left = 0
    ends = [*(join.at for join in sentence.joins[1:]), len(sentence.pieces)]
    for join, right in zip(sentence.joins, ends, strict=False):
        # “How” words act by what follows at once, unless they open a clause, which may end in its verb.
        near = right if not join.how or sentence.at(Role.CLAUSE, join.at) else min(join.next + _NEAR, right)
        acts = actions.count(join.next, near) > 0
        args = {"word": sentence.said(join.at, join.next)}
        sure = not join.found.entry.doubtful
        if join.how and (acts or sure):
            reason = Finding("WORDING_HOW", args=args), Finding("WORDING_HOW_ADVICE")
        elif not join.how and _lists(sentence, left, join):
            reason = Finding("WORDING_LIST", args=args), Finding("WORDING_JOINED_ADVICE")
        elif not join.how and (sure or _two(sentence, actions, left, join, right)):
            reason = Finding("WORDING_JOINED", args=args), Finding("WORDING_JOINED_ADVICE")
        else:
            continue
        soft = join.how and not acts
        yield sentence.mark(join.at, join.next, MarkKind.JOINED, reason, join.found, soft=soft)
        left = join.next


def _two(sentence: _Sentence, actions: _Places, left: int, join: _Join, right: int) -> bool:
    """Whether actions or clauses stand on both sides."""
    if actions.count(left, join.at) and actions.count(join.next, right):
        return True
    return sentence.is_clause(left, join.at) and sentence.is_clause(join.next, right)


def _lists(sentence: _Sentence, left: int, join: _Join) -> bool:
    """Whether the word ends a list of three or more short items, as in “safe, clean and cheap”."""
    end = join.at - sentence.commas.count(join.at - 1, join.at)
    commas = sentence.commas.count(left, end)
    if not commas or not sentence.words(join.next, len(sentence.pieces)):
        return False
    comma = sentence.commas.last(end)
    # “When it rains, …” and “In winter, …” open a sentence, not a list.
    opens = sentence.at(Role.CLAUSE, left) or sentence.at(Role.NOUN, left)
    return (
        1 <= sentence.words(comma + 1, end) <= _MOST_IN_LIST
        and sentence.words(left, comma) > 0
        and (opens is None or commas > 1)
        and not sentence.states.count(comma + 1, end)
        and sentence.at(Role.CLAUSE, comma + 1) is None
    )


def _targets(sentence: _Sentence) -> Iterator[Mark]:
    spans: list[tuple[int, int]] = []
    times = dict(sentence.each(Role.DATE))
    numbers = {
        i: i + 1
        for i, piece in enumerate(sentence.pieces)
        if piece.kind is TokenKind.NUMBER and i not in sentence.fine
    }
    ends = numbers | {i: i + found.length for i, found in times.items()}
    for start in sorted(ends):
        if spans and start < spans[-1][1]:
            continue
        if spans and _tied(sentence, spans[-1][1], start):
            spans[-1] = spans[-1][0], ends[start]
        else:
            spans.append((start, ends[start]))
    for start, end in spans:
        args = {"word": sentence.said(start, end)}
        reason = Finding("WORDING_TARGET", args=args), Finding("WORDING_TARGET_ADVICE")
        yield sentence.mark(start, end, MarkKind.TARGET, reason)


def _tied(sentence: _Sentence, end: int, start: int) -> bool:
    """Whether two pieces of a date belong together, as in “31 December, 2027”."""
    between = sentence.text[sentence.pieces[end - 1].end : sentence.pieces[start].start]
    return len(between) < 3 and not between.strip(_TIED)


def _long(sentence: _Sentence) -> Iterator[Mark]:
    """The words beyond those that a sentence should have."""
    if not sentence.pieces:
        return
    start, end = sentence.pieces[0].start, sentence.pieces[-1].end
    beyond = sentence.text[start:end].split(maxsplit=MOST_WORDS)[MOST_WORDS:]
    if beyond:
        args = {"count": str(MOST_WORDS + len(beyond[0].split()))}
        reason = Finding("WORDING_LONG", args=args), Finding("WORDING_LONG_ADVICE")
        yield Mark(end - len(beyond[0]), end, MarkKind.LONG, *reason)
