"""Writes N items of about 2 KB each as Touchstone JSONL, the same at every run: items.py N > big.jsonl"""

import json
import random
import sys

chance = random.Random(7)
words = ["".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randint(2, 10))) for _ in range(20_000)]


def text(length):
    told, size = [], 0
    while size < length:
        word = chance.choice(words)
        told.append(word)
        size += len(word) + 1
    return " ".join(told)[:length]


for number in range(int(sys.argv[1])):
    generator = {"model": f"m{number % 7}", "batch": f"b{number % 50}", "scores": {"judge": round(chance.random(), 3)}}
    sample = {"text": text(800), "generator": generator}
    item = {"id": f"item-{number}", "sample": sample, "sources": [{"id": f"s{number}", "text": text(1200)}]}
    print(json.dumps(item))
