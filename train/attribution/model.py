"""A BiLSTM-CRF that labels sources, cues and contents, with pointers from contents to cues and from cues to sources.

Label sequences and pointers follow the recipe of the benchmark; `Exported` is what runs in Triptych: every table of
features is multiplied through the first linear layer and stored as int8 with one scale a row.
"""

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

LABELS = 7  # outside, then begin and inside of source, cue, content
SIZE = 128  # of each direction of each layer
POINTER = 64
REACH = 130  # units to either side that a pointer sees
HEADS = 3  # content to cue, cue to source, content to source
IMPOSSIBLE = -1e4


def legal_transitions():
    """Zero where a label may follow another, IMPOSSIBLE elsewhere; the last row is the start of a text."""
    mask = torch.zeros(LABELS + 1, LABELS)
    for inside in (2, 4, 6):
        for before in range(LABELS + 1):
            if before not in (inside - 1, inside):
                mask[before, inside] = IMPOSSIBLE
    return mask


class VariationalDropout(nn.Module):
    """One mask for all units of a window."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x
        mask = x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)
        return x * mask


class Both(nn.Module):
    """A layer in both directions. Windows are turned round by their own lengths: packing them is slow to differentiate."""

    def __init__(self, width):
        super().__init__()
        self.forth = nn.LSTM(width, SIZE, batch_first=True)
        self.back = nn.LSTM(width, SIZE, batch_first=True)
        for lstm in (self.forth, self.back):
            nn.init.zeros_(lstm.bias_ih_l0)
            nn.init.zeros_(lstm.bias_hh_l0)
            lstm.bias_ih_l0.data[SIZE : 2 * SIZE] = 1

    def forward(self, x, turned):
        turn = lambda y: y.reshape(-1, y.shape[2]).index_select(0, turned).view(y.shape)
        return torch.cat([self.forth(x)[0], turn(self.back(turn(x))[0])], -1)

    def joined(self):
        """The same as one layer of PyTorch."""
        width = self.forth.input_size
        lstm = nn.LSTM(width, SIZE, bidirectional=True)
        for name, weight in self.forth.named_parameters():
            getattr(lstm, name).data = weight.data.clone()
            getattr(lstm, name + "_reverse").data = self.back.get_parameter(name).data.clone()
        return lstm


class Tagger(nn.Module):
    def __init__(self, vectors, seen, sizes):
        super().__init__()
        self.seen = seen
        self.register_buffer("vectors", vectors)
        self.word = nn.Embedding(seen + 1, 50)
        widths = (16, 24, 16, 8, 8, 8, 8)
        self.parts = nn.ModuleList(nn.Embedding(n, d) for n, d in zip(sizes, widths))
        for table in (self.word, *self.parts):
            nn.init.normal_(table.weight, std=0.1)
        width = vectors.shape[1] + 50 + sum(widths)
        self.dropout = VariationalDropout(0.4)
        self.light = VariationalDropout(0.2)
        self.input = nn.Linear(width, SIZE)
        self.first = Both(SIZE)
        self.second = Both(2 * SIZE)
        self.emit = nn.Linear(4 * SIZE, LABELS)
        self.point = nn.Linear(4 * SIZE, 2 * HEADS * POINTER)
        self.near = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.transitions = nn.Parameter(torch.zeros(LABELS + 1, LABELS))
        self.register_buffer("legal", legal_transitions())

    def forward(self, features, lengths):
        """features: [batch, units, 8] -> emissions [batch, units, 7], pointer queries and keys [batch, units, 384]."""
        words = features[..., 0]
        if self.training:
            words = words * (torch.rand_like(words, dtype=torch.float) > 0.1)
        trained = torch.where(words <= self.seen, words, torch.zeros_like(words))
        x = torch.cat(
            [self.vectors[words], self.word(trained)]
            + [table(features[..., i + 1]) for i, table in enumerate(self.parts)],
            -1,
        )
        x = F.gelu(self.input(self.light(x)))
        places = torch.arange(x.shape[1])
        back = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)
        turned = (back + x.shape[1] * torch.arange(len(x))[:, None]).flatten()
        one = self.first(self.light(x), turned)
        two = self.second(self.dropout(one), turned)
        both = self.dropout(torch.cat([one, two], -1))
        return self.emit(both), self.point(both)

    def crf_loss(self, emissions, labels, lengths):
        """Negative log likelihood of the labels, summed over a batch whose lengths fall."""
        rules = self.transitions + self.legal
        count = emissions.shape[0]
        steps = torch.arange(emissions.shape[1])
        mask = (steps[None] < lengths[:, None]).float()
        before = torch.cat([torch.full((count, 1), LABELS), labels[:, :-1]], 1)
        gold = emissions.gather(2, labels[..., None])[..., 0] + self.transitions[before, labels]
        score = (gold * mask).sum()
        alpha = emissions[:, 0] + rules[LABELS]
        total = emissions.new_zeros(())
        step = rules[:LABELS]
        emissions = emissions.unbind(1)
        for t in range(1, len(emissions)):
            alive = int((lengths > t).sum())
            if alive < alpha.shape[0]:
                total = total + alpha[alive:].logsumexp(1).sum()
                alpha = alpha[:alive]
            alpha = (alpha[:, :, None] + step).logsumexp(1) + emissions[t][:alive]
        return total + alpha.logsumexp(1).sum() - score

    def pointer_loss(self, points, links, lengths):
        """links: [n, 4] of window, head, from, to (itself for none)."""
        if len(links) == 0:
            return points.new_zeros(())
        count, units = points.shape[:2]
        shaped = points.view(count, units, HEADS, 2, POINTER)
        places = torch.arange(units)
        loss = points.new_zeros(())
        for head in range(HEADS):
            window, _, here, there = links[links[:, 1] == head].T
            # Rows of the whole product: selecting single keys is slow to differentiate.
            product = shaped[:, :, head, 0] @ shaped[:, :, head, 1].transpose(1, 2) / POINTER**0.5
            scores = product.reshape(count * units, units).index_select(0, window * units + here)
            offsets = places - here[:, None]
            near = F.embedding((offsets + REACH).clamp(0, 2 * REACH), self.near[head][:, None])[..., 0]
            outside = (offsets.abs() > REACH) | (places >= lengths[window][:, None])
            loss = loss + F.cross_entropy((scores + near).masked_fill(outside, IMPOSSIBLE), there, reduction="sum")
        return loss


def viterbi(emissions, rules):
    """The best sequence of labels for one text."""
    score = emissions[0] + rules[LABELS]
    back = []
    for emission in emissions[1:]:
        best, came = (score[:, None] + rules[:LABELS]).max(0)
        score = best + emission
        back.append(came)
    path = [int(score.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


def by_rows(table):
    """int8 with one scale a row."""
    scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
    return (table / scale).round().clamp(-127, 127).to(torch.int8), scale


class Exported(nn.Module):
    """Texts side by side, which is quicker than one by one: features [texts, units, 8] and lengths [texts] as int32, shorter
    texts filled up with zeros -> emissions [texts, units, 7], queries and keys [texts, units, 384]."""

    def __init__(self, tagger):
        super().__init__()
        tagger = tagger.eval()
        words = torch.zeros(len(tagger.vectors), 150)
        words[:, :100] = tagger.vectors
        words[:, 100:] = tagger.word.weight[0]
        words[: tagger.seen + 1, 100:] = tagger.word.weight
        tables = [words] + [table.weight for table in tagger.parts]
        at = 0
        self.count = len(tables)
        for i, table in enumerate(tables):
            width = table.shape[1]
            folded = table @ tagger.input.weight[:, at : at + width].T
            if i == 0:
                folded = folded + tagger.input.bias
            whole, scale = by_rows(folded.detach())
            self.register_buffer(f"table{i}", whole)
            self.register_buffer(f"scale{i}", scale)
            at += width
        self.first, self.second = tagger.first.joined(), tagger.second.joined()
        self.emit, self.point = tagger.emit, tagger.point

    def forward(self, features, lengths):
        lengths = lengths.long()
        features = features.transpose(0, 1)
        x = 0
        for i in range(self.count):
            ids = features[:, :, i].long()
            table, scale = getattr(self, f"table{i}"), getattr(self, f"scale{i}")
            x = x + table[ids].float() * scale[ids]
        start = torch.zeros(2, features.shape[1], SIZE)

        def layer(lstm, y):
            packed = pack_padded_sequence(y, lengths)  # here, though not in Triptych, the longest text must be the first
            return pad_packed_sequence(lstm(packed, (start, start))[0])[0]

        one = layer(self.first, F.gelu(x))
        two = layer(self.second, one)
        both = torch.cat([one, two], -1).transpose(0, 1)
        return self.emit(both), self.point(both)
