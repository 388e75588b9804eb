"""Small moves that make a map easier to follow: swaps and shifts within a band, at first also for the worse.

The cost counts, in this order of weight: bubble over bubble, bubble over a name or a corner, link through
a bubble, crossing, length. Links count as straight lines. How many moves are tried depends on the size of
the map alone, so that the outcome is the same on every machine.
"""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from kpidesk.drawing.picture import Box

Point = tuple[float, float]
OVERLAP: Final = 300.0
COVER: Final = 120.0
THROUGH: Final = 30.0
CROSSING: Final = 24.0
LENGTH: Final = 0.06
ALONG: Final = 5.0
ANGLE: Final = 0.16
"""Below this difference of direction (radians) two links at a bubble look like one."""

# Between two bubbles, in mm at full type size: the least, and what is good.
NEAR: Final = 7.0
ROOM: Final = 22.0
HIDDEN: Final = 90.0
CLEAR: Final = 5.0
"""How far links keep from bubbles."""

_TOO_NEAR: Final = 10.0
_HOT: Final = 40.0
_SOFT: Final = 0.1
_COLD: Final = 0.25


class Board:
    """Bubbles as boxes and links as straight lines, with what one bubble costs where it lies.

    `needs` is how much of each link must be seen (mm). `unit` is the type size: what lies between two
    bubbles grows with it.
    """

    def __init__(
        self, places: Sequence[Point], halves: Sequence[Point], links: Sequence[tuple[int, int]],
        needs: Sequence[float], solid: Sequence[Box], unit: float,
    ) -> None:  # fmt: skip
        self.x = [x for x, _ in places]
        self.y = [y for _, y in places]
        self.wide = [wide for wide, _ in halves]
        self.tall = [tall for _, tall in halves]
        self.links = links
        self.solid = solid
        self.unit = unit
        self.firm = 1.0
        """How firm bubbles are; while it is warm they may lie on each other to get past."""

        self.of: list[list[int]] = [[] for _ in places]
        self.beside: list[list[int]] = [[] for _ in places]
        self.need: list[list[float]] = [[] for _ in places]
        for number, (a, b) in enumerate(links):
            self.need[a].append(needs[number])
            self.need[b].append(needs[number])
            self.of[a].append(number)
            self.of[b].append(number)
            self.beside[a].append(b)
            self.beside[b].append(a)

    def cost(self, v: int, most: float = math.inf) -> float:
        """What a bubble costs with its links; once above `most` no more is counted."""
        total = self._bodies(v)
        for number in self.of[v]:
            if total > most:
                return total
            total += self._link(v, number)
        return total if total > most else total + self._under(v)

    def _bodies(self, v: int) -> float:
        """How near it comes to others, and to those that it is linked with."""
        x, y, total = self.x[v], self.y[v], 0.0
        least, good, hard = NEAR * self.unit, ROOM * self.unit, OVERLAP * self.firm
        wide, tall = self.wide[v], self.tall[v]
        outer, upper = wide + good, tall + good
        for u, (ux, uy) in enumerate(zip(self.x, self.y, strict=True)):
            dx = outer + self.wide[u] - abs(x - ux)
            if dx > 0 and u != v:
                dy = upper + self.tall[u] - abs(y - uy)
                if dy > 0:
                    apart = good - min(dx, dy)
                    if apart > least:
                        total += _TOO_NEAR * (1 - apart / good)
                    else:
                        total += hard * (1.3 - apart / good)
        for u, need in zip(self.beside[v], self.need[v], strict=True):
            apart = max(abs(x - self.x[u]) - wide - self.wide[u], abs(y - self.y[u]) - tall - self.tall[u])
            if apart < need:
                total += HIDDEN * (1 - apart / need)
        for left, top, right, bottom in self.solid:
            if left - wide < x < right + wide and top - tall < y < bottom + tall:
                total += COVER
        return total

    def _link(self, v: int, number: int) -> float:
        """A link of it: length, lines beside it, bubbles in its way, lines that it crosses."""
        a, b = self.links[number]
        u = b if a == v else a
        xs, ys = self.x, self.y
        px, py, qx, qy = xs[v], ys[v], xs[u], ys[u]
        dx, dy = qx - px, qy - py
        left, right = (px, qx) if px < qx else (qx, px)
        top, bottom = (py, qy) if py < qy else (qy, py)
        total = LENGTH * math.hypot(dx, dy) + self._beside(v, u, dx, dy) + self._beside(u, v, -dx, -dy)
        reach = CLEAR * self.unit
        for w, (x, y, half, tall) in enumerate(zip(xs, ys, self.wide, self.tall, strict=True)):
            if (
                x + half > left
                and x - half < right
                and y + tall > top
                and y - tall < bottom
                and abs((x - px) * dy - (y - py) * dx) < (half + reach) * abs(dy) + (tall + reach) * abs(dx)
                and w not in {u, v}
            ):
                total += THROUGH
        for c, d in self.links:
            rx, sx = xs[c], xs[d]
            if (rx < left and sx < left) or (rx > right and sx > right):
                continue
            ry, sy = ys[c], ys[d]
            if (ry < top and sy < top) or (ry > bottom and sy > bottom):
                continue
            if (dx * (ry - py) - dy * (rx - px)) * (dx * (sy - py) - dy * (sx - px)) < 0:
                ex, ey = sx - rx, sy - ry
                both = (ex * (py - ry) - ey * (px - rx)) * (ex * (qy - ry) - ey * (qx - rx))
                if both < 0 and v not in {c, d} and u not in {c, d}:
                    total += CROSSING
        return total

    def _beside(self, v: int, u: int, dx: float, dy: float) -> float:
        """How many other links leave a bubble in nearly the direction of one."""
        total, x, y = 0.0, self.x[v], self.y[v]
        for w in self.beside[v]:
            if w != u:
                ex, ey = self.x[w] - x, self.y[w] - y
                ahead = dx * ex + dy * ey
                if ahead > 0 and abs(dx * ey - dy * ex) < ANGLE * ahead:
                    total += ALONG
        return total

    def _under(self, v: int) -> float:
        """Links of others that go through it."""
        x, y, reach, total = self.x[v], self.y[v], CLEAR * self.unit, 0.0
        wide, tall = self.wide[v] + reach, self.tall[v] + reach
        left, right, top, bottom = x - wide, x + wide, y - tall, y + tall
        xs, ys = self.x, self.y
        for a, b in self.links:
            px, qx = xs[a], xs[b]
            if (px < left and qx < left) or (px > right and qx > right):
                continue
            py, qy = ys[a], ys[b]
            if (py < top and qy < top) or (py > bottom and qy > bottom):
                continue
            dx, dy = qx - px, qy - py
            if abs((x - px) * dy - (y - py) * dx) < wide * abs(dy) + tall * abs(dx) and v not in {a, b}:
                total += THROUGH
        return total

    def total(self) -> float:
        """What all of them cost together; pairs count twice, which changes no order."""
        return sum(self.cost(v) for v in range(len(self.x)))


