"""The list of all record types, in the order in which a desk is read out."""

from typing import Final

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.gallery import Gallery, Note, Poster, RatingScale
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group, Organisation, Person
from kpidesk.domain.record import Record, type_name
from kpidesk.domain.results import (
    Aside,
    Dismissal,
    Goal,
    Link,
    LinkKind,
    Map,
    Placement,
    Result,
    Ring,
    Tag,
    Tagging,
    Trace,
    Verdict,
)
from kpidesk.domain.series import Annotation, Baseline, Forecast, Value
from kpidesk.domain.sharing import Alignment, Centre, DrivingMeasure, Partner, PartnerShare

RECORDS: Final[tuple[type[Record], ...]] = (
    Organisation,
    Person,
    Group,
    Ring,
    LinkKind,
    RatingScale,
    Goal,
    Map,
    Result,
    Trace,
    Placement,
    Link,
    Measure,
    Aside,
    Verdict,
    Tag,
    Tagging,
    Dismissal,
    Target,
    Value,
    Annotation,
    Baseline,
    Forecast,
    Centre,
    Partner,
    DrivingMeasure,
    Alignment,
    PartnerShare,
    Commitment,
    Gallery,
    Poster,
    Note,
    Translation,
    Attachment,
)

BY_NAME: Final[dict[str, type[Record]]] = {type_name(record_type): record_type for record_type in RECORDS}
BY_CLASS_NAME: Final[dict[str, type[Record]]] = {record_type.__name__: record_type for record_type in RECORDS}
