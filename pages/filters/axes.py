"""Two axes: a filter on each, as wide as its slider says."""

from segcore import FILTERS

AXES = {"x": "Horizontal axis", "y": "Vertical axis"}
WIDTHS = {"sigma": "σ", "size": "window"}


def usual_widths(*names):
    """Values of the sliders at which these filters, on one axis each, are as usual."""
    chosen = zip(AXES, map(FILTERS.get, names), strict=True)
    return {f"{key}-{f.parameter}": f.default for key, f in chosen if f.parameter in WIDTHS}


def spec(values, key):
    """The spec of the filter on one axis."""
    chosen = FILTERS[values[key]]
    if chosen.parameter is None:
        return values[key]
    return f"{values[key]}:{values.get(f'{key}-{chosen.parameter}', chosen.default):g}"


def without_width(filters):
    """Why sliders of these filters, on one axis each, do nothing."""
    return {
        f"{key}-{parameter}": f"{filter.title} has no {text}."
        for key, filter in zip(AXES, filters, strict=True)
        for parameter, text in WIDTHS.items()
        if parameter != filter.parameter
    }
