"""Which pages a block of an agenda can open, and what they are called."""

from kpidesk.system.words import Words


def pages(words: Words) -> dict[str, str]:
    """Page and view by the key that a block holds."""
    return {
        "workshops:run": words("Workshops: run"),
        "workshops:votes": words("Workshops: votes"),
        "results:goals": words("Results: goals"),
        "results:map": words("Results: map"),
        "results:coverage": words("Results: coverage"),
        "measures:design": words("Measures: design"),
        "measures:definition": words("Measures: definition"),
        "measures:data": words("Measures: data and chart"),
        "measures:compare": words("Measures: compare"),
        "measures:curve": words("Measures: turn the curve"),
        "measures:stocktake": words("Measures: stock-take"),
        "sharing:sheet": words("Sharing: work sheet"),
        "sharing:chart": words("Sharing: centre"),
        "sharing:table": words("Sharing: table"),
        "sharing:matrix": words("Sharing: who shares what"),
        "sharing:board": words("Sharing: action and alignment"),
        "sharing:commitments": words("Sharing: promises"),
        "gallery:posters": words("Gallery: posters"),
        "gallery:opening": words("Gallery: open"),
        "gallery:harvest": words("Gallery: notes"),
        "gallery:clusters": words("Gallery: clusters"),
        "gallery:rating": words("Gallery: ratings"),
        "gallery:decide": words("Gallery: decide"),
        "gallery:telling": words("Gallery: tell back"),
        "community:meetings": words("Community: meetings"),
        "community:health": words("Community: health"),
        "framework:assess": words("Framework: assess"),
        "framework:results": words("Framework: results"),
        "publish": words("Publish"),
    }
