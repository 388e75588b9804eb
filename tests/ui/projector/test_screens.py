"""The projector on a real second screen of an X server, unplugged and in other modes in every state."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("Xvfb", "xrandr")
RIGHT = [1366, 0, 1920, 1080]
LEFT = [0, 0, 1366, 768]
missing = [each for each in NEEDED if shutil.which(each) is None]
missing += [] if find_library("xcb-cursor") else ["libxcb-cursor0"]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@contextmanager
def display() -> Iterator[str]:
    """A free X display of its own, wide enough for two screens."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "4310x1080x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def walked(name: str, sample_file: Path, folder: Path, **environment: str) -> Any:
    """What somebody sees who walks through the room once."""
    desk = folder / "room.kpidesk"
    shutil.copy(sample_file, desk)
    with display() as number:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.ui.projector.{name}", str(desk), str(folder / "own")],
            env={**os.environ, "DISPLAY": number, "QT_QPA_PLATFORM": "xcb", **environment},
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def seen(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is seen while screens come and go."""
    scales = "left=1;right=1;far=1;scaled=1.5"
    return walked("room", sample_file, tmp_path_factory.mktemp("room"), QT_SCREEN_SCALE_FACTORS=scales)


@pytest.fixture(scope="module")
def modes(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is seen while a screen that stays there changes its mode or scale."""
    return walked("modes", sample_file, tmp_path_factory.mktemp("modes"))


def test_the_wall_fills_the_second_screen_and_nothing_else(seen: Any) -> None:
    assert seen["begun"]["walls"] == [RIGHT]
    assert seen["begun"]["shown"]


def test_the_wall_follows_selection_and_drags_but_not_when_frozen(seen: Any) -> None:
    assert seen["selected"]["follows"]
    assert seen["dragged"]["follows"]
    assert not seen["frozen"]["follows"]
    assert seen["black"]["dark"]


@pytest.mark.parametrize("state", ["black", "frozen", "plain"])
def test_unplugging_in_any_state_leaves_no_window_behind_and_it_comes_back(seen: Any, state: str) -> None:
    away, back = seen[f"unplugged {state}"], seen[f"plugged in {state}"]
    assert (away["walls"], away["on"], away["shown"], away["window"]) == ([], True, False, True)
    assert (back["walls"], back["shown"], back["window"]) == ([RIGHT], True, True)
    assert back["dark"] is (state == "black")


def test_ending_takes_the_wall_away(seen: Any) -> None:
    assert seen["ended"]["walls"] == []
    assert not seen["ended"]["on"]


def test_a_room_that_can_only_mirror_gets_the_work_alone(seen: Any) -> None:
    assert seen["alone"]["said"]
    assert seen["alone"]["walls"] == []
    assert (seen["bare"]["rail"], seen["bare"]["outline"]) == (False, False)
    assert (seen["back"]["rail"], seen["back"]["outline"]) == (True, True)


STATES = ["following", "sent", "frozen", "black", "logo", "door", "workshop", "timer"]
AREAS = {"again": RIGHT, "smaller": [1366, 0, 1024, 768], "scaled": [1366, 0, 1280, 720]}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("change", AREAS)
def test_a_screen_that_goes_and_comes_otherwise_changes_nothing_of_what_is_on_air(
    seen: Any, state: str, change: str
) -> None:
    found = seen[f"{state} {change}"]
    assert found["away"] == {"walls": 0, "told": True, "kept": True}
    assert found["walls"] == [AREAS[change]]
    assert found["window"]
    assert found["console"]
    assert found["kept"]
    assert not found["told"]
    assert found["dark"] is (state == "black")
    if state in {"sent", "frozen"}:
        assert found["same"]
        assert found["shape"] == pytest.approx(16 / 9)
    else:  # drawn anew for what it is shown on
        wide, tall = AREAS[change][2:]
        assert found["shape"] == pytest.approx(wide / tall)


def test_the_screen_that_was_taken_is_taken_again(seen: Any) -> None:
    far = [[3286, 0, 1024, 768]]
    assert seen["taken"]["walls"] == far
    assert seen["taken again"]["walls"] == far
    assert seen["the other one"]["walls"] == [RIGHT]


def test_one_screen_shows_the_wall_or_the_program_by_one_key(seen: Any) -> None:
    assert seen["swapped"]["walls"] == [LEFT]
    assert seen["swapped"]["here"]
    assert seen["clicked"]["title"].startswith("2 Strategy")
    assert seen["clicked"]["dark"]
    assert seen["unswapped"]["walls"] == []
    assert (seen["unswapped"]["on"], seen["unswapped"]["black"], seen["unswapped"]["window"]) == (
        True,
        True,
        True,
    )
    assert (seen["swapped again"]["walls"], seen["swapped again"]["dark"]) == ([LEFT], True)


def test_a_projector_that_comes_takes_the_wall_from_the_laptop(seen: Any) -> None:
    found = seen["plugged in while swapped"]
    assert (found["walls"], found["here"], found["black"]) == ([RIGHT], False, True)


MODES = {"small": [0, 0, 1024, 768], "wide": [0, 0, 1280, 720], "big": [0, 0, 1920, 1080]}
MODES["scaled"] = MODES["wide"]
ON_AIR = ["following", "spotlight", "vote", "logo", "black", "sent", "previewing", "frozen"]


@pytest.mark.parametrize("state", ON_AIR)
@pytest.mark.parametrize("mode", MODES)
def test_another_mode_of_the_projector_changes_nothing_of_what_is_on_air(
    modes: Any, state: str, mode: str
) -> None:
    found, wanted = modes[f"{state} {mode}"], MODES[mode]
    shape = pytest.approx(wanted[2] / wanted[3])
    assert found["walls"] == [wanted]
    assert (found["same wall"], found["kept"], found["told"], found["console"]) == (True, True, False, True)
    assert found["pixels"] == (MODES["big"] if mode == "scaled" else wanted)[2:]
    assert found["dark"] is (state == "black")
    assert found["next"] == shape
    if state in {"sent", "previewing", "frozen"}:  # what was sent stays as it was sent
        assert found["same"]
        assert found["shape"] == pytest.approx(16 / 9)
    else:
        assert found["shape"] == shape
    assert found["other"] is (state == "previewing")
    assert found["lit"] is (state == "spotlight")


@pytest.mark.parametrize("mode", MODES)
def test_a_secret_vote_stays_hidden_in_every_mode(modes: Any, mode: str) -> None:
    found = modes[f"vote {mode}"]
    assert found["papers"] == 2
    assert found["words"] == modes["vote begun"]["words"]
    assert "leaks" in found["words"]


def test_a_projector_that_begins_to_mirror_does_not_cover_the_program(modes: Any) -> None:
    moved, away, back = modes["further on"], modes["mirroring"], modes["beside again"]
    assert (moved["walls"], moved["told"]) == ([[100, 0, 1920, 1080]], False)
    assert (away["walls"], away["on"], away["told"], away["window"]) == ([], True, True, True)
    assert (back["walls"], back["told"], back["same"]) == ([MODES["big"]], False, True)


def test_the_wall_over_the_program_fills_the_laptop_in_every_mode(modes: Any) -> None:
    for mode, area in MODES.items():
        found = modes[f"here {mode}"]
        assert (found["walls"], found["here"], found["keys"]) == ([area], True, True)
        assert found["shape"] == pytest.approx(area[2] / area[3])
    assert modes["here no more"]["walls"] == []
