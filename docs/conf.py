"""How Sphinx builds the documentation: ``make docs``."""

from __future__ import annotations

import sys
from enum import Enum
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))  # for the two extensions of our own

project = "quoteattr"
author = "The quoteattr maintainers"
project_copyright = author
version = release = version_of("quoteattr")
language = "en"

extensions = [
    "construction_list",
    "live_view",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]

# The pages are Markdown that a forge shows as well: no syntax that only Sphinx knows, but for the
# reference and the lists of pages.
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
myst_enable_extensions = ["attrs_inline", "colon_fence"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]

nb_execution_mode = "cache"
nb_execution_cache_path = str(Path(__file__).parents[1] / "build" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 300

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
add_module_names = False
toc_object_entries_show_parents = "hide"

# What the button copies can be pasted: without prompts and without what was printed.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_selector = ":not(.highlight-text) > div.highlight pre"

html_theme = "pydata_sphinx_theme"
html_title = "quoteattr"
html_static_path = ["static"]
html_css_files = ["site.css", "view.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "show_prev_next": True,
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars: dict[str, list[str]] = {"index": [], "reference": []}


def setup(app: Sphinx) -> None:
    """Called by Sphinx once."""
    app.connect("autodoc-process-signature", leave_out_made)
    app.connect("autodoc-process-docstring", keep_first_line_whole, priority=400)
    app.connect("html-page-context", call_no_parameter_a_definition)


def leave_out_made(*event: Any) -> tuple[str, None] | None:
    """Leave out how a record or a value is made: callers get them, and read their fields."""
    _app, what, _name, described, *_ = event
    made = what == "class" and (attrs.has(described) or issubclass(described, Enum))
    return ("", None) if made else None


def keep_first_line_whole(*event: Any) -> None:
    """Napoleon would take what stands before a colon in the first line of a field for its type."""
    _app, what, _name, _described, _options, lines = event
    if what in {"attribute", "property"}:
        lines.insert(0, "\\")  # an escaped line break, which shows as nothing


def call_no_parameter_a_definition(*event: Any) -> None:
    """Sphinx lays long signatures out as lists of definitions, though they have no terms."""
    context = event[3]
    if "body" in context:
        lists = context["body"].replace("<dl>\n<dd><em", '<dl role="none">\n<dd><em')
        context["body"] = lists.replace('<dd><em class="sig', '<dd role="none"><em class="sig')
