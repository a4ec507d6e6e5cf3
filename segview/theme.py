"""The one place for colours and page-wide style.

The same colour means the same thing on every page. Any two colours of a set in `TOGETHER` are told
apart by people with any of the common forms of colour blindness, and in greys. The colours began
as those of Okabe and Ito (2008) and were moved as little as that takes.
"""

from collections.abc import Mapping
from pathlib import Path

SURFACE = "#12161c"  # what images and dots lie on, in the light theme and in the dark one

REST = "#61bef3"
CSF = "#017b5c"
GREY_MATTER = "#db8200"
BRAIN = "#fff457"

TRUE_NEGATIVE = "#2c506f"
TRUE_POSITIVE = "#6c6507"
FALSE_POSITIVE = "#fd853f"
FALSE_NEGATIVE = "#ebb2f3"

UNCHANGED = SURFACE
BETTER = "#2f86cf"
WORSE = FALSE_POSITIVE
CHANGED = "#d4d4d4"

BAR = "#0171b5"
WARNING_BAR = "#d26729"
EMPTY = "#22303c"  # of a gauge; messages in white lie on it as well
GREY = "#888888"  # lines and dots that belong to no class, on light pages and on dark ones

CLASS_COLOURS = (REST, CSF, GREY_MATTER, BRAIN)
CLUSTER_COLOURS = (REST, BRAIN, CSF, GREY_MATTER, "#723c9a", "#552400", "#7373f4", "#c5cec6")
SERIES_COLOURS = (WARNING_BAR, BAR, "#2abd92", "#72495c", "#ffc836")

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "rest and brain": (SURFACE, REST, BRAIN),
    "tissues": (SURFACE, *CLASS_COLOURS),
    **{f"{k} clusters": (SURFACE, *CLUSTER_COLOURS[:k]) for k in (3, 5, 6, 7, 8)},
    "outcomes": (SURFACE, TRUE_NEGATIVE, TRUE_POSITIVE, FALSE_POSITIVE, FALSE_NEGATIVE),
    "differences": (UNCHANGED, BETTER, WORSE, CHANGED),
    "series": SERIES_COLOURS,
}

# The second cue, under the names that plotly.js gives to patterns.
PATTERNS: Mapping[str, str] = {
    REST: "",
    BRAIN: "/",
    CSF: "\\",
    GREY_MATTER: "-",
    **dict(zip(CLUSTER_COLOURS[4:], "x.|+", strict=True)),
    TRUE_NEGATIVE: "",
    TRUE_POSITIVE: "|",
    FALSE_POSITIVE: "x",
    FALSE_NEGATIVE: ".",
    UNCHANGED: "",
    BETTER: "|",
    CHANGED: "+",
    **dict(zip(SERIES_COLOURS, ("x", "", "\\", ".", "-"), strict=True)),
}

_PROPERTIES = {
    "surface": SURFACE,
    "lonely": "#3b1a5a",  # where few dots lie, and where many do
    "crowded": "#fff3b0",
    "empty": EMPTY,
    "gauge": BAR,
    "info": BAR,
    "success": CSF,
    "warning": GREY_MATTER,
}
_WEB = Path(__file__).parent / "web"
ICON = str(_WEB / "icon.svg")
STYLES = (
    "<style>:root{{{}}}</style>".format(
        "".join(f"--segview-{name}:{colour};" for name, colour in _PROPERTIES.items())
    ),
    *sorted(_WEB.rglob("*.css")),
)


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
