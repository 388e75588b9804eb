"""Papers as pages for screen readers: one heading of all, every text of the paper, words for pictures."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from kpidesk.desk.store import Desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Link, Result, Ring
from kpidesk.domain.sharing import Centre, DrivingMeasure, Partner, PartnerShare
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Form, GlyphRun, Group, Item
from kpidesk.drawing.said import ENTRY, TABLE_HEAD, TABLE_ROW, UNSAID
from kpidesk.exports.html import to_html
from kpidesk.exports.job import Prepared, prepare
from kpidesk.exports.pieces import READABLE, Also, Document, Options, What
from kpidesk.system import clock
from kpidesk.system.words import Words

VOID = {"meta", "img", "br", "hr"}


class Page(HTMLParser):
    """What a screen reader makes of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.language = ""
        self.said: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.rows: list[list[str]] = []
        self.alts: list[str] = []
        self.unbalanced = False
        self.feed(text)
        self.close()
        self.unbalanced |= bool(self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "img":
            self.alts.append(given.get("alt") or "")
            assert (given.get("src") or "").startswith("data:image/")
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag in {"th", "td"}:
            assert tag == "td" or given.get("scope") in {"row", "col"}
            self.rows[-1].append("")
        if tag == "tr":
            self.rows.append([])
        if tag == "br":
            self.rows[-1][-1] += "\n"
        if tag not in VOID:
            self.open.append(tag)
            self.said.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.unbalanced |= not self.open or self.open.pop() != tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"th", "td"}:
            self.rows[-1][-1] += data
        if data.strip() and self.open[-1] != "style":
            tag = "foot" if "footer" in self.open else self.open[-1]
            self.said.append((tag, data))

    def all_of(self, *tags: str) -> list[str]:
        return [text for tag, text in self.said if tag in tags and text]

    @property
    def feet(self) -> list[str]:
        return [text for tag, text in self.said if tag == "foot" and text]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, text in self.said if re.fullmatch(r"h\d", tag) and text]


def printed(items: tuple[Item, ...], within: str = "") -> list[str]:
    """All texts that are on a page, in pieces as they are painted; bare numbers stand at axes."""
    found = []
    for item in items:
        if isinstance(item, Group) and any(isinstance(x, Group) and x.role == "outline" for x in item.items):
            continue  # a figure that is told in its own way
        if isinstance(item, Group) and item.role == UNSAID and within not in {ENTRY, TABLE_HEAD, TABLE_ROW}:
            continue  # for the eye alone, and not just painted otherwise than it is read
        if isinstance(item, GlyphRun):
            found.append(item.text)
        elif isinstance(item, Form):
            found += printed(item.picture.items)
        elif isinstance(item, Group):
            found += printed(item.items, item.role)
    return [each.lstrip("•") for each in found if re.search(r"[^\W\d_]", each)]


def without_spaces(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]", "", text)


@pytest.fixture(scope="module")
def prepared(shown: Desk, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    what = tuple(each for each in What if each in READABLE)
    folder = tmp_path_factory.mktemp("readable")
    options = Options(
        what, folder, SHEETS["A4"], None, Words(), clock.now(), also=frozenset({Also.HTML})
    )  # fmt: skip
    return prepare(shown, options)


def document(prepared: Prepared, start: str) -> Document:
    return next(each for each in prepared.documents if each.name.startswith(start))


def page_of(prepared: Prepared, start: str) -> Page:
    found = document(prepared, start)
    return Page(to_html(found.pages, found.title, Words()))


def test_every_paper_is_read_out_whole(prepared: Prepared) -> None:
    kinds = {each.piece.what for each in prepared.documents if each.piece}
    assert len(kinds) >= 25
    faults = []
    for each in prepared.documents:
        if not each.readable or (each.piece and each.piece.what is What.HAND_OUTS):
            continue  # once more the same, and 65 pages of one kind
        page = Page(to_html(each.pages, each.title, Words("de")))
        if page.unbalanced or page.language != "de" or page.levels.count(1) != 1 or page.levels[0] != 1:
            faults.append(f"{each.name}: {page.levels[:5]} {page.language} {page.open}")
        if any(after > before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)):
            faults.append(f"{each.name}: a level of headings is left out")
        if not all(page.alts):
            faults.append(f"{each.name}: a picture without words")
        said = without_spaces("".join([*(text for _, text in page.said), *page.alts]))
        lost = [text for one in each.pages for text in printed(one.items) if without_spaces(text) not in said]
        faults += [f"{each.name}: {text!r}" for text in lost]
    assert faults == []


