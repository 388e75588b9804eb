"""A logo from whatever file somebody chose."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kpidesk.domain.wording import Refused
from kpidesk.imports import logo
from kpidesk.imports.logo import read_logo, small_png


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)  # type: ignore[arg-type]
    return target.getvalue()


def test_a_large_picture_becomes_small_and_keeps_its_shape() -> None:
    for kind in ("PNG", "JPEG"):
        made = Image.open(BytesIO(small_png(saved(Image.new("RGB", (4000, 1000), "#235FA3"), kind))))
        assert made.format == "PNG"
        assert made.size == (1200, 300)


def test_what_is_seen_through_stays_so() -> None:
    made = Image.open(BytesIO(small_png(saved(Image.new("RGBA", (10, 10), (1, 2, 3, 0)), "PNG"))))
    assert made.convert("RGBA").getpixel((5, 5)) == (1, 2, 3, 0)
    clear = Image.open(BytesIO(small_png(saved(Image.new("LA", (4, 4), (9, 0)), "PNG"))))
    assert clear.convert("RGBA").getpixel((1, 1)) == (9, 9, 9, 0)


def test_nothing_but_the_picture_is_kept() -> None:
    told = PngInfo()
    told.add_text("Author", "P. Lindqvist")
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    exif[0x0112] = 6  # lies on its side
    image = Image.new("RGB", (40, 20), "#235FA3")
    for data in (saved(image, "PNG", pnginfo=told), saved(image, "JPEG", exif=exif)):
        made = small_png(data)
        assert b"Lindqvist" not in made
        assert b"Secret" not in made
        assert Image.open(BytesIO(made)).info == {}
    turned = Image.open(BytesIO(small_png(saved(image, "JPEG", exif=exif))))
    assert turned.size == (20, 40), "it stands upright"


_WHOLE = saved(Image.new("RGB", (9, 9)), "PNG")
_BROKEN = (b"", b"no picture", _WHOLE[:40], _WHOLE[:8] + b"x" * 50, saved(Image.new("RGB", (9, 9)), "GIF"))


@pytest.mark.parametrize("data", _BROKEN, ids=["empty", "text", "cut", "garbled", "gif"])
def test_what_is_no_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused, match="no picture"):
        small_png(data)


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo, "MOST_PIXELS", 99)
    with pytest.raises(Refused, match="too large"):
        small_png(saved(Image.new("RGB", (10, 10)), "PNG"))


def test_a_file_that_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        read_logo(tmp_path / "gone.png")
    assert told.value.arguments["name"] == "gone.png"
