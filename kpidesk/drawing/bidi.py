"""The Unicode bidirectional algorithm (UAX #9): which way each character of a paragraph runs.

python-bidi gives the reordered string only; shaping needs the level of each character, and with it
brackets (rule N0) and isolates, so the rules stand here. A test holds them against python-bidi.
"""

import re
import unicodedata
from functools import cache

from bidi.mirror import MIRRORED

_ANY_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MAX_DEPTH = 125
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_ISOLATES = frozenset({"RLI", "LRI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "RLI", "LRI", "FSI", "PDI"})
_AT_LINE_END = frozenset({"WS", "RLI", "LRI", "FSI", "PDI", "RLE", "LRE", "RLO", "LRO", "PDF", "BN"})


def base_level(text: str) -> int:
    """Return 1 if the first strong character outside isolates runs right to left, else 0 (P2, P3)."""
    if _ANY_RTL.search(text) is None:
        return 0
    return _first_strong([unicodedata.bidirectional(char) for char in text], 0)


def _first_strong(classes: list[str], start: int, end: int | None = None) -> int:
    depth = 0
    for index in range(start, len(classes) if end is None else end):
        kind = classes[index]
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth == 0:
                if start:
                    return 0
            else:
                depth -= 1
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return 0 if kind == "L" else 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of one paragraph; odd levels run right to left."""
    if base == 0 and _ANY_RTL.search(text) is None:
        return [0] * len(text)
    # Unassigned characters have an empty class and count as neutral here.
    original = [unicodedata.bidirectional(char) or "ON" for char in text]
    classes = list(original)
    matches = _matching(original)
    result = _explicit(classes, base, matches)
    for sequence, sos, eos in _sequences(original, result, base, matches):
        level = result[sequence[0]]
        _weak(classes, sequence, sos)
        _brackets(text, classes, original, sequence, level, sos)
        _neutrals(classes, sequence, level, sos, eos)
        for index in sequence:
            kind = classes[index]
            if level % 2 == 0:
                result[index] += 1 if kind == "R" else 2 if kind in {"AN", "EN"} else 0
            elif kind in {"L", "AN", "EN"}:
                result[index] += 1
    _fill_removed(original, result, base)
    return result


def line_levels(text: str, found: list[int], base: int) -> list[int]:
    """Return the levels of one line with its separators and trailing white space at the base (L1)."""
    result = list(found)
    reset = True
    for index in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[index])
        if kind in {"B", "S"}:
            reset = True
        elif kind not in _AT_LINE_END:
            reset = False
        if reset:
            result[index] = base
    return result


def visual_order(run_levels: list[int]) -> list[int]:
    """Return the indices of a line's runs (or characters) from left to right as seen (L2)."""
    order = list(range(len(run_levels)))
    odd = [level for level in run_levels if level % 2]
    if not odd:
        return order
    for level in range(max(run_levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if run_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _matching(classes: list[str]) -> dict[int, int]:
    """Pair isolate initiators with their closers, both ways (BD9)."""
    pairs: dict[int, int] = {}
    open_ones: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            open_ones.append(index)
        elif kind == "PDI" and open_ones:
            start = open_ones.pop()
            pairs[start], pairs[index] = index, start
    return pairs


class _Embedding:
    """The stack of rules X1 to X8: levels, overrides and isolates that are open."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    @property
    def full(self) -> bool:
        """Say whether nothing more can be opened, so that its direction makes no difference."""
        return bool(self.overflow_isolates or self.overflow_embeddings)

    def push(self, rtl: bool, override: str, isolate: bool) -> None:
        current = self.stack[-1][0]
        level = (current + 1) | 1 if rtl else (current + 2) & ~1
        if level <= _MAX_DEPTH and not self.full:
            self.valid_isolates += isolate
            self.stack.append((level, override, isolate))
        elif isolate:
            self.overflow_isolates += 1
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def close_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()

    def close_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1


def _explicit(classes: list[str], base: int, matches: dict[int, int]) -> list[int]:
    """Apply X1 to X8: return explicit levels and write overrides into ``classes``."""
    state = _Embedding(base)
    original = list(classes)
    result = [base] * len(classes)
    for index, kind in enumerate(original):
        if kind == "PDI":
            state.close_isolate()
        level, override, _ = state.stack[-1]
        result[index] = level
        if override and kind not in _REMOVED and kind != "B":
            classes[index] = override
        if kind in {"RLE", "LRE", "RLO", "LRO"}:
            forced = {"RLO": "R", "LRO": "L"}.get(kind, "")
            state.push(kind[0] == "R", forced, isolate=False)
        elif kind in _ISOLATES:
            rtl = kind == "RLI"
            if kind == "FSI" and not state.full:
                rtl = _first_strong(original, index + 1, matches.get(index)) == 1
            state.push(rtl, "", isolate=True)
        elif kind == "PDF":
            state.close_embedding()
        elif kind == "B":
            result[index] = base
    return result


def _sequences(
    original: list[str], found: list[int], base: int, matches: dict[int, int]
) -> list[tuple[list[int], str, str]]:
    """Return the isolating run sequences with their sos and eos (BD13, X10)."""
    kept = [index for index, kind in enumerate(original) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for index in kept:
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    starts = {run[0]: number for number, run in enumerate(runs)}
    place = {index: at for at, index in enumerate(kept)}
    used: set[int] = set()
    result = []
    for number, run in enumerate(runs):
        if number in used or (original[run[0]] == "PDI" and run[0] in matches):
            continue
        sequence = list(run)
        while original[sequence[-1]] in _ISOLATES and sequence[-1] in matches:
            following = starts.get(matches[sequence[-1]])
            if following is None:
                break
            used.add(following)
            sequence.extend(runs[following])
        level = found[sequence[0]]
        first, last = place[sequence[0]], place[sequence[-1]]
        before = found[kept[first - 1]] if first else base
        open_end = original[sequence[-1]] in _ISOLATES and sequence[-1] not in matches
        after = base if open_end or last + 1 == len(kept) else found[kept[last + 1]]
        result.append((sequence, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2]))
    return result


def _weak(classes: list[str], sequence: list[int], sos: str) -> None:
    """Apply W1 to W7."""
    previous, strong = sos, sos
    for index in sequence:
        kind = classes[index]
        if kind == "NSM":
            kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        classes[index] = "R" if kind == "AL" else kind
    _separators(classes, sequence)
    _terminators(classes, sequence)
    strong = sos
    for index in sequence:
        kind = classes[index]
        if kind in {"ES", "ET", "CS"}:
            classes[index] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            classes[index] = "L"


def _separators(classes: list[str], sequence: list[int]) -> None:
    """Join single separators between numbers of one kind to them (W4)."""
    for at in range(1, len(sequence) - 1):
        kind, left, right = (classes[sequence[at + step]] for step in (0, -1, 1))
        if left == right and ((kind in {"ES", "CS"} and left == "EN") or (kind == "CS" and left == "AN")):
            classes[sequence[at]] = left


def _terminators(classes: list[str], sequence: list[int]) -> None:
    """Join number terminators such as % to European numbers beside them (W5)."""
    at = 0
    while at < len(sequence):
        if classes[sequence[at]] != "ET":
            at += 1
            continue
        end = at
        while end < len(sequence) and classes[sequence[end]] == "ET":
            end += 1
        beside = (at > 0 and classes[sequence[at - 1]] == "EN") or (
            end < len(sequence) and classes[sequence[end]] == "EN"
        )
        if beside:
            for index in sequence[at:end]:
                classes[index] = "EN"
        at = end


@cache
def _bracket(char: str) -> tuple[str, str] | None:
    """Return ("open" or "close", the canonical closing bracket), None for other characters."""
    category = unicodedata.category(char)
    if category not in {"Ps", "Pe"} or char not in MIRRORED:
        return None
    other = MIRRORED[char]
    if {category, unicodedata.category(other)} != {"Ps", "Pe"}:
        return None
    closing = other if category == "Ps" else char
    return ("open" if category == "Ps" else "close", unicodedata.normalize("NFC", closing))


def _strength(kind: str) -> str:
    """Return the direction a class counts as for N0 to N2: numbers count as R."""
    if kind in {"EN", "AN", "R"}:
        return "R"
    return "L" if kind == "L" else ""


def _pairs(text: str, classes: list[str], sequence: list[int]) -> list[tuple[int, int]]:
    """Return positions in the sequence of bracket pairs, by opening bracket (BD16)."""
    stack: list[tuple[str, int]] = []
    found = []
    for at, index in enumerate(sequence):
        if classes[index] != "ON":
            continue
        bracket = _bracket(text[index])
        if bracket is None:
            continue
        side, closing = bracket
        if side == "open":
            if len(stack) == 63:
                return []
            stack.append((closing, at))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == closing:
                found.append((stack[depth][1], at))
                del stack[depth:]
                break
    return sorted(found)


def _brackets(
    text: str, classes: list[str], original: list[str], sequence: list[int], level: int, sos: str
) -> None:
    """Give each pair of brackets one direction, from what it holds and what precedes it (N0)."""
    own, opposite = "LR"[level % 2], "RL"[level % 2]
    before, seen = sos, 0
    for start, end in _pairs(text, classes, sequence):
        # Pairs come by their openings, so one walk finds the last strong class before each.
        for index in sequence[seen:start]:
            before = _strength(classes[index]) or before
        seen = start
        inside = {_strength(classes[index]) for index in sequence[start + 1 : end]}
        if own in inside:
            chosen = own
        elif opposite in inside:
            chosen = opposite if before == opposite else own
        else:
            continue
        for at in (start, end):
            classes[sequence[at]] = chosen
            for index in sequence[at + 1 :]:
                if original[index] != "NSM":
                    break
                classes[index] = chosen


def _neutrals(classes: list[str], sequence: list[int], level: int, sos: str, eos: str) -> None:
    """Give neutral characters the direction around them, else the embedding's (N1, N2)."""
    own = "LR"[level % 2]
    at = 0
    before = sos
    while at < len(sequence):
        if classes[sequence[at]] not in _NEUTRAL:
            before = _strength(classes[sequence[at]])
            at += 1
            continue
        end = at
        while end < len(sequence) and classes[sequence[end]] in _NEUTRAL:
            end += 1
        after = _strength(classes[sequence[end]]) if end < len(sequence) else eos
        for index in sequence[at:end]:
            classes[index] = before if before == after else own
        at = end


def _fill_removed(original: list[str], result: list[int], base: int) -> None:
    """Let characters that X9 removes follow the level before them, so that runs stay whole."""
    previous = base
    for index, kind in enumerate(original):
        if kind in _REMOVED:
            result[index] = previous
        previous = result[index]
