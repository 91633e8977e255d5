"""Stems: what a form with a regular ending may be a form of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["stems"]

ENDINGS = (("ing", ("", "e")), ("ied", ("y",)), ("ies", ("y",)), ("ed", ("", "e")), ("s", ("",)))


def stems(form: str) -> Iterator[str]:
    """Yield the lemmas that a form with a regular ending may have, the likeliest first.

    >>> list(stems("quipped"))
    ['quipp', 'quippe', 'quip']
    """
    for ending, replacements in ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield from (stem + replacement for replacement in replacements)
        if stem[-1] == stem[-2]:
            yield stem[:-1]
