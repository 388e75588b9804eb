"""What is said, and where one goes, while there is nothing of a kind to publish."""

from dataclasses import dataclass, replace

from kpidesk.exports.pieces import What
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence, and the page where the first of its kind is made."""

    sentence: str
    page: str
    do: str
    remark: str = ""


def missing(words: Words) -> dict[What, Missing]:
    """For each kind that can be missing; a workbook there always is."""
    found = {
        What.POSTERS: Missing(
            words("There is no poster yet. Add some on the Gallery page."), "gallery",
            words("Go to the Gallery"),
        ),
        What.DAY: Missing(
            words("There is no gallery yet. Begin one on the Gallery page."), "gallery",
            words("Go to the Gallery"),
        ),
        What.SLIDES: Missing(
            words("There is no poster yet. Add some on the Gallery page."), "gallery",
            words("Go to the Gallery"),
        ),
        What.PROOFS: Missing(
            words("There is no poster yet. Add some on the Gallery page."), "gallery",
            words("Go to the Gallery"),
        ),
        What.MAP: Missing(
            words("There is no map yet. Add a result on the Results page."), "results",
            words("Go to Results"),
        ),
        What.STEPS: Missing(
            words("There is no map yet. Add a result on the Results page."), "results",
            words("Go to Results"),
        ),
        What.TESTS: Missing(
            words("There are no goals yet. Add some on the Results page."), "results",
            words("Go to Results"),
        ),
        What.DESIGNS: Missing(
            words("No measure is being designed yet. Begin on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.CENTRE: Missing(
            words("No result stands in the centre yet. Put one there on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.MATRIX: Missing(
            words("There is no partner yet. Add one on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.BOARD: Missing(
            words("Nobody stands on a board yet. Begin a snapshot on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.SHARING: Missing(
            words("No result stands in the centre yet. Put one there on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.WALL: Missing(
            words("No result stands in the centre yet. Put one there on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.BLANK: Missing(
            words("No result stands in the centre yet. Put one there on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.PARTNERS: Missing(
            words("There is no partner yet. Add one on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.INTERVIEWS: Missing(
            words("Nothing is guessed about partners, so there is nothing to ask them."), "sharing",
            words("Go to Sharing"),
        ),
        What.COMMITMENTS: Missing(
            words("Nobody has promised anything yet. Note it on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.PLAN: Missing(
            words("Nothing is shared or promised yet. Note it on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.CALENDAR: Missing(
            words("No promise has a date yet. Note it on the Sharing page."), "sharing",
            words("Go to Sharing"),
        ),
        What.COMMENTS: Missing(
            words("No poster hangs in a gallery yet. Add some on the Gallery page."), "gallery",
            words("Go to Gallery"),
        ),
        What.DICTIONARY: Missing(
            words("There is no measure yet. Add one on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.CHARTS: Missing(
            words("No measure has values yet. Type some on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.REVIEW: Missing(
            words("No meeting looks at measures yet. Add one on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.CURVES: Missing(
            words("No curve is being turned yet. Draw a forecast on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.CAUSES: Missing(
            words("Nobody has asked why of a signal yet. Do so on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.STOCKTAKE: Missing(
            words("There is no stock-take yet. Bring in a list on the Measures page."), "measures",
            words("Go to Measures"),
        ),
        What.INVITATIONS: Missing(
            words("Nobody is invited yet. Make the list on the Gallery page."), "gallery",
            words("Go to Gallery"),
        ),
        What.DOOR: Missing(
            words("There is no gallery yet. Begin one on the Gallery page."), "gallery",
            words("Go to Gallery"),
        ),
        What.REPORT: Missing(
            words("No note has been written down yet. Type them on the Gallery page."), "gallery",
            words("Go to Gallery"),
        ),
        What.WORKSHOPS: Missing(
            words("There is no workshop yet. Plan one on the Workshops page."), "workshops",
            words("Go to Workshops"),
        ),
        What.COMMUNITY: Missing(
            words("There is no community yet. Begin one on the Community page."), "community",
            words("Go to Community"),
        ),
        What.HEALTH: Missing(
            words("There has been no health check yet. Begin one on the Framework page."), "framework",
            words("Go to Framework"),
        ),
        What.ASSESSMENTS: Missing(
            words("Nothing has been assessed yet. Begin on the Framework page."), "framework",
            words("Go to Framework"),
        ),
        What.FORMS: Missing(
            words("There is no set of items yet. Take one up on the Framework page."), "framework",
            words("Go to Framework"),
        ),
        What.COVERAGE: Missing(
            words("There is no set of items yet. Take one up on the Framework page."), "framework",
            words("Go to Framework"),
        ),
    }  # fmt: skip
    return {what: replace(each, remark=words("none yet")) for what, each in found.items()}


def left_out(words: Words) -> Missing:
    """What is said where there is a map, but no result of it in the part that is chosen."""
    sentence = words("None of the map’s results is in the part that is chosen.")
    return Missing(sentence, "", "", words("none in this part"))
