"""The rows of a definition: data items, what signals call for, parts of a composite measure, variants."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLayout

from kpidesk.actions import definitions
from kpidesk.domain.calculated import rests_on, shares
from kpidesk.domain.definitions import Component, DataItem, ResponseRule, Variant, Way, items_of
from kpidesk.domain.escalation import rules_for
from kpidesk.domain.exact import rounded
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.xmr_rules import Rule
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice
from kpidesk.ui.form import coded, grid, members, numbers, whole_numbers
from kpidesk.ui.measures.definition_rows import Row, Rows, Work
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.widgets import button, label


class ItemRow(Row[DataItem]):
    """A data item: it is the same for all measures that use it."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        words = self.words
        return {
            "name": words("Name of the data item"), "meaning": words("What it means"),
            "kind": words("What kind it is"), "source": words("Where it comes from"),
            "keeper": words("Who keeps it"), "refreshed": words("Refreshed each"),
            "quality": words("Known quality"),
        }  # fmt: skip

    def fields(self) -> QLayout:
        """See Row."""
        form, words = self.form, self.words
        return grid(
            (form.line("name"), 1), (form.line("kind", words("a date, an amount, a name")), 1),
            (form.text("meaning"), 2), (form.text("source", words("the system or form it stands in")), 1),
            (form.person("keeper"), 1),
            (form.choice("refreshed", members(PeriodType, words, words("not said yet"))), 1),
            (form.text("quality", words("what is known to be wrong or missing in it")), 1),
        )  # fmt: skip

    def told(self, record: DataItem) -> tuple[str, str]:
        """See Row."""
        words = self.words
        keeper = self.work.person(record.keeper)
        parts = (
            words("from {source}", source=record.source) if record.source else words("source not known yet"),
            words("kept by {name}", name=keeper) if keeper else words("nobody keeps it yet"),
            words("each {period}", period=words(LABELS[record.refreshed])) if record.refreshed else "",
            record.quality,
        )
        return record.name, " · ".join(filter(None, parts))

    def values(self, record: DataItem) -> Mapping[str, Any]:
        """See Row."""
        return {**super().values(record), "keeper": self.work.person(record.keeper)}

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        if key == "keeper":
            action = partial(definitions.name_keeper, item_id=record_id, name=value)
        else:
            action = partial(definitions.change_item, item_id=record_id, **{key: value})
        return self.work.change(DataItem, record_id, action, key)


class Items(Rows[DataItem]):
    """The data items of a measure; known ones can be used again."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: ItemRow(work, self._leave))
        self._work, self._measure = work, ""
        self._known = QStringListModel(self)
        words = work.words
        self.line = self.offer(words("Add a data item: its name, then Enter"), self._add, self._known)
        self.line.setObjectName("add-item")

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show those of a measure."""
        desk = self._work.session.desk
        self._measure = measure.id
        items = items_of(desk, measure.id)
        used = {item.id for item in items}
        self._known.setStringList(sorted(each.name for each in desk.find(DataItem) if each.id not in used))
        self.show_records(items, writable=writable)

    def _add(self, name: str) -> bool:
        return self._work.do(partial(definitions.use_item, measure_id=self._measure, name=name), "")

    def _leave(self, item_id: str) -> None:
        self._work.do(partial(definitions.leave_item, measure_id=self._measure, item_id=item_id), "")