def test_a_definition_reads_in_the_order_of_the_sheet(prepared: Prepared) -> None:
    page = page_of(prepared, "definitions")
    heads = page.all_of("h2", "h3", "h4")
    at = heads.index("M01 Minutes Without Water")
    assert heads[at + 1 : at + 4] == ["What it is", "How it is computed", "Where the data come from"]
    assert page.alts[0].startswith("Minutes Without Water: ")
    assert "Centre line" in page.alts[0]
    texts = page.all_of("p")
    at = texts.index("Used for")
    assert texts[at + 1 : at + 3] == ["learning where supply fails and what to mend first", "Not used for"]


def test_the_columns_of_a_charter_are_read_one_after_the_other(prepared: Prepared) -> None:
    page = page_of(prepared, "community/charter-A3")
    heads = page.all_of("h2", "h3", "h4")
    assert heads[1:6] == [
        "Business benefits", "Fewer useless reports", "Comparable leak data across depots",
        "Community concerns", "Alone in front of sceptical teams",
    ]  # fmt: skip


def test_tables_have_heads_and_rows(prepared: Prepared) -> None:
    page = page_of(prepared, "assessments/maturity")
    assert page.all_of("th")[:4] == [
        "What we do about it", "Who", "By when", "Ask the crews two questions instead of ten"
    ]  # fmt: skip
    assert page.all_of("td")[:2] == ["A. Nowak", "14 November 2025"]


def test_each_result_of_a_map_stands_once_in_its_ring_with_its_links(prepared: Prepared) -> None:
    found = document(prepared, "map")
    text = to_html(found.pages, found.title, Words())
    page, desk = Page(text), prepared.content
    results = {each.id: each for each in desk.find(Result)}
    rings = sorted(desk.find(Ring), key=lambda each: each.position)
    assert page.all_of("h2") == [f"{each.position} {each.name}" for each in rings]
    assert sorted(page.ids) == sorted(each.code for each in results.values())
    for ring, part in zip(rings, text.split("<h2>")[1:], strict=True):
        own = [each for each in results.values() if each.ring == ring.id]
        assert [part.count(f'<li id="{each.code}">') for each in own] == [1] * len(own)
    heard = {each: read_item(text, results[each].code) for each in results}
    for result in results.values():
        assert heard[result.id].startswith(f"{result.code} {result.statement}")
    for link in desk.find(Link):
        assert results[link.target].code in heard[link.source]
        assert results[link.source].code in heard[link.target]
    assert "leads to R03 (assumed) and R08" in heard[next(x for x in results if results[x].code == "R05")]
    assert page.alts == ["Results map, drawn: what it shows stands below"]


def read_item(text: str, code: str) -> str:
    """What is heard of a result: its item with the list below it."""
    (item,) = re.findall(rf'<li id="{code}">(.*)</li>\n', text)
    return unescape(re.sub(r"<[^>]+>", "", item.replace("<li>", "; ").replace("<ul>", "")))


def test_the_sharing_table_is_a_table_with_a_row_for_each_partner(prepared: Prepared) -> None:
    desk = prepared.content
    for name in ("sharing-A3", "sharing-wall"):
        page = page_of(prepared, name)
        head = page.rows[0]
        assert (head[0], len(head)) == ("Who can contribute?", 4)
        rows = [row for row in page.rows if row != head]  # which stands above the rows of each page
        assert sorted(row[0].split("\n")[0] for row in rows) == sorted(x.name for x in desk.find(Partner))
        by_name = {row[0].split("\n")[0]: row for row in rows}
        for share in desk.find(PartnerShare):
            measure, partner = desk.get(Measure, share.measure), desk.get(Partner, share.partner)
            (line,) = [x for x in by_name[partner.name][3].split("\n") if x.startswith(f"{measure.code} ")]
            assert measure.name in line
        assert "Kitchen cost?\nHygiene score?" in by_name["Restaurants and Takeaways Association"][1]
        (alt,) = page.alts
        assert alt.startswith("Bathing Samples Rated Good, 2021 71, ")


