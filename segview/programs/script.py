"""The screen as a program: ``program.py`` of a lesson, with the settings of the moment.

A script is cut into cells by lines such as ``# %% Read the image``. In the cell "Settings" every
line assigns a literal to a name; where a control has this name as its key, its value goes there.
What it imports from ``shared.py`` is written into it.
"""

import ast
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from pprint import pformat
from typing import Any

import numpy as np

from segcore import Subject, subjects, write_labels
from segview.images import file_name
from segview.parsing import parse
from segview.programs.pruning import drop_unused, prune

PAGES = Path(__file__).parents[2] / "pages"
WIDTH = 88
SHARED = Path(__file__).with_name("shared.py")
_FROM_SHARED = re.compile(r"^from segview\.programs\.shared import .*\n?", re.MULTILINE)
_CELL = re.compile(r"^# %% (.*)\n", re.MULTILINE)


@cache
def source(slug: str) -> str:
    """The program of a lesson for every setting, with the functions that it shares with others."""
    return _with_shared((PAGES / slug / "program.py").read_text(encoding="utf-8"))


def _with_shared(program: str) -> str:
    """The program with all shared functions after its settings, if it imports some."""
    (_, imports), settings, *rest = cells(program)
    if not _FROM_SHARED.search(imports):
        return program
    shared = SHARED.read_text(encoding="utf-8")
    lines = [line for line in shared.splitlines() if line.startswith(("import ", "from "))]
    functions = shared[shared.index("\n\n\n") :].strip()
    docstring, _, block = _FROM_SHARED.sub("", imports).strip().partition("\n\n")
    ordered = sorted({*block.splitlines(), *lines}, key=lambda line: (line[0] != "i", line.lower()))
    first = "\n".join([docstring, "", *ordered])
    return joined(
        [("", first), settings, ("What this program shares with others", functions), *rest]
    )


def cells(program: str) -> list[tuple[str, str]]:
    """Title and code of each cell, in order; the first, without a title, holds the imports."""
    first, *rest = _CELL.split(program)
    return [("", first.strip()), *zip(rest[::2], map(str.strip, rest[1::2]), strict=True)]


def joined(parts: Sequence[tuple[str, str]]) -> str:
    """The program that consists of these cells; those that do nothing are left out."""
    program, after_function = "", False
    for title, code in parts:
        if statements := parse(code).body:
            apart = after_function or isinstance(statements[0], ast.FunctionDef)
            program += "\n" * (1 + apart) if program else ""
            program += f"# %% {title}\n{code}\n" if title else f"{code}\n"
            after_function = isinstance(statements[-1], ast.FunctionDef)
    return program


def defaults(program: str) -> dict[str, Any]:
    """Names and values of the settings in a program."""
    tree = parse(dict(cells(program)).get("Settings", ""))
    return {line.targets[0].id: ast.literal_eval(line.value) for line in tree.body}


def script(slug: str, values: Mapping[str, Any]) -> str:
    """Write the program that computes and draws what a lesson shows.

    Parameters
    ----------
    slug : str
        The lesson.
    values : mapping
        Values of its controls by key, and of whatever else its script has among the settings.
        A setting that is not there keeps the value it has in the script.

    Returns
    -------
    str
        Python that runs beside the images it names.
    """
    usual = defaults(source(slug))
    known = {key.replace("-", "_"): value for key, value in values.items()}
    settings = {name: fitted(known.get(name, value), value) for name, value in usual.items()}
    parts = [
        (title, _assigned(code, settings) if title == "Settings" else code)
        for title, code in cells(source(slug))
    ]
    return joined(cells(drop_unused(prune(joined(parts), settings), settings)))


