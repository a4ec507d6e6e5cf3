"""Every public function of segcore says what goes in, what comes out and what it refuses."""

import ast
import re
from pathlib import Path

import pytest

SEGCORE = Path(__file__).parents[2] / "segcore"


def functions():
    """Public functions of modules, by module and name."""
    for path in sorted(SEGCORE.rglob("*.py")):
        module = path.relative_to(SEGCORE.parent).with_suffix("").as_posix()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield pytest.param(node, id=f"{module}.{node.name}")


def section(text, title):
    """Lines of a section of a numpydoc docstring; none where there is no such section."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=\n\n[A-Z]\w+\n-+\n|\Z)", text, re.M | re.S)
    return found[1].splitlines() if found else []


def own(node):
    """What a function does itself, without the functions defined in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from own(child)


@pytest.mark.parametrize("node", [*functions()])
def test_parameters_results_and_errors_are_described(node):
    text = ast.get_docstring(node) or ""
    given = node.args
    names = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    stars = [("*", given.vararg), ("**", given.kwarg)]
    names += [sign + each.arg for sign, each in stars if each]
    heads = [line for line in section(text, "Parameters") if not line.startswith(" ")]
    described = [name for head in heads for name in head.partition(" : ")[0].split(", ")]
    assert sorted(described) == sorted(names)
    statements = list(own(node))
    if any(isinstance(each, ast.Return) and each.value for each in statements):
        assert section(text, "Returns")
    if any(isinstance(each, ast.Raise) and each.exc for each in statements):
        assert section(text, "Raises")


ADD = '''
def add(a, b):
    """Add.

    Parameters
    ----------
    a : int
    """
    return a + b
'''


@pytest.mark.parametrize("more", ["", "b : int"])
def test_what_is_not_described_is_noticed(more):
    (node,) = ast.parse(ADD.replace("a : int", f"a : int\n    {more}")).body
    with pytest.raises(AssertionError):
        test_parameters_results_and_errors_are_described(node)
