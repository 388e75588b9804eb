"""Backups: written whole, named by time and reason, listed with what cannot be read, thinned with care."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.desk.backups import (
    OVERWRITTEN,
    TIMER,
    UNSAVED,
    UPGRADE,
    Backup,
    back_up,
    backups,
    in_folder,
    remove,
    restore,
    surplus,
    thin,
)
from kpidesk.desk.leftovers import leftovers_of, save_leftover
from kpidesk.desk.problems import DeskProblem, NoAccess
from kpidesk.desk.workfile import OpenDesk, backups_of, open_desk, read_desk
from kpidesk.domain.results import Result
from kpidesk.system.paths import Folders

NOW = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)


@pytest.fixture
def opened(marrow: Path, folders: Folders, clock) -> OpenDesk:
    opened = open_desk(marrow, folders, clock=clock)
    yield opened
    opened.close()


def test_a_backup_is_a_whole_desk(opened: OpenDesk, folders: Folders, clock) -> None:
    one = back_up(opened.desk, folders, "import", clock())
    other = back_up(opened.desk, folders, "import", clock())
    assert one != other
    copy = read_desk(one)
    assert copy.counts() == opened.desk.counts()
    copy.close()


def test_backups_tell_when_and_why_the_newest_first(opened: OpenDesk, folders: Folders, clock) -> None:
    back_up(opened.desk, folders, "import", clock())
    clock.wait(hours=3)
    newest = back_up(opened.desk, folders, TIMER, clock())
    first, second = backups(folders, opened.desk.desk_id)
    assert (first.path, first.at, first.reason) == (newest, clock(), TIMER)
    assert (second.at, second.reason) == (clock() - timedelta(hours=3), "import")
    assert first.readable
    assert first.size == newest.stat().st_size


def test_without_backups_there_are_none(folders: Folders) -> None:
    assert backups(folders, "nobody") == ()


def test_one_that_cannot_be_read_is_listed_as_such(opened: OpenDesk, folders: Folders, clock) -> None:
    broken = back_up(opened.desk, folders, "import", clock())
    broken.write_bytes(b"no desk at all")
    (listed,) = backups(folders, opened.desk.desk_id)
    assert not listed.readable
    assert listed.reason == "import"


def test_files_of_older_names_are_listed_and_never_thinned_out(
    opened: OpenDesk, folders: Folders, marrow: Path
) -> None:
    folder = backups_of(folders, opened.desk.desk_id)
    folder.mkdir(parents=True)
    over = folder / "overwritten-abc-marrow-valley.kpidesk"
    before = folders.backups / "marrow-valley-before-upgrade-abc.kpidesk"
    stray = folders.backups / "other-before-upgrade-abc.kpidesk"
    for path in (over, before):
        path.write_bytes(marrow.read_bytes())
    stray.write_bytes(b"some other file")
    long_ago = (NOW - timedelta(days=900)).timestamp()
    os.utime(over, (long_ago, long_ago))
    assert {(each.path, each.reason) for each in backups(folders, opened.desk.desk_id)} == {
        (over, OVERWRITTEN),
        (before, UPGRADE),
    }
    thin(folder, NOW)
    assert over.exists()


def test_a_name_with_an_impossible_day_takes_the_time_of_the_file(folders: Folders) -> None:
    folder = backups_of(folders, "desk")
    folder.mkdir(parents=True)
    path = folder / "20259999-000000-import.kpidesk"
    path.write_bytes(b"")
    (listed,) = backups(folders, "desk")
    assert listed.at == datetime.fromtimestamp(path.stat().st_mtime, UTC)


def test_a_backup_is_restored_to_a_new_file_only(opened: OpenDesk, folders: Folders, tmp_path: Path) -> None:
    backup = back_up(opened.desk, folders, "import", NOW)
    target = tmp_path / "restored.kpidesk"
    restore(backup, target)
    copy = read_desk(target)
    assert copy.find(Result) == opened.desk.find(Result)
    copy.close()
    with pytest.raises(NoAccess, match="is there already"):
        restore(backup, target)


def test_a_backup_that_cannot_be_read_is_not_restored(folders: Folders, tmp_path: Path) -> None:
    broken = tmp_path / "broken.kpidesk"
    broken.write_bytes(b"no desk at all")
    with pytest.raises(DeskProblem):
        restore(broken, tmp_path / "restored.kpidesk")
    assert not (tmp_path / "restored.kpidesk").exists()


def test_a_removed_backup_is_gone(opened: OpenDesk, folders: Folders) -> None:
    backup = back_up(opened.desk, folders, "import", NOW)
    remove(backup)
    assert backups(folders, opened.desk.desk_id) == ()


def test_thinning_leaves_what_is_kept_and_nothing_else(
    opened: OpenDesk, folders: Folders, marrow: Path
) -> None:
    folder = backups_of(folders, opened.desk.desk_id)
    folder.mkdir(parents=True)
    for hours in range(0, 24 * 40, 6):
        at = NOW - timedelta(hours=hours)
        (folder / f"{at:%Y%m%d-%H%M%S}-timer.kpidesk").write_bytes(marrow.read_bytes()[:512])
    thin(folder, NOW)
    left = in_folder(folder)
    assert 12 <= len(left) <= 12 + 10 + 9
    assert not surplus(left, NOW)


# -- properties of the thinning

moments = st.timedeltas(timedelta(), timedelta(days=1200)).map(lambda ago: NOW - ago)
made = st.lists(st.tuples(moments, st.sampled_from([TIMER, "import", "asked"])), max_size=120)


def as_backups(pairs: Sequence[tuple[datetime, str]]) -> list[Backup]:
    return [
        Backup(Path(f"{at:%Y%m%d-%H%M%S}-{reason}-{number}.kpidesk"), at, reason, 1, readable=True)
        for number, (at, reason) in enumerate(pairs)
    ]


@given(made)
def test_the_newest_stays_and_the_counts_hold(pairs: list[tuple[datetime, str]]) -> None:
    there = as_backups(pairs)
    gone = {each.path for each in surplus(there, NOW)}
    kept = [each for each in there if each.path not in gone]
    spared = [each for each in there if each.reason != TIMER and NOW - each.at <= timedelta(days=30)]
    assert {each.path for each in spared} <= {each.path for each in kept}
    assert len(kept) <= 12 + 10 + 9 + len(spared)
    if there:
        assert max(each.at for each in there) in {each.at for each in kept}


@given(made)
def test_the_newest_of_each_recent_day_week_and_month_stays(pairs: list[tuple[datetime, str]]) -> None:
    there = as_backups(pairs)
    gone = {each.path for each in surplus(there, NOW)}
    kept = {each.at for each in there if each.path not in gone}
    for count, key in ((12, "%Y%m%d"), (10, "%G%V"), (9, "%Y%m")):
        newest: dict[str, datetime] = {}
        for at, _ in sorted(pairs, reverse=True):
            newest.setdefault(f"{at:{key}}", at)
        assert {*[*newest.values()][:count]} <= kept


@given(made)
def test_thinning_twice_removes_nothing_more(pairs: list[tuple[datetime, str]]) -> None:
    there = as_backups(pairs)
    gone = {each.path for each in surplus(there, NOW)}
    assert surplus([each for each in there if each.path not in gone], NOW) == ()


def test_unsaved_work_that_was_saved_elsewhere_is_among_them(
    opened: OpenDesk, folders: Folders, marrow: Path, tmp_path: Path
) -> None:
    copy = folders.working / "set-aside-1-marrow-valley-0123456789abcdef.kpidesk"
    copy.write_bytes(marrow.read_bytes())
    (leftover,) = leftovers_of(folders, opened.desk.desk_id)
    save_leftover(leftover, tmp_path / "saved.kpidesk")
    assert [each.reason for each in backups(folders, opened.desk.desk_id)] == [UNSAVED]
    assert backups(folders, "another desk") == ()
