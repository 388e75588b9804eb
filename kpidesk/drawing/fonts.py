"""The fonts that ship with the program, and which of them shows a character.

Never a font of the system: a line must break at the same place on every machine. Files are opened when
first needed and stay open; nothing here can be changed from outside.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb
from bidi.mirror import MIRRORED

from kpidesk.system.resources import resource


class Weight(StrEnum):
    """Cuts of the text font; scripts without one use the nearest upright cut."""

    REGULAR = "Regular"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    ITALIC = "Italic"


_SCRIPT_FAMILIES = {
    "Arab": "NotoSansArabic",
    "Hebr": "NotoSansHebrew",
    "Deva": "NotoSansDevanagari",
    "Thai": "NotoSansThai",
}
_SYMBOLS = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular", "NotoEmoji-Regular")
_EMOJI = "NotoEmoji-Regular"
REPLACEMENT = "\ufffd"
"""What stands in for a character that no font has; Noto Sans draws it."""


@dataclass(frozen=True, eq=False)
class Font:
    """One TTF file. Extents are in em, ``descent`` counts downward and is positive."""

    key: str
    path: Path

    @cached_property
    def face(self) -> hb.Face:
        """The file opened by HarfBuzz."""
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def shaper(self) -> hb.Font:
        """A HarfBuzz font at the scale of the file's own units."""
        return hb.Font(self.face)

    @cached_property
    def units_per_em(self) -> int:
        """Font units to the em."""
        return int(self.face.upem)

    @cached_property
    def ascent(self) -> float:
        """Height above the baseline in em."""
        return float(self.shaper.get_font_extents("ltr").ascender) / self.units_per_em

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline in em."""
        return -float(self.shaper.get_font_extents("ltr").descender) / self.units_per_em

    @cached_property
    def _characters(self) -> hb.Set:
        return self.face.unicodes

    def covers(self, char: str) -> bool:
        """Say whether the font has a glyph for the character."""
        return ord(char) in self._characters

    @lru_cache(maxsize=4096)  # noqa: B019  fonts live as long as the process
    def advance_of(self, gid: int) -> float:
        """Return a glyph's natural advance in em."""
        return float(self.shaper.get_glyph_h_advance(gid)) / self.units_per_em


@cache
def font(key: str) -> Font:
    """Return the font of a key such as ``NotoSans-SemiBold``, the stem of its file's name."""
    return Font(key, resource("fonts", f"{key}.ttf"))


@cache
def chain(weight: Weight, script: str = "") -> tuple[str, ...]:
    """Return the keys to try, in order, for text of a weight in an ISO 15924 script."""
    upright = Weight.REGULAR if weight is Weight.ITALIC else weight
    # Digits and brackets inside a script without italics stay upright with it.
    latin = f"NotoSans-{upright if script in _SCRIPT_FAMILIES else weight}"
    families = [f"{family}-{upright}" for family in _SCRIPT_FAMILIES.values()]
    own = [f"{_SCRIPT_FAMILIES[script]}-{upright}"] if script in _SCRIPT_FAMILIES else []
    return tuple(dict.fromkeys([*own, latin, *_SYMBOLS, *families]))


def _looks_like_emoji(char: str) -> bool:
    # Symbols 2 has some of these too, in an older and thinner hand.
    return "\U0001f300" <= char <= "\U0001faff"


@lru_cache(maxsize=8192)
def pick(char: str, weight: Weight, script: str = "", *, emoji: bool = False) -> str | None:
    """Return the key of the font that shows a character best, None if none has it.

    ``emoji`` asks for the pictorial form, as after U+FE0F.
    """
    keys = chain(weight, script)
    if emoji or _looks_like_emoji(char):
        keys = (_EMOJI, *keys)
    return next((key for key in keys if font(key).covers(char)), None)


def is_symbol_font(key: str) -> bool:
    """Say whether a key is that of a font of symbols or pictures."""
    return key in _SYMBOLS


def mirrored(char: str) -> str:
    """Return the character that looks like a character does in text that runs right to left."""
    return str(MIRRORED.get(char, char))


def every_key() -> tuple[str, ...]:
    """Return the keys of all bundled fonts."""
    return tuple(dict.fromkeys(key for weight in Weight for key in chain(weight)))
