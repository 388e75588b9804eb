"""The colours of everything, as tokens: light and dark on screen, light always on paper.

One file holds them; pages and drawings use names, never numbers. A test computes the contrasts.
Named tuples, because a frozen dataclass of so many fields takes three times as long to declare and
the window cannot paint before its colours are there.
"""

from typing import Final, NamedTuple


class RingLook(NamedTuple):
    """Colours of a ring by its position: line, fill of its bubbles, text on them, fill of the band."""

    line: str
    fill: str
    text: str
    band: str


class NoteLook(NamedTuple):
    """Colours of a kind of note."""

    paper: str
    ink: str


class Palette(NamedTuple):
    """All colours of one theme."""

    window: str
    rail: str
    surface: str
    raised: str
    sunken: str
    hover: str
    pressed: str
    border: str
    outline: str
    field: str
    edge: str
    text: str
    text_second: str
    text_third: str
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    accent_text: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    watch: str
    watch_soft: str
    neutral: str
    neutral_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    data: str
    centre: str
    limit: str
    band: str
    band_baseline: str
    grid: str
    link: str
    conflict: str
    rings: tuple[RingLook, ...]
    more_rings: tuple[RingLook, ...]
    notes: dict[str, NoteLook]

    def ring(self, position: int) -> RingLook:
        """The look of a ring; rings beyond the fourth take the further pairs in turn."""
        if position <= len(self.rings):
            return self.rings[position - 1]
        return self.more_rings[(position - len(self.rings) - 1) % len(self.more_rings)]


LIGHT: Final = Palette(
    window="#F6F4F0",
    rail="#EDEAE4",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#F0EDE7",
    hover="#F4F2ED",
    pressed="#E7E3DB",
    border="#E2DED6",
    outline="#CCC6BB",
    field="#8B8478",
    edge="#DAD5CB",
    text="#211F1B",
    text_second="#55514A",
    text_third="#6A645B",
    disabled="#8B8478",
    accent="#0B6A66",
    accent_hover="#085652",
    accent_soft="#DCEEEB",
    on_accent="#FFFFFF",
    accent_text="#075B57",
    good="#14629E",
    good_soft="#E0ECF6",
    bad="#B23A12",
    bad_soft="#FBE7DF",
    watch="#6B4A9E",
    watch_soft="#ECE5F6",
    neutral="#5F5A52",
    neutral_soft="#ECE9E3",
    warn="#7D5400",
    warn_soft="#FFF3D6",
    danger="#B3261E",
    danger_soft="#FCE8E6",
    data="#2F2C27",
    centre="#55514A",
    limit="#7A7368",
    band="#F7F5F1",
    band_baseline="#EDE9E1",
    grid="#ECE9E3",
    link="#55514A",
    conflict="#A3211B",
    rings=(
        RingLook("#97265E", "#97265E", "#FFFFFF", "#FBF1F5"),
        RingLook("#38641B", "#C6DFAE", "#211F1B", "#F4F8EE"),
        RingLook("#235FA3", "#DEEAF9", "#211F1B", "#F3F7FC"),
        RingLook("#A84F08", "#FFFFFF", "#211F1B", "#FDF7F0"),
    ),
    more_rings=(
        RingLook("#3C6E71", "#DCEBEB", "#211F1B", "#F4F9F9"),
        RingLook("#6D4C7D", "#EDE4F2", "#211F1B", "#F9F6FB"),
    ),
    notes={
        "S": NoteLook("#DCEFCF", "#2F5E17"),
        "Q": NoteLook("#DBE8FA", "#1D5592"),
        "I": NoteLook("#FFF0B5", "#6E5000"),
        "C": NoteLook("#FFDDCC", "#97380B"),
        "D": NoteLook("#E7DFF6", "#573B94"),
        "X": NoteLook("#E5E2DC", "#4D4942"),
    },
)

DARK: Final = Palette(
    window="#191816",
    rail="#131210",
    surface="#22211E",
    raised="#2B2926",
    sunken="#1D1C19",
    hover="#2A2825",
    pressed="#35322E",
    border="#37342F",
    outline="#514C45",
    field="#857E73",
    edge="#100F0E",
    text="#EEEBE5",
    text_second="#BFB9AE",
    text_third="#A9A297",
    disabled="#857E73",
    accent="#57C6BA",
    accent_hover="#79D6CC",
    accent_soft="#143B38",
    on_accent="#06231F",
    accent_text="#7ED9CF",
    good="#7CBBF0",
    good_soft="#1B3146",
    bad="#FF9A73",
    bad_soft="#45241A",
    watch="#C5A8F2",
    watch_soft="#332744",
    neutral="#BFB9AE",
    neutral_soft="#33302C",
    warn="#F0C35C",
    warn_soft="#3A2F14",
    danger="#FF9C94",
    danger_soft="#48201D",
    data="#E4E0D8",
    centre="#BFB9AE",
    limit="#A9A297",
    band="#292723",
    band_baseline="#33302B",
    grid="#2E2C28",
    link="#BFB9AE",
    conflict="#FF8A80",
    rings=(
        RingLook("#F29AC0", "#8C2A5B", "#FFFFFF", "#231C1F"),
        RingLook("#A6D081", "#34491F", "#F1F7EA", "#1D1F1A"),
        RingLook("#8EBCF0", "#22344B", "#EAF2FC", "#1B1E22"),
        RingLook("#F2AE6E", "#22211E", "#FBF0E4", "#211E1A"),
    ),
    more_rings=(
        RingLook("#8FC3C6", "#24393A", "#EEF7F7", "#1A1F1F"),
        RingLook("#C9A8DA", "#3A2B43", "#F6EFFA", "#1F1B22"),
    ),
    notes={
        "S": NoteLook("#2B3D22", "#B9E29A"),
        "Q": NoteLook("#20344D", "#A3CBF7"),
        "I": NoteLook("#443A14", "#F5D66B"),
        "C": NoteLook("#4A2A1B", "#FFB48F"),
        "D": NoteLook("#372C4C", "#CDB6F6"),
        "X": NoteLook("#37342F", "#CFC9BE"),
    },
)
