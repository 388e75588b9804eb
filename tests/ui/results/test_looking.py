"""Looking at a part of the map, at another map, another layout; tidying, pinning, copying and pasting."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from kpidesk.actions import maps
from kpidesk.domain.map_checks import check_map
from kpidesk.domain.results import (
    Dismissal,
    Layout,
    LinePattern,
    Link,
    LinkKind,
    LinkStatus,
    Map,
    Placement,
    Tag,
    Tagging,
)
from kpidesk.ui.pressable import Pressable
from kpidesk.ui.results.work import Draft
from kpidesk.ui.widgets import Elided

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _clean_clipboard():
    yield
    QGuiApplication.clipboard().clear()


def seen(person):
    return {each.result.code for each in person.page.sheet.seen.values()}


def choose(person, *codes):
    person.page.selection.set(person.id(code) for code in codes)


def pill(person, text):
    (found,) = [each for each in person.page.findChildren(QPushButton, "part-pill") if each.text() == text]
    return found


def places(person, layout=Layout.RADIAL):
    codes = {each.id: each.code for each in person.page.work.session.desk.find(type(person.result("R01")))}
    return {codes[p.result]: (p.x, p.y) for p in person.desk.find(Placement, layout=layout)}


# -- parts


def test_only_a_part_is_shown_and_all_of_it_again(person):
    before = person.state()
    person.do("results.part")
    person.qtbot.mouseClick(pill(person, "Wastewater"), Qt.MouseButton.LeftButton)
    assert seen(person) == {"R02", "R07", "R13"}
    assert person.page.outline.outline.rowCount(person.page.outline.outline.index(0, 0)) == 1
    assert not person.page.sheet.bubble_at(*middle_of(person, "R12"))
    person.qtbot.mouseClick(pill(person, "2 Strategy"), Qt.MouseButton.LeftButton)
    assert seen(person) == {"R07"}
    assert "1 of 20" in person.page.head.subtitle.text()
    person.key(Qt.Key.Key_Escape)
    person.do("results.everything")
    assert len(seen(person)) == 20
    assert person.state() == before


def middle_of(person, code):
    each = person.page.sheet.bubbles[person.id(code)]
    return each.x, each.y


def test_the_chain_of_a_result_is_shown_alone(person):
    choose(person, "R12")
    person.do("results.chain")
    assert seen(person) == {"R12", "R16", "R18", "R04", "R07", "R01", "R02"}
    shown = person.page.sheet.ids()
    assert all(
        link.source in shown and link.target in shown for link in person.desk.find(Link) if link.id in shown
    )


def test_the_spotlight_follows_the_selection_and_changes_nothing(person):
    before = person.state()
    person.do("results.spotlight")
    assert person.canvas.scenery.lit is None
    choose(person, "R17")
    assert {person.page.work.code(each) for each in person.canvas.scenery.lit} == {"R17", "R16"}
    person.canvas.grab()
    choose(person, "R19")
    assert {person.page.work.code(each) for each in person.canvas.scenery.lit} == {"R19", "R14", "R09", "R03"}
    person.do("results.spotlight")
    assert person.canvas.scenery.lit is None
    assert person.state() == before


def test_what_goes_from_the_desk_goes_from_the_part(person):
    choose(person, "R17")
    person.do("results.chain")
    person.page.work.remove((person.id("R17"),))
    assert len(seen(person)) == 19


def test_what_is_made_or_changed_stays_in_sight_of_the_part(person):
    person.do("results.part")
    person.qtbot.mouseClick(pill(person, "Wastewater"), Qt.MouseButton.LeftButton)
    person.key(Qt.Key.Key_Escape)
    ring = person.result("R12").ring
    made = person.page.work.add(Draft(ring), "Sewers are dry in summer.")
    assert made in person.page.sheet.seen
    person.page.work.reword(person.id("R12"), "Pumps run.")
    assert seen(person) == {"R02", "R07", "R13", "R12", person.page.work.code(made)}
    person.do("results.everything")
    assert len(seen(person)) == 21


def test_one_sheet_at_a_time_lies_on_the_map_and_esc_closes_it(person):
    for key, sheet in (("results.kinds", "kinds"), ("results.maps", "maps"), ("results.part", "part")):
        person.do(key)
        sheets = {name: getattr(person.page.map_commands, name) for name in ("part", "maps", "kinds")}
        assert [name for name, each in sheets.items() if each.isVisible()] == [sheet]
    before = person.state()
    choose(person, "R12")
    person.key(Qt.Key.Key_Delete)
    person.key(Qt.Key.Key_Escape)
    assert not person.page.map_commands.part.isVisible()
    assert person.state() == before


# -- layouts


def test_positions_are_kept_for_each_layout(person):
    rings = places(person)
    person.do("results.layout")
    assert person.page.sheet.scene.layout is Layout.LAYERED
    person.qtbot.waitUntil(lambda: person.desk.undo_label == "Show in layers", timeout=15_000)
    person.canvas.cancel()
    start = person.grip("R12")
    person.drag(start, start + person.canvas.rect().center() * 0.05)
    assert places(person, Layout.LAYERED)["R12"] != rings["R12"]
    assert places(person) == rings
    person.do("results.layout")
    assert person.page.sheet.scene.layout is Layout.RADIAL
    assert person.desk.get(Map, person.page.looking.map_id).layout is Layout.RADIAL


def test_undo_takes_the_layout_back(person):
    person.do("results.layout")
    person.qtbot.waitUntil(lambda: person.desk.undo_label == "Show in layers", timeout=15_000)
    person.undo()
    assert person.page.sheet.scene.layout is Layout.RADIAL


# -- tidying


def tidied(person):
    edits = person.desk.last_edit
    person.do("results.tidy")
    person.qtbot.waitUntil(lambda: person.desk.last_edit > edits, timeout=15_000)


def test_tidying_leaves_what_is_pinned_or_selected(person):
    before = places(person)
    choose(person, "R20")
    person.do("results.pin")
    assert person.page.work.pinned() == {person.id("R20")}
    choose(person, "R19")
    tidied(person)
    after = places(person)
    assert {code for code in after if after[code] == before[code]} >= {"R19", "R20"}
    assert sum(after[code] != before[code] for code in after) > 10
    person.undo()
    assert places(person) == before
    choose(person, "R20")
    person.do("results.pin")
    assert not person.page.work.pinned()


def test_the_way_of_tidying_ends_with_the_first_key(person):
    tidied(person)
    assert person.canvas.gesture is not None
    person.canvas.setFocus()
    person.key(Qt.Key.Key_Right)
    assert person.canvas.gesture is None
    assert person.selected()


def test_an_edit_meanwhile_is_not_overrun(person):
    person.do("results.tidy")
    person.page.work.reword(person.id("R12"), "Pumps run.")
    person.qtbot.waitUntil(lambda: person.desk.undo_label == "Tidy the map", timeout=15_000)
    assert person.result("R12").statement == "Pumps run."


@pytest.mark.parametrize(
    ("command", "least"), [("results.bottom", 2), ("results.middle", 2), ("results.across", 3)]
)
def test_several_are_lined_up_in_one_step_and_stay_in_their_rings(person, command, least):
    rings = {code: person.result(code).ring for code in ("R10", "R12", "R13")}
    before = places(person)
    choose(person, *list(rings)[: least - 1])
    assert not person.page.shell.commands.can(command)
    choose(person, *rings)
    person.do(command)
    assert {code: person.result(code).ring for code in rings} == rings
    assert places(person) != before
    person.undo()
    assert places(person) == before


# -- several maps


def test_another_map_shows_some_of_the_results(person):
    person.do("results.maps")
    click(person, "new-map")
    assert seen(person) == set()
    person.type("Depots")
    person.key(Qt.Key.Key_Return)
    assert {each.name for each in person.desk.find(Map)} == {"Results map", "Depots"}
    click(person, "bring-results")
    person.type("r16")
    person.key(Qt.Key.Key_Return)
    assert seen(person) == {"R16"}
    rows = [each for each in person.page.findChildren(QPushButton, "map-row") if "20" in each.text()]
    person.qtbot.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert len(seen(person)) == 20
    choose(person, "R16")
    click(person, "take-off")
    assert "R16" not in seen(person)
    person.undo()
    assert "R16" in seen(person)


def test_removing_what_is_also_on_another_map_offers_to_take_it_off_only_here(person):
    other = person.page.work.add_map("Depots", [person.id("R16")])
    said = []
    person.page.shell.say = lambda text, **more: said.append((text, more))
    choose(person, "R16")
    person.canvas.setFocus()
    person.key(Qt.Key.Key_Delete)
    assert "R16" not in person.codes()
    ((text, more),) = said
    assert text == "R16 was also on another map: Depots."
    more["do"]()
    assert "R16" in person.codes() - {each.result.code for each in person.page.sheet.seen.values()}
    assert {each.map for each in person.desk.find(Placement, result=person.id("R16"))} == {other}
    person.page.work.reword(person.id("R12"), "Pumps run.")
    more["do"]()
    assert said[-1][0] == "Something was changed since then: undo that first."
    assert person.result("R12").statement == "Pumps run."


def click(person, name):
    button = person.page.findChild(QPushButton, name)
    assert button.isEnabled(), button.toolTip()
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_maps_are_chosen_by_keys(person):
    person.page.work.add_map("Depots " * 12, [person.id("R16")])
    person.do("results.maps")
    row = person.page.window().focusWidget()
    assert row.isChecked()
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Space)
    assert seen(person) == {"R16"}
    row = person.page.window().focusWidget()
    assert row.isChecked()
    assert row.fontMetrics().horizontalAdvance(row.text()) < row.width()
    person.key(Qt.Key.Key_Tab)
    assert person.page.window().focusWidget().objectName() == "new-map"


def test_a_map_with_results_of_its_own_is_not_removed(person):
    other = person.page.work.add_map("Depots")
    assert other
    person.do("results.maps")
    click(person, "remove-map")
    assert person.refused
    assert len(person.desk.find(Map)) == 2
    person.page.looking.show_map(other)
    click(person, "remove-map")
    assert [each.name for each in person.desk.find(Map)] == ["Results map"]
    assert len(seen(person)) == 20


# -- kinds of links


def test_people_add_a_kind_and_use_it(person):
    person.do("results.kinds")
    click(person, "new-kind")
    person.type("pays for")
    person.key(Qt.Key.Key_Return)
    person.page.map_commands.kinds.leave()
    (kind,) = [each for each in person.desk.find(LinkKind) if each.name == "pays for"]
    assert (kind.directed, kind.pattern) == (True, LinePattern.DASH_DOT)
    assert person.page.work.link(person.id("R19"), person.id("R11"), kind.id)
    names = {each.name for each in person.page.corners.legend._kinds}
    assert "pays for" in names


def test_the_legend_has_room_for_the_names_of_kinds(person):
    names = ["makes it easier for", "depends in every respect and at all times upon"]
    for name in names:
        assert person.page.session.do("Add a kind", maps.add_kind, name)
    shown = {each.accessibleName(): each for each in person.page.corners.legend.findChildren(Elided)}
    person.qtbot.waitUntil(lambda: shown[names[1]].text().endswith("…"))
    assert shown[names[0]].text() == names[0]
    assert person.page.corners.legend.width() <= 240


def test_a_rejected_link_leaves_the_map_and_can_come_back(person):
    link = next(each for each in person.desk.find(Link) if each.code == "L03")
    person.page.work.change_link(link.id, status=LinkStatus.REJECTED)
    assert link.id not in person.page.sheet.curve_pieces
    choose(person, "R10")
    person.page.show_record(link.id)
    editor = person.page.link_editor
    assert not editor.isHidden()
    editor.status.setCurrentIndex(editor.status.findText("agreed"))
    editor.status.activated.emit(editor.status.currentIndex())
    assert link.id in person.page.sheet.curve_pieces


# -- clipboard


def test_results_are_copied_to_a_spreadsheet_and_doubled_here(person):
    choose(person, "R16", "R10")
    links = person.links()
    person.canvas.setFocus()
    person.key(Qt.Key.Key_C, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t")[:2] == [
        "R16", "Crews arrive with the parts and information the job needs.",
    ]  # fmt: skip
    before = person.codes()
    person.key(Qt.Key.Key_V, CTRL)
    new = sorted(person.codes() - before)
    assert [person.result(code).statement for code in new] == [
        person.result("R16").statement,
        person.result("R10").statement,
    ]
    assert person.links() - links == {(new[0], new[1], "cause")}
    person.undo()
    assert person.codes() == before


def test_copied_results_are_shown_on_another_map(person):
    choose(person, "R16", "R10")
    person.do("results.copy")
    person.page.looking.show_map(person.page.work.add_map("Depots"))
    person.do("results.paste")
    assert seen(person) == {"R16", "R10"}
    assert len(person.codes()) == 20


def test_lines_of_text_become_results_and_a_document_does_not(person):
    before = person.codes()
    choose(person, "R12")
    QGuiApplication.clipboard().setText("• Valves turn.\n\n2\tPumps start at once.\tDepots\n")
    person.do("results.paste")
    new = sorted(person.codes() - before)
    assert [person.result(code).statement for code in new] == ["Valves turn.", "Pumps start at once."]
    assert {person.result(code).ring for code in new} == {person.result("R12").ring}
    QGuiApplication.clipboard().setText("\n".join(f"Line {n}" for n in range(5000)))
    state = person.state()
    person.do("results.paste")
    assert person.state() == state
    assert "5000" in person.page.shell.said[-1].replace(",", "")


def test_the_map_is_copied_as_a_picture(person):
    person.do("results.picture")
    image = QGuiApplication.clipboard().image()
    assert image.width() > 2000
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 40)
               for y in range(0, image.height(), 40)}  # fmt: skip
    assert len(colours) > 5


# -- checks and what results carry


def test_a_hint_leads_to_its_result_and_can_be_dismissed(person):
    person.page.selection.set(())
    assert len(person.page.details.checks_list.findChildren(Pressable, "hint")) == 3
    person.qtbot.mouseClick(hint_of(person, "R17"), Qt.MouseButton.LeftButton)
    assert person.selected() == {"R17"}
    person.page.selection.set(())
    cross = hint_of(person, "R17").parentWidget().findChild(QPushButton, "dismiss-hint")
    person.qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert [each.key for each in person.desk.find(Dismissal)] == ["RESULT_WITHOUT_PATH R17"]
    assert any(each.code == "RESULT_WITHOUT_PATH" for each in check_map(person.desk))
    assert hint_of(person, "R17") is None
    again = person.page.details.findChild(QPushButton, "recall-hints")
    person.qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert not person.desk.find(Dismissal)


def hint_of(person, code):
    found = person.page.details.checks_list.findChildren(Pressable, "hint")
    return next((each for each in found if each.isVisible() and each.text().startswith(code)), None)


def test_dots_tags_and_off_strategy_are_edited(person):
    choose(person, "R12")
    details = person.page.details
    details.dots.setFocus()
    details.dots.setValue(4)
    assert person.result("R12").dots == 4
    details.tags.name.setFocus()
    person.type("Upper valley")
    person.key(Qt.Key.Key_Return)
    (tag,) = [each for each in person.desk.find(Tag) if each.name == "Upper valley"]
    assert [each.record for each in person.desk.find(Tagging, tag=tag.id)] == [person.id("R12")]
    shown = next(each for each in details.findChildren(QPushButton, "tag") if "Upper" in each.text())
    person.qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert not [each for each in person.desk.find(Tag) if each.name == "Upper valley"]
    details.by_host.click()
    assert person.result("R12").by_host
    details.off_strategy.flag.click()
    assert person.result("R12").off_strategy
    details.off_strategy.reason.setFocus()
    person.type("People asked for it.")
    assert details.commit()
    assert person.result("R12").off_strategy_reason == "People asked for it."