class RuleRow(Row[ResponseRule]):
    """On which signal who does what within how many days."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        words = self.words
        return {
            "signal": words("On which signal"), "way": words("Which way"), "told": words("Who is told"),
            "within": words("Within so many working days"), "response": words("What happens then"),
        }  # fmt: skip

    def fields(self) -> QLayout:
        """See Row."""
        form, words = self.form, self.words
        days = whole_numbers(words, 0, definitions.LONGEST_WAIT, needed=True)
        return grid(
            (form.choice("signal", members(Rule, words, words("any signal"))), 1),
            (form.choice("way", members(Way, words)), 1),
            (form.person("told", words("the owner")), 1), (form.line("within", kind=days), 1),
            (form.text("response", words("The owner explains what happened.")), 2),
        )  # fmt: skip

    def told(self, record: ResponseRule) -> tuple[str, str]:
        """See Row."""
        words = self.words
        signal = words(LABELS[record.signal]) if record.signal else words("any signal")
        way = words(LABELS[record.way])
        told = self.work.person(record.told) or words("the owner")
        said = words.many(
            "{name} is told, within {n} working day", "{name} is told, within {n} working days",
            record.within, name=told,
        )  # fmt: skip
        return sentence(f"{signal}, {way}"), " · ".join(filter(None, (sentence(said), record.response)))

    def values(self, record: ResponseRule) -> Mapping[str, Any]:
        """See Row."""
        return {**super().values(record), "told": self.work.person(record.told)}

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        if key == "told":
            action = partial(definitions.name_told, rule_id=record_id, name=value)
        else:
            action = partial(definitions.change_rule, rule_id=record_id, **{key: value})
        return self.work.change(ResponseRule, record_id, action, key)


class ResponseRules(Rows[ResponseRule]):
    """The response rules that hold for a measure: its own, or those of the whole desk."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: RuleRow(work, self._remove))
        self._work, self._measure, self._shared = work, "", False
        words = work.words
        self.whose = label("", "caption", wrap=True)
        self.column.insertWidget(0, self.whose)
        self.add = button(words("Add a rule"), lambda: self.added(self._add))
        self.add.setObjectName("add-rule")
        self.own = button(words("Rules of its own"), self._own)
        self.own.setObjectName("own-rules")
        for each in (self.add, self.own):
            self.tools.addWidget(each)
        self.tools.addStretch()

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show those that hold for a measure."""
        words, rules = self._work.words, rules_for(self._work.session.desk, measure.id)
        self._measure = measure.id
        self._shared = all(rule.measure is None for rule in rules)
        if not rules:
            said = words("Nothing is agreed yet for the case that a signal comes up.")
        elif self._shared:
            said = words("These hold for all measures that have no rules of their own.")
        else:
            said = words("These hold for this measure alone.")
        self.whose.setText(said)
        self.own.setVisible(self._shared and bool(rules))
        self.show_records(rules, writable=writable)

    def _add(self) -> bool:
        """Another rule of the kind that is shown; the first of all is for every measure."""
        measure = None if self._shared else self._measure
        return self._work.do(partial(definitions.add_rule, measure_id=measure), "")

    def _own(self) -> None:
        self._work.do(partial(definitions.own_rules, measure_id=self._measure), "")

    def _remove(self, rule_id: str) -> None:
        self._work.do(lambda edit: definitions.remove(edit, ResponseRule, rule_id), "")


class ComponentRow(Row[Component]):
    """A part of a composite measure, with the share that its weight makes."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        return {"weight": self.words("Weight")}

    def fields(self) -> QLayout:
        """See Row."""
        return grid((self.form.line("weight", kind=numbers(self.words)), 1))

    def told(self, record: Component) -> tuple[str, str]:
        """See Row."""
        desk, words = self.work.session.desk, self.words
        part = desk.get(Measure, record.part)
        share = next(share for each, share in shares(desk, record.measure) if each.id == record.id)
        said = words(
            "weight {weight}, which is {share} % of the whole",
            weight=words.number(record.weight, 2), share=words.number(float(rounded(share * 100, 1)), 1),
        )  # fmt: skip
        return f"{part.code}  {part.name}", said

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        action = partial(definitions.change_weight, component_id=record_id, weight=value or 0.0)
        return self.work.change(Component, record_id, action, key)


class Components(Rows[Component]):
    """The parts of a composite measure."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: ComponentRow(work, self._remove))
        self._work, self._measure = work, ""
        caution = work.words("A composite hides causes: a change in one part may cover that in another.")
        self.column.insertWidget(0, label(caution, "caption", wrap=True))
        self.parts = Choice([], self._add, work.words("Add a part"))
        self.parts.setObjectName("add-part")
        self.tools.addWidget(self.parts)

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show those of a measure, and offer the measures that can be parts."""
        desk = self._work.session.desk
        self._measure = measure.id
        components = [each for each, _ in shares(desk, measure.id)]
        taken = {measure.id, *(each.part for each in components)}
        able = [
            each
            for each in sorted(desk.find(Measure), key=lambda each: by_code(each.code))
            if each.id not in taken and not rests_on(desk, each.id, measure.id)
        ]
        self.parts.offer(coded(able, "name", self._work.words("Add a part")))
        self.parts.show_value(None)
        self.show_records(components, writable=writable)

    def _add(self, part_id: str | None) -> None:
        if part_id:
            self._work.do(partial(definitions.add_component, measure_id=self._measure, part_id=part_id), "")

    def _remove(self, component_id: str) -> None:
        self._work.do(lambda edit: definitions.remove(edit, Component, component_id), "")


class VariantRow(Row[Variant]):
    """How the definition differs in one region or unit."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        words = self.words
        return {
            "where": words("For which region or unit"), "scope": words("Scope there"),
            "formula": words("Formula there"), "source": words("Source there"),
            "note": words("Why it differs"),
        }  # fmt: skip

    def fields(self) -> QLayout:
        """See Row."""
        form, same = self.form, self.words("as in the definition")
        return grid(
            (form.line("where"), 2), (form.text("scope", same), 1), (form.text("formula", same), 1),
            (form.text("source", same), 1), (form.text("note"), 1),
        )  # fmt: skip

    def told(self, record: Variant) -> tuple[str, str]:
        """See Row."""
        differs = " · ".join(filter(None, (record.scope, record.formula, record.source, record.note)))
        return record.where, differs or self.words("nothing differs yet")

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        action = partial(definitions.change_variant, variant_id=record_id, **{key: value})
        return self.work.change(Variant, record_id, action, key)


class Variants(Rows[Variant]):
    """The variants of a measure."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: VariantRow(work, self._remove))
        self._work, self._measure = work, ""
        words: Words = work.words
        self.line = self.offer(words("Add a variant: the region or unit, then Enter"), self._add)
        self.line.setObjectName("add-variant")

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show those of a measure."""
        self._measure = measure.id
        self.show_records(self._work.session.desk.find(Variant, measure=measure.id), writable=writable)

    def _add(self, where: str) -> bool:
        return self._work.do(partial(definitions.add_variant, measure_id=self._measure, where=where), "")

    def _remove(self, variant_id: str) -> None:
        self._work.do(lambda edit: definitions.remove(edit, Variant, variant_id), "")
