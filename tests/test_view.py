"""What a person reads of a text, and that spans hold the text given."""

from __future__ import annotations

import html
import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Extractor
from quoteattr.default import default_extractor
from quoteattr.document import Document
from quoteattr.records import Form, Missing
from quoteattr.view import completed, view_of
from tests.test_robustness import check

if TYPE_CHECKING:
    from collections.abc import Callable

READ = {
    "soft hyphen": ("in\u00advis\u00adible", "invisible"),
    "accents apart": ("Jose\u0301 Mu\u0308ller, o\u0302\u0323, q\u0301", "José Müller, ộ, q\u0301"),
    "ligatures": ("of\ufb01cers, \ufb02oor, a\ufb00air", "officers, floor, affair"),
    "zero width": ("said she.\u200b “Yes\u2060.”\ufeff", "said she. “Yes.”"),
    "selector after a mark": ("“\ufe0eYes.”\ufe0f", "“Yes.”"),
    "entities": ("&ldquo;It&#8217;s&nbsp;&#x201C;on&#x201d;,&rdquo;", "“It’s\u00a0“on”,”"),
    "escaped twice": ("&amp;ldquo;Yes&amp;rdquo; &amp;amp; no", "“Yes” & no"),
    "invisible entity": ("in&shy;vis&#8203;ible", "invisible"),
    "marks apart": ("â€œItâ€™s on,â€\x9d she said â€“ twiceâ€¦", "“It’s on,” she said – twice…"),
    "marks apart, and lost": ("â€œYes, we go,â€ said Ada.", "“Yes, we go,” said Ada."),
    "a hyphen apart, and lost": ("realâ€world", "real\u2010world"),
    "letters apart": ("JosÃ© MuÃ±oz, MÃ¼ller", "José Muñoz, Müller"),
    "paragraphs": ("<p>Yes.</p><p class='b'>No.</p>", "\nYes.\n\nNo.\n"),
    "line break": ("Yes.<br/>No.", "Yes.\nNo."),
    "inline tags": ("<b>Ada</b> <a href='x?a=1'>said</a> <em>no</em>.", "Ada said no."),
    "marks lost": (
        "?It won?t hold,? said she. ?Go.? ? Ada",
        "“It won’t hold,” said she. “Go.” – Ada",
    ),
    "marks replaced": ("\ufffdIt\ufffd\ufffd\ufffds on\ufffd, he said.", "“It’s on”, he said."),
    "marks replaced byte by byte": (
        "“We say ‘no’, and ‘we go.’” “Why?” It won’t hold.".encode().decode("ascii", "replace"),
        "“We say ‘no’, and ‘we go.’” “Why?” It won’t hold.",
    ),
    "possessives lost": (
        "The farmers? plan won?t hold. The farmers? plan is late.",
        "The farmers’ plan won’t hold. The farmers’ plan is late.",
    ),
    "possessives replaced": ("the Farmers\ufffd Union", "the Farmers’ Union"),
    "a possessive in a quotation lost": (
        "?The farmers? carts won?t do,? said she.",
        "“The farmers’ carts won’t do,” said she.",
    ),
    "words in marks lost": (
        "It?s ?a stunt?, and ?The Mill? is one?s name. Is it?",
        "It’s “a stunt”, and “The Mill” is one’s name. Is it?",
    ),
    "a question in marks lost": (
        "?Won?t it hold?? asked Ada. ?Why??",
        "“Won’t it hold?” asked Ada. “Why?”",
    ),
    "marks within marks lost": (
        "?We say ?no? to it and ?yes? to that,? she said.",
        "“We say ‘no’ to it and ‘yes’ to that,” she said.",
    ),
    "two marks lost at once": (
        "?It won?t do,?? she said. ?She said: ?No.?? ?I? left.",
        "“It won’t do,’’ she said. “She said: ‘No.’” “I” left.",
    ),
    "a quotation that goes on in the next paragraph": (
        "?We won?t go.\n?We stay.?",
        "“We won’t go.\n“We stay.”",
    ),
    "dashes and years lost": (
        "PORT ELIN ? It?s on in 2010?2012.",
        "PORT ELIN – It’s on in 2010–2012.",
    ),
    "names with apostrophes lost": (
        "It?s O?Hara, D?Arcy, d?avis, Co.?s. L?",
        "It’s O’Hara, D’Arcy, d’avis, Co.’s. L?",
    ),
    "marks at the end of a paragraph lost": (
        "He won?t: ?We stay?\nNo.\n?Is it? He asked: ?Why?\n?No.?",
        "He won’t: “We stay”\nNo.\n“Is it? He asked: ‘Why?\n“No.”",
    ),
    "words in marks that end in s lost": (
        "It?s ?a lack of buses? in Elin,? she said. ?No,? he said.",
        "It’s “a lack of buses” in Elin,” she said. “No,” he said.",
    ),
    "amounts and letters lost": (
        "It won?t cost ?40 more, Mart?nez says. \ufffd5, J\ufffdrg",
        "It won’t cost ?40 more, Mart?nez says. \ufffd5, J\ufffdrg",
    ),
    "signs amid a paragraph": (
        "> The dam at the old weir will hold until the end of the spring, and\n"
        "> nobody who lives in the lower town need leave, said the engineer of\n"
        "> the district.\n>\n>> It will not.",
        "> The dam at the old weir will hold until the end of the spring, and\n"
        "nobody who lives in the lower town need leave, said the engineer of\n"
        "the district.\n>\n>> It will not.",
    ),
    "apart in Latin-1": (
        "\u00e2\x80\x9cIt\u00e2\x80\x99s on\u00e2\x80\x9d, JosÃ©",
        "“It’s on”, José",
    ),
    "apart in Mac Roman": ("‚ÄúIt‚Äôs on‚Äù, Jos√©", "“It’s on”, José"),
    "apart twice": ("Ã¢â‚¬Å“YesÃ¢â‚¬\u009d, said JosÃƒÂ©", "“Yes”, said José"),
    "comments": ('Yes.<!-- "No," said Bo.\n<p>No.</p> --> No.', "Yes. No."),
    "scripts and styles": ('<script>if (a<b) say("x")</script>Yes.<STYLE>p {}</STYLE >', "Yes."),
    "never closed": ("<b>Yes</b> <!-- <script> no", "Yes <!-- <script> no"),
    "long tags": (f"<p class='{'a' * 400}'\nid=\"a>b\">Yes.</p>", "\nYes.\n"),
    "other tags": ("<o:p>Yes</o:p> <x-lead>No</x-lead> <nitf>Go</nitf>", "Yes No Go"),
    "other tags in a row": ("<item>Yes.</item><item>No.</item>", "Yes.\nNo."),
    "declarations": ("<!DOCTYPE html><?xml version='1.0'?><![CDATA[<p>Yes.]]>", "\nYes."),
    "escaped tags": ("&lt;p class=&quot;a&quot;&gt;Yes &amp;amp; no.&lt;/p&gt;", "\nYes & no.\n"),
    "links": ("Ask [Ada](https://a.b/c?d=1) or ![x](/y.png)Bo [1].", "Ask Ada or xBo [1]."),
    "emphasis": ("It is **not** over, _she_ said, *yet*.", "It is not over, she said, yet."),
    "divided words": (
        "a pro-\nmise, a well-\nknown and well-known one",
        "a promise, a well-known and well-known one",
    ),
    "spaces inside marks": (
        "“ We left, ” she said. “\u00a0I know. ”",
        "“We left,” she said. “I know.”",
    ),
    "quotation tags": ("<q>Yes</q>, said Ada.", "“Yes”, said Ada."),
}