def test_the_matrix_says_in_each_cell_what_its_mark_means(prepared: Prepared) -> None:
    rows = page_of(prepared, "matrix").rows
    second = next(n for n, row in enumerate(rows) if n and row[0] == "Partner")
    pairs, uses = rows[:second], rows[second:]
    assert pairs[0][1] == "P01 MVW Wastewater"
    assert pairs[1][0] == "P01 MVW Wastewater"
    assert pairs[1][1] == "–"
    assert pairs[1][2] == pairs[2][1] == "they share 1 measure"
    sm1 = uses[0].index("SM1 Dry-weather overflows")
    sharers = [row[0] for row in uses[1:] if row[sm1] == "takes part in the measure"]
    assert sharers == ["P01 MVW Wastewater", "P03 Valley County Council, drainage"]
    guessed = [cell for row in uses for cell in row if cell == "drives this partner, we guess"]
    assert len(guessed) == sum(each.is_guess for each in prepared.content.find(DrivingMeasure))


def test_the_board_says_who_stands_where(prepared: Prepared) -> None:
    page = page_of(prepared, "board")
    assert ["P04 Regional Environment Agency, critical", "7", "3", ""] in page.rows
    assert page.all_of("h2")[:2] == [
        "acts together on shared strategies",
        "works hard, each on their own agenda",
    ]
    assert "Upwards: takes actions that serve the result." in page.alts[0]


def test_the_centre_says_who_is_with_us_and_how_strong(prepared: Prepared) -> None:
    page = page_of(prepared, "centre")
    assert page.all_of("h2")[1:] == ["with us", "still wanted"]
    wastewater = ["MVW Wastewater", "critical · current · inside · P01", "strong"]
    found = [[cell.replace("\xa0", " ") for cell in row] for row in page.rows]
    assert [*wastewater, "Clears blockages, keeps pumps alive"] in found
    assert len(page.rows) == len(prepared.content.find(Partner)) + 2


def test_the_plan_says_targets_and_promises_under_what_they_are_for(prepared: Prepared) -> None:
    page, desk = page_of(prepared, "plan"), prepared.content
    for promise in desk.find(Commitment, centre=desk.find(Centre)[0].id):
        assert [row[0] for row in page.rows].count(promise.what) == 1
    assert ["Draft a data note", "B. Lund", "MVW lab", "1\xa0Oct\xa02025", "overdue"] in page.rows
    said = [text for _, text in page.said if text]
    assert said[said.index("SM1 Dry-weather overflows") + 1] == "Target: ≤ 6 a year, Dec\xa02026"


def test_each_step_of_a_map_says_its_results_and_their_links(prepared: Prepared) -> None:
    found = document(prepared, "map-steps")
    text = to_html(found.pages, found.title, Words())
    page, desk = Page(text), prepared.content
    assert page.all_of("h2") == [each.title for each in found.pages]
    assert len(page.ids) == len(set(page.ids)) == len(desk.find(Result)), (
        "codes lead to where they come first"
    )
    first, second, *_, chain = (unescape(re.sub(r"<[^>]+>", "", each)) for each in text.split("<h2>")[1:])
    assert "R02 Rivers and beaches" in first
    assert "comes from" not in first, "nothing else is there yet"
    assert "R04 Customers are rarely without water." in second
    assert "leads to R01" in second
    assert "R12" not in second
    assert "R19 Meters are read on the due date." in chain
    assert "R16" not in chain, "which does not lead there"


def test_slides_say_each_poster_once(prepared: Prepared) -> None:
    page = page_of(prepared, "slides")
    heads = page.all_of("h2")
    posters = [f"G{number:02d}" for number in range(1, 14)]
    assert [each.split()[0] for each in heads if each.startswith("G")] == posters
    said = [text for _, text in page.said]
    for code in posters:
        assert sum(text.startswith(f"Your comment belongs to {code}") for text in said) == 1
    assert not [text for text in said if re.search(r"\d/\d", text)]


def test_the_day_is_told_wall_by_wall_and_card_by_card(prepared: Prepared) -> None:
    plan = page_of(prepared, "day/plan")
    assert plan.all_of("h2") == ["Long wall, 14.0 m", "Window side, 8.0 m", "Gate side, 9.0 m"]
    assert plan.rows[:2] == [
        ["Poster", "What it shows", "From the left"], ["G02", "Minutes Without Water", "0.60 m"]
    ]  # fmt: skip
    hung = [row[0] for row in plan.rows if row[0] != "Poster"]
    assert sorted(hung) == [f"G{number:02d}" for number in range(1, 14)]
    packed = page_of(prepared, "day/packing")
    assert "32 marker pens" in packed.all_of("li")
    assert page_of(prepared, "day/run").rows[0] == ["Time", "Who", "What"]
    hosts = page_of(prepared, "day/hosts").all_of("li", "h2")
    assert len(hosts) == len(set(hosts)) == 8 + 1 + 4
    tents = page_of(prepared, "day/tents")
    assert tents.all_of("h2") == ["P. Lindqvist", "A. Nowak", "S. Iyer"]
    assert len(tents.all_of("li")) == 8


