"""Sentences in CoNLL-U, the file format of Universal Dependencies, read and written.

A word is a line of ten columns, a sentence ends at a blank line, and comments before a sentence
say where documents and paragraphs start: https://universaldependencies.org/format.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quoteattr.errors import InputError
from quoteattr.syntax.tree import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from quoteattr.syntax.tree import Sentence

__all__ = ["ConlluSentence", "ConlluWord", "format_conllu", "parse_conllu", "read_conllu"]


class ConlluWord(NamedTuple):
    """A syntactic word; the parts of a contraction are words of their own."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """Number of the head in the sentence, from 1; 0 for the root."""
    deprel: str
    misc: str
    """The last column, as it is."""
    space_after: bool
    """Whether a space follows it in the text."""

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute in the last column, or ``None`` if it has none."""
        pairs = (pair.partition("=") for pair in self.misc.split("|"))
        return next((value for key, _, value in pairs if key == name), None)

    def token(self, index: int, start: int) -> Token:
        """Make a token of the word.

        Args:
            index: Place in the sentence, from 0.
            start: First code point in the text.
        """
        end, head = start + len(self.form), self.head - 1
        return Token(
            index, start, end, self.form, self.lemma, self.upos, self.xpos, head, self.deprel
        )


class ConlluSentence(NamedTuple):
    """A sentence with the comments before it."""

    comments: tuple[str, ...]
    """Without the sign that starts them: ``newpar``, ``text = …``."""
    words: tuple[ConlluWord, ...]

    def starts(self, what: str) -> bool:
        """Tell whether a document (``newdoc``) or a paragraph (``newpar``) starts here."""
        return any(comment.split()[:1] == [what] for comment in self.comments)

    def comment(self, name: str) -> str | None:
        """Return the value of a comment ``# name = value``, or ``None`` if there is none."""
        pairs = (comment.partition(" = ") for comment in self.comments)
        return next((value for key, equals, value in pairs if equals and key == name), None)


def read_conllu(path: Path) -> list[ConlluSentence]:
    """Read the sentences of a CoNLL-U file.

    Empty nodes, features and enhanced dependencies are left out. A multiword token is given by
    its words, which must spell it.

    Raises:
        InputError: The file cannot be read, a line is not CoNLL-U, or a contraction is not spelled
            by its words.
    """
    try:
        return list(parse_conllu(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


def parse_conllu(text: str) -> Iterator[ConlluSentence]:
    """Read the sentences of a text in CoNLL-U, as :func:`read_conllu` does.

    Raises:
        ValueError: The text is not CoNLL-U; the message gives the number of the sentence.
    """
    for number, lines in enumerate(_split(text), start=1):
        comments = tuple(line[1:].strip() for line in lines if line.startswith("#"))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        try:
            words = _read_words(rows)
        except (ValueError, IndexError) as error:
            raise ValueError(f"sentence {number} is not valid CoNLL-U ({error})") from error
        yield ConlluSentence(comments, words)


def _split(text: str) -> Iterator[list[str]]:
    """Divide a text into runs of lines at its blank lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _read_words(rows: Iterable[Sequence[str]]) -> tuple[ConlluWord, ...]:
    words: list[ConlluWord] = []
    contractions: list[tuple[int, int, str, bool]] = []
    for number, form, lemma, upos, xpos, _, head, deprel, _, misc in rows:
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            first, last = map(int, number.split("-"))
            contractions.append((first - 1, last, form, space))
        elif "." not in number:  # as in the numbers of empty nodes
            words.append(ConlluWord(form, lemma, upos, xpos, int(head), deprel, misc, space))
    for first, last, form, space in contractions:
        if "".join(word.form for word in words[first:last]) != form:
            raise ValueError(f"{form} is not spelled by its words")
        for place in range(first, last):
            words[place] = words[place]._replace(space_after=space and place == last - 1)
    if not words:
        raise ValueError("no words")
    return tuple(words)


def _spacing(sentence: Sentence, token: Token) -> str:
    following = sentence.neighbour(token)
    is_joined = following is not None and following.start == token.end
    return "SpaceAfter=No" if is_joined else "_"


def format_conllu(
    sentences: Iterable[Sentence],
    comments: Callable[[Sentence], Iterable[str]] = lambda sentence: (),
    misc: Callable[[Sentence, Token], str] = _spacing,
) -> str:
    """Write sentences in CoNLL-U, with a comment where each paragraph starts.

    Args:
        sentences: The sentences of one document.
        comments: Gives the further comments of a sentence: ``("sent_id = 1",)``.
        misc: Gives the last column of a token; by default, whether a space follows.
    """
    lines: list[str] = []
    paragraph = None
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            lines.append("# newpar")
            paragraph = sentence.paragraph
        lines += [f"# {comment}" for comment in comments(sentence)]
        lines += [_format_row(token, misc(sentence, token)) for token in sentence]
        lines.append("")
    return "".join(line + "\n" for line in lines)


def _format_row(token: Token, misc: str) -> str:
    number, head, lemma = str(token.index + 1), str(token.head + 1), token.lemma or "_"
    columns = (
        number,
        token.text or token.lemma,
        lemma,
        token.upos,
        token.xpos,
        "_",
        head,
        token.deprel,
    )
    return "\t".join((*columns, "_", misc))