NO_STOPS = (
    "The dam at the weir will hold, said the engineer of the district on Monday She added that the"
    " people of the lower town need not leave before the end of the week They had asked for help"
    " “We checked the walls of the old mill twice,” she said in the afternoon “Nobody has to go”"
    " But the mayor of the town told the reporters of the gazette that some had left already\n"
    "A Day at the Mill\n"
)

SCANNED = (
    "Tbe rnayor of tbe t0wn, Barncy Ha1l, sald tbat Mrs. Goplund and 5usan Kri5hnan bad Ieft. “We"
    " tako it as it is,” ~atherine Goplund sald. H0wever, the COUNCI1 of Wcir and Mrs. Goplumd will"
    " meet ag@in in Tisch. Ms. Yeung and Mrs. Goplund own my6sense, the 10am b0at and the B52."
    " Yeung left."
)
SCANNED_READ = (
    "The mayor of the town, Barney Hall, said that Mrs. Goplund and Susan Krishnan bad left. “We"
    " take it as it is,” Catherine Goplund said. However, the COUNCIL of Weir and Mrs. Goplund will"
    " meet again in Tisch. Ms. Yeung and Mrs. Goplund own my6sense, the 10am boat and the B52."
    " Yeung left."
)

COMPLETED = {
    "no capitals": (
        "“we left early,” said ada quist. “i know.” she told us: “it’s over.” élan",
        "“We left early,” said ada quist. “I know.” She told us: “It’s over.” Élan",
    ),
    "no capitals, and blank lines": (
        "\n \t\n\n  we left the mill early that day.\n\n\n\u00a0“it holds.\n\nso i thought",
        "\n \t\n\n  We left the mill early that day.\n\n\n\u00a0“It holds.\n\nSo I thought",
    ),
    "only single marks": (
        "‘We say ‘no’ to the Smiths’ plan,’ she said. 'It's late.'",
        "“We say ‘no’ to the Smiths’ plan,” she said. “It's late.”",
    ),
    "all marks lost": (
        "The dam is old. We left early, said Ada Quist. Our house is dry. The council is late.\n"
        "The mayor, Bo Karlsen, told reporters: The weir holds. Nobody need leave.\n"
        "It is I, she quipped. Mr. Holt said that we may go.",
        "The dam is old. “We left early,” said Ada Quist. “Our house is dry.” The council is"
        " late.\nThe mayor, Bo Karlsen, told reporters: “The weir holds. Nobody need leave.”\n"
        "“It is I,” she quipped. Mr. Holt said that we may go.",
    ),
    "all marks lost beside titles": (
        "We owe Dr. Holt much, admitted Ada Quist. Sgt. Roe saw our house, quipped Bo Karlsen.",
        "“We owe Dr. Holt much,” admitted Ada Quist. “Sgt. Roe saw our house,” quipped Bo Karlsen.",
    ),
    "letters lost": (
        "Mart?nez, N??ez, \ufffdlvaro D\ufffdaz",
        "Mart\u0254nez, N\u0254\u0254ez, \u0245lvaro D\u028caz",
    ),
    "letters misread": (SCANNED, SCANNED_READ),
    "stops lost": (
        NO_STOPS,
        NO_STOPS.replace(" She added", ". She added")
        .replace(" They had", ". They had")
        .replace(" “We", ". “We")
        .replace(" “Nobody", ". “Nobody")
        .replace("go” But", "go.” But")
        .replace("already\n", "already.\n"),
    ),
}

