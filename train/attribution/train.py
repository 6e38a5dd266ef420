"""Trains the tagger: `python3 train.py PREPARED_DIR MODEL_DIR [--seed N] [--epochs N]`; prepare.ts wrote the first.

Deterministic from the seed on one thread. Needs PyTorch 1.13 or later (Debian: python3-torch libopenblas0-pthread).
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch

from model import HEADS, LABELS, REACH, Exported, Tagger, viterbi

FEATURES = 8
OTHER_SIZES = [8, 4, 6, 8]  # of shape, state, role and cue
WINDOW = (160, 200)  # units
LONGEST = 400  # a paragraph longer than this is cut
BATCH = 2000  # units
RATE = 3e-3
CLIP = 2
AVERAGE = 0.995
POINTER_WEIGHT = 1.0


def read(path):
    articles = []
    for line in path.read_text().split("\n"):
        one = json.loads(line)
        one["features"] = torch.tensor(one["features"]).view(-1, FEATURES)
        one["labels"] = torch.tensor(one["labels"])
        articles.append(one)
    return articles


def windows(article, rng):
    """Whole paragraphs, together of about a window's length; the first is cut at random."""
    count = len(article["labels"])
    cuts, start = [0], 0
    limit = rng.randint(20, WINDOW[1])
    for stop in [b + 1 for b in article["breaks"]] + [count]:
        while stop - start > LONGEST:
            start += LONGEST // 2
            cuts.append(start)
        if stop - start >= limit:
            cuts.append(stop)
            start, limit = stop, rng.randint(*WINDOW)
    if cuts[-1] < count:
        cuts.append(count)
    for a, b in zip(cuts, cuts[1:]):
        links = [
            (head, here - a, there - a)
            for head, here, there in article["links"]
            if a <= here < b and a <= there < b and abs(there - here) <= REACH
        ]
        yield article["features"][a:b], article["labels"][a:b], links


def batches(articles, rng):
    all_windows = [w for article in articles for w in windows(article, rng)]
    rng.shuffle(all_windows)
    chunk = 400
    found = []
    for i in range(0, len(all_windows), chunk):
        part = sorted(all_windows[i : i + chunk], key=lambda w: -len(w[1]))
        batch = []
        for window in part:
            if batch and (len(batch) + 1) * len(batch[0][1]) > BATCH:
                found.append(batch)
                batch = []
            batch.append(window)
        found.append(batch)
    rng.shuffle(found)
    return found


def collate(batch):
    lengths = torch.tensor([len(w[1]) for w in batch])
    features = torch.zeros(len(batch), int(lengths[0]), FEATURES, dtype=torch.long)
    labels = torch.zeros(len(batch), int(lengths[0]), dtype=torch.long)
    links = []
    for i, (f, l, k) in enumerate(batch):
        features[i, : len(l)] = f
        labels[i, : len(l)] = l
        links += [(i, *link) for link in k]
    return features, labels, lengths, torch.tensor(links).view(-1, 4)


def spans(labels):
    found, start = set(), None
    for i, label in enumerate([*labels, 0]):
        if start is not None and label != labels[start] + 1:
            found.add((start, i, labels[start]))
            start = None
        if label % 2 == 1:
            start = i
    return found


