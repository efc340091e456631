"""The network: one small encoder, one pass, many heads. The forward pass is written out so that it exports cleanly.

Every head reads words through its own softmax mix of the encoder's layers, at the first subword of each word. Arcs,
labels and roles are biaffine (Dozat and Manning 2017); name tags are a linear chain (Lafferty et al. 2001). The
sentence vector is the mean over subwords of a layer mix, mapped linearly; it starts as the encoder's own sentence
vector and is held there by distillation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from khabar.nlp.shapes import SHAPES
from khabar.nlp.tags import NEVER, allowed
from training.examples import SOURCES

TAGS = ("upos", "xpos", "feats")
TASKS = ("tags", "tree", "names", "factuality", "roles", "sentence")
# Of a word's possible heads only so many get a label: the best tree has another for one word in 30,000.
HEADS = 4
# Further than scores go.
FAR = 1e4
_BYTES = np.random.Generator(np.random.SFC64(1))


@dataclass(frozen=True, slots=True)
class Size:
    """Widths of the encoder and of the heads."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    arcs: int = 384
    labels: int = 96
    roles: int = 128
    names: int = 256
    dropout: float = 0.25


class Dropout(nn.Module):
    """Dropout with a rate in steps of 1/256, on random bytes: torch's own generator takes a tenth of the training time."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Drop in training, pass through otherwise."""
        if not self.training:
            return x
        drawn = np.frombuffer(bytearray(_BYTES.bytes(x.numel())), dtype=np.uint8)
        kept = torch.from_numpy(drawn).view(x.shape) >= self.limit
        return x * kept.to(x.dtype) * (256 / (256 - self.limit))


def seed_dropout(seed: int) -> None:
    """Start the dropout's random bytes anew."""
    _BYTES.bit_generator.state = np.random.SFC64(seed).state


class Layer(nn.Module):
    """One BERT layer with fused query, key and value."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.attention_heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)
        self.drop = Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor, real: Tensor, places: Tensor) -> Tensor:
        """Attend and transform the subwords alone (1, T, width); ``bias`` (B, 1, 1, L) hides padding, see :func:`packed`."""
        # Padding is there for attention only: a linear map takes most of the time, and sees none.
        rows = self.qkv(x).reshape(-1, self.heads, self.qkv.in_features // self.heads)
        q, k, v = (rows[3 * places + part].transpose(1, 2) for part in range(3))
        # Written out: for sentences, faster in training on a CPU than the fused kernel, and it exports.
        weights = torch.softmax(torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2)) + bias.to(q.dtype), -1)
        y = torch.matmul(weights.to(v.dtype), v)
        y = y.transpose(1, 2).reshape(1, -1, self.qkv.in_features).index_select(1, real)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder with word shapes added to the input; gives the states of all layers."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.drop = Dropout(0.1)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
        """States (1, T, width) of all layers for the subwords alone, and where they stand (:func:`packed`); id 0 pads."""
        real, places = packed(ids)
        x = self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(x.flatten(0, 1)[None].index_select(1, real)))
        bias = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        states = []
        for layer in self.layers:
            x = layer(x, bias, real, places)
            states.append(x)
        return states, real, places


def packed(padded: Tensor) -> tuple[Tensor, Tensor]:
    """Where in the flat array what is no padding (0) stands, and where each of (B, L) stands among that; padding, anywhere."""
    there = (padded != 0).flatten()
    places = (there.to(torch.int64).cumsum(0) - 1).clamp(min=0)
    return there.nonzero().squeeze(1), places.reshape(padded.shape)


class Biaffine(nn.Module):
    """Scores of ``out`` classes for pairs of words."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.out = out
        self.weight = nn.Parameter(torch.randn(width + 1, out, width + 1) * 0.01)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        """(B, I, out) for words x and their partners y, both (B, I, width)."""
        return torch.matmul(self._left(x), with_one(y).unsqueeze(-1)).squeeze(-1)

    def with_all(self, x: Tensor, y: Tensor) -> Tensor:
        """(P, I, out) for words x (P, width), each with all of its partners y (P, I, width)."""
        return torch.matmul(with_one(y), self._left(x.unsqueeze(1)).squeeze(1).transpose(1, 2))

    def _left(self, x: Tensor) -> Tensor:
        return torch.matmul(with_one(x), self.weight.flatten(1)).reshape(x.shape[0], x.shape[1], self.out, -1)


