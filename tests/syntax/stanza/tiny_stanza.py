"""Stanza models of every kind that the tests need: tiny, with random weights, from our own cases.

They find nonsense, but the same nonsense on every run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from stanza.models import lemmatizer, parser, tagger, tokenizer
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
    from pathlib import Path

    from stanza.models.common.doc import Document

__all__ = ["build"]

_COMMON = ["--shorthand", "en_tiny", "--hidden_dim", "16"]
_WORDS = [*_COMMON, "--char_hidden_dim", "8", "--transformed_dim", "12"]


def _corpus() -> Document:
    """All sentences of the cases."""
    return CoNLL.conll2doc(
        input_str="".join(path.read_text("utf-8") for path in sorted(CASES.glob("*.conllu")))
    )


def build(folder: Path) -> Path:
    """Writes models to an empty folder."""
    torch.manual_seed(11)
    document = _corpus()
    vectors = _vectors(document)
    trainers = {
        "tokenize": _tokenizer(document),
        "pos": _tagger(document, vectors),
        "lemma": _lemmatizer(document),
        "depparse": _parser(document, vectors),
    }
    for name, trainer in trainers.items():
        if name != "lemma":  # a dictionary
            for weight in trainer.model.parameters():
                torch.nn.init.normal_(weight, std=0.5)
        trainer.save(str(folder / f"{name}.pt"))
    vectors.save(str(folder / "pretrain.pt"))
    (folder / "resources.json").write_text("{}")
    return folder


def _vectors(document: Document) -> Pretrain:
    words = sorted({word.text.lower() for s in document.sentences for word in s.words})[::2]
    vectors = Pretrain(save_to_file=False)
    vectors._vocab = PretrainedWordVocab(words)
    vectors._emb = torch.randn(len(vectors._vocab), 10)
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
    return TaggerTrainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")


def _lemmatizer(document: Document) -> LemmaTrainer:
    args = lemmatizer.parse_args([*_COMMON, "--dict_only"])
    args["lang"] = "en"
    data = LemmaData(document, 100, args)
    args |= {"vocab_size": data.vocab["char"].size, "pos_vocab_size": data.vocab["pos"].size}
    trainer = LemmaTrainer(args=args, vocab=data.vocab, device="cpu")
    trainer.train_dict(document.get(["text", "upos", "lemma"]))
    return trainer


def _parser(document: Document, vectors: Pretrain) -> ParserTrainer:
    sizes = ["--deep_biaff_hidden_dim", "12", "--deep_biaff_output_dim", "12"]
    args = parser.parse_args([*_WORDS, *sizes])
    vocab = ParserData(document, 1000, args, None).vocab
    return ParserTrainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