def evaluate(model, articles):
    """F1 of exact spans by kind, and the share of pointers that are right from gold spans."""
    right, guessed, gold = [0] * LABELS, [0] * LABELS, [0] * LABELS
    pointed, links = [0] * HEADS, [0] * HEADS
    rules = model["rules"]
    for article in articles:
        with torch.no_grad():
            emissions, points = model["run"](article["features"])
        predicted = spans(viterbi(emissions, rules))
        actual = spans(article["labels"].tolist())
        for _, _, kind in predicted & actual:
            right[kind] += 1
        for _, _, kind in predicted:
            guessed[kind] += 1
        for _, _, kind in actual:
            gold[kind] += 1
        shaped = points.view(-1, HEADS, 2, points.shape[1] // HEADS // 2)
        for head, here, there in article["links"]:
            low, high = max(0, here - REACH), min(len(shaped), here + REACH + 1)
            scores = shaped[low:high, head, 1] @ shaped[here, head, 0] / shaped.shape[-1] ** 0.5
            scores = scores + model["near"][head, low - here + REACH : high - here + REACH]
            pointed[head] += int(scores.argmax()) + low == there
            links[head] += 1
    f1 = {name: 200 * right[k] / max(1, guessed[k] + gold[k]) for name, k in (("source", 1), ("cue", 3), ("content", 5))}
    return {**f1, "pointers": [round(100 * p / max(1, n), 1) for p, n in zip(pointed, links)]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=7)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)

    vocabulary = json.loads((args.prepared / "vocabulary.json").read_text())
    vectors = torch.frombuffer(bytearray((args.prepared / "vectors.f32").read_bytes()), dtype=torch.float32).view(-1, 100)
    sizes = [len(vocabulary[k].split(" ")) + 1 for k in ("suffixes2", "suffixes3", "prefixes3")] + OTHER_SIZES
    train, dev = read(args.prepared / "train.jsonl"), read(args.prepared / "dev.jsonl")
    model = Tagger(vectors, vocabulary["often"], sizes)
    parameters = [p for p in model.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in parameters]
    optimizer = torch.optim.Adam(parameters, lr=RATE)
    print(f"{sum(p.numel() for p in parameters):,} trained parameters", flush=True)
    steps = args.epochs * len(batches(train, random.Random(0)))
    step = 0
    started = time.time()
    for epoch in range(args.epochs):
        model.train()
        total = units = 0
        for batch in batches(train, rng):
            features, labels, lengths, links = collate(batch)
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.01, 1 - step / steps) * min(1, (step + 1) / 50)
            emissions, points = model(features, lengths)
            loss = model.crf_loss(emissions, labels, lengths)
            loss = (loss + POINTER_WEIGHT * model.pointer_loss(points, links, lengths)) / len(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, CLIP)
            optimizer.step()
            step += 1
            keep = min(AVERAGE, (step + 1) / (step + 10))
            with torch.no_grad():
                for a, p in zip(average, parameters):
                    a.mul_(keep).add_(p, alpha=1 - keep)
            total += float(loss.detach()) * len(batch)
            units += int(lengths.sum())
            if step % 50 == 0:
                print(f"  {step}/{steps} loss {total / units:.4f} {time.time() - started:.0f} s", flush=True)
        swap(parameters, average)
        model.eval()
        plain = {
            "run": lambda f: [x[0] for x in model(f[None], torch.tensor([len(f)]))],
            "rules": (model.transitions + model.legal).detach(),
            "near": model.near.detach(),
        }
        print(f"epoch {epoch + 1}: {evaluate(plain, dev)} {time.time() - started:.0f} s", flush=True)
        if epoch + 1 < args.epochs:
            swap(parameters, average)
    export(model, vocabulary, args.model)


def swap(parameters, average):
    for p, a in zip(parameters, average):
        p.data, a.data = a.data.clone(), p.data.clone()


def export(model, vocabulary, folder):
    """model.onnx, vocabulary.json, and expected.json: what the exported network says of features made up by arithmetic."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = lambda tensor: [[round(x, 4) for x in row] for row in tensor.tolist()]
    rules = (model.transitions + model.legal).detach()
    compact = {**vocabulary, "transitions": rows(rules), "near": rows(model.near.detach())}
    (folder / "vocabulary.json").write_text(json.dumps(compact, ensure_ascii=False, separators=(",", ":")) + "\n")
    write_network(Exported(model).eval(), folder)


def write_network(exported, folder):
    """model.onnx, and expected.json."""
    lengths = [40, 25]
    sample = torch.zeros(len(lengths), max(lengths), FEATURES, dtype=torch.int32)
    for text, length in enumerate(lengths):
        for i in range(length):
            j = i + 100 * text
            sample[text, i] = torch.tensor([j * 7 % 900, j % 90, j % 400, j % 300, j % 8, j % 4, j % 6, j % 7])
    names = ("features", "lengths", "emissions", "points")
    axes = {name: {0: "texts", 1: "units"} if name != "lengths" else {0: "texts"} for name in names}
    inputs = (sample, torch.tensor(lengths, dtype=torch.int32))
    torch.onnx.export(
        exported, inputs, str(folder / "model.onnx"), opset_version=13,
        input_names=list(names[:2]), output_names=list(names[2:]), dynamic_axes=axes,
    )
    with torch.no_grad():
        emissions, points = exported(*inputs)
    rows = lambda tensor: [[round(x, 4) for x in row] for row in tensor.tolist()]
    expected = [
        {
            "features": sample[text, :length].tolist(),
            "emissions": rows(emissions[text, :length]),
            "points": rows(points[text, :length, ::32]),
        }
        for text, length in enumerate(lengths)
    ]
    (folder / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
