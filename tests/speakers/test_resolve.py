"""What the caller may ask for, and trees by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.lexicon.offices import Offices
from quoteattr.records import Act, Construction, Form, Kind, MentionForm
from quoteattr.speakers.mentions.find import to_mention
from tests.speakers.build import article, sentence, speakers_of
from tests.speakers.cases import phrase_at

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence

SAID = """
Ana       PROPN NNP 3 nsubj
Ruiz      PROPN NNP 1 flat
said      VERB  VBD 0 root
yes       INTJ  UH  3 obj
"""
OFFICE = """
Moll      PROPN NNP 3 nmod:poss
's        PART  POS 1 case
office    NOUN  NN  4 nsubj
said      VERB  VBD 0 root
no        INTJ  UH  4 obj
"""
COUNCIL = """
the       DET   DT  3 det
town      NOUN  NN  3 compound
council   NOUN  NN  4 nsubj
said      VERB  VBD 0 root
no        INTJ  UH  4 obj
"""


def text_of(*sentences: Sentence) -> str:
    return " ".join(token.text for s in sentences for token in s)


def draft(
    content: tuple[int, int],
    source: Phrase | None,
    *,
    antecedent: int | None = None,
    form: Form = Form.INDIRECT,
) -> Draft:
    given = Construction.COMPLEMENT_CLAUSE
    return Draft(
        (content,), content, "say", source, form, Act.SPEECH, given, 1.0, antecedent=antecedent
    )


def said(text: str, sentences: tuple[Sentence, ...], source: str) -> Draft:
    start = text.index(source)
    phrase = phrase_at(start, start + len(source), sentences)
    last = sentences[phrase.sentence].tokens[-1]
    return draft((last.start, last.end), phrase)


def test_aliases_join_and_name() -> None:
    one = sentence(OFFICE)
    other = sentence(COUNCIL, start=one.end + 1, index=1)
    text, sentences = text_of(one, other), (one, other)
    drafts = [said(text, sentences, "Moll 's office"), said(text, sentences, "the town council")]
    apart = speakers_of(text, sentences, drafts)
    assert apart[0] is not apart[1]
    aliases = {"Elmstad town hall": ["Moll 's office", "the town council"]}
    joined = speakers_of(text, sentences, drafts, Offices.of(aliases))
    assert joined[0] is joined[1]
    assert joined[0] is not None
    assert joined[0].name == "Elmstad town hall"
    assert [m.text for m in joined[0].mentions] == ["Moll 's office", "the town council"]


def test_speech_that_goes_on_has_the_same_speaker() -> None:
    one = sentence(SAID)
    text, sentences = text_of(one), (one,)
    first = said(text, sentences, "Ana Ruiz")
    drafts = [first, *(draft((0, 3), None, antecedent=i) for i in range(200))]
    speakers = speakers_of(text, sentences, drafts)
    assert speakers[0] is not None
    assert len(set(map(id, speakers))) == 1


def test_antecedents_in_a_circle_name_nobody() -> None:
    one = sentence(SAID)
    drafts = [draft((0, 3), None, antecedent=1), draft((0, 3), None, antecedent=0)]
    assert speakers_of(text_of(one), (one,), drafts) == (
        None,
        None,
    )


def test_nothing_in_nothing_out() -> None:
    assert speakers_of("", (), ()) == ()


def test_the_record() -> None:
    one = sentence(SAID)
    other = sentence("He PRON PRP 2 nsubj\nleft VERB VBD 0 root", start=one.end + 1, index=1)
    text, sentences = text_of(one, other), (one, other)
    (speaker,) = speakers_of(text, sentences, [said(text, sentences, "Ana Ruiz")])
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Ana Ruiz", Kind.PERSON)
    assert [(m.text, m.form) for m in speaker.mentions] == [("Ana Ruiz", MentionForm.NAME)]


def test_forms_of_mentions() -> None:
    one = sentence(OFFICE)
    text = text_of(one)
    office = to_mention(phrase_at(0, text.index(" said"), (one,)), article(text, one))
    assert (office.text, office.form) == ("Moll 's office", MentionForm.DESCRIPTION)
    name = to_mention(Phrase(0, 4, 0, 0), article(text, one))
    assert (name.text, name.form) == ("Moll", MentionForm.NAME)
    two = sentence("She PRON PRP 2 nsubj\nleft VERB VBD 0 root")
    pronoun = to_mention(Phrase(0, 3, 0, 0), article("She left", two))
    assert pronoun.form is MentionForm.PRONOUN
