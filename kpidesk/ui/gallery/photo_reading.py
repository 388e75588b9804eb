"""Reading photos of the wall on the worker: which posters they show, and what looks like notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from PIL import Image

from kpidesk.domain.gallery import Poster
from kpidesk.domain.photos import SortedPhoto
from kpidesk.domain.posters import lies
from kpidesk.domain.reader import Reader
from kpidesk.domain.walls import Printout
from kpidesk.domain.wording import Refused
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.posters import poster
from kpidesk.exports.printed import as_image
from kpidesk.imports.photos import open_photo
from kpidesk.imports.photos_codes import Sheet, sheet_of
from kpidesk.imports.photos_sorted import sort_photo
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Progress, Stopped

_SCALE: Final = 2.0  # pixels of a drawn poster to the millimetre


@dataclass(frozen=True, slots=True)
class Read:
    """Photos that were read, and files that were not, with the reason."""

    photos: tuple[SortedPhoto, ...]
    refused: tuple[tuple[str, Refused], ...]


class Prints(Mapping[str, Sequence[Sheet]]):
    """The posters of a gallery as they may have been printed; each is drawn when it is first seen.

    Which paper was taken follows from where the codes are; the one that is likely comes first, since A0
    and A1 differ in nothing but size.
    """

    def __init__(self, desk: Reader, gallery_id: str, paper: str, words: Words, day: date) -> None:
        self._desk, self._words, self._day, self._paper = desk, words, day, paper
        self._posters = {each.code: each for each in desk.find(Poster, gallery=gallery_id)}
        self._sheets: dict[str, list[Sheet]] = {}
        self._pictures: dict[tuple[str, str], Picture] = {}
        self._drawn: dict[tuple[str, str], Image.Image] = {}

    def __getitem__(self, code: str) -> Sequence[Sheet]:
        """The sheets of a poster, the likeliest first."""
        if code not in self._sheets:
            self._sheets[code] = [self._sheet(code, name) for name in self._papers(self._posters[code])]
        return self._sheets[code]

    def __iter__(self) -> Iterator[str]:
        """The codes of the posters."""
        return iter(self._posters)

    def __len__(self) -> int:
        """How many posters there are."""
        return len(self._posters)

    def _papers(self, shown: Poster) -> list[str]:
        printed = sorted(self._desk.find(Printout, poster=shown.id), key=lambda each: each.printed_at)
        likely = [each.paper for each in reversed(printed)] + [shown.paper, self._paper]
        return [name for name in dict.fromkeys([*likely, *SHEETS]) if name in SHEETS]

    def _sheet(self, code: str, name: str) -> Sheet:
        shown = self._posters[code]
        paper = SHEETS[name].landscape if lies(shown) else SHEETS[name].portrait
        picture = poster(self._desk, shown, paper, self._words, self._day).picture
        self._pictures[code, name] = picture
        return sheet_of(picture, code, name)

    def printed(self, sheet: Sheet) -> Image.Image:
        """A sheet as it comes from the printer."""
        key = (sheet.code, sheet.paper)
        if key not in self._drawn:
            self._drawn[key] = as_image(self._pictures[key], _SCALE)
        return self._drawn[key]


@dataclass
class Reading:
    """The work of a job. `paths` are read one after the other; what was read stays when it is stopped."""

    desk: Reader
    gallery: str
    paper: str
    words: Words
    day: date
    paths: Sequence[Path]
    photos: list[SortedPhoto] = field(default_factory=list)
    refused: list[tuple[str, Refused]] = field(default_factory=list)

    def __call__(self, progress: Progress, stopped: Stopped) -> Read:
        """Do it."""
        prints = Prints(self.desk, self.gallery, self.paper, self.words, self.day)
        for number, path in enumerate(self.paths):
            if stopped():
                break
            progress(number, len(self.paths))
            try:
                self.photos.append(sort_photo(open_photo(path), prints, prints.printed, stopped))
            except Refused as refused:
                self.refused.append((path.name, refused))
        return Read(tuple(self.photos), tuple(self.refused))