def search(
    board: Board,
    free: Sequence[int],
    bands: Sequence[int],
    shift: Callable[[int, float, float, float, Random], Point],
    allowed: Callable[[int, float, float], bool],
    moves: int,
) -> None:
    """Move the free bubbles of a board to where they cost less.

    Args:
        board: is changed.
        free: those that may move.
        bands: the band of each bubble; only those of one band change places.
        shift: for a bubble, its place and how warm it is (1 to 0) another place.
        allowed: whether a bubble may lie at a place.
        moves: how many are tried.
    """
    if not free:
        return
    chance = Random(7)  # noqa: S311 - no secret, but always the same
    mates = {v: [u for u in free if u != v and bands[u] == bands[v]] for v in free}
    best, kept = board.total(), (board.x[:], board.y[:])
    wait = moves * 3 // 4
    for step in range(moves):
        warm = 1 - step / moves
        heat = _COLD * (_HOT / _COLD) ** warm
        board.firm = max(_SOFT, 1 - warm)
        v = free[chance.randrange(len(free))]
        if mates[v] and chance.random() < 0.3:
            _swap(board, v, mates[v][chance.randrange(len(mates[v]))], allowed, heat, chance)
        else:
            _move(board, v, shift(v, board.x[v], board.y[v], warm, chance), allowed, heat, chance)
        if step > wait or step == moves - 1:
            wait = step + 4 * len(free)
            firm, board.firm = board.firm, 1.0
            now, board.firm = board.total(), firm
            if now < best:
                best, kept = now, (board.x[:], board.y[:])
    board.x, board.y = kept
    board.firm = 1.0


def _move(
    board: Board, v: int, to: Point, allowed: Callable[[int, float, float], bool], heat: float, chance: Random
) -> None:
    if not allowed(v, *to):
        return
    most = board.cost(v) + heat * chance.expovariate(1.0)
    old = board.x[v], board.y[v]
    board.x[v], board.y[v] = to
    if board.cost(v, most) > most:
        board.x[v], board.y[v] = old


def _swap(
    board: Board, v: int, u: int, allowed: Callable[[int, float, float], bool], heat: float, chance: Random
) -> None:
    x, y = board.x, board.y
    if not (allowed(v, x[u], y[u]) and allowed(u, x[v], y[v])):
        return
    most = board.cost(v) + board.cost(u) + heat * chance.expovariate(1.0)
    x[v], y[v], x[u], y[u] = x[u], y[u], x[v], y[v]
    now = board.cost(v, most)
    if now > most or now + board.cost(u, most - now) > most:
        x[v], y[v], x[u], y[u] = x[u], y[u], x[v], y[v]
