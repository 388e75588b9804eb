"""What the fields of a definition are called: in the form, in its history and on paper."""

from kpidesk.domain.measures import Direction
from kpidesk.system.words import Words


def names(words: Words) -> dict[str, str]:
    """The names of a measure's fields."""
    return {
        "name": words("Name"),
        "result": words("Result it gives evidence of"),
        "description": words("Description"),
        "intent": words("Why it is measured"),
        "used_for": words("Used for"),
        "not_used_for": words("Not used for"),
        "quadrant": words("Effort or effect"),
        "calculation": words("Values are"),
        "denominator": words("Divided by"),
        "per": words("For each"),
        "components": words("Parts and weights"),
        "statistic": words("Statistic"),
        "item": words("Of what"),
        "formula": words("Formula"),
        "scope": words("Scope"),
        "inclusions": words("Counts in"),
        "exclusions": words("Leaves out"),
        "segments": words("Looked at by, one a line"),
        "period_type": words("One value for each"),
        "unit": words("Unit"),
        "decimals": words("Decimals shown"),
        "lower_bound": words("Lowest possible value"),
        "upper_bound": words("Highest possible value"),
        "assumptions": words("Assumptions"),
        "flaws": words("Known flaws"),
        "data_items": words("Data items"),
        "availability": words("The data can be had"),
        "lag_days": words("Days until a value is there"),
        "effort_hours": words("Hours of work each month"),
        "direction": words("Which way is good"),
        "chart": words("Chart"),
        "comparison": words("May be compared with"),
        "watch_for": words("Side effects to watch"),
        "rules": words("What a signal calls for"),
        "owner": words("Owner"),
        "custodian": words("Keeps the data"),
        "calculator": words("Works it out"),
        "reporter": words("Makes the report"),
        "audience": words("For whom"),
        "access": words("Who may see it"),
        "reported_every": words("Reported each"),
        "status": words("How far it has come"),
        "live_since": words("Live since"),
        "review_on": words("Review on"),
        "review_milestone": words("Review at a milestone"),
        "not_before": words("Not given out before"),
        "pilot": words("It is a pilot for now"),
        "retrospective": words("What the pilot taught"),
        "retired_reason": words("Why it was retired"),
        "by_host": words("The facilitator’s own, not the group’s"),
        "variants": words("Variants"),
    }


def ways(words: Words) -> dict[Direction, str]:
    """Which way is good, as one says it."""
    return {
        Direction.UP: words("higher is better"), Direction.DOWN: words("lower is better"),
        Direction.RANGE: words("good within a range"), Direction.WATCH: words("not decided yet"),
    }  # fmt: skip
