"""Test cases as data: a text, the quotes expected in it, and one reason why it is there.

Each ``*.toml`` file holds the cases of one class of constructions; the ``*.conllu`` file of the
same name holds their parses, frozen, so that the rules are tested on right trees without a model.
``freeze.py`` adds the parses of new cases.
"""

from tests.cases.compare import Found, differences
from tests.cases.loader import DEFAULT_ACTS, Case, Expected, case_files, load_cases

__all__ = ["DEFAULT_ACTS", "Case", "Expected", "Found", "case_files", "differences", "load_cases"]