def fitted(value: Any, like: Any) -> Any:
    """A control's value as a literal of the same kind as another one.

    Examples
    --------
    >>> fitted("64", like=8)
    64
    >>> fitted("0.3,0.3;0.5,0.1", like=[[0.0, 0.0]])
    [[0.3, 0.3], [0.5, 0.1]]
    >>> fitted("0.1;0.5", like=[0.0])
    [0.1, 0.5]
    >>> fitted("row,column", like=["row"])
    ['row', 'column']
    """
    if type(like) is int:
        return int(float(value))
    if not isinstance(like, list):
        return type(like)(value)
    if isinstance(value, str) and isinstance(like[0], str):
        return value.split(",")
    if isinstance(value, str):
        rows = [row.split(",") for row in value.split(";")]
        value = rows if isinstance(like[0], list) else [number for (number,) in rows]
    return [fitted(item, like[0]) for item in value]


def _assigned(code: str, settings: Mapping[str, Any]) -> str:
    """The cell with the settings, with other values."""
    lines = code.splitlines()
    for statement in reversed(parse(code).body):
        start = f"{statement.targets[0].id} = "
        value = settings[statement.targets[0].id]
        text = (
            json.dumps(value)
            if isinstance(value, str)
            else pformat(value, width=WIDTH - len(start), compact=True)
        )
        first, *more = text.splitlines()
        aligned = [start + first, *(" " * len(start) + line for line in more)]
        aligned[-1] += lines[statement.end_lineno - 1][statement.end_col_offset :]
        lines[statement.lineno - 1 : statement.end_lineno] = aligned
    return "\n".join(lines)


def notebook(program: str) -> str:
    """Turn a program into a Jupyter notebook, format 4.5: a heading and a code cell per cell."""
    (_, first), *rest = cells(program)
    docstring = parse(first).body[0]
    imports = "\n".join(first.splitlines()[docstring.end_lineno :]).strip()
    contents = [("markdown", f"# {docstring.value.value}"), ("code", imports)]
    for title, code in rest:
        contents += [("markdown", f"## {title}"), ("code", code)]
    return json.dumps(
        {
            "cells": [
                {"id": f"cell-{n}", "cell_type": kind, "metadata": {}, "source": text}
                | ({"execution_count": None, "outputs": []} if kind == "code" else {})
                for n, (kind, text) in enumerate(contents)
            ],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
        ensure_ascii=False,
    )


def packages(program: str) -> list[str]:
    """Names, for ``pip install``, of what a program imports."""
    installed = {"PIL": "pillow", "skimage": "scikit-image", "sklearn": "scikit-learn"}
    modules = set()
    for node in parse(program).body:
        if isinstance(node, ast.Import):
            modules |= {part.name for part in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module)
    tops = {module.partition(".")[0] for module in modules}
    return sorted(installed.get(top, top) for top in tops)


def archive(slug: str, program: str, others: Sequence[Subject] = ()) -> bytes:
    """Zip a program with all it takes to run it.

    Parameters
    ----------
    slug : str
        The lesson.
    program : str
        What `script` returned.
    others : sequence of Subject
        Images that it may name besides those of the course.

    Returns
    -------
    bytes
        A folder with the script, the same as a notebook, each image that the settings name
        (``<name>.png``, ``<name>_truth.png``), and where these images come from.
    """
    values = defaults(program).values()
    listed = [one for value in values for one in (value if isinstance(value, list) else [value])]
    named = {name for name in listed if isinstance(name, str)}
    known = {file_name(one): one for one in (*others, *subjects())}
    chosen = {name: one for name, one in known.items() if name in named}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(f"{slug}/{slug}.py", program)
        folder.writestr(f"{slug}/{slug}.ipynb", notebook(program))
        for name, subject in chosen.items():
            for ending, content in _pictures(subject).items():
                folder.writestr(f"{slug}/{name}{ending}", content)
        folder.writestr(
            f"{slug}/images.txt",
            "\n".join(f"{name}.png: {one.source}" for name, one in chosen.items()),
        )
    return file.getvalue()


def _pictures(subject: Subject) -> dict[str, bytes]:
    """PNG files of an image and, where it has one, its ground truth, by how their names end."""
    if subject in subjects():
        image, truth = (path.read_bytes() for path in subject.files)
        return {".png": image, "_truth.png": truth}
    arrays = {".png": np.rint(subject.image * 65535).astype(np.uint16), "_truth.png": subject.truth}
    return {
        ending: write_labels(array, "png") for ending, array in arrays.items() if array is not None
    }
