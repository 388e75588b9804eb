"""All texts of all posters on A4, to be read with a pencil before a large print, doubtful words first.

The texts are taken from the drawn posters, so that the list says exactly what will hang on the wall, in
every language that stands on it, and leaves out what does not fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.people import Group, Organisation, Person
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.domain.said_in import languages_of
from kpidesk.domain.sharing import Partner
from kpidesk.drawing import posters, shapes
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.flow_sheet import flowing, leaf
from kpidesk.drawing.gallery_paper import head
from kpidesk.drawing.listing import HEAD, MARGIN, QUIET, STRONG, TEXT, WIDE
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Picture
from kpidesk.drawing.said import unsaid
from kpidesk.drawing.text import shape
from kpidesk.drawing.tiles_blank import Leaf, leaves
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered
from kpidesk.system import spelling
from kpidesk.system.words import Words

_NUMBER: Final = 13.0  # mm for the number of a text
_SAME_LINE: Final = 0.2  # mm
_WORD: Final = 0.12  # em of a gap from which there is a space between two runs
_APART: Final = 0.6  # em of a gap from which runs on one line are different texts
_LEADING: Final = 1.45  # em from line to line within one text
_TOLD: Final = 5  # doubtful words named in the sentence before a print
_NAMED: Final[dict[type[Record], tuple[str, ...]]] = {
    Organisation: ("name",), Person: ("name", "unit"), Group: ("name", "key"), Partner: ("name", "code"),
    Gallery: ("place", "hosts", "team"), Result: ("owner", "area"),
}  # fmt: skip
"""Fields that hold names."""

_LETTERS: Final = 3
"""Texts with fewer letters are figures and codes of drawings."""


@dataclass
class _Text:
    """A text as it is put together from runs: its last line from `left` to `x` at `y`, and what it says."""

    size: float
    left: float
    x: float
    y: float
    said: str

    def goes_on(self, left: float, right: float, y: float) -> bool:
        """Whether a line is the next one of this text: aligned on a side, or in the middle below it."""
        aligned = min(abs(left - self.left), abs(right - self.x)) < self.size / 4
        return (
            aligned or abs(left + right - self.left - self.x) < self.size
        ) and 0 < y - self.y < _LEADING * self.size


def texts_of(picture: Picture) -> tuple[str, ...]:
    """What a page says, text by text in the order of drawing; what it says twice stands once."""
    found: list[_Text] = []
    for each in leaves(picture.items):
        if isinstance(each.item, GlyphRun) and each.item.text.strip():
            _take(found, each, each.item)
    said = (" ".join(each.said.split()) for each in found)
    return tuple(dict.fromkeys(text for text in said if sum(map(str.isalpha, text)) >= _LETTERS))


def _take(found: list[_Text], place: Leaf, run: GlyphRun) -> None:
    """Add a run to the text before it, if it goes on, or begin another one."""
    size = run.size * place.at.scale
    x, y = run.x * place.at.scale + place.at.dx, run.y * place.at.scale + place.at.dy
    last = found[-1] if found else None
    end = x + run.advance * place.at.scale
    if last is not None and abs(last.size - size) < 0.05 and not run.angle:
        gap = x - last.x
        if abs(y - last.y) < _SAME_LINE and -_APART * size < gap < _APART * size:
            last.said += (" " if gap > _WORD * size else "") + run.text
            last.x = end
            return
        if last.goes_on(x, end, y):
            last.said += f" {run.text}"
            last.left, last.x, last.y = x, end, y
            return
    found.append(_Text(size, x, end, y, run.text))


def _galleries(source: Reader) -> Iterator[Gallery]:
    there = {poster.gallery for poster in source.find(Poster)}
    return (each for each in source.find(Gallery) if each.id in there)


def _pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(_galleries(source), 1):
        yield Piece(What.PROOFS, each.id, numbered("proofs", number, "A4"), each.name)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that no dictionary of its poster's languages knows: where it stands, and what may be meant."""

    place: str
    word: str
    meant: tuple[str, ...]


def _names(source: Reader) -> frozenset[str]:
    """What the desk calls people, groups and places: no dictionary can know that."""
    said = [
        text
        for kind, fields in _NAMED.items()
        for record in source.find(kind)
        for field in fields
        for text in _texts(getattr(record, field))
    ]
    return frozenset(word.casefold() for text in said for word in spelling.words_in(text))


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _spoken(source: Reader, poster: Poster, words: Words) -> list[str]:
    """The languages on a poster: the paper's, the desk's own, its second one."""
    codes = (words.language, languages_of(source)[0], poster.language)
    return list(dict.fromkeys(filter(None, codes)))


