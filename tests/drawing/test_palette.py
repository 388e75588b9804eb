"""Colours can be told apart and read: contrast by the formula of WCAG 2, both themes."""

import pytest

from kpidesk.drawing.palette import DARK, LIGHT, Palette


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """L* of CIELAB: how light a colour is in grey."""
    share = luminance(colour)
    return 116 * share ** (1 / 3) - 16 if share > 0.008856 else 903.3 * share


def text_pairs(palette: Palette) -> dict[str, tuple[str, str]]:
    grounds = {name: getattr(palette, name) for name in ("window", "surface", "raised", "sunken", "hover")}
    inks = ("text", "text_second", "text_third")
    pairs = {
        f"{ink} on {name}": (getattr(palette, ink), ground)
        for ink in inks
        for name, ground in grounds.items()
    }
    for name in ("good", "bad", "watch", "neutral", "warn", "danger"):
        pairs[name] = (getattr(palette, name), getattr(palette, f"{name}_soft"))
    pairs["accent text"] = (palette.accent_text, palette.accent_soft)
    pairs["on accent"] = (palette.on_accent, palette.accent)
    for number, ring in enumerate((*palette.rings, *palette.more_rings), 1):
        pairs[f"ring {number}"] = (ring.text, ring.fill)
        pairs[f"name of ring {number}"] = (ring.line, ring.band)
    for kind, note in palette.notes.items():
        pairs[f"note {kind}"] = (palette.text, note.paper)
        pairs[f"ink of note {kind}"] = (note.ink, note.paper)
    return pairs


def mark_pairs(palette: Palette) -> dict[str, tuple[str, str]]:
    pairs = {
        "field": (palette.field, palette.surface),
        "disabled": (palette.disabled, palette.surface),
        "data": (palette.data, palette.band),
        "centre": (palette.centre, palette.band),
        "limit": (palette.limit, palette.band),
    }
    for number, ring in enumerate((*palette.rings, *palette.more_rings), 1):
        pairs[f"link on ring {number}"] = (palette.link, ring.band)
        pairs[f"conflict on ring {number}"] = (palette.conflict, ring.band)
    return pairs


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out(palette: Palette) -> None:
    weak = {name: contrast(*pair) for name, pair in text_pairs(palette).items() if contrast(*pair) < 4.5}
    weak |= {name: contrast(*pair) for name, pair in mark_pairs(palette).items() if contrast(*pair) < 3.0}
    assert weak == {}


def test_rings_differ_in_grey() -> None:
    shades = [lightness(ring.fill) for ring in LIGHT.rings]
    assert [round(shade) for shade in shades] == [36, 86, 92, 100]


def test_rings_beyond_the_fourth_take_the_further_looks_in_turn() -> None:
    assert [LIGHT.ring(position) for position in (1, 4, 5, 6, 7)] == [
        LIGHT.rings[0], LIGHT.rings[3], LIGHT.more_rings[0], LIGHT.more_rings[1], LIGHT.more_rings[0]
    ]  # fmt: skip
