"""Times crowd-kit and krippendorff beside `touchstone votes` on a generated table, in pairs, on one core and on all.

    python3 -m venv venv && venv/bin/pip install crowd-kit==1.4.2 krippendorff==0.9.0
    cargo build --release -p touchstone-cli
    venv/bin/python docs/performance/compare_votes.py target/release/touchstone [LABELS] [PAIRS]

Whole processes, start of the program and reading of the file included: processor time on one core, with one thread
each; time by the clock on all cores. Beside it, for the Python tools, the processor time of the computation alone.
Medians over the pairs.
"""

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

CLASSES, REVIEWERS, EACH = 5, 200, 5
ONE_THREAD = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}

TOOL = """
import json, resource, sys, time
import pandas as pd
what, path = sys.argv[1:3]
if what == "alpha":
    import krippendorff
    table = pd.read_csv(path)
    began = time.process_time()
    counts = table.groupby(["task", "label"]).size().unstack(fill_value=0).to_numpy()
    counted = time.process_time()
    value = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    answer = {"alpha": float(value), "alone": time.process_time() - counted, "with_counting": time.process_time() - began}
else:
    from crowdkit.aggregation import DawidSkene, MajorityVote
    table = pd.read_csv(path)
    began = time.process_time()
    if what == "majority":
        MajorityVote().fit_predict(table)
        answer = {}
    else:
        model = DawidSkene()
        model.fit_predict(table)
        answer = {"iterations": len(model.loss_history_)}
    answer["alone"] = time.process_time() - began
print(json.dumps(answer))
"""


def generate(path, labels):
    draw = random.Random(1)
    skills = [draw.uniform(0.4, 0.95) for _ in range(REVIEWERS)]
    with open(path, "w") as file:
        file.write("task,worker,label\n")
        for task in range(labels // EACH):
            truth = draw.randrange(CLASSES)
            for worker in draw.sample(range(REVIEWERS), EACH):
                label = truth if draw.random() < skills[worker] else draw.randrange(CLASSES)
                file.write(f"t{task},w{worker},c{label}\n")


def timed(command, cores):
    """Answer, seconds and peak MiB of a process: of processor time on one core, by the clock on all."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(ONE_THREAD if cores == 1 else {})},
        preexec_fn=(lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})) if cores == 1 else None,
    )
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    seconds = usage.ru_utime + usage.ru_stime if cores == 1 else time.monotonic() - began
    return json.loads(answer), seconds, usage.ru_maxrss / 1024


def main():
    program = sys.argv[1]
    labels = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "labels.csv")
        generate(path, labels)
        for what, cores in itertools.product(("dawid-skene", "alpha", "majority"), (1, os.cpu_count())):
            ratios, rows = [], []
            for _ in range(pairs):
                theirs, their_time, their_memory = timed([sys.executable, "-c", TOOL, what, path], cores)
                command = [program, "votes", path, "--json", "--method", what if what != "alpha" else "majority"]
                if "iterations" in theirs:
                    command += ["--iterations", str(theirs["iterations"])]
                ours, our_time, our_memory = timed(command, cores)
                if what == "alpha":
                    found = ours["agreement"]["krippendorff_alpha"]["nominal"]
                    assert abs(found - theirs["alpha"]) < 1e-9, (found, theirs["alpha"])
                ratios.append(their_time / our_time)
                rows.append((their_time, theirs["alone"], their_memory, our_time, our_memory))
            middle = [statistics.median(column) for column in zip(*rows)]
            print(
                f"{what}, {cores} core{'s' if cores > 1 else ''}: theirs {middle[0]:.2f} s "
                f"({middle[1]:.2f} s computing), {middle[2]:.0f} MiB; ours {middle[3]:.3f} s, {middle[4]:.0f} MiB; "
                f"{statistics.median(ratios):.0f} x",
                flush=True,
            )


if __name__ == "__main__":
    main()
