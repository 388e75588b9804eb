"""Fonts inside a PDF: codes for glyphs, the subset that is embedded, the way back to source text.

Each pair of a glyph and the text it stands for has its own code, so that copying and searching give the
source in every script, also where one glyph serves several letters or a ligature stands for many.
reportlab's own TrueType support splits a font into pieces of 256 glyphs and reaches shaped glyphs only
through private methods; one composite font per file is smaller, faster and public on both sides.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, zip_longest
from typing import Any, cast

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from kpidesk.drawing import fonts
from kpidesk.drawing.picture import Glyph, GlyphRun

# Differences below this many thousandths of an em are rounding, not kerning.
_ROUNDING = 0.5
_MAX_CODES = 0xFFFF
# Stands for the empty glyph of a code that carries text only.
_GHOST = -1
# Tables that a PDF reader has no use for: text is shaped, and codes are mapped outside the font.
_DROPPED = (b"GSUB", b"GPOS", b"GDEF", b"cmap", b"name", b"kern", b"OS/2", b"STAT", b"DSIG")


class PdfFont:
    """One font of a document: collects codes while pages are written, then writes itself."""

    def __init__(self, key: str, resource: str) -> None:
        self.key = key
        self.resource = resource
        self._face = fonts.font(key)
        # Code 0 is .notdef; every font program has it.
        self._codes: dict[tuple[int, str, float], tuple[str, float]] = {(0, "", 0.0): ("0000", 0.0)}
        self._shown: dict[tuple[int, float], tuple[tuple[Glyph, ...], str]] = {}

    def operators(self, run: GlyphRun) -> str:
        """Return the text operators that show a run at a font size in mm.

        Laid out text shares its glyph tuples, so they are encoded once for each document. The tuple is
        kept with the result: its identity stays valid.
        """
        key = (id(run.glyphs), run.size)
        found = self._shown.get(key)
        if found is None:
            if run.rtl:
                glyphs = _as_seen(run.glyphs)
                shown = self._encode(glyphs, run.size, self._stretches(glyphs, run.size))
            else:
                shown = self._encode(run.glyphs, run.size, [0.0] * len(run.glyphs))
            found = self._shown[key] = (run.glyphs, shown)
        return found[1]

    def _encode(self, glyphs: Sequence[Glyph], size: float, stretches: Sequence[float]) -> str:
        scale = 1000 / size
        codes = self._codes
        parts: list[str] = []
        piece: list[str] = []
        pen = rise = 0.0
        kerned = False
        for (gid, x, y, words), stretch in zip(glyphs, stretches, strict=True):
            code = codes.get((gid, words, stretch)) or self._new_code(gid, words, stretch)
            if abs(y - rise) * scale > _ROUNDING:
                if piece:
                    parts.append(_show(piece, kerned))
                    piece, kerned = [], False
                rise = y
                parts.append(f"{-y:.4f} Ts")
            gap = x * scale - pen
            if gap > _ROUNDING or gap < -_ROUNDING:
                adjust = round(gap, 1)
                piece.append(f">{-adjust:.1f}<" if piece else f"{-adjust:.1f}<")
                kerned = True
                pen += adjust
            elif not piece:
                piece.append("<")
            piece.append(code[0])
            pen += code[1]
        if piece:
            parts.append(_show(piece, kerned))
        if rise:
            parts.append("0 Ts")
        return " ".join(parts)

    def _stretches(self, glyphs: Sequence[Glyph], size: float) -> list[float]:
        """Return by how much to declare each glyph wider, in thousandths of an em.

        A vowel sign stands somewhere under its letter; readers take a gap before it for a space between
        words, unless the glyph before is said to reach up to it.
        """
        scale = 1000 / size
        result = []
        for glyph, after in pairwise(glyphs):
            sign = after.gid == _GHOST or self._face.advance_of(after.gid) == 0
            width = 0.0 if glyph.gid == _GHOST else self._face.advance_of(glyph.gid) * 1000
            gap = (after.x - glyph.x) * scale - width
            result.append(round(gap) if sign and gap > _ROUNDING else 0.0)
        return [*result, 0.0] if glyphs else []

    def _new_code(self, gid: int, words: str, stretch: float) -> tuple[str, float]:
        if len(self._codes) > _MAX_CODES:
            raise OverflowError(f"More than {_MAX_CODES} different glyphs of {self.key} in one document")
        width = round(self._face.advance_of(gid) * 1000, 2) if gid != _GHOST else 0.0
        code = self._codes[gid, words, stretch] = (f"{len(self._codes):04X}", width + stretch)
        return code

    def write(self, document: Any) -> pdfdoc.PDFObjectReference:
        """Add the font's objects to a document and return a reference to it."""
        empty = int(self._face.shaper.get_nominal_glyph(ord(" ")))
        gids = [empty if gid == _GHOST else gid for gid, _, _ in self._codes]
        plan, program = _subset(self._face.face, gids)
        name = f"{_tag(self.key)}+{self.key}"
        file = _stream(program, {"Length1": len(program)})
        mapping = b"".join(struct.pack(">H", plan[gid]) for gid in gids)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": document.Reference(self._descriptor(name, document.Reference(file))),
                "W": "[0 [" + " ".join(f"{width:g}" for _, width in self._codes.values()) + "]]",
                "CIDToGIDMap": document.Reference(_stream(mapping)),
            }
        )
        composite = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(self._to_unicode().encode("ascii"))),
            }
        )
        return cast(pdfdoc.PDFObjectReference, document.Reference(composite))

    def _descriptor(self, name: str, file: pdfdoc.PDFObjectReference) -> pdfdoc.PDFDictionary:
        scale = 1000 / self._face.units_per_em
        head = bytes(self._face.face.reference_table("head").data)
        box = " ".join(f"{value * scale:.0f}" for value in struct.unpack(">4h", head[36:44]))
        italic = self.key.endswith("Italic")
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                # Symbolic, since codes are our own; plus the italic flag.
                "Flags": 4 | (64 if italic else 0),
                "FontBBox": f"[{box}]",
                "ItalicAngle": -12 if italic else 0,
                "Ascent": round(self._face.ascent * 1000),
                "Descent": round(-self._face.descent * 1000),
                "CapHeight": 714,
                "StemV": 120 if "Bold" in self.key else 80,
                "FontFile2": file,
            }
        )

    def _to_unicode(self) -> str:
        pairs = (
            f"<{code}> <{words.encode('utf-16-be').hex().upper()}>"
            for (_, words, _), (code, _) in self._codes.items()
            if words
        )
        # The format allows a hundred pairs in a block.
        blocks = [
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
            for block in _batches(pairs, 100)
        ]
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            + "".join(blocks)
            + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


