"""Learning whom pronouns stand for: coreference read from a treebank, choices, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quoteattr.errors import InputError
from quoteattr.models.load import Model
from quoteattr.records import MentionForm
from quoteattr.speakers.anaphora.anaphor import Anaphor, Seen
from quoteattr.speakers.anaphora.pronouns import AntecedentWeights, antecedent, nobody_features
from quoteattr.speakers.entities.entity import Entity
from quoteattr.speakers.mentions.find import find_references
from quoteattr.syntax.parser import GivenTrees
from quoteattr.training.antecedents.choices import Choice
from quoteattr.training.antecedents.coreference import read_coreference
from quoteattr.training.antecedents.learn import choices_of, fit
from tests.shipped import scores
from tests.speakers.build import article, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence

TREEBANK = """\
# newdoc id = mill
# newpar
1\tPetra\tPetra\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new
2\tHolm\tHolm\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
4\tJon\tJon\tPROPN\tNNP\t_\t3\tobj\t_\tEntity=(2-person-new
5\tBerg\tBerg\tPROPN\tNNP\t_\t4\tflat\t_\tEntity=2)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar_block = p (1 s)
1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj\t_\tEntity=(1-person-giv)
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t3\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_

# newpar
1\tHer\ther\tPRON\tPRP$\t_\t2\tnmod:poss\t_\tEntity=(3-object-new(1-person-giv)
2\tmill\tmill\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=3)
3\tburned\tburn\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""

MET = "Petra PROPN NNP 2 nsubj\nmet VERB VBD 0 root\nJon PROPN NNP 2 obj"
LEFT = "She PRON PRP 2 nsubj\nleft VERB VBD 0 root"


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "mill.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


def test_coreference_is_read(treebank: Path) -> None:
    (document,) = read_coreference(treebank)
    assert document.name == "mill"
    assert document.text == "Petra Holm met Jon Berg. She didn't\n\nHer mill burned."
    assert [s.paragraph for s in document.sentences] == [0, 0, 1]
    assert {key: set(found) for key, found in document.entities.items()} == {
        (0, 0): {"1"},
        (0, 3): {"2"},
        (1, 0): {"1"},
        (2, 0): {"1"},
        (2, 1): {"3"},
    }


def test_tokens_are_slices_of_the_text(treebank: Path) -> None:
    (document,) = read_coreference(treebank)
    tokens = [token for each in document.sentences for token in each]
    assert [document.text[t.start : t.end] for t in tokens] == [t.text for t in tokens]


@pytest.mark.parametrize("row", ["1\tShe\tshe", "1\tShe\tshe\tPRON\tPRP\t_\tup\tnsubj\t_\t_"])
def test_what_is_no_conllu_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(f"# newdoc id = bad\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="sentence 1 is not valid CoNLL-U"):
        read_coreference(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_coreference(tmp_path / "none.conllu")


def test_choices_follow_the_annotation(treebank: Path) -> None:
    (document,) = read_coreference(treebank)
    choices = choices_of(document, Model(GivenTrees(()), scores()))
    assert len(choices) == 2
    assert all(choice.right.count(True) == 1 and not choice.right[-1] for choice in choices)


def test_fit_ranks_the_right_candidate_first() -> None:
    near, far, nobody = ("near",), ("far",), ("nobody",)
    choices = [Choice((near, far, nobody), (True, False, False))] * 20
    choices += [Choice((far, nobody), (False, True))] * 20
    weights = fit(choices)
    assert weights["near"] > weights["nobody"] > weights["far"]


def references(*sentences: Sentence) -> list[Reference]:
    """The mentions of the last of these sentences."""
    text = " " * sentences[-1].end
    return list(find_references(article(text, *sentences), sentences[-1]))


def test_a_pronoun_without_reason_stands_for_nobody() -> None:
    found = references(sentence(MET))
    (pronoun,) = (
        r
        for r in references(sentence(MET), sentence(LEFT, start=20, index=1, paragraph=1))
        if r.form is MentionForm.PRONOUN
    )
    seen = [Seen(reference, Entity()) for reference in found]
    for mention in seen:
        mention.entity.add(mention.reference)
    petra = seen[0].entity
    assert antecedent(Anaphor(pronoun), seen, scores().antecedents) is petra
    assert antecedent(Anaphor(pronoun), seen, AntecedentWeights({})) is None
    assert antecedent(Anaphor(pronoun, excluded=(petra,)), seen, scores().antecedents) is None


def test_the_shipped_weights_know_every_class_of_pronouns() -> None:
    weights = scores().antecedents.features
    assert {name.partition("|")[0] for name in weights} == {"person", "plural", "neuter"}
    assert set(nobody_features(Anaphor(_they()))) <= set(weights)


def _they() -> Reference:
    return references(sentence("They PRON PRP 2 nsubj\nleft VERB VBD 0 root"))[0]
