"""The projector on a real second screen of an X server, which is unplugged in every state."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest

NEEDED = ("Xvfb", "xrandr")
RIGHT = [1366, 0, 1920, 1080]
LEFT = [0, 0, 1366, 768]
missing = [each for each in NEEDED if shutil.which(each) is None]
missing += [] if find_library("xcb-cursor") else ["libxcb-cursor0"]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
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
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def seen(display: str, sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What somebody sees who walks through the room once."""
    folder = tmp_path_factory.mktemp("room")
    desk = folder / "room.kpidesk"
    shutil.copy(sample_file, desk)
    room = Path(__file__).with_name("room.py")
    walked = subprocess.run(
        [sys.executable, str(room), str(desk), str(folder / "own")],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb",
             "QT_SCREEN_SCALE_FACTORS": "left=1;right=1;far=1;scaled=1.5"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert walked.returncode == 0, walked.stderr
    assert "Traceback" not in walked.stderr, walked.stderr
    return json.loads(walked.stdout.splitlines()[-1])


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
