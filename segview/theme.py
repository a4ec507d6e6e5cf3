"""The one place for colours and page-wide style.

Class colours are from the palette of Okabe and Ito (2008), which stays distinct under the
common forms of colour blindness. The same colour means the same thing on every page.
"""

from pathlib import Path

REST = "#56b4e9"
BRAIN = "#f0e442"
CSF = "#009e73"
GREY_MATTER = "#e69f00"
TRUE_NEGATIVE = "#22303c"
TRUE_POSITIVE = "#6f6a2a"
FALSE_POSITIVE = "#d55e00"
FALSE_NEGATIVE = "#cc79a7"
UNCHANGED = "#12161c"
BETTER = "#0072b2"
CHANGED = "#999999"

CLASS_COLOURS = (REST, CSF, GREY_MATTER, BRAIN)
CLUSTER_COLOURS = (
    REST,
    BRAIN,
    CSF,
    GREY_MATTER,
    FALSE_NEGATIVE,
    FALSE_POSITIVE,
    "#0072b2",
    "#999999",
)

_WEB = Path(__file__).parent / "web"
ICON = str(_WEB / "icon.svg")
STYLES = tuple(sorted(_WEB.rglob("*.css")))


def class_colours(count: int) -> tuple[str, ...]:
    """Colours by label: rest and brain for two classes, else one per tissue.

    Parameters
    ----------
    count : int
        Number of classes, 1 to 8.

    Returns
    -------
    tuple of str
        ``count`` hex colours.
    """
    if count == 4:
        return CLASS_COLOURS
    return CLUSTER_COLOURS[:count]
