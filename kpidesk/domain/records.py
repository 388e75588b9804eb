"""The list of all record types, in the order in which a desk is read out."""

from typing import Final

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    ItemUse,
    Milestone,
    ResponseRule,
    Variant,
)
from kpidesk.domain.designs import Candidate, Derivation, Design, Observation
from kpidesk.domain.gallery import (
    Cluster,
    Consequence,
    Crop,
    Gallery,
    Membership,
    Note,
    Photo,
    Poster,
    RatingScale,
)
from kpidesk.domain.invitations import Invitation, InvitationText
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
from kpidesk.domain.series import (
    Acknowledgement,
    Annotation,
    Baseline,
    Cause,
    Forecast,
    ImportLayout,
    Value,
)
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Reflection,
    Snapshot,
    Stand,
)
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.voting import Ballot, Rating
from kpidesk.domain.walls import Hanging, Printout, Wall

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
    Milestone,
    Measure,
    DataItem,
    ItemUse,
    ResponseRule,
    Variant,
    Component,
    Forum,
    ForumMeasure,
    Design,
    Observation,
    Candidate,
    Derivation,
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
    Acknowledgement,
    Cause,
    ImportLayout,
    Centre,
    Partner,
    Contribution,
    DrivingMeasure,
    Alignment,
    PartnerShare,
    Snapshot,
    Stand,
    Challenge,
    Reflection,
    Commitment,
    CheckIn,
    Factor,
    Helper,
    Idea,
    ExistingMeasure,
    Ballot,
    Rating,
    Gallery,
    Poster,
    Note,
    Consequence,
    Cluster,
    Membership,
    Photo,
    Crop,
    Invitation,
    InvitationText,
    Wall,
    Hanging,
    Printout,
    Translation,
    Attachment,
)

BY_NAME: Final[dict[str, type[Record]]] = {type_name(record_type): record_type for record_type in RECORDS}
BY_CLASS_NAME: Final[dict[str, type[Record]]] = {record_type.__name__: record_type for record_type in RECORDS}
