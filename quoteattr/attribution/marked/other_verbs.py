"""Verbs beside a quotation that the lexicon does not list: *"…,"* **quavered** *the old man*.

In the place of a cue, any verb reports the words in marks: their last mark joins them to it, and
nothing but its subject, adverbs and a particle stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import (
    character_before,
    inner_text,
    is_title_like,
    opens_sentence,
)
from quoteattr.attribution.parts.adjacent import phrase_after
from quoteattr.attribution.parts.cues import (
    CueWord,
    WordClass,
    acts_of,
    is_utterance_noun,
    reporting_lemma,
)
from quoteattr.attribution.parts.grammar import FINITE_VERBS
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.attribution.parts.speaking import is_impersonal, is_people, is_speaking_subject
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Act, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

    Places = Sequence[tuple[Sentence, Token]]

__all__ = ["be_like", "other_verb_after", "other_verb_before"]


def other_verb_after(article: Article, quotation: Marked, places: Places) -> PlacedCue | None:
    """Find the verb in ``"…," glowed Carol`` or ``"…?" quavered he``, not itself a reporting verb.

    Args:
        article: The text.
        quotation: A quotation that begins as a sentence does.
        places: The words after it.
    """
    spoken = [(s, t) for s, t in places if t.upos != "PUNCT"]
    if not spoken or not opens_sentence(article, quotation):
        return None
    if not _is_joined(article, quotation, spoken[0][1]):
        return None
    sentence, verb = next(((s, t) for s, t in spoken if t.upos != "ADV"), spoken[0])
    if verb.text[:1].islower() and (_may_report(verb) or _is_present(sentence, verb)):
        subject = phrase_after(sentence, verb)
    else:
        sentence, verb, subject = _verb_of_subject(spoken)
    if subject is None or not _speaks(article, quotation, verb, subject):
        return None
    lemma = reporting_lemma(verb, WordClass.VERB)
    act = acts_of(WordClass.VERB)[lemma] if lemma else Act.SPEECH
    return sentence, CueWord(verb, lemma or verb.lemma.lower(), WordClass.VERB, act)


def other_verb_before(article: Article, quotation: Marked, places: Places) -> PlacedCue | None:
    """Find the verb in ``Carol wheezed, "Come in."``, not itself a reporting verb.

    It has no object but a pronoun, which the quotation could name (*sang a song, "…"*), and the
    marks enclose whole sentences.

    Args:
        article: The text.
        quotation: A quotation.
        places: The words before it, right to left.
    """
    if character_before(article, quotation) != "," or not _is_sentence(article, quotation):
        return None
    sentence, verb = next(((s, t) for s, t in places if t.upos in {"VERB", "SCONJ"}), places[0])
    subject = cue_source(sentence, verb, set())
    objects = (t for t in sentence.children(verb, "obj") if t.end <= quotation.start)
    if not _is_finite(sentence, verb) or any(t.upos != "PRON" for t in objects if t != subject):
        return None
    if subject is None or not is_speaking_subject(subject):
        return None
    names_noun = places[0][1].upos in {"NOUN", "PROPN"} and places[0][1] != subject
    if names_noun and is_title_like(article, quotation):
        return None
    return sentence, CueWord(verb, verb.lemma.lower(), WordClass.VERB, Act.SPEECH)


def be_like(sentence: Sentence, words: Sequence[Token]) -> CueWord | None:
    """Return *be* as a cue, if it is *be like* or *be all*: *She* **was like**, *"No way."*.

    Args:
        sentence: The sentence.
        words: Its words before a quotation, right to left.
    """
    place = next((i for i, t in enumerate(words) if t.lower not in LIKE), len(words))
    be = words[place] if 0 < place < len(words) else None
    if be is None or be.lemma != "be":
        return None
    subject = cue_source(sentence, be, set())
    if subject is None or not is_speaking_subject(subject):
        return None
    return CueWord(be, "be like", WordClass.VERB, Act.SPEECH)


LIKE = words("function_words", "likening")


def _is_sentence(article: Article, quotation: Marked) -> bool:
    """Whether marks enclose a whole sentence, after which nothing goes on."""
    inner = inner_text(article, quotation)
    following = article.text[quotation.end : quotation.end + 2].strip()
    if inner[-1:] not in ".?!\u2026\u2014-" or following[:1].islower() or following[:1] == ",":
        return False
    return inner[:1].isupper()


def _verb_of_subject(places: Places) -> tuple[Sentence, Token, Token | None]:
    """Return the first verb, and its subject if nothing else stands before that verb."""
    place = next((i for i, (_, t) in enumerate(places) if t.upos in {"VERB", "SCONJ"}), 0)
    sentence, verb = places[place]
    subject = nearest_subject(sentence, verb)
    is_alone = subject is not None and subject in [t for _, t in places[:place]]
    return sentence, verb, subject if is_alone and _is_finite(sentence, verb) else None


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is finite or has an auxiliary; a participle with a subject may be finite."""
    return verb.xpos in FINITE_VERBS | {"VBN"} or sentence.child(verb, "aux") is not None


def _may_report(verb: Token) -> bool:
    """Whether a word right after a quotation may be a finite verb, whatever its tag.

    Parsers take rare verbs for participles, infinitives, nouns or names.
    """
    return (verb.upos == "VERB" and verb.xpos != "VBG") or verb.text.endswith("ed")


def _is_present(sentence: Sentence, word: Token) -> bool:
    """Whether a word before a name is a verb that a parser took for a noun: **tweets** *Ana Ruiz*.

    Nouns before names are for persons: *"…,"* **officials** *Ana Ruiz and Bo Lind …*.
    """
    following = sentence.neighbour(word)
    if following is None or following.upos != "PROPN" or not following.text[0].isupper():
        return False
    is_third_person = word.text.islower() and word.text.endswith("s")
    return is_third_person and noun_kind(word.lemma) not in {Kind.PERSON, Kind.GROUP}


def _speaks(article: Article, quotation: Marked, verb: Token, subject: Token) -> bool:
    """Whether a subject may speak: no thing or document does before its verb, beside a title.

    One word may be an answer: *"Yes,"* **assented** *the voice*.
    """
    if is_impersonal(subject) or is_utterance_noun(subject):  # came the answer
        return False
    is_word = " " not in inner_text(article, quotation) and verb.index < subject.index
    may_be_title = is_title_like(article, quotation) and not is_word
    return subject.upos != "NOUN" or is_people(subject) or not may_be_title


def _is_joined(article: Article, quotation: Marked, following: Token) -> bool:
    """Whether the last mark of a quotation joins it to the next word, as a comma does.

    A comma after the closing mark does so after some words: *“The town knows it”, ironized Ana*.
    """
    inner = inner_text(article, quotation)
    is_after = article.text[quotation.end : quotation.end + 1] == ","
    if inner[-1:] == "," or (is_after and len(inner.split()) >= SHORTEST_JOINED):
        return True
    return inner[-1:] in JOINING and following.text[:1].islower()


SHORTEST_JOINED = 4
"""The fewest words of speech that a comma after its marks joins to a verb: fewer may be a title."""


JOINING = frozenset("?!\u2014-\u2026")
"""Marks after which a word in lower case goes on with the sentence."""