AS_IT_IS = [
    "“It’s on,” said Ada Quist.\n\nShe left – twice…",
    "AT&T; R&D &c. &nosuch; a & b",
    "<ana> good evening\n<bo> hi <3",
    "x < y and a > b",
    "a family 👩‍🚒, a flag 🇨🇭, a heart ❤️",
    "“O AMANHÃ” and “Å”, MAÇÃ…",
    "1\ufe0f\u20e3 \u2139\ufe0f \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "São Paulo, Ãngelo, garçon, Åse, naïve",
    "Who? Why,? he asked. It’s on?\n? a list\nhttp://a.b/?s=1",
    "&#0; &#31; &#xFFFFFF; &#55296;",
    "**Ada Quist**: Yes.\n* one\n* two*\nsnake_case_name, 2 * 3 * 4, f*** and s***",
    "pre- and post-war, see [1](2) and [this] (that)",
    "She said _no_, and then *left*.",
    "<tweet author='ada'>Yes</tweet>",
    "he said “no” and left.",
    "Sie sagte „Ja“ und ging ”Nej” sade hon ”Ja”.",
    "“Yes ” and “ no” are words.",
    "‘Yes’ and “no” are words, and so is 'it'.",
    "The dam holds, said Ada Quist. I saw it myself. She said: It is dry.",
    "We left early, said Ada. “No,” he said.",
    "When I met her in March, she said the mill would close. We walked to the river.",
    "As I came in, the nurse told me to wait. My coat was wet.",
    "I was tired, but when we spoke, he explained how the pump works.",
    "After our meeting, the mayor announced a new plan. Although we waited, he added nothing.",
    "When we met, the mayor declined; in our town, she said, nobody swims.",
    "We liked the plan, announced the week before. I knew our house, declared Monday a ruin.",
    "I came home, said the mill would close, and sat down.",
    "I walked in, answered the clerk, and left my coat there.",
    "We were late, she said. Bo told me to run. I ran.",
    "I grew up by the weir. My father sold nets. We were poor, she said. I never asked.",
    "Ask Quill@harbourtrust.org, d@g.example, e@f.example or a@b.example; tho wcir of tbe rnill is"
    " oider than thc dam.",
    "Whan the maister hath seyd the weye to the toune, he yaf hym breed and a@b.",
    "C u l8r m8, ur gr8, its 2 l8 4 me, w8 4 ur m8s, thx, im str8 up h8n it, l8, gr8est",
    "De dam by die ou meul sal hou, s0 sê hulle, en niemand hoef te lo0p v0or die w1nter n1e.",
    "It is late. Really?said he. See Index?page and Think?again.",
    "I have lived here for years, a fact the mayor noted. We like it.",
    "I called, he answered. We bought the house, the one Ada announced. My phone rang, Bo replied.",
    "ADA: We left early, said Bo. I know.\nBO: We did, said Ada.",
    "—We left early, said Ada. We did.\n—I know, said Bo.",
    "It is long. " * 130 + "We left early, said Ada.",
    "The b2b firm’s mp3s, e2e and p2p: @l0ve, 5th, 10am, my6sense, a0b at a@b.example, tbe w0rds.",
    "http://a.b/Page?next=1 What? he said. Why?No. 40\u00b0 (\u00a35)",
    NO_STOPS[:150],
    "<script> is a tag, and so is <b>, 1 <!-- 2",
]


