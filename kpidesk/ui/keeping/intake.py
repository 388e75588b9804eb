"""The view Take in: whatever comes back, shown as what it would change before anything is changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import goals, lists, merging, results, returning
from kpidesk.actions.merging import Area, AreaPlan, MergePlan
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import SUFFIX, read_desk
from kpidesk.domain.differences import Take
from kpidesk.domain.reader import Collection as Records
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.returned import SHEETS, ReturnedSheet
from kpidesk.imports.from_json import read_json
from kpidesk.imports.list_intake import ListIntake
from kpidesk.imports.plan_lines import of_merge, of_workbook
from kpidesk.imports.returned_book import is_ours
from kpidesk.imports.returned_plan import Intake, plan_for
from kpidesk.ui.fields import Choice
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.keeping.areas_panel import AreasPanel
from kpidesk.ui.keeping.list_panel import Listed, ListPanel
from kpidesk.ui.keeping.plan_panel import PlanPanel
from kpidesk.ui.keeping.ways_in import WaysIn
from kpidesk.ui.reading import Reading
from kpidesk.ui.subject_page import SubjectPage, SubjectView, today
from kpidesk.ui.widgets import clear, label

_LISTS: Final = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True, slots=True)
class _Taking:
    """How a plan that is shown is taken: by an action with the person's choices, after a backup.

    `listed`: it was made of a list, whose columns can be looked at again.
    """

    name: str
    take: Callable[[Edit, Mapping[str, Take]], object]
    reason: str = "import"
    barrier: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class InHand:
    """What has come back and what a person decided on it so far, to go on with it in a view built anew."""

    path: Path | None
    mapped: Mapping[tuple[str, str], str]
    by_code: bool
    choices: Mapping[str, Take]
    ticked: Collection[Area]
    listed: Listed | None


class IntakeView(SubjectView):
    """What came back: a workbook, another copy of the desk, another desk."""

    key: ClassVar[str] = "intake"
    OF_SUBJECT = False
    COMMANDS: ClassVar[tuple[str, ...]] = ("keeping.take_in", "keeping.paste_list")
    TOOLS: ClassVar[tuple[str, ...]] = ("keeping.paste_list",)
    FILLED: ClassVar[str] = "keeping.take_in"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self._reading = Reading(page)
        self._path: Path | None = None
        self._taking: _Taking | None = None
        self._other: Desk | None = None
        self._areas_plan: AreaPlan | None = None
        self._mapped: dict[tuple[str, str], str] = {}
        self._by_code = True
        self._ticked: Collection[Area] = ()
        self._edit = 0  # the newest edit of the desk with which what came is compared
        self._is_taken = False  # what the desk tells meanwhile changes nothing in what came
        page.command("keeping.take_in", self.ask, page.read_only)
        page.command("keeping.paste_list", self.paste, page.read_only)
        self.plan = PlanPanel(page)
        self.plan.accepted.connect(self._accept)
        self.plan.left.connect(self._leave)
        self.areas = AreasPanel(page)
        self.areas.changed.connect(self._plan_areas)
        self.areas.accepted.connect(self._take_areas)
        self.areas.left.connect(self.put_aside)
        self.lists = ListPanel(page)
        self.lists.planned.connect(self._show_list)
        self.lists.closed.connect(self.put_aside)
        self.lists.elsewhere.connect(self._go_to_values)
        self.nothing = WaysIn(page)
        self.stack = QStackedWidget()
        for each in (self.nothing, self.plan, self.areas, self.lists):
            self.stack.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def show_desk(self, change: Change | None = None) -> None:
        """See View. What was worked out before the desk changed is worked out again."""
        desk = self.session.desk
        self.nothing.show_desk(desk)
        if self._edit == desk.last_edit or self._is_taken:
            return
        if self.lists.tables is not None:
            self._edit = desk.last_edit
            self._taking = None
            self.stack.setCurrentWidget(self.lists)
            self.lists.show_desk()
        elif self._path is not None:
            self._begin(self._path)

    def give_up(self) -> None:
        """See View."""
        self._reading.stop()
        self.lists.stop()
        self._forget_other()

    @property
    def focused(self) -> QWidget:
        """See View."""
        shown = self.stack.currentWidget()
        if shown is self.plan:
            return self.plan.list
        return self.lists.kind if shown is self.lists else self

    # -- what came

    def ask(self) -> None:
        """Ask for a file and look into it."""
        path = self.page.shell.questions.returned_file()
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Look into a file that came back."""
        self.put_aside()
        self._mapped, self._by_code, self._ticked = {}, True, ()
        self.plan.choices.clear()
        self._begin(path)

    @property
    def in_hand(self) -> InHand | None:
        """What is being looked at, None while nothing is."""
        if self._path is None and self.lists.listed is None:
            return None
        choices = dict(self.plan.choices)
        return InHand(self._path, dict(self._mapped), self._by_code, choices, self._ticked, self.lists.listed)

    def take_up(self, in_hand: InHand) -> None:
        """Go on where another view of this kind stopped."""
        self._mapped, self._by_code = dict(in_hand.mapped), in_hand.by_code
        self._ticked = in_hand.ticked
        if in_hand.listed is not None:
            self._path, self._edit = in_hand.path, self.session.desk.last_edit
            self.lists.take_up(in_hand.listed)
            self._show(self.lists)
        elif in_hand.path is not None:
            self.plan.choices = dict(in_hand.choices)
            self._begin(in_hand.path)

    def paste(self) -> None:
        """Look at a list that was copied."""
        self.put_aside()
        self._edit = self.session.desk.last_edit
        self.lists.paste()
        if self.lists.tables is not None:
            self._show(self.lists)

    def put_aside(self) -> None:
        """Take nothing; the file stays as it is."""
        self._reading.stop()
        self._forget_other()
        self.lists.close_up()
        self._path = self._taking = self._areas_plan = None
        self.stack.setCurrentWidget(self.nothing)
        self.page.shell.commands.refresh()

    def _begin(self, path: Path) -> None:
        self._path, self._edit = path, self.session.desk.last_edit
        self._taking = None  # a plan in sight is of the desk as it was
        if path.suffix.lower() in {SUFFIX, ".json"}:
            self._start(partial(_look_into_desk, path), self._show_desk_file)
        else:
            options = {"by_code": self._by_code, "mapped": dict(self._mapped)}
            self._start(partial(_look_into_book, path, options), self._show_book)

    def _start(self, look: Callable[..., object], then: Callable[[Any], object]) -> None:
        """Look at a file on the worker, over a snapshot of the desk."""
        assert self._path is not None  # noqa: S101 - the caller set it
        try:
            snapshot = self.session.desk.snapshot()
        except DeskProblem as problem:
            self.page.shell.say(self.words.told(problem), bad=True)
            return

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                return look(snapshot, stopped)
            finally:
                snapshot.close()

        self._reading.start(self._path, work, then, self.put_aside)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View: also a plan, of a copy in which a second recorder wrote."""
        return {
            "intake-plan": self._show_example, "intake-list": self._show_list_example,
            self.key: self._show_empty,
        }  # fmt: skip

    def _show_empty(self) -> None:
        self.page.show_view(self.key)
        self.put_aside()

    def _show_list_example(self) -> None:
        self._show_empty()
        self._edit = self.session.desk.last_edit
        self.lists.show_example()
        self._show(self.lists)

    def _show_example(self) -> None:
        self.page.show_view(self.key)
        self._path, self._edit = Path("Ana.kpidesk"), self.session.desk.last_edit
        copy = Desk(self.session.desk.copy_to_memory(), who="Ana")
        with copy.edit("Ana") as edit:
            for result in edit.find(Result)[:3]:
                results.change(edit, result.id, owner="Ana")
            for goal in edit.find(Goal)[:1]:
                goals.add(edit, "Be a good neighbour", goal.source)
        self._show_desk_file((copy, merging.compare(self.session.desk, copy, self._path.name)))

    # -- a workbook

    def _show_book(self, found: Intake | Path) -> None:
        words = self.words
        if isinstance(found, Path):
            self.lists.read(found)
            self._show(self.lists)
            return
        plan = found.plan
        self._taking = _Taking(
            found.name, lambda edit, choices: returning.take(edit, plan.differences, choices)
        )
        since = max(self.session.desk.last_edit - found.returned.edit, 0)  # a restored desk may be older
        facts = [
            words("Exported at edit {n}.", n=words.number(found.returned.edit)),
            words.many(
                "{n} edit was made in the desk since.", "{n} edits were made in the desk since.", since
            )
            if since
            else words("The desk has not changed since."),
            words.many("{n} row is as it was.", "{n} rows are as they were.", plan.untouched),
        ]
        self._ask_above(found)
        lines = of_workbook(plan, words)
        self.plan.show_plan(found.name, " ".join(facts), lines, kept=dict(self.plan.choices))
        self._show(self.plan)

    def _ask_above(self, found: Intake) -> None:
        """What has to be asked before: where columns are that were not found, rows known by their code."""
        clear(self.plan.above)
        words = self.words
        if found.plan.coded:
            box = QCheckBox()
            box.setObjectName("intake-by-code")
            box.setChecked(self._by_code)
            box.toggled.connect(self._turn_by_code)
            text = words.many(
                "{n} row has lost its hidden mark: it is the record with its code",
                "{n} rows have lost their hidden marks: they are the records with their codes",
                found.plan.coded,
            )
            self.plan.question(text, box)
        for sheet in found.returned.sheets:
            self._ask_columns(sheet)

    def _ask_columns(self, sheet: ReturnedSheet) -> None:
        words = self.words
        asked = {key: letter for (of, key), letter in self._mapped.items() if of == sheet.key}
        headings = dict(sheet.unknown) | {letter: letter for letter in asked.values()}
        columns = [each for each in SHEETS[sheet.key].columns if each.editable]
        for column in columns:
            if (column.key in sheet.letters and column.key not in asked) or not headings:
                continue
            offered = [("", words("nowhere"))]
            offered += [(letter, f"{letter} {text}".strip()) for letter, text in headings.items()]
            choice = Choice(offered, partial(self._map, sheet.key, column.key), words(column.heading))
            choice.setObjectName(f"intake-column-{column.key}")
            choice.show_value(asked.get(column.key, ""))
            row = QHBoxLayout()
            text = words("{sheet}: where is “{column}”?", sheet=sheet.title, column=words(column.heading))
            row.addWidget(label(text, "second"))
            row.addWidget(choice)
            row.addStretch()
            holder = QWidget()
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self.plan.above.addWidget(holder)

    def _map(self, sheet: str, column: str, letter: str) -> None:
        self._mapped.pop((sheet, column), None)
        if letter:
            self._mapped[sheet, column] = letter
        self._again()

    def _turn_by_code(self, on: bool) -> None:
        self._by_code = on
        self._again()

    def _again(self) -> None:
        if self._path is not None:
            self._begin(self._path)

    # -- a list of somebody's own

    def _show_list(self, found: ListIntake) -> None:
        changes, layout = found.plan.differences, found.layout
        self._taking = _Taking(
            found.name, lambda edit, choices: lists.take_list(edit, changes, choices, layout), listed=True
        )
        clear(self.plan.above)
        words = self.words
        facts = words.many(
            "{n} row says nothing new.", "{n} rows say nothing new.", found.plan.untouched
        )  # fmt: skip
        lines = of_workbook(found.plan, words)
        self.plan.show_plan(found.name, facts if found.plan.untouched else "", lines)
        self._show(self.plan)

    def _go_to_values(self) -> None:
        self.put_aside()
        self.page.shell.go("measures")
        self.page.shell.commands.run("measures.import")

    # -- another desk

    def _show_desk_file(self, found: "tuple[Desk, MergePlan | None]") -> None:
        self._forget_other()
        self._other, plan = found
        words, name = self.words, self._path.name if self._path is not None else ""
        if plan is None:
            self.areas.show_areas(name, merging.areas(self._other), self._ticked)
            self._plan_areas()
            self._show(self.areas)
            return
        self._taking = _Taking(
            name, lambda edit, choices: merging.take(edit, plan, choices), "merge", barrier=True
        )
        clear(self.plan.above)
        both = Records(
            each for desk in (self._other, self.session.desk) for kind in RECORDS for each in desk.find(kind)
        )
        self.plan.show_plan(
            name, self._common(plan), of_merge(plan, both, words), kept=dict(self.plan.choices)
        )
        self._show(self.plan)

    def _common(self, plan: MergePlan) -> str:
        """What both copies began from, and the secret papers that come along."""
        words = self.words
        if plan.ancestor is None:
            said = words("Another copy of this desk, without a common past: whatever differs is asked about.")
        else:
            at = datetime.fromisoformat(plan.ancestor.at).astimezone()
            day = words("{day}, {time}", day=words.date(at.date()), time=words.clock(at))
            said = words("Another copy of this desk. Both were the same until {day}.", day=day)
        papers = sum(len(each) for each in plan.papers.values())
        if papers:
            said += " " + words.many(
                "{n} paper of a secret vote comes along, unread.",
                "{n} papers of secret votes come along, unread.",
                papers,
            )
        return said

    def _plan_areas(self) -> None:
        if self._other is None:
            return
        wanted = self._ticked = self.areas.wanted
        self._areas_plan = merging.plan_areas(self.session.desk, self._other, wanted) if wanted else None
        self.areas.show_plan(self._areas_plan)

    def _forget_other(self) -> None:
        if self._other is not None:
            self._other.close()
            self._other = None

    def _show(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self.page.shell.commands.refresh()
        self.focused.setFocus()

    # -- taking

    def _leave(self) -> None:
        """Look at the columns of a list once more; anything else is put aside."""
        if self._taking is not None and self._taking.listed:
            self._taking = None
            self._show(self.lists)
        else:
            self.put_aside()

    def _accept(self, choices: dict[str, Take]) -> None:
        if self._taking is not None:
            self._take(self._taking, choices, self.plan.wanted)
        else:
            self.page.shell.say(self.words("The desk has changed. The file is being compared with it again."))

    def _take_areas(self) -> None:
        plan = self._areas_plan
        if plan is not None and self._path is not None:
            taking = _Taking(self._path.name, lambda edit, _: merging.take_areas(edit, plan), barrier=True)
            self._take(taking, {}, len(plan.records))

    def _take(self, taking: _Taking, choices: Mapping[str, Take], count: int) -> None:
        """Take something in after a backup."""
        if not self.session.back_up(taking.reason):
            return
        label_ = self.words("Take in {file}", file=taking.name)
        self._taking = None
        self.stack.setCurrentWidget(self.nothing)
        self._is_taken = True
        done = self.session.do(label_, taking.take, choices, barrier_before=taking.barrier)
        self._is_taken = False
        if done:
            self._taken(count)
        elif taking.listed:
            self._show(self.lists)
        elif self._path is not None:
            self._begin(self._path)

    def _taken(self, count: int) -> None:
        words = self.words
        self.put_aside()
        told = words.many("{n} change was taken in.", "{n} changes were taken in.", count)
        self.page.shell.say(f"{told} " + words("Undo takes all of it back; a backup was made before."))
        self.page.go_on()


def _look_into_book(path: Path, options: dict[str, Any], desk: Desk, stopped: Stopped) -> Intake | Path:
    """A workbook of ours with its plan, its path for another list."""
    if path.suffix.lower() in _LISTS or not is_ours(path):
        return path
    return plan_for(desk, path, today(), stopped=stopped, **options)


def _look_into_desk(path: Path, desk: Desk, stopped: Stopped) -> tuple[Desk, MergePlan | None]:
    """Another desk, and what differs if it is a copy of this one."""
    other = read_json(path, "JSON") if path.suffix.lower() == ".json" else read_desk(path)
    try:
        return other, merging.compare(desk, other, path.name) if merging.related(desk, other) else None
    except BaseException:
        other.close()
        raise
