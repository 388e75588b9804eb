"""The sample desks that a person can begin with: their names, and what each shows."""

from dataclasses import dataclass

from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its file, its invented organisation, the words of its command, and what it shows."""

    key: str
    name: str
    title: str
    about: str
    icon: str

    @property
    def command(self) -> str:
        """The command that makes a desk of it."""
        return f"desk.sample_{self.key}"


def samples(words: Words) -> tuple[Sample, ...]:
    """The samples in the order in which they are offered."""
    return (
        Sample(
            "marrow-valley",
            "Marrow Valley Water",
            words("New from sample: a water utility"),
            words("A water utility: the whole way, from vague goals to a gallery and its answers."),
            "droplets",
        ),
        Sample(
            "larkmoor-hospital",
            "Larkmoor General Hospital",
            words("New from sample: a hospital"),
            words("A hospital: waiting, falls and infections on charts whose signals have causes."),
            "stethoscope",
        ),
        Sample(
            "ellerquay-next-step",
            "Ellerquay Next Step",
            words("New from sample: young people and work"),
            words("Young people and work: twelve partners around one result, and what they share."),
            "sprout",
        ),
    )