def with_one(x: Tensor) -> Tensor:
    """x with a column of ones, so that a product has biases."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Projection(nn.Sequential):
    """A linear map with leaky rectifier and dropout."""

    def __init__(self, width: int, out: int, dropout: float) -> None:
        super().__init__(nn.Linear(width, out), nn.LeakyReLU(0.1), Dropout(dropout))
        nn.init.orthogonal_(self[0].weight)


class Reader(nn.Module):
    """Encoder and heads. ``labels`` gives the classes of each head."""

    def __init__(self, labels: dict[str, list[str]], size: Size) -> None:
        super().__init__()
        width, drop = size.width, size.dropout
        self.encoder = Encoder(size)
        self.mix = nn.Parameter(torch.zeros(len(TASKS), size.layers))
        with torch.no_grad():
            self.mix[:, -1] = 2.0
            self.mix[:, -2:-1] = 1.0
            self.mix[-1, -1] = 6.0
        self.scale = nn.Parameter(torch.ones(len(TASKS)))
        self.drop = Dropout(drop)
        self.tags = nn.ModuleDict(
            {key: nn.Linear(width, len(labels[key])) for key in ("upos", "xpos", "feats", "lemma")}
        )
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_word, self.arc_head = Projection(width, size.arcs, drop), Projection(width, size.arcs, drop)
        self.arcs = nn.Linear(size.arcs, size.arcs)
        nn.init.zeros_(self.arcs.weight)
        self.label_word, self.label_head = Projection(width, size.labels, drop), Projection(width, size.labels, drop)
        self.deprel = Biaffine(size.labels, len(labels["deprel"]))
        self.names_in = nn.Linear(width, size.names)
        self.names_source = nn.Embedding(len(SOURCES), size.names)
        nn.init.zeros_(self.names_source.weight)
        self.names_out = nn.Linear(size.names, len(labels["names"]))
        self.name_steps = nn.Parameter(torch.zeros(len(labels["names"]), len(labels["names"])))
        self.register_buffer("never", ~torch.from_numpy(allowed(labels["names"])), persistent=False)
        self.predicate = nn.Linear(width, 1)
        self.role_predicate, self.role_word = Projection(width, size.roles, drop), Projection(width, size.roles, drop)
        self.role = Biaffine(size.roles, len(labels["roles"]))
        with torch.no_grad():  # Nearly all words play no role with a predicate.
            self.role.weight[-1, 0, -1] = 4.0
        self.factuality = nn.Sequential(Projection(width, 128, 0.4), nn.Linear(128, 1))
        self.sentence = nn.Linear(width, width)
        with torch.no_grad():
            self.sentence.weight.copy_(torch.eye(width))
            self.sentence.bias.zero_()

    def mixed(self, states: list[Tensor], task: int) -> Tensor:
        """The layer mix of one task."""
        weights = torch.softmax(self.mix[task], -1) * self.scale[task]
        total = states[0] * weights[0]
        for layer in range(1, len(states)):
            total = total + states[layer] * weights[layer]
        return total

    def features(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[list[Tensor], Tensor]:
        """Word features of each task but the last, and the sentence vector. ``first`` indexes first subwords."""
        states, _, places = self.encoder(ids, shapes)
        index = places.gather(1, first)
        words = [state[0][index] for state in states]
        tasks = [self.drop(self.mixed(words, task)) for task in range(len(TASKS) - 1)]
        mask = (ids != 0).to(torch.float32).unsqueeze(-1)
        pooled = (self.mixed(states, len(TASKS) - 1)[0][places] * mask).sum(1) / mask.sum(1)
        return tasks, F.normalize(self.sentence(pooled), dim=-1)

    def arc_scores(self, tree: Tensor) -> tuple[Tensor, Tensor]:
        """Arc scores (B, W, W + 1), column 0 the root; and the features of possible heads."""
        root = self.root.to(tree.dtype).expand(tree.shape[0], 1, -1)
        heads = torch.cat([root, tree], 1)
        return torch.matmul(self.arcs(self.arc_word(tree)), self.arc_head(heads).transpose(1, 2)), heads

    def name_scores(self, names: Tensor, source: Tensor) -> Tensor:
        """Scores of the name tags; ``source`` (B,) tells whose guideline to follow."""
        hidden = self.names_in(names) + self.names_source(source)[:, None]
        return self.names_out(self.drop(F.gelu(hidden)))

    def steps(self) -> Tensor:
        """Scores (tags, tags) of one name tag following another; what may never follow is far below the rest."""
        return self.name_steps.masked_fill(self.never, float(NEVER))


class Shipped(nn.Module):
    """What is exported: decisions as class numbers, scores of arcs and name tags, factuality and the sentence vector.

    Roles are scored for words that are predicates alone: for each of these, every word's best role and how far it is above
    none.

    Part of speech, Penn tag and morphology are decided together, among the ``combinations`` (T, 3) seen in training.
    """

    def __init__(self, reader: Reader, root_label: int, combinations: Tensor) -> None:
        super().__init__()
        self.reader = reader
        self.register_buffer("combinations", combinations)
        # In three dimensions, so that they stay in 32 bits: these are no weights, but ones where a tag is a member.
        sizes = (reader.tags[key].out_features for key in TAGS)
        members = [F.one_hot(own, size) for own, size in zip(combinations.T, sizes, strict=True)]
        self.register_buffer("members", torch.cat(members, -1).T[None].float())
        never_root = torch.zeros(reader.deprel.out)
        never_root[root_label] = -FAR
        self.root_label = root_label
        # Flat once, here: what the exporter reshapes would stay in 32 bits.
        self.register_buffer("label_weight", reader.deprel.weight.detach().flatten(1))
        self.register_buffer("never_root", never_root)
        self.register_buffer("role_weight", reader.role.weight.detach().flatten(1))
        self.register_buffer("chain_steps", reader.steps().detach())
        mixes = (torch.softmax(reader.mix, -1) * reader.scale[:, None]).detach()
        self.register_buffer("word_mixes", mixes[:-1].clone())
        self.register_buffer("sentence_mix", mixes[-1:].clone())

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of :data:`khabar.nlp.encode.OUTPUTS`."""
        r = self.reader
        (tags, tree, names, facts, roles), places, sentence = self._features(ids, shapes, first)
        arcs = torch.matmul(r.arcs(r.arc_word(tree))[0][places], self._heads(r.arc_head, tree, places))
        heads, deprel = self._labels(tree, arcs, first, places)
        predicates = (r.predicate(roles)[0, :, 0][places] * (first > 0) > 0).nonzero()
        best_role, above = self._roles(roles, places, predicates)
        source = torch.zeros_like(ids[:1, 0])
        # What a softmax would take off is the same for all combinations.
        scores = torch.cat([r.tags[key](tags) for key in TAGS], -1)
        best_together = torch.matmul(scores, self.members[0]).argmax(-1)[0][places]
        return (
            *(self.combinations[:, column][best_together].to(torch.int32) for column in range(3)),
            r.tags["lemma"](tags).argmax(-1).to(torch.int32)[0][places],
            r.name_scores(names, source)[0][places],
            arcs,
            heads.to(torch.int32),
            deprel.to(torch.uint8),
            r.factuality(facts)[0, :, 0][places],
            sentence,
            # The exporter drops an output that no input reaches.
            self.chain_steps + 0.0 * ids[:1, :1].to(torch.float32),
            predicates,
            best_role,
            above,
        )

    def _features(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Features (1, N, width) of each task but the last of the words alone, where each of (B, W) stands among these, and the
        sentence vectors; the layer mixes of all tasks are one product.
        """
        states, real, places = self.reader.encoder(ids, shapes)
        width = self.reader.sentence.in_features
        words, among = packed(first)
        starts = places.gather(1, first).flatten().index_select(0, words)
        features = torch.stack([state.index_select(1, starts) for state in states])
        tasks = torch.matmul(self.word_mixes, features.flatten(1)).reshape(len(TASKS) - 1, 1, -1, width)
        mine = (real.div(ids.shape[1], rounding_mode="floor") == torch.arange(ids.shape[0])[:, None]).to(torch.float32)
        mean = mine / mine.sum(1, keepdim=True)
        means = torch.stack([torch.matmul(mean, state[0]) for state in states])
        pooled = torch.matmul(self.sentence_mix, means.flatten(1)).reshape(-1, width)
        return tasks, among, F.normalize(self.reader.sentence(pooled), dim=-1)

    def _heads(self, projection: nn.Module, tree: Tensor, places: Tensor) -> Tensor:
        """What a projection makes of the root and of the words, as (B, width, W + 1)."""
        made = projection(torch.cat([self.reader.root[None, None], tree], 1))
        return made[0][rooted(places)].transpose(1, 2)

    def _labels(self, tree: Tensor, arcs: Tensor, first: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """The likeliest heads of each word (B, W, HEADS), 0 the root, j + 1 word j, and the best label of each such arc."""
        r = self.reader
        hidden = torch.cat([torch.zeros_like(places[:, :1]), (first == 0).to(torch.int64)], 1).to(torch.float32) * -FAR
        # A sentence of one word has two possible heads.
        never = torch.zeros_like(arcs[..., :1]) - 2 * FAR
        likeliest = torch.cat([arcs + hidden[:, None], *[never] * (HEADS - 2)], -1).topk(HEADS).indices
        heads = likeliest.clamp(max=first.shape[1])
        words, _ = packed(first)
        left = torch.matmul(with_one(r.label_word(tree))[0], self.label_weight)
        right = with_one(r.label_head(torch.cat([r.root[None, None], tree], 1)))[0]
        partners = rooted(places).gather(1, heads.flatten(1)).reshape(-1, HEADS).index_select(0, words)
        scores = torch.matmul(right[partners], left.reshape(-1, r.deprel.out, right.shape[1]).transpose(1, 2))
        best = (scores + self.never_root).argmax(-1)[places]
        return heads, torch.where(heads == 0, torch.full_like(heads, self.root_label), best)

    def _roles(self, roles: Tensor, places: Tensor, predicates: Tensor) -> tuple[Tensor, Tensor]:
        """The best role but none (P, W) and its score above none (P, W) for (sentence, word) pairs (P, 2)."""
        r, sentence, word = self.reader, predicates[:, 0], predicates[:, 1]
        # A product of no rows fails in 8 bits: one row more is computed and not given out.
        sentence, word = (
            torch.cat([own, torch.zeros_like(sentence[:1].sum(0, keepdim=True))]) for own in (sentence, word)
        )
        mine = places.flatten().index_select(0, sentence * places.shape[1] + word)
        left = torch.matmul(with_one(r.role_predicate(roles[0].index_select(0, mine))), self.role_weight)
        left = left.reshape(-1, r.role.out, left.shape[-1] // r.role.out)
        right = with_one(r.role_word(roles))[0][places.index_select(0, sentence)].transpose(1, 2)
        scores = torch.matmul(left, right)
        scores = scores[:-1]
        best, which = scores[:, 1:].max(1)
        return (which + 1).to(torch.uint8), best - scores[:, 0]


def rooted(places: Tensor) -> Tensor:
    """Where the root and each of (B, W) stand among the words with the root before them all: (B, W + 1)."""
    return torch.cat([torch.zeros_like(places[:, :1]), places + 1], 1)


def load_encoder(encoder: Encoder, folder: Path) -> None:
    """Put the weights of a Hugging Face BERT (``model.safetensors`` in ``folder``) into the encoder."""
    state = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    own = {
        "words.weight": state["embeddings.word_embeddings.weight"],
        # The only token type is part of every position.
        "positions.weight": state["embeddings.position_embeddings.weight"]
        + state["embeddings.token_type_embeddings.weight"][0],
        "shapes.weight": encoder.shapes.weight.detach(),
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(len(encoder.layers)):
        theirs = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            qkv = [state[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            own[f"layers.{number}.qkv.{kind}"] = torch.cat(qkv)
            own |= {f"layers.{number}.{name}.{kind}": state[f"{theirs}{part}.{kind}"] for name, part in parts.items()}
    encoder.load_state_dict(own)
