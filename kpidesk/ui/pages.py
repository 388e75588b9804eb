"""The pages by key. Each is imported when it is first gone to, so that opening a desk stays quick."""

from kpidesk.ui.page import Page, Shell


def make(key: str, shell: Shell) -> Page:
    """Make a page.

    Raises:
        KeyError: there is no such page.
    """
    return {
        "home": _home,
        "workshops": _workshops,
        "results": _results,
        "measures": _measures,
        "sharing": _sharing,
        "gallery": _gallery,
        "community": _community,
        "framework": _framework,
        "publish": _publish,
        "keeping": _keeping,
    }[key](shell)


def _home(shell: Shell) -> Page:
    from kpidesk.ui.home.page import HomePage  # noqa: PLC0415 - see above

    return HomePage(shell)


def _workshops(shell: Shell) -> Page:
    from kpidesk.ui.workshops.page import WorkshopsPage  # noqa: PLC0415 - see above

    return WorkshopsPage(shell)


def _results(shell: Shell) -> Page:
    from kpidesk.ui.results.page import ResultsPage  # noqa: PLC0415 - see above

    return ResultsPage(shell)


def _measures(shell: Shell) -> Page:
    from kpidesk.ui.measures.page import MeasuresPage  # noqa: PLC0415 - see above

    return MeasuresPage(shell)


def _sharing(shell: Shell) -> Page:
    from kpidesk.ui.sharing.page import SharingPage  # noqa: PLC0415 - see above

    return SharingPage(shell)


def _gallery(shell: Shell) -> Page:
    from kpidesk.ui.gallery.page import GalleryPage  # noqa: PLC0415 - see above

    return GalleryPage(shell)


def _community(shell: Shell) -> Page:
    from kpidesk.ui.community.page import CommunityPage  # noqa: PLC0415 - see above

    return CommunityPage(shell)


def _framework(shell: Shell) -> Page:
    from kpidesk.ui.framework.page import FrameworkPage  # noqa: PLC0415 - see above

    return FrameworkPage(shell)


def _publish(shell: Shell) -> Page:
    from kpidesk.ui.publish.page import PublishPage  # noqa: PLC0415 - see above

    return PublishPage(shell)


def _keeping(shell: Shell) -> Page:
    from kpidesk.ui.keeping.page import KeepingPage  # noqa: PLC0415 - see above

    return KeepingPage(shell)
