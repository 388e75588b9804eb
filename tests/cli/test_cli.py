"""The command line as a person runs it: exit codes, one line on standard error, files untouched."""

import json
import os
import re
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk import __version__, cli
from kpidesk.cli import main
from kpidesk.desk.workfile import open_desk
from kpidesk.domain.results import Result
from kpidesk.domain.said_in import languages_of
from kpidesk.exports.pieces import What
from kpidesk.system.paths import Folders

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: object) -> tuple[int, str, str]:
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_version(capsys: Capture) -> None:
    assert run(capsys, "--version")[:2] == (0, f"kpidesk {__version__}\n")


def test_new_makes_an_empty_desk_with_rings_kinds_and_a_map(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "Our desk.kpidesk"
    assert run(capsys, "new", path)[0] == 0
    code, out, _ = run(capsys, "info", path, "--json")
    counts = json.loads(out)["counts"]
    assert code == 0
    assert (counts["ring"], counts["link_kind"], counts["map"], counts["result"]) == (4, 3, 1, 0)


def test_new_writes_in_the_language_that_is_asked_for(
    capsys: Capture, tmp_path: Path, folders: Folders
) -> None:
    path = tmp_path / "Unser Desk.kpidesk"
    assert run(capsys, "new", path, "--lang", "de")[0] == 0
    with closing(open_desk(path, folders)) as opened:
        assert languages_of(opened.desk) == ("de",)


def test_new_never_writes_over_a_file(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "desk.kpidesk"
    path.write_text("mine")
    code, _, err = run(capsys, "new", path)
    assert (code, path.read_text()) == (3, "mine")
    assert "is there already" in err


def test_new_names_the_samples_there_are(capsys: Capture, tmp_path: Path) -> None:
    code, _, err = run(capsys, "new", tmp_path / "desk.kpidesk", "--sample", "nothing")
    assert code == 2
    assert "marrow-valley" in err
    assert list(tmp_path.iterdir()) == []


def test_info_counts_the_sample(capsys: Capture, marrow: Path) -> None:
    code, out, _ = run(capsys, "info", marrow, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["format"], told["last_edit"]) == ("1.8", 1)
    expected = {"result": 20, "link": 30, "goal": 6, "partner": 10, "note": 60, "poster": 13, "value": 364}
    assert {key: told["counts"][key] for key in expected} == expected
    assert "20 result" in run(capsys, "info", marrow)[1]


def test_check_tells_findings_and_ends_well(capsys: Capture, marrow: Path) -> None:
    code, out, _ = run(capsys, "check", marrow, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["integrity"] == "ok"
    by_code: dict[str, list[list[str]]] = {}
    for finding in told["findings"]:
        by_code.setdefault(finding["code"], []).append(finding["records"])
        assert re.search(r"[.?!”]$", finding["text"]), finding["text"]
        assert "{" not in finding["text"]
    assert len(by_code["MEASURE_NOT_SHARED"]) == 10
    assert by_code["RESULT_WITHOUT_PATH"] == [["R17"]]
    assert by_code["DECISION_WITHOUT_REASON"] == [["N54"]]
    assert "SM2 is not shared yet" in run(capsys, "check", marrow)[1]


def test_reading_commands_leave_the_file_alone(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    marrow.chmod(0o444)
    before = (marrow.read_bytes(), marrow.stat().st_mtime_ns)
    for command in (["info", marrow], ["check", marrow], ["export", marrow, "map", "--to", tmp_path / "out"]):
        assert run(capsys, *command)[0] == 0
    assert (marrow.read_bytes(), marrow.stat().st_mtime_ns) == before
    assert not marrow.with_name(marrow.name + ".lock").exists()


def test_reading_commands_read_a_desk_that_is_open(capsys: Capture, marrow: Path, folders: Folders) -> None:
    opened = open_desk(marrow, folders)
    assert run(capsys, "info", marrow)[0] == 0
    opened.close()


def test_export_writes_everything(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    code, out, err = run(
        capsys, "export", marrow, "all", "--to", tmp_path / "out", "--paper", "A3", "--tile", "A4"
    )
    assert (code, err) == (0, "")
    assert "Please note" not in out
    listed = {Path(line).relative_to(tmp_path / "out").as_posix() for line in out.splitlines()}
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert listed == written
    expected = "map-A3.pdf map-A3-on-A4.pdf posters-A3.pdf posters/G07-A3.pdf posters/G07-A3-on-A4.pdf"
    assert {*expected.split(), "sharing-A3.pdf", "workbook.xlsx"} <= written
    assert len([name for name in written if name.startswith("posters/") and "-on-" not in name]) == 13


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "FILE", "everything", "--to", "out"],
        ["export", "FILE", "map"],
        ["export", "FILE", "map", "--to", "out", "--paper", "A9"],
        ["export", "FILE", "map", "--to", "out", "--lang", "xx"],
        ["info"],
        ["dance"],
    ],
)
def test_wrong_use_ends_with_2(capsys: Capture, marrow: Path, arguments: list[str]) -> None:
    code, _, err = run(capsys, *[str(marrow) if word == "FILE" else word for word in arguments])
    assert code == 2
    assert err


@pytest.mark.parametrize("command", ["info", "check", "export"])
@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (None, 1, "There is no file"),
        (b"", 1, "is empty"),
        (b"\xff\xd8\xff\xe0" + bytes(300), 1, "not a KPI Desk file"),
        ("half", 3, "is damaged"),
        ("newer", 1, "newer KPI Desk"),
    ],
)
def test_bad_files(
    capsys: Capture, tmp_path: Path, sample_file: Path, command: str, content: object, code: int, says: str
) -> None:
    path = tmp_path / "bad.kpidesk"
    good = sample_file.read_bytes()
    known = {"half": good[: len(good) // 2], "newer": good[:60] + (900).to_bytes(4) + good[64:]}
    if content is not None:
        path.write_bytes(known[content] if isinstance(content, str) else content)  # type: ignore[arg-type]
    extra = ["map", "--to", str(tmp_path / "out")] if command == "export" else []
    ended, out, err = run(capsys, command, path, *extra)
    assert (ended, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_is_no_desk(capsys: Capture, tmp_path: Path) -> None:
    assert run(capsys, "info", tmp_path)[0] == 1


def test_an_export_into_a_file_says_so(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    code, _, err = run(capsys, "export", marrow, "map", "--to", tmp_path / "out")
    assert code == 3
    assert "kpidesk: " in err
    assert (tmp_path / "out").read_text() == "mine"


def test_odd_texts_come_through(capsys: Capture, marrow: Path, folders: Folders, tmp_path: Path) -> None:
    opened = open_desk(marrow, folders)
    texts = ["tab\tand\x07bell", "مرحبا بالعالم 12%", "🙂👩‍👩‍👧 family", "=HYPERLINK(1)", "x" * 10_000]
    with opened.desk.edit("Odd texts") as edit:
        for text in texts:
            edit.put(
                Result(
                    id=edit.new_id(), code=edit.next_code("R"), statement=text, ring=edit.find(Result)[0].ring
                )
            )
    opened.publish()
    opened.close()
    assert run(capsys, "check", marrow, "--json")[0] == 0
    assert run(capsys, "export", marrow, "map", "workbook", "--to", tmp_path / "out")[0] == 0


def test_our_own_failure_is_a_line_and_a_report(
    capsys: Capture, marrow: Path, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the person")

    monkeypatch.setattr("kpidesk.domain.checks.check_desk", fail)
    code, _, err = run(capsys, "check", marrow)
    assert code == 3
    assert err.count("\n") == 1
    (report,) = folders.reports.iterdir()
    with zipfile.ZipFile(report) as archive:
        told = archive.read("report.txt").decode()
    assert "RuntimeError" in told
    assert str(report) in err
    assert "secret" not in told + err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_the_window_without_a_screen_is_a_sentence() -> None:
    bare = {
        key: value for key, value in os.environ.items() if "DISPLAY" not in key and key != "QT_QPA_PLATFORM"
    }
    done = subprocess.run([sys.executable, "-m", "kpidesk"], capture_output=True, check=False, env=bare)
    assert done.returncode == 3
    assert done.stderr == b"kpidesk: there is no screen here for the window\n"


def test_the_command_as_installed(marrow: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpidesk", "info", str(marrow), "--json"],
        capture_output=True,
        check=True,
        env=os.environ,
    )
    assert json.loads(done.stdout)["counts"]["result"] == 20
    assert done.stderr == b""


def test_reading_needs_no_qt(marrow: Path) -> None:
    script = (
        "import sys\nfrom kpidesk.cli import main\n"
        f"code = main(['check', {str(marrow)!r}])\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules), 'Qt was imported'\n"
        "sys.exit(code)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)


def test_a_file_alone_opens_the_window(
    capsys: Capture, tmp_path: Path, marrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def open_window(path: Path | None) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr("kpidesk.ui.start.open_window", open_window)
    assert run(capsys, marrow)[0] == 0
    assert run(capsys, tmp_path / "gone.kpidesk")[0] == 0  # the window tells it
    assert run(capsys)[0] == 0
    assert opened == [marrow, tmp_path / "gone.kpidesk", None]
    code, _, error = run(capsys, "exprot")
    assert code == 2
    assert "exprot" in error


@pytest.mark.parametrize("size", ["big", "640x480", "1366", "-1x768", "1366x"])
def test_screens_refuse_odd_sizes(capsys: Capture, tmp_path: Path, size: str) -> None:
    assert run(capsys, "screens", "--to", tmp_path, f"--size={size}")[0] == 2


def test_screens_show_every_page_of_a_desk(capsys: Capture, tmp_path: Path, marrow: Path) -> None:
    before = marrow.read_bytes()
    code, out, _ = run(capsys, "screens", marrow, "--to", tmp_path / "out", "--size", "1280x720")
    assert code == 0
    names = {Path(line).stem for line in out.splitlines()}
    assert {"start", "home", "results", "measures", "sharing", "gallery", "publish", "search"} <= names
    assert all((tmp_path / "out" / f"{name}.png").stat().st_size > 10_000 for name in names)
    assert marrow.read_bytes() == before


def test_screens_of_what_is_no_desk_are_refused(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "no.kpidesk").write_bytes(b"")
    assert run(capsys, "screens", tmp_path / "no.kpidesk", "--to", tmp_path / "out")[0] == 1


def test_a_part_of_the_map_goes_out_as_pictures(capsys: Capture, marrow: Path, tmp_path: Path) -> None:
    code, out, err = run(
        capsys, "export", marrow, "map", "steps", "tests", "centre", "--to", tmp_path, "--paper", "A4",
        "--also", "svg", "png", "--dpi", "72", "--layout", "layered", "--ring", "2", "--ring", "Team",
        "--tag", "wastewater", "--tag", "Customer centre",
    )  # fmt: skip
    assert (code, err) == (0, "")
    names = {Path(line).name for line in out.splitlines()}
    assert names == {
        "map-A4.pdf", "map-A4.svg", "map-A4-72dpi.png", "map-steps.pdf", "tests-A4.pdf", "centre-A4.pdf",
    }  # fmt: skip
    assert (tmp_path / "map-A4.svg").read_text(encoding="utf-8").count('class="bubble"') == 4


@pytest.mark.parametrize("part", ["ring", "owner", "area", "tag"])
def test_a_part_that_is_not_there_is_named(capsys: Capture, marrow: Path, tmp_path: Path, part: str) -> None:
    code, out, err = run(capsys, "export", marrow, "map", "--to", tmp_path, f"--{part}", "Nobody’s")
    assert (code, out) == (2, "")
    assert "Nobody’s" in err
    assert not list(tmp_path.rglob("*.pdf"))


def test_help_says_how_parts_combine(capsys: Capture) -> None:
    _, out, _ = run(capsys, "export", "--help")
    told = " ".join(out.split())
    assert "only results of this owner; named again: of any of them" in told
    assert "of different families as both" in told


def test_whatever_can_be_published_can_be_exported_by_its_name() -> None:
    """The names stand in the command line once more, so that it need not import what draws them."""
    assert set(cli._EXPORTS) == {each.value for each in What}
