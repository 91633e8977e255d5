r"""A text as a person reads it, without what only machines put there, and where it stands.

Characters that nobody sees, HTML's entities and tags, what HTML hides, and letters that a wrong
encoding took apart are read through: *said&nbsp;she: &ldquo;Yes&rdquo;*, *in­visible*,
*â€œYesâ€\x9d*.
"""

from quoteattr.view.capitals import with_capitals
from quoteattr.view.find import completed, readable, view_of
from quoteattr.view.letters import as_written, lacking
from quoteattr.view.places import View

__all__ = ["View", "as_written", "completed", "lacking", "readable", "view_of", "with_capitals"]