def _as_seen(glyphs: tuple[Glyph, ...]) -> list[Glyph]:
    """Return the glyphs of a run from right to left, each with the one character it shows.

    Readers take a line as it is seen and turn it round themselves, brackets too. A glyph for several
    characters would be turned round within; so the others go to codes that show nothing.
    """
    result: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and not glyphs[end].text:
            end += 1
        result.extend(_cluster_as_seen(glyphs[at:end]))
        at = end
    return result


def _cluster_as_seen(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs of one cluster with its characters from left to right as seen."""
    chars = [fonts.mirrored(char) for char in reversed(glyphs[0].text)]
    surplus = max(0, len(chars) - len(glyphs))
    for char in chars[:surplus]:
        yield Glyph(_GHOST, glyphs[0].x, glyphs[0].y, char)
    for glyph, char in zip_longest(glyphs, chars[surplus:], fillvalue=""):
        if isinstance(glyph, Glyph):
            yield glyph._replace(text=str(char))


def _show(piece: list[str], kerned: bool) -> str:
    """Return one show operator for alternating codes and adjustments."""
    return f"[{''.join(piece)}>] TJ" if kerned else f"{''.join(piece)}> Tj"


def _batches(items: Iterator[str], size: int) -> Iterator[list[str]]:
    while block := list(islice(items, size)):
        yield block


def _tag(key: str) -> str:
    """Return six capital letters, the same for the same font, as subset names need."""
    number = sum(ord(char) * 31**at for at, char in enumerate(key))
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _stream(data: bytes, entries: dict[str, object] | None = None) -> pdfdoc.PDFStream:
    """Return a compressed stream."""
    dictionary = pdfdoc.PDFDictionary(entries or {})
    return pdfdoc.PDFStream(dictionary, data, [pdfdoc.PDFZCompress])


def _subset(face: hb.Face, gids: list[int]) -> tuple[dict[int, int], bytes]:
    """Return the new number of each glyph, and the font program that holds only those."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    plan = hb.SubsetPlan(face, wanted)
    mapping = plan.old_to_new_glyph_mapping
    return {gid: mapping[gid] for gid in gids}, bytes(plan.execute().blob.data)
