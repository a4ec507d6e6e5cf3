"""Memory and processor time that answers to exercises take at worst, each in a process of its own.

``python -m benchmarks.answers [count]`` tries the hostile texts of the tests, and `count` calls and
operations with odd arguments. Memory is the growth of the process to its peak (Linux only).
"""

import os
import pickle
import resource
import sys
from contextlib import suppress
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from hostile import HOSTILE, HOSTILE_LINES, NAMES, expressions

from segview.exercises import judge
from segview.exercises.budget import Budget, Refused
from segview.exercises.interpreter import Program
from segview.exercises.reading import read
from segview.exercises.runner import wanted_outcomes
from segview.lesson import folder
from segview.parsing import parse

LISTED = 5  # of the greediest texts


def status(field: str) -> float:
    """Memory of this process in MB, by the name of a line of its status."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(field))
    return int(line.split()[1]) / 1024


def seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def measured(run) -> tuple[float, float]:
    """MB and seconds that a call takes, in a fork of this process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
        before, start = status("VmRSS"), seconds()
        with suppress(Refused):
            run()
        with os.fdopen(writer, "wb") as file:
            pickle.dump((max(status("VmHWM") - before, 0), seconds() - start), file)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        found = pickle.load(file)
    os.waitpid(child, 0)
    return found


def work_out(text: str) -> None:
    """Work out a text that stands in a blank."""
    Program(NAMES, Budget(), [read(text)]).run(parse(f"value = {Program.BLANK}0"))


def report(what: str, runs: dict) -> None:
    """Print the greediest of some texts."""
    found = {text: measured(run) for text, run in runs.items()}
    print(f"\n{what}: {len(found):,} tried")
    for unit, column in (("MB", 0), ("s", 1)):
        print(f"  most {unit}:")
        for text in sorted(found, key=lambda text: -found[text][column])[:LISTED]:
            print(f"    {found[text][column]:8.3f} {unit}  {ascii(text)[:100]}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    texts = [*HOSTILE, *expressions(count)]
    report("Expressions", {t: lambda t=t: work_out(t) for t in texts})
    checks, exercises = {}, folder.exercises()
    for id, exercise in exercises.items():
        subjects = ("age-25", "age-75")[: 1 + (id == "full-exercise-2")]
        wanted_outcomes(exercise, *subjects)
        checks[f"{id}: the solution"] = lambda e=exercise, s=subjects: judge(e, e.solution, *s)
    exercise = exercises["dice-coefficient"]
    for text in HOSTILE:
        blanks = (text,) * len(exercise.solution)
        checks[f"in every blank: {text}"] = lambda b=blanks: judge(exercise, b, "age-25")
    function = exercises["dice-coefficient-function"]
    for text in HOSTILE_LINES:
        checks[f"as a function: {text}"] = lambda t=text: judge(function, [t], "age-25")
    report("Checks", checks)


if __name__ == "__main__":
    main()
