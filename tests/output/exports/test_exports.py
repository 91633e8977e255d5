"""Every format that other tools read, checked by a tool or a schema of that format."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pandas
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld

import quoteattr
from quoteattr.document import Document
from quoteattr.errors import InputError
from quoteattr.records import Kind, Mention, MentionForm, Quote, Span, Speaker
from quoteattr.syntax.conllu import parse_conllu
from tests.output.documents import bridge, quote

FOLDER = Path(__file__).parents[3] / "docs" / "examples"
EXAMPLES = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.txt"))}


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Document:
    return quoteattr.extract(EXAMPLES[request.param], id=f"{request.param} / 1")


@pytest.fixture
def evil() -> Document:
    """Characters and overlaps that formats may not survive."""
    text = "“A <b>&\r\nc\x0b \ud800🙂\tд” & “e”,\n\nsaid “Bo <i>”."
    spans = [Span(a, b, text[a:b]) for a, b in ((1, 20), (12, 30), (26, 40))]
    speaker = Speaker("Bo\n<i>\x00", Kind.GROUP, (Mention(37, 42, text[37:42], MentionForm.NAME),))
    first = quote(text, "A <b>&", speaker=speaker)
    contents = [evolve(first, contents=(span,), text=span.text) for span in spans]
    return Document(text, tuple(contents), (speaker,), (), id="../a b\n=1")


class TestBrat:
    @staticmethod
    def _check(document: Document, folder: Path) -> dict[str, str]:
        """Read the annotations as the format says, and return them by name."""
        text, annotations, configuration = document.to_brat(folder)
        source = text.read_bytes().decode("utf-8")
        assert len(source) == len(document.text)
        found: dict[str, str] = {}
        for line in annotations.read_bytes().decode("utf-8").removesuffix("\n").split("\n"):
            name, rest = line.split("\t", 1)
            assert name == "*" or name not in found
            found[name] = rest
            if name.startswith("T"):
                head, shown = rest.split("\t")
                kind, places = head.split(" ", 1)
                assert f"\n{kind}\n" in configuration.read_text()
                fragments = [tuple(map(int, each.split())) for each in places.split(";")]
                assert fragments == sorted(fragments) or document.id == "../a b\n=1"
                assert " ".join(source[start:end] for start, end in fragments) == shown
            else:
                assert {*re.findall(r"\bT\d+", rest)} <= {*found} | {*re.findall(r"T\d+", rest)}
        return found

    def test_examples(self, example: Document, tmp_path: Path) -> None:
        found = self._check(example, tmp_path)
        quotes = [each for each in found.values() if each.startswith("Quote ")]
        assert len(quotes) == len(example.quotes)
        references = re.findall(r"\bT\d+", " ".join(found.values()))
        assert {*references} <= {*found}

    def test_parts(self, tmp_path: Path) -> None:
        found = self._check(bridge(), tmp_path)
        assert found["T1"] == "Quote 1 19;50 61\tThe bridge is safe Walk on it."
        assert "Parent" in " ".join(found.values())
        assert any(re.fullmatch(r"Negated T\d+", each) for each in found.values())
        assert re.fullmatch(r"Speaker T\d+ T\d+", found["*"])

    def test_hostile_text(self, evil: Document, tmp_path: Path) -> None:
        self._check(evil, tmp_path)
        assert {path.parent for path in tmp_path.rglob("*")} == {tmp_path}


CONTEXT = {
    **{"id": "@id", "type": "@type", "oa": "http://www.w3.org/ns/oa#"},
    **{"as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/"},
    **{"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "value": "rdf:value"},
    **{"xsd": "http://www.w3.org/2001/XMLSchema#", "format": "dc:format"},
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "exact", "prefix", "suffix")},
    **{f"Text{name}Selector": f"oa:Text{name}Selector" for name in ("Position", "Quote")},
    **{name: f"oa:{name}" for name in ("identifying", "tagging", "linking")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: {"@id": f"oa:has{name.title()}", "@type": "@id"} for name in ("body", "target")},
    **{name: {"@id": f"oa:has{name.title()}", "@type": "@id"} for name in ("source", "selector")},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
}
"""The terms of the standard's context that are used, so that no network is needed."""


class TestWebAnnotation:
    @staticmethod
    def _check(document: Document) -> list[dict[str, Any]]:
        page = json.loads(json.dumps(document.to_web_annotation()))
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        (expanded,) = jsonld.expand(page | {"@context": CONTEXT})
        (items,) = expanded["http://www.w3.org/ns/activitystreams#items"]
        assert len(items["@list"]) == len(page["items"])
        assert _keys(page) == {key for key in _keys(page) if key in CONTEXT or key == "@context"}
        for item in page["items"]:
            targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
            for position, exact in (target["selector"] for target in targets):
                place = slice(position["start"], position["end"])
                assert document.text[place] == exact["exact"]
                around = exact["prefix"] + exact["exact"] + exact["suffix"]
                assert around in document.text
        found: list[dict[str, Any]] = page["items"]
        return found

    def test_examples(self, example: Document) -> None:
        items = self._check(example)
        names = [item["id"] for item in items if item["motivation"] != "linking"]
        assert len(names) == len(example.quotes)
        assert {item["body"] for item in items if item["motivation"] == "linking"} <= {*names}

    def test_source(self) -> None:
        iri = "https://example.org/a?b=1"
        given = evolve(bridge(), id=iri).to_web_annotation()
        assert given == bridge().to_web_annotation(iri)
        assert given["items"][0]["id"] == f"{iri}#quote-0"
        assert evolve(bridge(), id="a b").to_web_annotation()["id"] == "urn:quoteattr:a%20b#quotes"
        with pytest.raises(ValueError, match="source must be an IRI"):
            bridge().to_web_annotation("a b")


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value}.union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


