"""Static figures: bars and curves, drawn by the same plotly.js as the linked view."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from PIL import ImageColor

from segview import theme
from segview.server.assets import PLOTLY, address, component_script

_component = st.components.v2.component(
    "segview.figure", js=component_script("figure"), isolate_styles=False
)


def bars(
    key: str,
    values: Mapping[str, float] | Mapping[str, Mapping[str, float]],
    *,
    title: str,
    colours: Sequence[str] = (),
    highest: float = 1.0,
) -> None:
    """Show one bar per name, or groups of bars when the values are mappings themselves.

    Parameters
    ----------
    key : str
        Name of the figure, unique in its lesson.
    values : mapping
        Height by name, or group to (height by name); nan, which is 0 / 0, leaves a gap. Names
        break into lines after commas.
    title : str
        What the height means.
    colours : sequence of str
        One per bar (or per group); the palette by default.
    highest : float
        Upper end of the axis.
    """
    groups = values if isinstance(next(iter(values.values())), Mapping) else {title: values}
    single = len(groups) == 1
    traces = []
    for at, (group, heights) in enumerate(groups.items()):
        palette = list(colours) or list(theme.CLUSTER_COLOURS)
        colour = palette[: len(heights)] if single else palette[at % len(palette)]
        traces.append(
            go.Bar(
                name=group,
                x=[name.replace(", ", ",<br>") for name in heights],
                y=[None if np.isnan(height) else float(height) for height in heights.values()],
                text=[
                    "0 / 0" if np.isnan(height) else f"{height:.2f}" for height in heights.values()
                ],
                marker={"color": colour, "line": {"color": "#777777", "width": 1}},
                cliponaxis=False,
            )
        )
    layout = {"yaxis": {"title": {"text": title}, "range": [0, highest]}, "showlegend": not single}
    _show(key, go.Figure(traces, layout))


def curves(
    key: str,
    x: Sequence[float],
    lines: Mapping[str, Sequence[float]],
    *,
    titles: tuple[str, str],
    now: float | None = None,
    log: bool = False,
    lowest: float | None = None,
) -> None:
    """Show one line per name over the same x.

    Parameters
    ----------
    key : str
        Name of the figure, unique in its lesson.
    x : sequence of float
        Common positions.
    lines : mapping
        Heights by name.
    titles : (str, str)
        What x and the height mean.
    now : float, optional
        Position of a control, marked by a vertical line.
    log : bool
        Whether x grows by factors.
    lowest : float, optional
        Lower end of the height axis; by default it follows the data.
    """
    palette = (theme.FALSE_POSITIVE, "#0072b2", theme.CSF, theme.FALSE_NEGATIVE, theme.GREY_MATTER)
    dashes = ("solid", "dash", "dot", "dashdot", "longdash")
    traces = [
        go.Scatter(
            name=name,
            x=list(map(float, x)),
            y=list(map(float, heights)),
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 3},
        )
        for (name, heights), colour, dash in zip(lines.items(), palette, dashes, strict=False)
    ]
    figure = go.Figure(traces)
    figure.update_xaxes(title_text=titles[0], type="log" if log else "linear")
    figure.update_yaxes(title_text=titles[1])
    if lowest is not None:
        figure.update_yaxes(range=[lowest, 1.02])
    if now is not None:
        figure.add_vline(x=now, line_width=2, line_dash="dot", line_color="#888888")
    _show(key, figure)


def scatters(
    key: str,
    rows: Mapping[str, tuple[np.ndarray, np.ndarray | None]],
    *,
    titles: Sequence[str],
    colours: Sequence[str],
) -> None:
    """Show scatterplots of all pairs of features, one row per data set, on common axes.

    Parameters
    ----------
    key : str
        Name of the figure, unique in its lesson.
    rows : mapping
        Name of each data set to its values, (n, d), and its labels, (n,), or None: dots are grey
        then.
    titles : sequence of str
        What the d features are.
    colours : sequence of str
        One per label.
    """
    pairs = list(combinations(range(len(titles)), 2))
    places = [(name, pair) for name in rows for pair in pairs]
    ends = [_ends([values[:, at] for values, _ in rows.values()]) for at in range(len(titles))]
    traces, layout = [], {"showlegend": False, "height": 260 * len(rows), "annotations": []}
    layout["grid"] = {"rows": len(rows), "columns": len(pairs), "pattern": "independent"}
    for at, (name, (x, y)) in enumerate(places, start=1):
        values, labels = rows[name]
        of = np.zeros(len(values), dtype=int) if labels is None else labels
        for label in np.unique(of):
            here = values[of == label].round(5)
            traces.append(
                go.Scatter(
                    x=here[:, x].tolist(),
                    y=here[:, y].tolist(),
                    xaxis=f"x{at}",
                    yaxis=f"y{at}",
                    mode="markers",
                    marker={"size": 3, "color": "#888888" if labels is None else colours[label]},
                    hoverinfo="skip",
                )
            )
        if (x, y) == pairs[0]:
            nth = at if at > 1 else ""
            place = {"xref": f"x{nth} domain", "yref": f"y{nth} domain", "x": 0, "y": 1.02}
            place |= {"xanchor": "left", "yanchor": "bottom", "showarrow": False}
            layout["annotations"].append({"text": f"<b>{name}</b>", **place})
        layout[f"xaxis{at}"] = {"title": {"text": titles[x]}, "range": ends[x]}
        layout[f"yaxis{at}"] = {"title": {"text": titles[y]}, "range": ends[y]}
    _show(key, go.Figure(traces, layout))


def labels(mask: np.ndarray, colours: Sequence[str], caption: str) -> None:
    """Show a picture of labels, (H, W), each in its colour."""
    palette = np.array([ImageColor.getrgb(colour) for colour in colours], dtype=np.uint8)
    st.image(palette[mask], caption=caption, width="stretch")


def _ends(columns: Sequence[np.ndarray]) -> list[float]:
    return [float(min(map(np.min, columns))), float(max(map(np.max, columns)))]


def _show(key: str, figure: go.Figure) -> None:
    spoken = figure.to_plotly_json()
    layout = {name: part for name, part in spoken["layout"].items() if name != "template"}
    data = {"traces": spoken["data"], "layout": layout, "plotly": address(PLOTLY.name)}
    _component(key=f"figure-{key}", data=data)