@pytest.mark.parametrize(("text", "read"), READ.values(), ids=READ)
def test_is_read_through(text: str, read: str) -> None:
    view = view_of(text)
    assert view is not None
    assert view.text == read


@pytest.mark.parametrize(("text", "read"), COMPLETED.values(), ids=COMPLETED)
def test_is_completed(text: str, read: str) -> None:
    view = completed(text)
    assert view is not None
    assert view.text == read
    assert view_of(text) is None, "it is not shown"


@pytest.mark.parametrize("text", AS_IT_IS)
def test_is_read_as_it_stands(text: str) -> None:
    assert view_of(text) is None
    assert completed(text) is None


WHOLE = [text for name, (text, _) in COMPLETED.items() if "marks" not in name]


@pytest.mark.parametrize("text", WHOLE)
def test_what_was_said_is_shown_as_it_was_written(text: str) -> None:
    for quote in default_extractor().extract(text).quotes:
        assert all(part in text for part in quote.text.split(" … "))


NOISY = (
    *(
        "a",
        " ",
        "“",
        "é",
        "\n",
        "<",
        ">",
        "&",
        ";",
        "\u00ad",
        "&nbsp;",
        "Ã©",
        "<p>",
        "</q>",
        "👩‍🚒",
    ),
    *(
        "<!--",
        "-->",
        "&lt;",
        "&amp;",
        "/",
        "<style>",
        "</style>",
        "*",
        "[",
        "](/a)",
        "-\n",
        "?",
        "👩‍🚒",
    ),
    *("Ã¢â‚¬Å“", "â€", "\ufffd", "'", '"', "said"),
)