class TestTei:
    SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "tei.rng"))
    SPACES: ClassVar = {
        "t": "http://www.tei-c.org/ns/1.0",
        "xml": "http://www.w3.org/XML/1998/namespace",
    }
    ID = "{http://www.w3.org/XML/1998/namespace}id"

    def _check(self, document: Document) -> Any:
        tree = etree.fromstring(document.to_tei().encode("utf-8"))
        self.SCHEMA.assertValid(tree)
        names = {f"#{name}" for name in tree.xpath("//@xml:id", namespaces=self.SPACES)}
        assert {*tree.xpath("//@who | //@ref | //@next | //@prev")} <= names
        text = "".join(tree.find(".//t:body", self.SPACES).itertext())
        # What XML cannot hold is another character, or was white space between paragraphs.
        unfit = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffd-\uffff]"
        assert "".join(re.sub(unfit, "", text).split()) == "".join(
            re.sub(unfit, "", document.text).split()
        )
        return tree

    def _said(self, tree: Any, number: int) -> str:
        """The text of an element and of those that continue it."""
        parts: list[str] = []
        name: str | None = f"#q{number}"
        while name:
            (element,) = tree.xpath("//*[@xml:id=$name]", name=name[1:], namespaces=self.SPACES)
            parts += element.itertext()
            name = element.get("next")
        return "".join("".join(parts).split())

    def test_examples(self, example: Document) -> None:
        tree = self._check(example)
        for number, each in enumerate(example.quotes):
            assert self._said(tree, number) == "".join("".join(map(str, each.contents)).split())

    def test_hostile_text(self, evil: Document) -> None:
        self._check(evil)
        for text in ("", "\ufeff", "> a\n>\n> b\n>"):
            self._check(Document(text, (), (), ()))

    def test_header(self) -> None:
        people = self._check(bridge()).findall(".//t:listPerson/*", self.SPACES)
        assert [(each.get(self.ID), "".join(each.itertext())) for each in people] == [
            ("s0", "Ada Quist"),
            ("s1", "the council"),
        ]

    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=6))
    def test_any_overlaps(self, places: list[tuple[int, int]]) -> None:
        text = "a b c\n\nd e f <g> h i j k"
        spans = [Span(a, min(a + n, len(text)), text[a : a + n]) for a, n in places]
        kept = [span for span in spans if span.text.strip()]
        first = quote(text, "b")
        quotes: list[Quote] = [evolve(first, contents=(s,), text=s.text) for s in kept]
        tree = self._check(Document(text, tuple(quotes), (), ()))
        for number, span in enumerate(kept):
            assert self._said(tree, number) == "".join(span.text.split())


class TestConllu:
    def test_examples(self, example: Document, tmp_path: Path) -> None:
        path = tmp_path / "example.conllu"
        path.write_text(example.to_conllu(), encoding="utf-8")
        tool = Path(sys.executable).parent / "udvalidate"
        command = [str(tool), "--level", "2", "--lang", "en", str(path)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr

    def test_quotes(self, example: Document) -> None:
        words = [word for sentence in parse_conllu(example.to_conllu()) for word in sentence.words]
        for number, each in enumerate(example.quotes):
            inside = [
                w for w in words if re.search(rf"\b[BI]-{number}\b", w.attribute("Quote") or "")
            ]
            starts = [w for w in words if re.search(rf"\bB-{number}\b", w.attribute("Quote") or "")]
            assert len(starts) == 1
            assert starts[0].attribute("Start") == str(each.start)
            said = "".join("".join(map(str, each.contents)).split())
            assert "".join(word.form for word in inside) == said

    def test_sentences_are_needed(self) -> None:
        with pytest.raises(InputError, match=r"needs doc\.sentences"):
            bridge().to_conllu()
        assert quoteattr.extract("").to_conllu() == ""

    @pytest.mark.parametrize("text", [">", "<p></p>", "\u200b"])
    def test_a_text_without_words_has_no_tokens(self, text: str) -> None:
        assert quoteattr.extract(text).to_conllu().count("\n") == 1


class TestBookNlp:
    def test_examples(self, example: Document, tmp_path: Path) -> None:
        frames: list[Any] = [
            pandas.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False)
            for path in example.to_booknlp(tmp_path)
        ]
        tokens, entities, quotes = frames
        assert tokens["token_ID_within_document"].tolist() == list(range(len(tokens)))
        places = zip(tokens["word"], tokens["byte_onset"], tokens["byte_offset"], strict=True)
        assert all(example.text[start:end] == word for word, start, end in places)
        spans = [span for each in example.quotes for span in each.contents]
        for row, span in zip(quotes.itertuples(), spans, strict=True):
            inside = tokens.iloc[row.quote_start : row.quote_end + 1]
            assert row.quote == " ".join(inside["word"])
            assert inside["byte_onset"].min() <= span.start
            assert inside["byte_offset"].max() >= span.end
        known = {str(number) for number in entities["COREF"]}
        assert {*map(str, quotes["char_id"])} <= known | {"None"}
        for row in entities.itertuples():
            assert row.text == " ".join(tokens["word"][row.start_token : row.end_token + 1])
        assert {*entities["prop"]} <= {"PROP", "NOM", "PRON"}

    def test_direct_quotes_have_their_marks(self, tmp_path: Path) -> None:
        document = quoteattr.extract("“The bus is late,” said Ada Quist. “It is old.”")
        *_, path = document.to_booknlp(tmp_path)
        rows = path.read_text("utf-8").splitlines()
        assert [row.split("\t")[-1] for row in rows[1:]] == [
            "“ The bus is late , ”",
            "“ It is old . ”",
        ]
