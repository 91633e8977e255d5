"""Test cases as data: a text, the quotes expected in it, and one reason why it is there.

Each ``*.toml`` file holds the cases of one class of constructions; the ``*.conllu`` file of the
same name holds their parses, frozen, so that the rules are tested on right trees without a model.
``freeze.py`` adds the parses of new cases; read them and put them right by hand.

A case lists all quotes of its text, in the order of the text, a nested one after its parent::

    [[case]]
    id = "told-reporters"                # one of its kind in the file
    why = "the hearer follows the cue"   # what the case is there to show
    model = true                         # also runs end to end with the shipped model
    acts = ["speech", "writing"]         # what is asked for; this is the default
    roles = true                         # what the encoder takes each word for is frozen too
    text = '''“It floats,” Ana Duarte told reporters.'''
    [[case.quote]]
    content = ["It floats"]              # each piece as it stands in the text
    cue = "told"                         # this and the following may be left out: not checked
    source = "Ana Duarte"                # "" for none
    speaker = "Ana Duarte"               # "" for none; checked end to end only
    form = "direct"
    act = "speech"
    negated = false
    addressee = "reporters"
    missing = []
    parent = 0                           # place of the parent in the case's list, from 0
"""

from tests.cases.compare import Found, differences
from tests.cases.loader import DEFAULT_ACTS, Case, Expected, case_files, load_cases

__all__ = ["DEFAULT_ACTS", "Case", "Expected", "Found", "case_files", "differences", "load_cases"]
