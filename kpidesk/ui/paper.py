"""One paper that comes with the program, written as PDF where the person asked for it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpidesk.drawing.picture import Picture
    from kpidesk.ui.window import Window


def write_paper(window: "Window", pages: "Sequence[Picture]", path: Path, written: str) -> str:
    """Write pages and say so in the window, which offers to open them; what was said.

    Args:
        window: where it is said.
        pages: the sheets; the title of the first is that of all.
        path: the file.
        written: the sentence that tells that it was.
    """
    from kpidesk.desk.problems import DeskProblem  # noqa: PLC0415 - only when asked for
    from kpidesk.exports.job import write_file  # noqa: PLC0415
    from kpidesk.exports.pdf import write_pdf  # noqa: PLC0415

    words, told = window.words, list[str]()
    write = partial(write_pdf, pages, title=pages[0].title, language=words.language)
    try:
        place = write_file(path, write, words, told)
    except DeskProblem as problem:
        said = words.told(problem)
        window.say(said, bad=True)
        return said
    said = " ".join([written, *told])
    window.say(said, button=words("Open it"), do=partial(window.open_folder, place))
    return said
