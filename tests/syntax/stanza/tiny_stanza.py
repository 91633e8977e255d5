"""Stanza models of every kind that the tests need: tiny, with random weights, from our own cases.

They find nonsense, but the same nonsense on every run, and their scores are far enough apart for
two ways of computing them to agree.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import stanza
import torch
from stanza.models import lemmatizer, parser, tagger, tokenizer
from stanza.models.common.foundation_cache import FoundationCache
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.depparse.data import DataLoader as ParserData
from stanza.models.depparse.trainer import GraphTrainer as ParserTrainer
from stanza.models.lemma.data import DataLoader as LemmaData
from stanza.models.lemma.trainer import Trainer as LemmaTrainer
from stanza.models.pos.data import Dataset as TaggerData
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.tokenization.trainer import Trainer as TokenizerTrainer
from stanza.models.tokenization.vocab import Vocab as TokenizerVocab
from stanza.utils.conll import CoNLL

from tests.cases.loader import FOLDER as CASES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stanza.models.common.doc import Document

__all__ = ["build", "corpus", "open_pipeline", "write_settings"]

_COMMON = ["--shorthand", "en_tiny", "--hidden_dim", "16"]
_WORDS = [*_COMMON, "--char_hidden_dim", "8", "--transformed_dim", "12"]


def corpus() -> Document:
    """All sentences of the cases."""
    return CoNLL.conll2doc(
        input_str="".join(path.read_text("utf-8") for path in sorted(CASES.glob("*.conllu")))
    )


def build(folder: Path, parser_options: Sequence[str] = ()) -> Path:
    """Writes models and a ``model.toml`` to a folder.

    Args:
        folder: An empty folder.
        parser_options: As for Stanza's ``models.parser``.
    """
    torch.manual_seed(11)
    document = corpus()
    vectors = _vectors(document)
    trainers = {
        "tokenize": _tokenizer(document),
        "pos": _tagger(document, vectors),
        "lemma": _lemmatizer(document),
        "depparse": _parser(document, vectors, parser_options),
    }
    for name, trainer in trainers.items():
        if name != "lemma":  # a dictionary
            for weight in trainer.model.parameters():
                torch.nn.init.normal_(weight, std=0.5)
        trainer.save(str(folder / f"{name}.pt"))
    vectors.save(str(folder / "pretrain.pt"))
    (folder / "resources.json").write_text("{}")
    write_settings(folder, "stanza", [*trainers, "pretrain"])
    return folder


def open_pipeline(folder: Path) -> stanza.Pipeline:
    """The pipeline that a user could make of the files."""
    vectors = Pretrain(str(folder / "pretrain.pt"))
    vectors._emb = vectors.emb.float()
    cache = FoundationCache()
    cache.pretrains[str(folder / "pretrain.pt")] = vectors
    names = ("tokenize", "pos", "lemma", "depparse")
    return stanza.Pipeline(
        "en",
        dir=str(folder),
        package=None,
        processors=dict.fromkeys(names, "default"),
        allow_unknown_language=True,
        download_method=None,
        device="cpu",
        verbose=False,
        foundation_cache=cache,
        pos_pretrain_path=str(folder / "pretrain.pt"),
        depparse_pretrain_path=str(folder / "pretrain.pt"),
        **{f"{name}_model_path": str(folder / f"{name}.pt") for name in names},
    )


def write_settings(folder: Path, kind: str, names: Sequence[str]) -> None:
    """Writes the ``model.toml`` for the files ``NAME.pt`` of a folder."""
    lines = [f'type = "{kind}"', "[files]"]
    for name in names:
        digest = hashlib.sha256((folder / f"{name}.pt").read_bytes()).hexdigest()
        lines.append(f'{name} = {{ path = "{name}.pt", sha256 = "{digest}" }}')
    (folder / "model.toml").write_text("\n".join(lines))


def _vectors(document: Document) -> Pretrain:
    words = sorted({word.text.lower() for s in document.sentences for word in s.words})[::2]
    vectors = Pretrain(save_to_file=False)
    vectors._vocab = PretrainedWordVocab(words)
    vectors._emb = torch.randn(len(vectors._vocab), 10).half()
    return vectors


def _tokenizer(document: Document) -> TokenizerTrainer:
    text = " ".join(sentence.text for sentence in document.sentences)
    vocab = TokenizerVocab(data=[[(character, 0) for character in text]], lang="en")
    args = tokenizer.parse_args(_COMMON)
    args["lang"] = "en"
    features = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]
    args |= {"vocab_size": len(vocab), "feat_funcs": features, "feat_dim": 5, "use_mwt": False}
    args |= {"charlm_forward_file": None, "use_dictionary": False}
    return TokenizerTrainer(args=args, vocab=vocab, device="cpu")


def _tagger(document: Document, vectors: Pretrain) -> TaggerTrainer:
    args = tagger.parse_args([*_WORDS, "--deep_biaff_hidden_dim", "12"])
    vocab = TaggerData.init_vocab([document], args)
    return TaggerTrainer(args=args, vocab=vocab, pretrain=_single(vectors), device="cpu")


def _lemmatizer(document: Document) -> LemmaTrainer:
    args = lemmatizer.parse_args([*_COMMON, "--dict_only"])
    args["lang"] = "en"
    data = LemmaData(document, 100, args)
    args |= {"vocab_size": data.vocab["char"].size, "pos_vocab_size": data.vocab["pos"].size}
    trainer = LemmaTrainer(args=args, vocab=data.vocab, device="cpu")
    trainer.train_dict(document.get(["text", "upos", "lemma"]))
    return trainer


def _parser(document: Document, vectors: Pretrain, options: Sequence[str]) -> ParserTrainer:
    sizes = ["--deep_biaff_hidden_dim", "12", "--deep_biaff_output_dim", "12"]
    args = parser.parse_args([*_WORDS, *sizes, *options])
    vocab = ParserData(document, 1000, args, None).vocab
    return ParserTrainer(args=args, vocab=vocab, pretrain=_single(vectors), device="cpu")


def _single(vectors: Pretrain) -> Pretrain:
    copy = Pretrain(save_to_file=False)
    copy._vocab, copy._emb = vectors.vocab, vectors.emb.float()
    return copy
