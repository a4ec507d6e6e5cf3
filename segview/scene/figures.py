"""Charts around a linked view, one class per kind; the same plotly.js draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import plotly.graph_objects as go

from segview import theme


@dataclass(frozen=True, kw_only=True)
class Bars:
    """One bar per name, or groups of bars when the values are mappings themselves.

    Attributes
    ----------
    key : str
        Name of the figure, unique in its lesson.
    values : mapping
        Height by name, or group to (height by name); nan, which is 0 / 0, leaves a gap. Names
        break into lines after commas.
    title : str
        What the height means.
    colours : sequence of str
        One per bar (or per group); those of no class by default.
    highest : float
        Upper end of the axis.
    """

    key: str
    values: Mapping[str, float] | Mapping[str, Mapping[str, float]]
    title: str
    colours: Sequence[str] = ()
    highest: float = 1.0

    def describe(self) -> dict[str, Any]:
        """What the browser is told: traces and layout for plotly.js."""
        groups = (
            self.values
            if isinstance(next(iter(self.values.values())), Mapping)
            else {self.title: self.values}
        )
        single = len(groups) == 1
        palette = self.colours or theme.SERIES_COLOURS
        traces = []
        for at, (group, heights) in enumerate(groups.items()):
            colour = (list(self.colours) or theme.BAR) if single else palette[at]
            traces.append(
                go.Bar(
                    name=group,
                    x=[name.replace(", ", ",<br>") for name in heights],
                    y=[None if np.isnan(height) else float(height) for height in heights.values()],
                    text=[
                        "0 / 0" if np.isnan(height) else f"{height:.2f}"
                        for height in heights.values()
                    ],
                    marker={"color": colour, "line": {"color": theme.GREY, "width": 1}},
                    meta=_patterns(colour),
                    cliponaxis=False,
                )
            )
        layout = {
            "yaxis": {"title": {"text": self.title}, "range": [0, self.highest]},
            "showlegend": not single,
        }
        return _spoken(self.key, go.Figure(traces, layout))


@dataclass(frozen=True, kw_only=True)
class Curves:
    """One line per name over the same x.

    Attributes
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

    key: str
    x: Sequence[float]
    lines: Mapping[str, Sequence[float]]
    titles: tuple[str, str]
    now: float | None = None
    log: bool = False
    lowest: float | None = None

    def describe(self) -> dict[str, Any]:
        """What the browser is told: traces and layout for plotly.js."""
        dashes = ("solid", "dash", "dot", "dashdot", "longdash")
        traces = [
            go.Scatter(
                name=name,
                x=list(map(float, self.x)),
                y=list(map(float, heights)),
                mode="lines+markers",
                line={"color": colour, "dash": dash, "width": 3},
            )
            for (name, heights), colour, dash in zip(
                self.lines.items(), theme.SERIES_COLOURS, dashes, strict=False
            )
        ]
        figure = go.Figure(traces)
        figure.update_xaxes(title_text=self.titles[0], type="log" if self.log else "linear")
        figure.update_yaxes(title_text=self.titles[1])
        if self.lowest is not None:
            figure.update_yaxes(range=[self.lowest, 1.02])
        if self.now is not None:
            figure.add_vline(x=self.now, line_width=2, line_dash="dot", line_color=theme.GREY)
        return _spoken(self.key, figure)


@dataclass(frozen=True, kw_only=True)
class Scatters:
    """Scatterplots of all pairs of features, one row per data set, on common axes.

    Attributes
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

    key: str
    rows: Mapping[str, tuple[np.ndarray, np.ndarray | None]]
    titles: Sequence[str]
    colours: Sequence[str]

    def describe(self) -> dict[str, Any]:
        """What the browser is told: traces and layout for plotly.js."""
        pairs = list(combinations(range(len(self.titles)), 2))
        places = [(name, pair) for name in self.rows for pair in pairs]
        ends = [
            _ends([values[:, at] for values, _ in self.rows.values()])
            for at in range(len(self.titles))
        ]
        traces, layout = (
            [],
            {"showlegend": False, "annotations": []},
        )
        layout["grid"] = {"rows": len(self.rows), "columns": len(pairs), "pattern": "independent"}
        for at, (name, (x, y)) in enumerate(places, start=1):
            values, labels = self.rows[name]
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
                        marker={
                            "size": 3,
                            "color": theme.GREY if labels is None else self.colours[label],
                        },
                        meta=None if labels is None else _patterns(self.colours[label]),
                        hoverinfo="skip",
                    )
                )
            if (x, y) == pairs[0]:
                nth = at if at > 1 else ""
                place = {"xref": f"x{nth} domain", "yref": f"y{nth} domain", "x": 0, "y": 1.02}
                place |= {"xanchor": "left", "yanchor": "bottom", "showarrow": False}
                layout["annotations"].append({"text": f"<b>{name}</b>", **place})
            layout[f"xaxis{at}"] = {"title": {"text": self.titles[x]}, "range": ends[x]}
            layout[f"yaxis{at}"] = {"title": {"text": self.titles[y]}, "range": ends[y]}
        return _spoken(self.key, go.Figure(traces, layout))


Figure = Bars | Curves | Scatters


def _ends(columns: Sequence[np.ndarray]) -> list[float]:
    return [float(min(map(np.min, columns))), float(max(map(np.max, columns)))]


def _patterns(colours: str | list[str]) -> str | list[str]:
    """What the browser draws where it is asked for patterns, by colour."""
    if isinstance(colours, str):
        return theme.PATTERNS[colours]
    return list(map(theme.PATTERNS.__getitem__, colours))


def _spoken(key: str, figure: go.Figure) -> dict[str, Any]:
    spoken = figure.to_plotly_json()
    layout = {name: part for name, part in spoken["layout"].items() if name != "template"}
    return {"kind": "chart", "key": key, "traces": spoken["data"], "layout": layout}