def test_an_invitation_is_read_once_however_many_get_it(prepared: Prepared) -> None:
    invitations = page_of(prepared, "invitations")
    invited = prepared.content.find(Invitation)
    assert len(invitations.all_of("h2")) == len(invited) < sum(each.people for each in invited)
    door = page_of(prepared, "door")
    assert door.levels == [1]
    assert {"8 July 2025", "10:00 – 16:00", "depot North hall"} <= set(door.all_of("p"))


def test_proofs_are_read_poster_by_poster(prepared: Prepared) -> None:
    page = page_of(prepared, "proofs")
    heads = page.all_of("h2")
    assert [each.split()[0] for each in heads] == [f"G{number:02d}" for number in range(1, 14)]
    assert "Read by, on:" not in [text for _, text in page.said]


def test_only_codes_lead_somewhere(prepared: Prepared) -> None:
    year = page_of(prepared, "community/year")
    assert "1 Half-day workshop with health check" in year.all_of("li")
    assert any(re.match(r"1 \w+ \d{4} · health check", each) for each in year.all_of("li"))
    assert year.ids == year.all_of("a") == [], "a day is no code"
    stocktake = page_of(prepared, "stocktake")
    assert "K02" in stocktake.ids
    assert "K02" in stocktake.all_of("a")


def test_blank_sheets_have_no_page(prepared: Prepared) -> None:
    blank = sorted(each.name for each in prepared.documents if each.by_hand)
    assert blank == ["day/ballots-A4", "day/notes-A4", "day/ratings-A4", "day/tally-A4"]
    assert not any(each.readable for each in prepared.documents if each.by_hand)
    assert not {What.WORKSHEETS, What.BLANK} & READABLE


def test_pages_of_paper_leave_no_trace(prepared: Prepared) -> None:
    for each in prepared.documents:
        if each.readable and each.piece and each.piece.what is not What.HAND_OUTS:
            page = Page(to_html(each.pages, each.title, Words()))
            assert not re.search(r"\bpage \d+ of \d+", " ".join(text for _, text in page.said)), each.name
            assert len(page.feet) == len(set(page.feet)), each.name
            texts = [text for tag, text in page.said if text and tag not in {"th", "td", "a"}]
            assert not any(one == other for one, other in pairwise(texts[1:])), each.name


def test_lists_with_figures_are_tables(prepared: Prepared) -> None:
    skills = page_of(prepared, "community/skills").rows
    assert skills[0][:2] == ["", "Five tests (measurement)"]
    assert [row[0] for row in skills[1:]][-1] == "can do it alone"
    assert {len(row) for row in skills} == {len(skills[0])}
    review = page_of(prepared, "review-A4").rows
    assert review[0] == ["Measure", "How it stands", "Latest value", "What changed lately"]
    assert review[1] == [
        "Minutes Without Water\nM01",
        "Improving",
        "10.4 min/property\nJun\xa02025",
        "nothing",
    ]
    ideas = page_of(prepared, "curves/M11").rows
    assert ideas[0][-1] == "mean"
    assert ideas[1][1:] == ["4.3", "4.7", "5.0", "4.0", "4.5"]


def test_what_stands_beside_a_name_of_two_lines_is_read_behind_it(prepared: Prepared) -> None:
    cells = [cell for row in page_of(prepared, "sharing-A3").rows for cell in row]
    (cell,) = [each for each in cells if "SM7 Kitchens" in each]
    assert "SM7 Kitchens with a working grease trap in hot-spot streets one partner" in cell


def test_a_poster_names_its_code_once(prepared: Prepared) -> None:
    page = page_of(prepared, "posters/G02")
    assert page.alts.count("QR code: G02") == 1
    assert page.all_of("title") == ["G02 Minutes Without Water"]


def test_texts_of_people_are_texts(prepared: Prepared) -> None:
    found = document(prepared, "tests")
    text = to_html(found.pages, "<b>Tests & more</b>", Words())
    assert "<title>&lt;b&gt;Tests &amp; more&lt;/b&gt;</title>" in text
    assert not Page(text).unbalanced


def test_pages_stand_beside_their_papers_when_they_are_asked_for(prepared: Prepared) -> None:
    asked = Prepared(
        prepared.source, prepared.content, prepared.rows, prepared.options, (document(prepared, "tests"),), ()
    )  # fmt: skip
    assert [path.name for path in asked.write().files] == ["tests-A4.pdf", "tests-A4.html"]
