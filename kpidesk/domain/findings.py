"""What checks find: a code with arguments, never a finished sentence, so that it can be translated.

A finding is a hint with a reason. It suggests, never forbids.
"""

from dataclasses import dataclass, field
from typing import Final, Protocol


class Translate(Protocol):
    """Turns a message in English into the reader's language."""

    def __call__(self, message: str) -> str:
        """The message in the reader's language."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One hint. `records` are printed codes (R17) where there are any, `args` fill the text.

    `about` is the id of the record to look at, where a code does not tell it.
    """

    code: str
    records: tuple[str, ...] = ()
    args: dict[str, str] = field(default_factory=dict)
    about: str = ""

    @property
    def key(self) -> str:
        """What tells the hint from others, as long as it is about the same records."""
        return " ".join((self.code, *(self.records or self.args.values())))


TEXTS: Final[dict[str, str]] = {
    # Results map
    "RESULT_WITHOUT_LINK": "{result} stands alone. What helps it, or what does it help?",
    "RESULT_WITHOUT_PATH": "{result} does not lead to any result in the centre. Is a link missing?",
    "CENTRE_WITHOUT_CAUSE": "Nothing on the map brings {result} about yet. What must improve first?",
    "RESULT_WITHOUT_MEASURE": "{result} has no measure yet.",
    "RESULT_WITH_MANY_MEASURES": "{result} has {count} measures. Which one to three would you miss most?",
    "RESULT_TOO_LONG": "{result} has {count} words. Can it be said in 25 or fewer?",
    "RESULT_FAILS_TEST": "{result} did not stand every test of its wording ({count}). Can it be reworded?",
    "RESULT_WITHOUT_OWNER": "Nobody is named as the owner of {result}.",
    "RESULTS_ALIKE": "{first} and {second} say nearly the same. Are they one result?",
    "LINK_TO_ITSELF": "{link} leads from {source} back to itself.",
    "LINK_POINTS_OUTWARD": "{link} points outward, from {source} to {target}. "
    "Is it meant the other way round?",
    "LINKS_IN_A_LOOP": "These results lead to each other in a circle: {results}. "
    "That may be so; have a look.",
    "CONFLICT_WITHOUT_MEASURE": "The conflict {link} could go unnoticed: nothing measures {results}.",
    "MEASURE_WITHOUT_RESULT": "{measure} gives evidence of no result yet. Which result is it for?",
    # Designs
    "DESIGN_WITHOUT_EVIDENCE": "{result}: nobody has said yet what one would see or hear if it were so. "
    "Begin there.",
    "CANDIDATE_WITHOUT_EVIDENCE": "{letter} has no evidence behind it. "
    "What would people notice that it counts?",
    "CANDIDATE_STRONG_WITHOUT_DATA": "{letter} is strong, but its data are weak. "
    "Keep it on the list of data to build.",
    "CANDIDATE_CHEAP_BUT_CHOSEN": "{letter} is easy to count but weak evidence. "
    "Does it tell whether the result is so?",
    "CANDIDATE_WITHOUT_REASON": "{letter} has a decision but no reason. People on the wall will ask.",
    "RATERS_DIVIDED": "Raters see {letter} very differently. Talk before you choose.",
    "NAME_NOT_TWO_TO_FIVE_WORDS": "Two to five words make a name that people keep: “{name}”.",
    "NAME_HOLDS_TARGET": "“{word}” is a target or a date. A name outlives its targets.",
    "NAME_VAGUE": "“{word}” can mean anything. What exactly is counted?",
    "MOSTLY_HOW_MUCH": "{count} of {all} measures only count how much is done. "
    "What tells whether anybody is better off?",
    "MAP_CROWDED": "The map “{map}” holds {count} results. "
    "Above 30, a sheet is easier to read by ring or owner.",
    # Definition of a measure
    "MEASURE_LACKS_RESULT": "Which result does it give evidence of?",
    "MEASURE_LACKS_DESCRIPTION": "What does it tell, in a sentence?",
    "MEASURE_LACKS_INTENT": "Why is it measured?",
    "MEASURE_LACKS_COMPONENTS": "Which measures is it put together from? It takes two at least.",
    "MEASURE_LACKS_DENOMINATOR": "By which measure is it divided?",
    "MEASURE_LACKS_STATISTIC": "A count, an average, a share?",
    "MEASURE_LACKS_ITEM": "Of what?",
    "MEASURE_LACKS_SCOPE": "Which cases count, and which do not?",
    "MEASURE_LACKS_FORMULA": "How exactly is it computed?",
    "MEASURE_LACKS_UNIT": "In what unit?",
    "MEASURE_LACKS_DATA_ITEMS": "Which data is it computed from?",
    "MEASURE_LACKS_DIRECTION": "Which way is good?",
    "MEASURE_LACKS_COMPARISON": "What may it be compared with?",
    "MEASURE_LACKS_OWNER": "Who looks after it?",
    "MEASURE_LACKS_USE": "What will people do with it?",
    "MEASURE_LACKS_NO_USE": "What will it never be used for?",
    "MEASURE_LACKS_RESPONSE": "Who is told when a signal comes up?",
    "MEASURE_LACKS_REASON": "Why was it retired?",
    "MEASURE_LACKS_LIVE_SINCE": "Since when is it live? Its review follows from that.",
    "ITEM_LACKS_SOURCE": "{item}: where does it come from?",
    "ITEM_LACKS_KEEPER": "{item}: who keeps it?",
    "VALUES_MISSING": "It is live, but has no value yet.",
    "VALUES_STALE": "The latest value is that of {latest}; {due} should be there by now.",
    # Charts
    "BASELINE_TOO_SHORT": "Too few values for limits: at least five are needed, "
    "so this is a plain run chart.",
    "BASELINE_YOUNG": "Young limits: they come from fewer than ten values and may still mislead.",
    "BASELINE_WITHOUT_VARIATION": "All values of the baseline are equal, so there are no limits to judge by.",
    "BASELINE_WITHOUT_NEIGHBOURS": "No two neighbouring periods of the baseline have values, "
    "so limits are unknown.",
    "OUTSIDE_VALUE_IN_BASELINE": "{measure}: a value inside the baseline lies outside its limits. "
    "Leave it out if you know why it happened.",
    "RUN_IN_BASELINE": "{measure}: the level changes inside the baseline. Should the baseline end earlier?",
    "BASELINE_CUT": "{measure}: a baseline ends early because the next one starts.",
    "SEASONS_TOO_FEW": "{measure}: two years are few for seasonal factors, "
    "so the limits come out too narrow.",
    "SEASONS_REFUSED": "{measure}: seasonal limits need two full years of values, "
    "all above zero or all below.",
    "TREND_REFUSED": "{measure}: a trend line needs values in both halves of the baseline.",
    "VALUES_OF_OTHER_PERIODS": "{measure}: the chart leaves out values of other periods ({count}).",
    # Shared measures
    "MEASURE_NOT_SHARED": "{measure} is not shared yet: only {partner} takes part.",
    "TARGET_WITHOUT_DATE": "The target of {measure} has no date. By when?",
    "DESIRED_PARTNER_WITHOUT_PLAN": "{partner} ({name}) is wanted, but nobody has planned a first step.",
    "GUESS_UNVERIFIED": "“{name}” has been our guess about {partner} for {days} days. Who asks them?",
    "COMMITMENT_WITHOUT_WHO": "Who does this? “{what}”",
    "COMMITMENT_WITHOUT_WHEN": "By when? “{what}”",
    # Gallery
    "POSTER_WITHOUT_MEASURE": "Poster {poster} shows no measure yet.",
    "POSTER_WITHOUT_MAP": "Poster {poster} shows no map yet.",
    "POSTER_CODE_LIKE_RATING": "The poster code {poster} reads like a rating. Another letter avoids mix-ups.",
    "POSTER_CODE_HARD_TO_TYPE": "The poster code {poster} is hard to type: letters and a number work best.",
    "POSTER_CODES_ALIKE": "These poster codes differ only in capitals: {posters}.",
    "DECISION_WITHOUT_REASON": "{note} is not taken up as it is, but no reason is given. "
    "Its writer will ask.",
    "QUESTION_WITHOUT_ANSWER": "{note} asks a question that has no answer yet.",
    "NOTE_WITHOUT_TEXT": "{note} has no text.",
    "NOTE_NAMES_SOMEBODY": "{note} may tell who somebody is: “{piece}”. Black it out before it is printed.",
    "RATING_OUTSIDE_SCALE": "{note} has the rating {rating}, but the scale runs from {low} to {high}.",
    # Typing notes
    "SHORTHAND_POSTER_UNKNOWN": "“{typed}” is no poster of this gallery, so it stays text.",
    "SHORTHAND_GROUP_UNKNOWN": "“{typed}” is no group of this desk, so it stays text.",
    "SHORTHAND_RATING_OUTSIDE": "“{typed}” is outside the scale of {low} to {high}, so it stays text.",
    "SHORTHAND_TWICE": "“{typed}” says again what the line has said already, so it stays text.",
    # Lists of notes
    "LIST_POSTER_UNKNOWN": "Row {row} names no poster of this gallery (“{typed}”) and is left out.",
    "LIST_NOTE_WITHOUT_WORDS": "Row {row} has no words and is left out.",
    "LIST_CELL_UNKNOWN": "Row {row}: “{typed}” is not known here and stays empty.",
    # Pasting values
    "PASTE_NOT_A_NUMBER": "“{typed}” is no number.",
    "PASTE_NUMBER_AMBIGUOUS": "“{typed}” can be read in two ways. Is the mark for decimals or for thousands?",
    "PASTE_NUMBER_TOO_LARGE": "“{typed}” is too large.",
    "PASTE_SPREADSHEET_ERROR": "“{typed}” is an error of the spreadsheet.",
    "PASTE_NOT_A_PERIOD": "“{typed}” names no period.",
    "PASTE_PERIOD_TOO_LONG": "“{typed}” is longer than this measure's periods.",
    "PASTE_PERIOD_TOO_FAR": "“{typed}” lies too far in the future.",
    "PASTE_PERIOD_TWICE": "{period} has a value further up already.",
    "PASTE_WITHOUT_PERIOD": "Which period is “{typed}” for?",
    "PASTE_CELL_TOO_MANY": "“{typed}” is beyond periods and values.",
    # Importing values
    "IMPORT_TWICE": "{measure} has a value for {period} further up already.",
    "IMPORT_SEVERAL": "The file has several values of {measure} for {period}. "
    "Choose above what is done with them.",
    "IMPORT_MEASURE_UNKNOWN": "“{typed}” is no measure of this desk.",
    "IMPORT_WITHOUT_MEASURE": "Which measure is this value of?",
    "IMPORT_STATUS_UNKNOWN": "“{typed}” is no status: final, provisional, estimated and missing are known.",
    "IMPORT_BELOW": "{number} is below the lowest possible value of {measure}, {bound}.",
    "IMPORT_ABOVE": "{number} is above the highest possible value of {measure}, {bound}.",
    "IMPORT_OUTLIER": "{measure}, {period}: {number} lies outside the present limits, {low} to {high}. "
    "Is it right?",
    "IMPORT_UNIT_LARGER": "{measure}: the new values are about {factor} times those on the desk, "
    "{new} beside {old}. Is the unit the same?",
    "IMPORT_UNIT_SMALLER": "{measure}: those on the desk are about {factor} times the new values, "
    "{old} beside {new}. Is the unit the same?",
    "IMPORT_GAP": "{measure} has no value for {periods}.",
    "IMPORT_STALE": "{measure}: the newest value is of {period}. Is the series still kept?",
    "IMPORT_HEADING_UNKNOWN": "“{typed}” is no measure of this desk, so it is left out.",
    "IMPORT_CUT": "The sheet is larger than what is read. What is beyond is left out.",
    "IMPORT_WITHOUT_PERIODS": "No column or row of periods was found. Choose which one holds them.",
    "IMPORT_WITHOUT_VALUES": "Which measure are these values of? Choose a column, then what it holds.",
    # Wording of goals and results
    "WORDING_VAGUE": "“{word}” can mean many things. What would one see, hear or touch?",
    "WORDING_VAGUE_ADVICE": "Say it as you would to a ten-year-old who asks what is different then.",
    "WORDING_ACTION": "“{word}” is something to do. Measuring it would only count effort.",
    "WORDING_ACTION_ADVICE": "What is different once it is done? Say that; the action is the way there.",
    "WORDING_CHANGE": "“{word}” tells a direction. What is so when things are as they should be?",
    "WORDING_CHANGE_ADVICE": "Say it as if it were so already. How much and by when belongs in the target.",
    "WORDING_JOINED": "“{word}” seems to join two outcomes. Would one measure tell of both?",
    "WORDING_LIST": "“{word}” ends a list. Is each of these an outcome of its own?",
    "WORDING_JOINED_ADVICE": "Make a result of each. Two or three results from one goal are normal.",
    "WORDING_HOW": "What follows “{word}” tells how it comes about, not what comes about.",
    "WORDING_HOW_ADVICE": "Keep the outcome here. The way there is a result of its own, or an action.",
    "WORDING_TARGET": "“{word}” looks like a target or a date.",
    "WORDING_TARGET_ADVICE": "Leave it out here and keep it for the measure's target.",
    "WORDING_LONG": "This sentence has {count} words. From here on it is hard to remember.",
    "WORDING_LONG_ADVICE": "What is the one thing that counts? Say that in 25 words or fewer.",
    # Word lists
    "WORD_LISTS_MISSING": "There are no word lists for the language “{language}”, "
    "so only numbers and length are marked.",
    "WORD_LIST_UNREADABLE": "The word list {file} could not be read, so its words are left out.",
    "WORD_LIST_UNKNOWN": "{file} has the name of no word list, so it is left out.",
    "WORD_LIST_LINE_ODD": "{file}, line {line}: “{typed}” is no word or phrase, so it is left out.",
    "WORD_LIST_NOTHING_TO_TAKE": "{file}, line {line}: the program's list has no “{typed}” to take away.",
    # Practices of the framework: where each lives in the desk
    "PRACTICE_EMPTY": "There is nothing yet that could be counted.",
    "PRACTICE_NOT_ASKED": "No program can count this. Take up the maturity check to ask for it.",
    "PRACTICE_NOT_RATED": "No program can count this. The maturity check asks; it was not rated yet.",
    "PRACTICE_RATED": "No program can count this. The maturity check rated it last with {figure} of {best}.",
    "PRACTICE_1_1": "{count} of {all} results have a measure.",
    "PRACTICE_1_2": "{count} of {all} communities name their sponsor.",
    "PRACTICE_1_3": "{count} of {all} results carry a tag; variants of definitions for regions: {variants}.",
    "PRACTICE_1_4": "{count} of {all} measures in use are looked at by a regular meeting.",
    "PRACTICE_1_5": "{count} of {all} measures in use say who is told of a signal.",
    "PRACTICE_1_6": "Days of planning and budget in the calendar of the organisation: {count}.",
    "PRACTICE_2_1": "{count} of {all} links from cause to effect have a delay.",
    "PRACTICE_2_2": "{count} of {all} measures that count for each so many name what they are divided by.",
    "PRACTICE_2_2_NONE": "No measure is divided by the size of what it counts.",
    "PRACTICE_2_3": "{count} of {all} composite measures show their parts with weights.",
    "PRACTICE_2_3_NONE": "There is no composite measure.",
    "PRACTICE_2_4": "{count} of {all} lines of the stock-take are decided.",
    "PRACTICE_2_5": "{count} of {all} measures with values have limits from a baseline.",
    "PRACTICE_2_6": "Measures whose limits allow for season or trend: {count}.",
    "PRACTICE_3_2": "{count} of {all} data items have a keeper, a source and a time of refresh.",
    "PRACTICE_3_3": "{count} of {all} measures in use have their latest value.",
    "PRACTICE_3_5": "{count} of {all} measures in use say who may see them.",
    "PRACTICE_3_6": "{count} of {all} values say where they came from.",
    "PRACTICE_4_1": "Measures whose review hangs on a milestone: {count}.",
    "PRACTICE_4_2": "{count} of {all} signals were answered with a cause.",
    "PRACTICE_4_4": "Secret votes that were held: {count}. The maturity check asks for the culture.",
    "PRACTICE_4_6": "{count} of {all} meetings held have minutes; decisions in the register: {rulings}.",
    "PRACTICE_5_2": "{count} of {all} measures say what they are not used for; pilots: {pilots}.",
    "PRACTICE_5_5": "{count} of {all} questions on motivation were rated.",
    "PRACTICE_5_5_NONE": "Take up the adoption check: its last two statements ask for this.",
    "PRACTICE_5_6": "{count} of {all} targets have a date.",
    "PRACTICE_6_1": "{count} of {all} sceptics help to design something.",
    "PRACTICE_6_2": "{count} of {all} members have levels in the training matrix.",
    "PRACTICE_6_3": "{count} of {all} teams in implementation plans have dates.",
    "PRACTICE_6_4": "Visitors: {visitors}, notes: {notes}, measures with a latest value: {count} of {all}.",
    "PRACTICE_6_5": "{count} of {all} units have somebody who helps others.",
    "PRACTICE_6_6": "{count} of {all} messages have words and a channel; channels: {channels}.",
    "PRACTICE_7_1": "Sessions of the maturity check: {count}, the last one on {day}.",
    "PRACTICE_7_1_NONE": "Maturity was not assessed yet.",
    "PRACTICE_7_2": "{count} of {all} notes of galleries have a decision.",
    "PRACTICE_7_3": "{count} of {all} measures in use have a day on which they are revised.",
    "PRACTICE_7_4": "{count} of {all} signals were traced to a cause.",
    "PRACTICE_7_5": "{count} of {all} measures in use say how many hours they take.",
}


def text_of(finding: Finding, translate: Translate) -> str:
    """The sentence for a finding."""
    return translate(TEXTS[finding.code]).format(**finding.args)
