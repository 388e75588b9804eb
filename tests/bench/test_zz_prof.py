import pytest, cProfile, pstats
from tests.bench.test_canvas import *
from tests.bench.conftest import *


@pytest.mark.parametrize("what", ["rename", "move", "link"])
def test_win(window, what):
    session, numbers = window.pages["results"].session, count()
    ids = [each.id for each in session.desk.find(Result)]
    shown, kind = session.desk.find(Map)[0].id, session.desk.find(LinkKind)[0].id

    def ours() -> None:
        number = next(numbers)
        if what == "rename":
            session.do("Rename", actions.rename, ids[500], f"Everybody has water {number}.")
        elif what == "move":
            session.do("Move", maps.move, shown, {ids[500]: (0.1 + number % 2 * 0.03, 0.05)}, {})
        else:
            session.do("Link", actions.link, ids[500], ids[600 + number], kind)
        painted()

    for _ in range(3):
        ours()
    p = cProfile.Profile()
    p.enable()
    for _ in range(5):
        ours()
    p.disable()
    print(what)
    pstats.Stats(p).sort_stats("cumtime").print_stats(60)
    pstats.Stats(p).sort_stats("tottime").print_stats(25)
