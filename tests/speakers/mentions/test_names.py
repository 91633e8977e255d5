"""What is said of a name by the words around it, in trees made by hand."""

from __future__ import annotations

import pytest

from quoteattr.speakers.mentions.find import find_references
from tests.speakers.build import article, sentence

TWO_OFFICES = """Minister PROPN NNP 0 root
    Ana PROPN NNP 1 flat
    Ruiz PROPN NNP 1 flat
    and CCONJ CC 5 cc
    Chairman PROPN NNP 1 conj
    Jon PROPN NNP 5 flat
    Berg PROPN NNP 5 flat"""

MENTIONS = [
    # (the name, what it is described as, whether it only modifies a noun, the tree)
    (
        "Ana Ruiz",
        ("minister",),
        False,
        TWO_OFFICES,
    ),
    (
        "Jon Berg",
        ("chairman",),
        False,
        TWO_OFFICES,
    ),
    (
        "Jon Berg",
        ("deputy mines minister",),
        False,
        """Deputy PROPN NNP 2 compound
           Minister PROPN NNP 0 root
           of ADP IN 4 case
           Mines/mine PROPN NNPS 2 nmod
           , PUNCT , 6 punct
           Jon PROPN NNP 2 dep
           Berg PROPN NNP 6 flat""",
    ),
    (
        "Jon Berg",
        ("mines engineer",),
        False,
        """mines/mine NOUN NNS 2 compound
           engineers/engineer NOUN NNS 0 root
           Jon PROPN NNP 2 appos
           Berg PROPN NNP 3 flat""",
    ),
    (
        "Blue Line",
        ("firm",),
        False,
        """the DET DT 2 det
           firm NOUN NN 0 root
           that PRON WDT 4 nsubj
           runs/run VERB VBZ 2 acl:relcl
           the DET DT 6 det
           ferry NOUN NN 4 obj
           , PUNCT , 8 punct
           Blue PROPN NNP 2 appos
           Line PROPN NNP 8 flat""",
    ),
    (
        "Blue Line",
        (),
        False,
        """the DET DT 2 det
           firm NOUN NN 0 root
           owned/own VERB VBN 2 acl
           by ADP IN 5 case
           Blue PROPN NNP 3 obl:agent
           Line PROPN NNP 5 flat""",
    ),
    (
        "Orlova",
        (),
        True,
        """Orlova PROPN NNP 3 nmod:poss
           's PART POS 1 case
           office NOUN NN 4 nsubj
           burned/burn VERB VBD 0 root""",
    ),
    (
        "Orlova",
        (),
        False,
        """Orlova PROPN NNP 2 nsubj
           left/leave VERB VBD 0 root""",
    ),
]


@pytest.mark.parametrize(("name", "descriptors", "weak", "rows"), MENTIONS)
def test_names(name: str, descriptors: tuple[str, ...], weak: bool, rows: str) -> None:
    tree = sentence(rows)
    found = find_references(article(" ".join(token.text for token in tree), tree), tree)
    named = {" ".join(each.name.words): each for each in found if each.name is not None}
    assert named[name].descriptors == descriptors
    assert named[name].weak is weak
