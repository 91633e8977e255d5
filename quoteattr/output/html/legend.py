"""Who speaks, above the text or beside it; if one speaker is chosen, only their quotes are marked.

That works without scripts: hidden radio buttons stand before everything else, so that a style
sheet knows which one is checked; their labels are in the legend.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.output.html.details import badge_of
from quoteattr.output.html.elements import count_of, element, escape, opening
from quoteattr.output.html.styles import LEGEND, chip_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.output.html.view import View
    from quoteattr.records import Speaker

__all__ = ["legend_of", "rules_of", "switches_of"]

_HIDDEN = "hidden"
"""A value, without which JupyterLab would strip the attribute from what it does not trust."""
_FEW, _MOST, _MANY = 12, 8, 60
"""Up to a few speakers are all in sight; of more, the most quoted, and the others are folded: in
a notebook, no more than many."""


def switches_of(view: View) -> Iterator[str]:
    """Write the buttons, which are hidden where they would not work: without a style sheet."""
    yield opening("input", type="checkbox", id=f"{view.id}-how", class_="how", hidden=_HIDDEN)
    if view.choices:
        yield _button(view, "all", checked="")
    folded = {*view.counts} - _in_sight(view)
    for speaker in view.choices:
        yield _button(
            view, view.group(speaker), name=_called(speaker) if speaker in folded else None
        )


def _button(view: View, group: str, *, name: str | None = None, checked: str | None = None) -> str:
    """Write a button; one whose label is folded away needs a name of its own."""
    place = f"{view.id}-{group}"
    return opening(
        "input",
        type="radio",
        name=view.id,
        id=place,
        hidden=_HIDDEN,
        checked=checked,
        aria_label=name,
    )


def rules_of(view: View) -> str:
    """Write the rules by which the quotes of the speaker chosen are marked, and no others."""
    colours = (
        f"#{view.id} .{group}{{--c:{look.colour};--on:var(--{group},var(--rest,1))}}"
        for group, look in ((view.group(who), view.look(who)) for who in view.counts)
    )
    groups = [view.group(speaker) for speaker in view.choices]
    chosen = (f"{_if(view, group)}.text{{--rest:0;--{group}:1}}" for group in groups)
    others = [f"{_if(view, group)}.list .group:not(.{group})" for group in groups]
    chips = [_chip_if(view, group, "checked") for group in ("all", *groups)]
    focused = [_chip_if(view, group, "focus-visible") for group in ("all", *groups)]
    common = (
        f"{','.join(others)}{{display:none}}",
        f"{','.join(chips)}{{background:rgb(128 128 128/.25)}}",
        f"{','.join(focused)}{{outline:2px solid}}",
    )
    return element("style", "".join(chain(colours, chosen, common if groups else ())))


def _if(view: View, group: str, state: str = "checked") -> str:
    return f"#{view.id}-{group}:{state}~"


def _chip_if(view: View, group: str, state: str) -> str:
    return f"{_if(view, group, state)}.legend .chip.{group}"


def legend_of(view: View) -> Iterator[str]:
    """Write the speakers and how many quotes each has."""
    chips = {speaker: _chip(view, speaker) for speaker in view.counts}
    in_sight = _in_sight(view)
    named = sum(speaker is not None for speaker in chips)
    yield opening("div", class_="legend", style=LEGEND)
    total = f"{count_of(view.quotes, 'quote')} by {count_of(named, 'speaker')}"
    yield element("div", total, class_="note")
    if view.choices:
        yield _switch(view, "all", "All")
    yield from (chip for speaker, chip in chips.items() if speaker in in_sight)
    yield from _more([chip for speaker, chip in chips.items() if speaker not in in_sight], view)
    yield _switch(view, "how", "Details in the text")
    yield "</div>"


def _in_sight(view: View) -> set[Speaker | None]:
    """Return the speakers whose names are not folded away."""
    return {*(view.ranked if len(view.counts) <= _FEW else view.ranked[:_MOST])}


def _called(speaker: Speaker | None) -> str:
    return speaker.name if speaker else "not named"


def _chip(view: View, speaker: Speaker | None) -> str:
    group, count = view.group(speaker), view.counts[speaker]
    name = escape(_called(speaker))
    can_be_chosen = speaker in view.choices
    label = element(
        "label" if can_be_chosen else "span",
        f"{badge_of(view, speaker)} {name}",
        for_=f"{view.id}-{group}" if can_be_chosen else None,
    )
    walk = view.walks.get(speaker)
    total = element(
        "a" if walk else "span",
        f"{count:,}",
        href=f"#{view.id}-q{walk[0]}" if walk else None,
        aria_label=f"{count_of(count, 'quote')}: {name}" if walk else None,
    )
    style = chip_style(view.look(speaker))
    return element("span", f"{label} {total}", class_=f"chip {group}", style=style)


def _switch(view: View, name: str, text: str) -> str:
    label = element("label", text, for_=f"{view.id}-{name}")
    return element("span", label, class_=f"chip {name}", hidden=_HIDDEN)


def _more(chips: list[str], view: View) -> Iterator[str]:
    if not chips:
        return
    shown = chips if view.options.limit is None else chips[:_MANY]
    yield f"<details>{element('summary', count_of(chips, 'more speaker'))}"
    yield from shown
    if len(shown) < len(chips):
        yield element("span", f"… and {len(chips) - len(shown):,} more", class_="note")
    yield "</details>"
