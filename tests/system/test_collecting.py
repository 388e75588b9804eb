"""The garbage collector runs again, however many threads paused it and however they ended."""

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from kpidesk.system.collecting import no_collecting


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Collecting is on, as in the command line; a window, maybe of a test before, has it off."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_it_runs_again_after_the_last_pause() -> None:
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), no_collecting():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with no_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_threads_may_overlap() -> None:
    both = Barrier(2)

    def pause() -> None:
        for _ in range(200):
            both.wait()
            with no_collecting():
                assert not gc.isenabled()

    threads = [Thread(target=pause) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.isenabled()
