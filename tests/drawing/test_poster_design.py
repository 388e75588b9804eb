"""The design on a poster: what people would notice and what they considered; less of it on small paper."""

from datetime import date

import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.designs import Candidate, Design
from kpidesk.domain.gallery import Poster
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Group, walk
from kpidesk.drawing.posters import Drawn, poster
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)


@pytest.fixture
def desk(sample_file) -> Desk:
    """The sample, to read."""
    found = read_desk(sample_file)
    yield found
    found.close()


def drawn(desk: Desk, code: str, paper: str) -> Drawn:
    return poster(desk, desk.find(Poster, code=code)[0], SHEETS[paper], Words(), DAY)


def section(page: Drawn, title: str) -> str | None:
    for item in walk(page.picture.items):
        if isinstance(item, Group) and item.role == "section" and item.name == title:
            return " ".join(run.text for run in walk(item.items) if isinstance(run, GlyphRun))
    return None


def test_a_large_poster_tells_all_of_the_design(desk: Desk) -> None:
    page = drawn(desk, "G07", "A1")
    assert page.overflow == ()
    wanted = section(page, "The result we want") or ""
    for text in ("The street is dry", "No tanker at the corner", "The crew's van leaves"):
        assert text in wanted
    considered = section(page, "What we considered") or ""
    design = desk.find(Design)[0]
    for candidate in desk.find(Candidate, design=design.id):
        assert candidate.wording.split()[0] in considered
    assert "strength" in considered
    assert "build the data" in considered
    # What could go wrong is no evidence of the result.
    assert "Rushing" not in wanted


def test_a_small_poster_keeps_the_chosen_candidate(desk: Desk) -> None:
    page = drawn(desk, "G07", "A3")
    assert page.overflow == ()
    considered = section(page, "What we considered") or ""
    assert "Median hours" in considered
    assert "Tanker" not in considered


def test_without_a_design_there_is_no_such_section(desk: Desk) -> None:
    assert section(drawn(desk, "G02", "A1"), "What we considered") is None
