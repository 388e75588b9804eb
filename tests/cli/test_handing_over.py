"""JSON and the hand-over pack from the command line."""

import json
from pathlib import Path

import pytest

from kpidesk.cli import main


def test_json_and_back_is_identical(marrow: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = marrow.read_bytes()
    assert main(["export", str(marrow), "json", "--to", str(tmp_path / "one")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'one' / 'desk.json'}\n"
    again = tmp_path / "again.kpidesk"
    assert main(["new", str(again), "--from", str(tmp_path / "one" / "desk.json")]) == 0
    assert main(["export", str(again), "json", "--to", str(tmp_path / "two")]) == 0
    one, two = ((tmp_path / name / "desk.json").read_bytes() for name in ("one", "two"))
    assert one == two
    assert marrow.read_bytes() == before


def test_json_that_is_none_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"kind": "KPI Desk", "format": 1}))
    assert main(["new", str(tmp_path / "new.kpidesk"), "--from", str(bad)]) == 1
    said = capsys.readouterr().err
    assert (said.count("\n"), "has no records" in said) == (1, True)
    assert not (tmp_path / "new.kpidesk").exists()


def test_a_pack_as_zip(begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handover", str(begun), "--to", str(tmp_path / "packs"), "--zip"]) == 0
    (pack,) = (tmp_path / "packs").iterdir()
    assert pack.suffix == ".zip"
    assert capsys.readouterr().out.splitlines()[-1] == str(pack)
