"""What a screen is, and how it travels: knows nothing of Streamlit, of sessions, of who asks."""

from segview.scene.figures import Bars, Curves, Figure, Scatters
from segview.scene.footprints import Circle, Square
from segview.scene.panels import (
    Panel,
    errors,
    feature,
    histogram,
    image,
    picture,
    result,
    scatter,
    scatter_grid,
    truth,
)
from segview.scene.parts import Code, Columns, Functions, Labels, Note, Part, Picture
from segview.scene.rules import Rule, band, cuts, nearest_centre
from segview.scene.scene import POINT, Regions, Scene

__all__ = [
    "POINT",
    "Bars",
    "Circle",
    "Code",
    "Columns",
    "Curves",
    "Figure",
    "Functions",
    "Labels",
    "Note",
    "Panel",
    "Part",
    "Picture",
    "Regions",
    "Rule",
    "Scatters",
    "Scene",
    "Square",
    "band",
    "cuts",
    "errors",
    "feature",
    "histogram",
    "image",
    "nearest_centre",
    "picture",
    "result",
    "scatter",
    "scatter_grid",
    "truth",
]
