"""Opening photos: whatever the file is, a picture the right way up or a sentence that says what to do."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import ExifTags, Image

from kpidesk.domain.wording import Refused
from kpidesk.imports import photos
from kpidesk.imports.photos import kept, open_photo

HEIC = Path(__file__).parent.parent / "data" / "wall.heic"
RED, BLUE = (220, 20, 20), (20, 20, 220)


def half(mode: str = "RGB", size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0], size[1] // 2))
    return image.convert(mode)


def near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


def test_upright_whatever_way_the_phone_lay(tmp_path: Path) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    for orientation, turn in turns.items():
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = orientation
        file = tmp_path / f"{orientation}.jpg"
        half().transpose(turn).save(file, exif=exif)
        opened = open_photo(file)
        assert opened.image.size == (600, 400), orientation
        assert near(opened.image.getpixel((300, 40)), RED), orientation
        assert near(opened.image.getpixel((300, 360)), BLUE), orientation


def test_phones_of_the_other_kind() -> None:
    opened = open_photo(HEIC)
    wide, tall = opened.image.size
    assert tall > wide
    assert opened.taken == datetime(2025, 7, 8, 16, 4, 5)  # noqa: DTZ001 - local time of the place
    assert opened.lens.focal == pytest.approx(26 / 43.27 * (wide**2 + tall**2) ** 0.5)
    # The coloured band of the poster is at the top.
    head = opened.image.getpixel((wide // 2, 6))
    foot = opened.image.getpixel((wide // 2, tall // 2))
    assert max(head) - min(head) > max(foot) - min(foot)


def test_nothing_tells_where_it_was(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Maker of phones"
    exif[ExifTags.Base.DateTime] = "2025:07:08 16:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 30.0, 0.0)
    half().save(tmp_path / "wall.jpg", exif=exif, comment=b"by Ann", icc_profile=b"x" * 200)
    opened = open_photo(tmp_path / "wall.jpg")
    assert opened.taken == datetime(2025, 7, 8, 16)  # noqa: DTZ001 - local time of the place
    data = kept(opened.image)
    assert not {word for word in (b"Exif", b"Maker", b"by Ann", b"GPS", b"ICC", b"xxxx") if word in data}
    assert not Image.open(BytesIO(data)).getexif()


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "RGBA", "LA", "I;16"])
def test_any_kind_of_colour(mode: str, tmp_path: Path) -> None:
    if mode == "I;16":
        image = Image.new("I", (600, 400), 60_000)
        image.paste(5_000, (0, 0, 600, 200))
        image.convert("I;16").save(tmp_path / "x.png")
        opened = open_photo(tmp_path / "x.png")
        assert opened.image.getpixel((300, 100))[0] == pytest.approx(5_000 / 257, abs=3)
        assert opened.image.getpixel((300, 300))[0] == pytest.approx(60_000 / 257, abs=3)
        return
    image = half("L").convert("LA") if mode == "LA" else half(mode)
    file = tmp_path / ("x.jpg" if mode == "CMYK" else "x.png")
    image.save(file)
    opened = open_photo(file)
    assert opened.image.mode == "RGB"
    above, below = opened.image.getpixel((300, 50)), opened.image.getpixel((300, 350))
    assert above != below
    if mode in {"P", "CMYK", "RGBA"}:
        assert near(above, RED)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(tmp_path / "x.png")
    assert open_photo(tmp_path / "x.png").image.getpixel((5, 5)) == (255, 255, 255)


def test_of_moving_pictures_the_first(tmp_path: Path) -> None:
    half().save(tmp_path / "x.png", save_all=True, append_images=[Image.new("RGB", (600, 400), BLUE)])
    assert near(open_photo(tmp_path / "x.png").image.getpixel((300, 40)), RED)


def test_the_ending_does_not_matter(tmp_path: Path) -> None:
    half().save(tmp_path / "photo.jpg", format="PNG")
    assert near(open_photo(tmp_path / "photo.jpg").image.getpixel((300, 40)), RED)


def _refused(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        open_photo(path)
    said = str(caught.value)
    assert path.name in said
    return said


def test_no_photo(tmp_path: Path) -> None:
    for name, data in (
        ("a.jpg", b""),
        ("b.png", b"hello"),
        ("c.heic", b"\0" * 400),
        ("d.pdf", b"%PDF-1.7 ..."),
    ):
        (tmp_path / name).write_bytes(data)
        assert "is no photo" in _refused(tmp_path / name)
    half().save(tmp_path / "e.gif")
    assert "is no photo" in _refused(tmp_path / "e.gif")
    assert "not there" in _refused(tmp_path / "gone.jpg")
    (tmp_path / "folder.jpg").mkdir()
    assert "cannot be read" in _refused(tmp_path / "folder.jpg")


@pytest.mark.parametrize("name", ["wall.jpg", "wall.png", "wall.heic"])
def test_cut_short_or_scrambled(name: str, tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (600, 400), Random(1).randbytes(720_000))
    file = tmp_path / name
    if name.endswith("heic"):
        file.write_bytes(HEIC.read_bytes())
    else:
        noise.save(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in _refused(file)
    chance = Random(name)
    for _ in range(30):
        data = bytearray(whole)
        for _ in range(40):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        try:
            opened = open_photo(file)
        except Refused as refused:
            assert name in str(refused)  # noqa: PT017 - either outcome will do
        else:
            assert opened.image.mode == "RGB"


def test_too_large_and_too_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half(size=(150, 400)).save(tmp_path / "icon.png")
    assert "too small" in _refused(tmp_path / "icon.png")
    # A picture of 16 thousand million pixels in a few kilobytes.
    Image.new("1", (12_000, 12_000)).save(tmp_path / "bomb.png")
    assert "144 million pixels" in _refused(tmp_path / "bomb.png")
    data = bytearray((tmp_path / "bomb.png").read_bytes())
    data[16:24] = (130_000).to_bytes(4, "big") * 2
    (tmp_path / "bomb.png").write_bytes(data)
    _refused(tmp_path / "bomb.png")
    monkeypatch.setattr(photos, "LARGEST", 1_000)
    half().save(tmp_path / "big.png", compress_level=0)
    assert "at most" in _refused(tmp_path / "big.png")


def test_more_pixels_than_needed_become_fewer(tmp_path: Path) -> None:
    half(size=(8_000, 6_000)).save(tmp_path / "x.jpg")
    opened = open_photo(tmp_path / "x.jpg")
    assert max(opened.image.size) <= photos.LOOKED_AT
    assert opened.image.width / opened.image.height == pytest.approx(4 / 3, rel=0.01)


@pytest.mark.parametrize("size", [(4_000, 3_000), (300, 300), (4_000, 210)])
def test_kept_small(size: tuple[int, int], noise: Callable[[tuple[int, int]], Image.Image]) -> None:
    data = kept(noise(size))
    assert len(data) <= photos.KEPT_BYTES
    with Image.open(BytesIO(data)) as image:
        assert max(image.size) <= photos.KEPT
        assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.03)


@pytest.fixture
def noise() -> Callable[[tuple[int, int]], Image.Image]:
    """Pictures that no JPEG makes small."""
    return lambda size: Image.frombytes("RGB", size, Random(2).randbytes(3 * size[0] * size[1]))
