"""Earlier wordings out of the journal."""

from datetime import date

from kpidesk.actions import goals, measures, series
from kpidesk.desk.store import Desk
from kpidesk.desk.versions import formers, revisions, versions
from kpidesk.domain.series import Value
from tests.conftest import Clock


def test_each_wording_is_listed_once_the_latest_first(desk: Desk, clock: Clock) -> None:
    with desk.edit("Add") as edit:
        goal = goals.add(edit, "First")

    def reword(text: str, typing: str | None = None) -> None:
        clock.wait(seconds=5)
        with desk.edit("Reword", typing=typing) as edit:
            goals.change(edit, goal.id, text=text)

    def told() -> list[str]:
        return [each.text for each in versions(desk.history(record_id=goal.id), goal.id, "text")]

    assert told() == []
    reword("Sec", typing="x")
    reword("Second", typing="x")  # typing goes on: one wording
    reword("Third")
    assert told() == ["Second", "First"]
    reword("First")
    assert told() == ["Third", "Second"]
    desk.undo()
    assert told() == ["First", "Second"]
    with desk.edit("Owner") as edit:
        goals.change(edit, goal.id, owner="Mira")
    assert told() == ["First", "Second"]
    (newest, _) = versions(desk.history(record_id=goal.id), goal.id, "text")
    assert (newest.who, newest.label) == ("tester", "Reword")


def test_other_records_and_fields_do_not_count(desk: Desk) -> None:
    with desk.edit("Add") as edit:
        goal, other = goals.add(edit, "One"), goals.add(edit, "Other")
    with desk.edit("Reword") as edit:
        goals.change(edit, other.id, text="Another")
    assert not versions(desk.history(), goal.id, "text")
    assert not versions(desk.history(), goal.id, "source")
    assert not versions((), goal.id, "text")


def test_revisions_tell_who_changed_what_and_why(desk: Desk, clock: Clock) -> None:
    with desk.edit("Add") as edit:
        goal = goals.add(edit, "One")

    def change(label: str, typing: str | None = None, **given: str) -> None:
        clock.wait(seconds=5)
        with desk.edit(label, typing=typing) as edit:
            goals.change(edit, goal.id, **given)

    def told() -> list[tuple[str, tuple[str, ...]]]:
        found = revisions(desk.history(record_id=goal.id), goal.id)
        return [(each.label, each.fields) for each in found]

    change("Reword: the plan changed", text="Two", owner="Mira")
    change("Type", typing="x", text="Thr")
    change("Type", typing="x", text="Three")
    said = [("Type", ("text",)), ("Reword: the plan changed", ("text", "owner")), ("Add", ())]
    assert told() == said
    desk.undo()
    assert told() == said[1:]
    desk.redo()
    assert told() == said
    assert {each.who for each in revisions(desk.history(), goal.id)} == {"tester"}
    assert not revisions(desk.history(), "nobody")


def test_a_corrected_number_keeps_what_it_was_and_who_changed_it(desk: Desk, clock: Clock) -> None:
    with desk.edit("Add") as edit:
        measure = measures.add(edit, "Minutes", None)
        series.set_values(edit, measure.id, {date(2025, 1, 1): 7.2})
    (value,) = desk.find(Value)

    def told() -> list[object]:
        return [each.value for each in formers(desk.history(record_id=value.id), value.id, "number")]

    assert told() == []
    for number in (72.0, 7.4):
        clock.wait(seconds=90)
        with desk.edit("Correct") as edit:
            series.set_values(edit, measure.id, {date(2025, 1, 1): number})
    with desk.edit("Why") as edit:
        series.change_value(edit, value.id, reason="the comma was lost")
    assert told() == [72.0, 7.2]
    desk.undo()
    desk.undo()
    assert told() == [7.2]
    desk.redo()
    (latest, _) = formers(desk.history(record_id=value.id), value.id, "number")
    assert (latest.value, latest.who) == (72.0, "tester")