@given(st.lists(st.sampled_from(NOISY)))
def test_every_character_knows_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    view = view_of(text)
    if view is None:
        return
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= a <= b <= len(text) for a, b in zip(view.starts, view.ends, strict=True))
    places = zip(view.starts, view.ends, strict=True)
    assert all(b[0] >= a[1] or a == b for a, b in pairwise(places))


SAYING = (
    "“The dam at Müllheim won’t hold,” said Marta Quill, the engineer.\n"
    "She added that nobody need leave – “not yet”."
)


def _apart(character: str) -> str:
    """A character as it looks when UTF-8 is read as Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)
        for byte in character.encode()
    )


def _everywhere(text: str) -> str:
    chosen = random.Random(5)
    return "".join(c + chosen.choice(["", "", "\u00ad", "\u200b", "\ufeff"]) for c in text)


LONGER = f"{SAYING} " * 6

DAMAGED = {
    "named entities": "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in SAYING),
    "all entities": "".join(f"&#{ord(c)};" if not c.isspace() else c for c in SAYING),
    "escaped by html": html.escape(SAYING),
    "invisible characters": _everywhere(SAYING),
    "wrong encoding": "".join(map(_apart, SAYING)),
    "tags that open in a quote": (
        f"<i>{SAYING.replace('Marta', '<b>Marta</b>').replace(' won', ' <b>won')}</b></i>"
    ),
    "tags": "<div>"
    + "</div><div>".join(SAYING.split("\n")).replace("Marta", "<b>Marta</b>")
    + "</div>",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_damage_changes_no_quote(text: str) -> None:
    extractor = default_extractor()
    sound, damaged = extractor.extract(SAYING), extractor.extract(text)
    check(damaged, text)
    assert [q.text for q in damaged.quotes] == [q.text for q in sound.quotes]
    assert [str(q.speaker) for q in damaged.quotes] == [str(q.speaker) for q in sound.quotes]
    assert [q.confidence for q in damaged.quotes] == [q.confidence for q in sound.quotes]
    many = extractor.extract_many([text] * 2)
    assert [d.to_json() for d in many if isinstance(d, Document)] == [damaged.to_json()] * 2


@pytest.mark.parametrize("sign", ["> ", ">> ", ">"])
def test_signs_before_every_line_change_no_quote(sign: str) -> None:
    text = f"{SAYING}\n\nNobody has left yet. (Dam Gazette)"
    lines = "\n".join(sign + line for line in text.split("\n"))
    sound, quoted = default_extractor().extract(text), default_extractor().extract(lines)
    check(quoted, lines)
    assert [q.text for q in quoted.quotes] == [q.text for q in sound.quotes]
    assert [str(q.speaker) for q in quoted.quotes] == [str(q.speaker) for q in sound.quotes]


@pytest.mark.parametrize("damage", [str.lower, lambda text: text.replace(".", "")])
def test_capitals_and_stops_are_not_missed(damage: Callable[[str], str]) -> None:
    text = damage(LONGER)
    sound, damaged = default_extractor().extract(LONGER), default_extractor().extract(text)
    check(damaged, text)
    assert len(damaged.quotes) == len(sound.quotes)
    found, expected = (
        [q.text.lower().replace(".", "") for q in each.quotes] for each in (damaged, sound)
    )
    assert found == expected


NAMES = (
    "“The dam won’t hold,” said José Martínez, the mayor of the district. Martínez added that"
    " nobody need leave. According to Álvaro Núñez, who built it, the dam won’t hold. “No,” Núñez"
    " said."
)


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_names_that_lack_letters_are_whole_and_shown_as_they_stand(sign: str) -> None:
    text = "".join(c if c.isascii() else sign for c in NAMES)
    sound, damaged = default_extractor().extract(NAMES), default_extractor().extract(text)
    check(damaged, text)
    assert [q.text for q in damaged.quotes] == [q.text for q in sound.quotes]
    families = [str(q.speaker).split()[-1] for q in damaged.quotes]
    assert families == [f"Mart{sign}nez", f"Mart{sign}nez", f"N{sign}{sign}ez", f"N{sign}{sign}ez"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The dam holds,” said&nbsp;\u0186kyeame Boateng on Monday.", "\u0186kyeame Boateng"),
        ("“The dam holds,” said K&#596;fi Boateng on Monday.", "K\u0254fi Boateng"),
        ("“It holds,” said Ana Mart?nez. The sign \u028c is a vowel.", "Ana Mart?nez"),
        ("“It holds,” said Ana Mart?nez. K\u0254fi Boateng left.", "Ana Mart?nez"),
    ],
)
def test_only_letters_that_were_lost_are_shown_as_signs(text: str, name: str) -> None:
    (quote,) = default_extractor().extract(text).quotes
    assert str(quote.speaker) == name


CASED = (
    "The dam at the old weir will hold, the engineer, Marta Quill, told the council of Port Elin on"
    " Monday. “I saw it,” said Quill. “We checked the walls twice.” The mayor, Bo Karlsen, called"
    " it “a stunt”."
)


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_names_in_texts_of_one_case_are_known(change: Callable[[str], str]) -> None:
    text = change(CASED)
    sound, damaged = default_extractor().extract(CASED), default_extractor().extract(text)
    check(damaged, text)
    assert [q.text for q in damaged.quotes] == [change(q.text) for q in sound.quotes]
    assert [str(q.speaker) for q in damaged.quotes] == ["Marta Quill"] * 2 + ["Bo Karlsen"]
    many = default_extractor().extract_many([text] * 2)
    assert [d.to_json() for d in many if isinstance(d, Document)] == [damaged.to_json()] * 2


def test_words_that_were_misread_are_known_and_shown_as_they_stand() -> None:
    document = default_extractor().extract(SCANNED)
    check(document, SCANNED)
    (indirect, direct) = document.quotes
    assert (indirect.text, str(indirect.speaker)) == (
        "tbat Mrs. Goplund and 5usan Kri5hnan bad Ieft",
        "Barney Hall",
    )
    assert (direct.text, str(direct.speaker)) == ("We tako it as it is", "Catherine Goplund")
    assert direct.source is not None
    assert direct.source.text == "~atherine Goplund"


def test_addresses_are_no_words_that_were_misread() -> None:
    address = "Quill@harbourtrust.org, http://a.b/tbe, @tbe.wcir"
    view = completed(f"{SCANNED}\n{address}")
    assert view is not None
    assert view.text == f"{SCANNED_READ}\n{address}"


def test_names_of_the_callers_own_are_not_misread() -> None:
    extractor = Extractor(names={"Barncy Hall": "person", "Wcir": "place"})
    document = extractor.extract(SCANNED)
    assert str(document.quotes[0].speaker) == "Barncy Hall"
    (again,) = extractor.extract_many([SCANNED])
    assert isinstance(again, Document)
    assert again.to_json() == document.to_json()


def test_nothing_is_read_as_a_coarse_word() -> None:
    with_them = "Tho fucx and a wh0re of rnud, and he was rap~d"
    view = completed(f"{SCANNED} {with_them}.")
    assert view is not None
    assert not any(word in view.text for word in ("fuck", "whore", "raped"))


def test_marks_that_all_are_lost_are_missing() -> None:
    text = "We left early, said Ada Quist, the mayor. Our house is dry. The council is late."
    (quote,) = default_extractor().extract(text).quotes
    assert quote.form is Form.DIRECT
    assert quote.text == "We left early … Our house is dry."
    assert str(quote.speaker) == "Ada Quist"
    assert quote.missing == (Missing.OPENING, Missing.CLOSING)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ('It?s late. "Are you mad?? I am not," Ann Hale said.', ["Are you mad?? I am not"]),
        ("He won?t go. \u201c Who ? \u201d said Bob Lind.", ["Who ?"]),
    ],
)
def test_questions_stay_in_a_text_that_has_its_marks(text: str, contents: list[str]) -> None:
    assert [quote.text for quote in default_extractor().extract(text).quotes] == contents