def _doubts(
    texts: Iterable[str], spoken: Sequence[str], poster: Poster, known: frozenset[str]
) -> list[Doubt]:
    """The doubtful words of a poster's texts, each once."""
    own = known | spelling.own_words(spoken)
    found: dict[str, Doubt] = {}
    for number, text in enumerate(texts, 1):
        for word in spelling.unknown(text, spoken, own):
            place = f"{poster.code}.{number}"
            found.setdefault(word.casefold(), Doubt(place, word, spelling.meant(word, spoken)))
    return list(found.values())


def _doubted(doubts: Sequence[Doubt], unread: Sequence[str], words: Words) -> list[Block]:
    """The doubtful words before all texts, and which languages nobody can look up."""
    blocks: list[Block] = []
    if doubts:
        blocks += paragraph(words("Words that no dictionary knows"), HEAD, WIDE)
        for each in doubts:
            mark = shape(each.place, QUIET).place(0.0, TEXT.size)
            said = each.word
            if each.meant:
                said = words("{word}: {meant}?", word=each.word, meant=", ".join(each.meant))
            blocks += paragraph(said, TEXT, WIDE, indent=_NUMBER + 2, mark=mark)
        own = words("Add a word that is right to words/{language}/spelling.txt of your user folder.",
                    language=spelling.base(words.language))  # fmt: skip
        blocks += [space(1.5), *paragraph(own, QUIET, WIDE)]
    if unread:
        names = words.listed([posters.own_name(each) for each in unread])
        said = words("There is no dictionary for {languages}: read these texts with care.", languages=names)
        blocks += [space(1.5), *paragraph(said, QUIET, WIDE)]
    return [*blocks, space(6)] if blocks else []


def _draw(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    words, day = options.words, day_of(options)
    gallery = source.get(Gallery, piece.record)
    title = words("Texts of all posters")
    blocks = [
        *head(source, gallery, title, words),
        *paragraph(
            words("Read this before a large print: mark what is wrong, and sign below each poster."),
            QUIET,
            WIDE,
        ),
        space(4),
    ]
    known, doubts, read = _names(source), list[Doubt](), list[Block]()
    all_spoken: dict[str, None] = {}
    hung = in_order(source.find(Poster, gallery=gallery.id))
    for poster in hung:
        paper = posters.paper_of(poster, options.paper)
        page = posters.poster(source, poster, paper, words, day).picture
        texts = texts_of(page)
        spoken = _spoken(source, poster, words)
        all_spoken |= dict.fromkeys(spoken)
        doubts += _doubts(texts, spoken, poster, known)
        read += _poster(poster, page, texts, paper.name, spoken, words)
    once = list({each.word.casefold(): each for each in reversed(doubts)}.values())[::-1]
    unread = [each for each in all_spoken if spelling.base(each) not in spelling.languages()]
    blocks += [*_doubted(once, unread, words), *read]
    if once:
        some = words.listed([each.word for each in once[:_TOLD]])
        warnings.append(
            words.many("{n} word on the posters may be misspelt: {words}",
                       "{n} words on the posters may be misspelt, among them {words}", len(once), words=some)
        )  # fmt: skip
    pages = flowing(blocks, leaf(source, SHEETS["A4"], MARGIN, title, words, day, title))
    return Document(piece.name, title, pages, tiled=False)


def _poster(
    poster: Poster, page: Picture, texts: Sequence[str], paper: str, spoken: Sequence[str], words: Words
) -> list[Block]:
    """One poster: its name, size and languages, its numbered texts, and a line to sign on."""
    about = " · ".join((
        paper, words("version {n}", n=poster.version), ", ".join(map(posters.own_name, spoken)),
    ))  # fmt: skip
    rule = Block(3.0, (shapes.line(0, 1, WIDE, 1, stroke=LIGHT.text, width=0.5),))
    numbered_ = list(_numbered(texts, poster.code))
    named = [rule, *paragraph(page.title, STRONG, WIDE), *paragraph(about, QUIET, WIDE), space(2)]
    first = [together([*named, *group]) for group in numbered_[:1]]
    rest = [together(group) for group in numbered_[1:]]
    return [*first, *rest, _signed(words), space(6)]


def _numbered(texts: Iterable[str], code: str) -> Iterator[list[Block]]:
    for number, text in enumerate(texts, 1):
        mark = shape(f"{code}.{number}", QUIET).place(0.0, TEXT.size)
        yield [*paragraph(text, TEXT, WIDE, indent=_NUMBER + 2, mark=mark), space(1.0)]


def _signed(words: Words) -> Block:
    """A line for who has read it."""
    text = shape(words("Read by, on:"), HEAD)
    y = 12.0
    line = shapes.line(text.width + 4, y, WIDE * 0.6, y, stroke=LIGHT.field, width=0.3)
    return Block(y + 1, (unsaid(text.place(0, y - 0.8)), line))


PROOFING: Final = {
    What.PROOFS: Kind(
        _pieces,
        _draw,
        Poster,
        lambda words: words("There are no posters in this desk yet, so there are no texts to read."),
    )
}
