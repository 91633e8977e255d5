"""The terms in which quotes, speakers and mentions are described.

Members are strings too, ``quote.form == "direct"``, and are shown as their words.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Act", "Form", "Gender", "GenderSign", "Kind", "MentionForm", "Missing"]


class Term(StrEnum):
    """A string out of a few, which shows as that string."""

    def __repr__(self) -> str:
        return repr(self.value)


class Form(Term):
    """How a content appears in the text."""

    DIRECT = "direct"
    """All of it in quotation marks."""
    MIXED = "mixed"
    """Some of it in quotation marks."""
    INDIRECT = "indirect"
    """None of it in quotation marks."""
    BLOCK = "block"
    """Unmarked text set apart and introduced by a colon: block quotations, transcripts."""


class Act(Term):
    """What the source is reported to do."""

    SPEECH = "speech"
    """To say something: tells, asks, warns, denies."""
    WRITING = "writing"
    """To write something, or to be written: tweets, reports, a document that shows or states."""
    THOUGHT = "thought"
    """To think, feel or intend something: believes, hopes, wants."""
    OTHER = "other"
    """To do or show something with such a word, though no content is told: thanks the crew, orders
    coffee, declines to comment; a video shows a crane."""


class Kind(Term):
    """What a speaker is."""

    PERSON = "person"
    """One human being, or a figure that speaks like one."""
    ORGANISATION = "organisation"
    """A company, party, ministry, court, newspaper, team, …"""
    PLACE = "place"
    """A country or city that speaks for its government."""
    GROUP = "group"
    """Several people without a name of their own: researchers, two officials."""
    DOCUMENT = "document"
    """A statement, report or poll that stands for its author."""
    UNKNOWN = "unknown"
    """Nothing tells."""


class Gender(Term):
    """The gender of a person, as the text gives it."""

    FEMALE = "female"
    """A woman or girl."""
    MALE = "male"
    """A man or boy."""


class GenderSign(Term):
    """What shows the gender of a person, the surest first."""

    TITLE = "title"
    """A title of address: *Mrs*, *Sir*."""
    NOUN = "noun"
    """A noun for kin or a role: *mother*, *spokesman*."""
    PRONOUN = "pronoun"
    """*she*, *his*."""
    GIVEN_NAME = "given name"
    """A given name that nearly always is a woman's, or a man's: the text itself does not tell."""


class MentionForm(Term):
    """How a mention refers to somebody or something."""

    NAME = "name"
    """By name, with or without a title: *Ms Quist*."""
    DESCRIPTION = "description"
    """By a noun: *the mayor*."""
    PRONOUN = "pronoun"
    """*she*, *they*, *who*."""


class Missing(Term):
    """A quotation mark that the text lacks."""

    OPENING = "opening mark"
    """The mark before the content is missing."""
    CLOSING = "closing mark"
    """The mark after the content is missing."""
