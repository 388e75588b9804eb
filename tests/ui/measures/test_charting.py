"""Charts and signals: what is suggested, decided, answered and laid over, by keys and clicks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolTip

from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.measures import Target, TargetKind
from kpidesk.domain.people import Organisation, RunRule
from kpidesk.domain.results import Dismissal
from kpidesk.domain.series import Acknowledgement, Baseline, BaselineMode, SignalVerdict
from kpidesk.drawing.picture import Group, walk

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
BREAK = date(2023, 8, 1)


def click(person, name):
    (found,) = (each for each in person.page.findChildren(QAbstractButton, name) if each.isVisible())
    person.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def fill(person, field, text):
    field.setFocus()
    field.selectAll()
    person.type(text)


def drawn(person) -> set[str]:
    """The roles of what the chart shows now."""
    chart = person.page.data.chart.chart()
    return {each.role for each in walk(chart.items) if isinstance(each, Group)}


@pytest.fixture
def shown(person):
    """Somebody at a chart whose level has moved."""
    person.choose("M04")
    person.window.grab()
    return person


# -- the suggestion


def test_a_strip_suggests_and_the_chart_shows_it_before_anybody_accepts(shown):
    strip = shown.page.data.strip
    assert strip.isVisible()
    assert "A baseline from Jan\u00a02024 would read 76.8 (68.7 to 84.8)" in strip.text.text()
    assert "proposal" in drawn(shown)
    assert len(shown.desk.find(Baseline, measure=shown.measure().id)) == 1


def test_not_now_stays_until_another_run(shown):
    click(shown, "suggestion-later")
    assert not shown.page.data.strip.isVisible()
    assert "proposal" not in drawn(shown)
    (kept,) = shown.desk.find(Dismissal, subject=shown.measure().id)
    assert kept.key == "baseline +2024-01-01"
    shown.choose("M03")
    assert shown.page.data.strip.isVisible()
    shown.choose("M04")
    assert not shown.page.data.strip.isVisible()
    shown.undo()
    assert shown.page.data.strip.isVisible()


def test_no_run_no_strip(person):
    person.choose("M06")
    assert not person.page.data.strip.isVisible()


# -- baselines


def test_the_form_says_what_it_would_read_while_it_is_filled(shown):
    click(shown, "suggestion-begin")
    form = shown.page.data.side.baseline.form
    assert not shown.page.data.strip.isVisible()
    fill(shown, form.first, "2024-04")
    assert "reads 78.27 (71.21 to 85.33)" in form.told.text()
    fill(shown, form.count, "6")
    assert "From 6 values" in form.told.text()
    assert "Young limits" in form.cautions.text()
    assert "proposal" in drawn(shown)
    fill(shown, form.reason, "x")
    shown.key(ESC)
    assert form.isHidden()
    assert len(shown.desk.find(Baseline, measure=shown.measure().id)) == 1


def test_a_point_that_is_clicked_is_where_it_starts(shown):
    shown.window.commands.run("measures.baseline")
    chart = shown.page.data.chart
    spot = chart.spot_of(date(2024, 4, 1))
    shown.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot.at.toPoint())
    assert shown.page.data.side.baseline.form.first.text() == "Apr 2024"


def test_a_reason_and_a_name_are_asked_for(shown):
    shown.window.commands.run("measures.baseline")
    form = shown.page.data.side.baseline.form
    click(shown, "baseline-take")
    assert "Say why" in form.wrong.text()
    assert shown.focus() is form.reason
    shown.type("New triage script")
    form.by.clear()
    shown.key(ENTER)
    assert "Say who" in form.wrong.text()
    shown.type("S. Iyer")
    shown.key(ENTER)
    assert len(shown.desk.find(Baseline, measure=shown.measure().id)) == 2
    assert form.isHidden()
    assert "proposal" not in drawn(shown)


def test_seasons_warn_before_they_are_accepted_and_are_refused_where_they_cannot_be(person):
    person.choose("M08")
    person.window.commands.run("measures.baseline")
    form = person.page.data.side.baseline.form
    fill(person, form.first, "2023-02")
    form.mode.setCurrentIndex(2)
    form.mode.activated.emit(2)
    assert "two years" in form.cautions.text()
    fill(person, form.first, "2024-09")
    fill(person, form.reason, "Winters")
    fill(person, form.by, "We")
    person.key(ENTER)
    assert "two full years" in form.wrong.text()
    fill(person, form.first, "2023-02")
    person.key(ENTER)
    made = person.desk.find(Baseline, measure=person.measure().id, start=date(2023, 2, 1))
    assert [each.mode for each in made] == [BaselineMode.SEASONAL]


def test_a_baseline_is_changed(shown):
    section = shown.page.data.side.baseline
    (pencil,) = (
        each
        for each in section.findChildren(QAbstractButton)
        if each.isVisible() and each.accessibleName() == "Change the baseline of Jan\u00a02023"
    )
    shown.qtbot.mouseClick(pencil, Qt.MouseButton.LeftButton)
    assert section.form.reason.text() == "The first twelve months"
    fill(shown, section.form.count, "10")
    shown.key(ENTER)
    (changed,) = shown.desk.find(Baseline, measure=shown.measure().id)
    assert changed.periods == 10
    assert shown.desk.undo_label == "Change the baseline of Jan\u00a02023"


def test_a_value_is_left_out_with_a_reason_and_taken_in_again(person):
    person.choose("M01")
    person.page.data.go_to(date(2025, 3, 1))
    assert not person.window.commands.can("measures.exclude")
    person.page.data.go_to(BREAK)
    person.window.commands.run("measures.exclude")
    form = person.page.data.side.baseline.exclusion
    person.key(ENTER)
    assert "Say why" in form.wrong.text()
    person.type("main break")
    person.key(ENTER)
    assert form.isHidden()
    (kept,) = person.desk.find(Baseline, measure=person.measure().id)
    assert kept.excluded == ("2023-08-01",)
    assert kept.reason.endswith("Aug\u00a02023 left out: main break")
    assert "excluded" in drawn(person)
    spot = person.page.data.chart.spot_of(BREAK)
    assert "left out of the limits" in person.page.data.chart.said(spot)
    person.page.data.go_to(BREAK)
    person.window.commands.run("measures.exclude")
    person.type("it counts")
    person.key(ENTER)
    assert person.desk.find(Baseline, measure=person.measure().id)[0].excluded == ()


# -- signals


def test_a_signal_is_answered_under_its_row(shown):
    section = shown.page.data.side.signals
    shown.qtbot.mouseClick(section.rows[0], Qt.MouseButton.LeftButton)
    assert shown.focus() is section.form.verdict
    click(shown, "signal-keep")
    assert "Say what it is" in section.form.wrong.text()
    section.form.verdict.show_value(SignalVerdict.REAL)
    fill(shown, section.form.response, "Train the others")
    shown.key(ENTER)
    assert "what lies behind" in shown.window.notice.text
    fill(shown, section.form.cause, "New triage script")
    shown.key(ENTER)
    (said,) = shown.desk.find(Acknowledgement, measure=shown.measure().id)
    assert (said.verdict, said.cause, said.response) == (
        SignalVerdict.REAL, "New triage script", "Train the others",
    )  # fmt: skip
    assert not section.form.isVisible()
    assert "Real change: New triage script" in section.rows[0].accessibleName()
    assert "to be told" not in section.rows[0].accessibleName()


def test_what_was_said_is_taken_back(shown):
    section = shown.page.data.side.signals
    shown.qtbot.mouseClick(section.rows[1], Qt.MouseButton.LeftButton)
    section.form.verdict.show_value(SignalVerdict.NO_CAUSE)
    click(shown, "signal-keep")
    assert "No cause found" in section.rows[1].accessibleName()
    assert shown.focus() is section.rows[1]
    shown.key(ENTER)
    click(shown, "signal-withdraw")
    assert not shown.desk.find(Acknowledgement, measure=shown.measure().id)


def test_what_is_typed_about_a_signal_outlives_an_edit_elsewhere(shown):
    section = shown.page.data.side.signals
    shown.qtbot.mouseClick(section.rows[0], Qt.MouseButton.LeftButton)
    fill(shown, section.form.cause, "Perhaps the")
    shown.page.data.grid.setFocus()
    shown.cell(-2)
    shown.type("78.4")
    shown.key(ENTER)
    assert section.form.isVisible()
    assert section.form.cause.text() == "Perhaps the"
    section.form.cause.setFocus()
    shown.key(ESC)
    assert not section.form.isVisible()


def test_a_signal_that_goes_on_says_so(shown):
    section = shown.page.data.side.signals
    shown.qtbot.mouseClick(section.rows[0], Qt.MouseButton.LeftButton)
    section.form.verdict.show_value(SignalVerdict.NO_CAUSE)
    click(shown, "signal-keep")
    shown.cell(-1)
    shown.type("79.0")
    shown.key(ENTER)
    assert "It has gone on since" in section.rows[0].accessibleName()


# -- the chart


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of pop-ups, offscreen
def test_what_is_laid_over_is_off_at_first_and_remembered(shown):
    assert not drawn(shown) & {"average", "bands", "history"}
    for name in ("average", "bands", "history"):
        shown.window.commands.run("measures.chart")
        menu = shown.page.findChild(QMenu, "chart-menu")
        (action,) = (each for each in menu.actions() if each.objectName() == f"chart-{name}")
        action.trigger()
        menu.close()
        shown.qtbot.waitUntil(lambda: shown.page.findChild(QMenu, "chart-menu") is None)
        assert name in drawn(shown)
        assert shown.window.settings.get(f"chart.{name}", False)
    assert "not used for signals" in " ".join(
        each.name for each in walk(shown.page.data.chart.chart().items) if isinstance(each, Group)
    )


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of pop-ups, offscreen
def test_the_rules_are_chosen_for_all_charts(shown):
    shown.window.commands.run("measures.chart")
    menu = shown.page.findChild(QMenu, "chart-menu")
    (action,) = (each for each in menu.actions() if each.objectName() == "rule-ten_of_twelve")
    action.trigger()
    menu.close()
    assert shown.desk.find(Organisation)[0].run_rule is RunRule.TEN_OF_TWELVE
    assert analysis_of(shown.desk, shown.measure()).rules.ten_of_twelve
    shown.undo()
    assert shown.desk.find(Organisation)[0].run_rule is RunRule.EIGHT


def test_points_are_read_by_keys(shown):
    chart = shown.page.data.chart
    chart.setFocus()
    shown.qtbot.keyClick(chart, Qt.Key.Key_Home)
    shown.qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert shown.grid.period == date(2023, 2, 1)
    assert QToolTip.text().startswith("Feb\u00a02023: 71.9")
    QToolTip.hideText()


# -- targets


def test_targets_for_limits_and_shares_stand_beside_the_first(shown):
    section = shown.page.data.side.target
    click(shown, "target-more")
    section.shape.setCurrentIndex(3)
    section.shape.activated.emit(3)
    fill(shown, section.low, "8")
    shown.key(ENTER)
    click(shown, "target-more")
    section.shape.setCurrentIndex(4)
    section.shape.activated.emit(4)
    fill(shown, section.low, "90")
    shown.key(ENTER)
    fill(shown, section.wording, "within one day")
    shown.key(ENTER)
    found = {each.kind: each for each in shown.desk.find(Target, measure=shown.measure().id)}
    assert found[TargetKind.SPREAD].high == 8.0
    assert (found[TargetKind.SHARE].low, found[TargetKind.SHARE].wording) == (90.0, "within one day")
    assert found[TargetKind.LEVEL].low == 85.0
    assert {"spread", "target"} <= drawn(shown)
    assert "at least 90 % within one day" in shown.page.data.chart.accessibleDescription()
