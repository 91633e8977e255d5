from __future__ import annotations

from quoteattr.training.parser.lemmas import learn_lemmas
from quoteattr.training.treebank import Word


def past(form: str, lemma: str) -> Word:
    return Word(form, lemma, "VERB", "VBD", 0, "root")


PASTS = [
    past(*pair.split())
    for pair in (
        "walked walk",
        "talked talk",
        "baked bake",
        "raked rake",
        "carried carry",
        "hurried hurry",
        "worried worry",
        "went go",
        "jumped jump",
        "asked ask",
    )
]
NAMES = [Word(form, form, "PROPN", "NNP", 0, "root") for form in ("Larn", "ONA", "Fell")]


def test_every_word_of_the_treebank_gets_its_lemma() -> None:
    lemmatizer = learn_lemmas(PASTS + NAMES)
    for word in PASTS + NAMES:
        assert lemmatizer.lemma(word.form, word.xpos) == word.lemma


def test_other_words_follow_the_most_frequent_change_of_their_longest_ending() -> None:
    lemmatizer = learn_lemmas(PASTS + NAMES)
    assert lemmatizer.lemma("Ferried", "VBD") == "ferry"
    assert lemmatizer.lemma("helped", "VBD") == "help"
    assert lemmatizer.lemma("Orvo", "NNP") == "Orvo"


def test_words_with_an_unknown_tag_are_their_own_lemmas() -> None:
    assert learn_lemmas(PASTS).lemma("Nachts", "RB") == "Nachts"


def test_a_lemma_that_shares_no_letter_is_kept_for_the_word_alone() -> None:
    words = [*PASTS, *[Word("me", "I", "PRON", "PRP", 0, "root")] * 3]
    lemmatizer = learn_lemmas(words)
    assert lemmatizer.lemma("me", "PRP") == lemmatizer.lemma("Me", "PRP") == "I"


def test_lemmas_that_are_known_besides_are_preferred() -> None:
    assert learn_lemmas(PASTS).lemma("muted", "VBD") == "mut"
    assert learn_lemmas(PASTS, {"VB": ["mute"]}).lemma("muted", "VBD") == "mute"
