"""`kpidesk manual`: a folder of plain files that any browser reads, with pictures of the sample."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from kpidesk.cli import main
from kpidesk.exports.manual import shrink
from kpidesk.system.manual import pages


class Sound(HTMLParser):
    """Checks that what is opened is closed, and gathers where a page leads."""

    SINGLE = frozenset({"meta", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.leads += [value for name, value in attrs if name in {"href", "src"} and value]
        if tag not in self.SINGLE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_folder_holds_every_page_and_a_list(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (40, 30), "white").save(tmp_path / "pictures" / "results.png")
    assert main(["manual", "--to", str(tmp_path), "--lang", language, "--without-pictures"]) == 0
    names = {f"{page.name}.html" for page in pages(language)} | {"index.html"}
    assert {path.name for path in tmp_path.glob("*.html")} == names
    assert set(capsys.readouterr().out.split()) == {str(tmp_path / name) for name in names}
    for path in tmp_path.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = Sound()
        page.feed(text)
        assert not page.open, path.name
        assert re.search(rf'<html lang="{language}">', text)
        for lead in page.leads:
            assert (tmp_path / lead).is_file(), (path.name, lead)
    assert 'src="pictures/results.png"' in (tmp_path / "04-map.html").read_text(encoding="utf-8")
    assert "<img" not in (tmp_path / "06-design.html").read_text(encoding="utf-8")


def test_what_is_in_the_way_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    assert main(["manual", "--to", str(tmp_path / "file")]) == 3
    assert "kpidesk:" in capsys.readouterr().err


def test_pictures_become_small_and_keep_their_size_on_screen(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    made = Image.linear_gradient("L").resize((1366, 768)).convert("RGB")
    made.save(path)
    before = path.stat().st_size
    shrink(path)
    with Image.open(path) as small:
        assert small.size == (1366, 768)
    assert path.stat().st_size < before
