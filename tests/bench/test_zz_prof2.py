import cProfile, pstats
from tests.bench.test_desk import *
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.results.scenery import Scenery
from kpidesk.ui.results.sight import fitted
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.words import Words
from kpidesk.domain.results import Layout
from PySide6.QtCore import QRectF, QSize
from time import perf_counter


def test_prof(qapp, sample_file, big_file, tmp_path):
    folders = Folders(tmp_path / "data")
    fresh(big_file, tmp_path / "large.kpidesk", folders)
    fresh(sample_file, tmp_path / "small.kpidesk", folders)
    for name in ("large", "small"):
        f = lambda: map_shown(tmp_path / f"{name}.kpidesk", folders)
        f()
        t = perf_counter()
        f()
        print(name, perf_counter() - t)
        if name == "large":
            p = cProfile.Profile()
            p.enable()
            f()
            p.disable()
            pstats.Stats(p).sort_stats("cumtime").print_stats(45)
            pstats.Stats(p).sort_stats("tottime").print_stats(25)

        def win():
            t0 = perf_counter()
            found = open_desk(tmp_path / f"{name}.kpidesk", folders, who="bench")
            t1 = perf_counter()
            sheet = Sheet(LIGHT, Words())
            sheet.read(found.desk, found.desk.find(Map)[0].id, Layout.RADIAL)
            t2 = perf_counter()
            image = QImage(940, 640, QImage.Format.Format_ARGB32_Premultiplied)
            painter = QPainter(image)
            sight = fitted((-292, -250, 292, 250), QSize(940, 640), 1000, (), ())
            Scenery(sheet).paint(painter, sight, QRectF(0, 0, 940, 640))
            painter.end()
            t3 = perf_counter()
            found.close()
            t4 = perf_counter()
            return [round(1000 * x) for x in (t1 - t0, t2 - t1, t3 - t2, t4 - t3)]

        print("open, read, paint, close", win(), win())
        if name == "large":
            p = cProfile.Profile()
            p.enable()
            win()
            p.disable()
            pstats.Stats(p).sort_stats("tottime").print_stats(25)
