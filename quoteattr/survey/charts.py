"""Charts of Altair, which show in a notebook and are saved as PNG, SVG or HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.errors import missing_extra

if TYPE_CHECKING:
    import pandas

__all__ = ["cues", "shares", "speakers", "totals"]

_WIDTH, _HEIGHT, _ROW = 400, 220, 20
"""Sizes of a plot, and of a row of bars, in pixels: the letters can be read on a phone too."""
_GROUP = "group"
"""What plots call the column of the groups: the names of metadata may mean something to Altair."""
_LABELS = 6
"""Periods that there is room to label."""
_TICKS = 10
"""Numbers that there is room for below bars."""
_COLOURS = {
    "female": "#9457bd",
    "male": "#cf7a00",
    "person": "#2f6db3",
    "organisation": "#c2571a",
    "place": "#2a8a57",
    "group": "#8d5bb5",
    "document": "#a8446d",
    "speech": "#2f6db3",
    "writing": "#c2571a",
    "thought": "#2a8a57",
    "other": "#8d5bb5",
    "direct": "#2f6db3",
    "mixed": "#5797d2",
    "indirect": "#cf7a00",
    "block": "#8a6d3b",
    "unknown": "#7a7a7a",
    "nobody": "#949494",
}
"""The same value has the same colour in every plot, 3 : 1 at least on white and on black."""
_ONE = "#2f6db3"
_SHOWN = {"female": "women", "male": "men"}


def speakers(table: pandas.DataFrame, count: str) -> Any:
    """Draw a bar for each speaker."""
    alt = _altair()
    rows = table.assign(speaker=_told_apart(table), kind=table["kind"].astype(str))
    tooltip = [alt.Tooltip(name) for name in ("name", "kind", count)]
    bars = _bars(alt, rows, "speaker", count, _colour(alt, rows, "kind"), tooltip)
    return _framed(bars, "", alt.Step(_ROW))


def cues(table: pandas.DataFrame) -> Any:
    """Draw a bar for each cue, its acts side by side."""
    alt = _altair()
    rows = table.assign(act=table["act"].astype(str), cue=table["cue"].astype(str))
    tooltip = [alt.Tooltip(name) for name in ("cue", "act", "quotes")]
    bars = _bars(alt, rows, "cue", "quotes", _colour(alt, rows, "act"), tooltip)
    return _framed(bars, "", alt.Step(_ROW))


def totals(table: pandas.DataFrame, by: str, *, over_time: bool) -> Any:
    """Draw a bar of quotes for each period or group."""
    alt = _altair()
    rows = table.dropna(subset=[by]).rename(columns={by: _GROUP})
    kind = "T" if over_time else "N"
    tooltip = [alt.Tooltip(f"{_GROUP}:{kind}", title=by), "documents", "quotes", "speakers"]
    if over_time:
        y = alt.Y("quotes:Q", title="quotes", axis=_whole(alt, rows, _GROUP, "quotes"))
        chart = alt.Chart(rows).mark_bar(color=_ONE, size=max(2, _WIDTH // (2 * len(rows) + 1)))
        drawn = chart.encode(x=_time(alt, rows, by), y=y, tooltip=tooltip)
        return _framed(drawn, _left_out(table, by, "date"), _HEIGHT)
    named = rows.assign(**{_GROUP: rows[_GROUP].astype(str)})
    bars = _bars(alt, named, _GROUP, "quotes", alt.value(_ONE), tooltip)
    return _framed(bars, _left_out(table, by, by), alt.Step(_ROW))


def shares(
    table: pandas.DataFrame, of: str, by: str | None, count: str, level: float, *, over_time: bool
) -> Any:
    """Draw shares with their intervals: over time as lines, in groups as points."""
    alt = _altair()
    rows = table if by is None else table.dropna(subset=[by]).rename(columns={by: _GROUP})
    rows = rows.assign(**{of: rows[of].astype(str).replace(_SHOWN)})
    title = f"share of {count}, with {level:.0%} intervals"
    left_out = "" if by is None else _left_out(table, by, "date" if over_time else by)
    if over_time:
        return _framed(_lines(alt, rows, of, str(by), count, title), left_out, _HEIGHT)
    named = of if by is None else _GROUP
    rows = rows.assign(**{named: rows[named].astype(str)})
    base = alt.Chart(rows).encode(
        y=alt.Y(f"{named}:N", title=None, axis=_names(alt), sort=list(dict.fromkeys(rows[named]))),
        color=_colour(alt, rows, of, legend=by is not None),
        yOffset=alt.YOffset(f"{of}:N") if by is not None else alt.Undefined,
    )
    limits = {"x": alt.X("low:Q", **_percent(alt, title)), "x2": "high:Q"}
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X("share:Q", **_percent(alt, title)), tooltip=_about_share(alt, named, of, count)
    )
    chart = base.mark_rule(strokeWidth=2).encode(**limits) + points
    return _framed(chart, left_out, alt.Step(_ROW if by is None else 14))


def _lines(alt: Any, rows: pandas.DataFrame, of: str, by: str, count: str, title: str) -> Any:
    base = alt.Chart(rows).encode(x=_time(alt, rows, by), color=_colour(alt, rows, of))
    band = base.mark_area(opacity=0.18).encode(
        y=alt.Y("low:Q", **_percent(alt, title)), y2="high:Q"
    )
    line = base.mark_line(point={"size": 45}).encode(
        y=alt.Y("share:Q", **_percent(alt, title)), tooltip=_about_share(alt, _GROUP, of, count)
    )
    return band + line


def _altair() -> Any:
    try:
        import altair  # noqa: PLC0415 - an extra, imported when it is asked for
    except ImportError as error:
        raise missing_extra("plots", "plots") from error
    return altair


def _bars(
    alt: Any, rows: pandas.DataFrame, label: str, count: str, colour: Any, tooltip: list[Any]
) -> Any:
    return (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X(f"{count}:Q", title=count, axis=_whole(alt, rows, label, count)),
            y=alt.Y(f"{label}:N", title=None, sort="-x", axis=_names(alt)),
            color=colour,
            tooltip=tooltip,
        )
    )


def _told_apart(table: pandas.DataFrame) -> pandas.Series[str]:
    """Return the names, with the id where several speakers share one."""
    shared = table["name"].duplicated(keep=False)
    return table["name"].where(~shared, table["name"] + " (" + table["identity"] + ")")


def _colour(alt: Any, rows: pandas.DataFrame, column: str, *, legend: bool = True) -> Any:
    """Give each value its colour; values without one of their own get those of Altair."""
    shown = {_SHOWN.get(value, value): colour for value, colour in _COLOURS.items()}
    values = [value for value in shown if value in set(rows[column])]
    key = (
        alt.Legend(title=None, orient="top", symbolOpacity=1, symbolType="circle")
        if legend
        else None
    )
    if set(rows[column]) - set(values):
        return alt.Color(f"{column}:N", legend=key)
    scale = alt.Scale(domain=values, range=[shown[value] for value in values])
    return alt.Color(f"{column}:N", scale=scale, legend=key)


def _time(alt: Any, rows: pandas.DataFrame, by: str) -> Any:
    """Label the periods themselves, or, where they are many, about as many as there is room for."""
    form = {"day": "%-d %b %Y", "week": "%-d %b %Y", "year": "%Y"}.get(by, "%b %Y")
    axis: dict[str, Any] = {"format": form, "labelAngle": 0, "labelFlush": False, "grid": False}
    starts = sorted(set(rows[_GROUP]))
    if len(starts) <= _LABELS:
        axis["values"] = [alt.DateTime(year=s.year, month=s.month, date=s.day) for s in starts]
    else:
        axis["tickCount"] = _LABELS
    return alt.X(f"{_GROUP}:T", title=None, axis=alt.Axis(**axis))


def _percent(alt: Any, title: str) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, 1])
    return {"title": title, "axis": alt.Axis(format="%"), "scale": scale}


def _whole(alt: Any, rows: pandas.DataFrame, label: str, count: str) -> Any:
    """Label whole numbers only: there are no half quotes."""
    longest = int(rows.groupby(label)[count].sum().max()) if len(rows) else 0
    few = {"values": list(range(longest + 1))} if longest < _TICKS else {}
    return alt.Axis(tickMinStep=1, format=",d", **few)


def _names(alt: Any) -> Any:
    return alt.Axis(labelLimit=260, labelPadding=8, ticks=False, domain=False)


def _about_share(alt: Any, named: str, of: str, count: str) -> list[Any]:
    numbers = [alt.Tooltip(each, format=".1%") for each in ("share", "low", "high")]
    return [alt.Tooltip(name) for name in dict.fromkeys((named, of, count))] + numbers


def _left_out(table: pandas.DataFrame, by: str, what: str) -> str:
    missing = bool(table[by].isna().any())
    return f"without documents that have no {what}" if missing else ""


def _framed(chart: Any, note: str, height: Any) -> Any:
    framed = chart.properties(width=_WIDTH, height=height)
    if note:
        style = {"fontSize": 12, "fontWeight": "normal", "anchor": "start"}
        framed = framed.properties(title={"text": note, **style})
    axis = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    grid = {
        "gridColor": "#888888",
        "gridOpacity": 0.25,
    }  # seen on white and, in a dark theme, on black
    framed = framed.configure_axis(**grid, **axis).configure_view(stroke=None)
    return framed.configure_legend(labelFontSize=12)
