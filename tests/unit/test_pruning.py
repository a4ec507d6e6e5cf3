"""Programs without what their settings rule out."""

import ast
import itertools
import textwrap

import pytest

from segview.programs.pruning import Undecided, decide, drop_unused, prune


def parsed(text):
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    "test",
    [
        "two",
        "not two",
        "k == 3",
        "k != 3",
        "k < 3",
        "k <= 3",
        "k > 2 and two",
        "k > 2 or two",
        "name in ('a', 'b')",
        "name not in ['a', 'b']",
        "(two or k == 2) and not name == 'c'",
    ],
)
def test_tests_are_decided_as_python_does(test):
    for two, k, name in itertools.product((False, True), (2, 3, 4), "abc"):
        settings = {"two": two, "k": k, "name": name}
        assert bool(decide(parsed(test), settings)) == bool(eval(test, settings))


@pytest.mark.parametrize("test", ["unknown", "f(k)", "k + 1", "k.real", "1 < k < 3", "k[0]"])
def test_other_tests_are_left_alone(test):
    with pytest.raises(Undecided):
        decide(parsed(test), {"k": 2})
    program = f"if {test}:\n    a = 1\nelse:\n    a = 2"
    assert prune(program, {"k": 2}) == program


CHAIN = textwrap.dedent("""\
    start = 0
    # what follows depends on k
    if k == 1:
        # one
        a = "one"
        if two:
            a += "!"

    elif k == 2:
        a = "two"
        # after two
    # else comes next
    else:

        # many
        def f():
            if two:  # an inner test is the function's own business
                return 1

        if k > 3:
            a = "more"
        else:
            a = "three"
    end = 0
    """)


def test_the_branch_that_runs_is_kept_with_its_comments():
    pruned = prune(CHAIN, {"k": 1, "two": True})
    assert pruned == 'start = 0\n# what follows depends on k\n# one\na = "one"\na += "!"\n\nend = 0'
    assert prune(CHAIN, {"k": 1, "two": False}).count("!") == 0


def test_elif_and_else():
    two = prune(CHAIN, {"k": 2, "two": True})
    assert 'a = "two"\n# after two\n# else comes next\nend' in two
    assert "one" not in two and "many" not in two
    three = prune(CHAIN, {"k": 3, "two": True})
    assert '\na = "three"\nend = 0' in three
    assert "    if two:  # an inner" in three and "more" not in three


@pytest.mark.parametrize("two", [False, True])
@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_the_pruned_program_does_the_same(k, two):
    whole, pruned = {"k": k, "two": two}, {"k": k, "two": two}
    exec(CHAIN, whole)
    exec(prune(CHAIN, {"k": k, "two": two}), pruned)
    assert whole["a"] == pruned["a"]
    assert whole["end"] == pruned["end"]


def test_without_else_nothing_is_left():
    assert prune("a = 1\nif two:\n    a = 2\nb = 3", {"two": False}) == "a = 1\nb = 3"


def test_an_undecided_elif_keeps_the_whole():
    program = "if two:\n    a = 1\nelif f():\n    a = 2"
    assert prune(program, {"two": False}) == program
    assert prune(program, {"two": True}) == "a = 1"


def test_unused_imports_go():
    program = (
        "import numpy as np\nimport os\nfrom a import b, c, d as e\nfrom f import g\nb(e, np.x)"
    )
    assert drop_unused(program) == "import numpy as np\nfrom a import b, d as e\nb(e, np.x)"


def test_unused_functions_go_and_what_only_they_used():
    program = (
        "import a\n\n\ndef f():\n    return g()\n\n\ndef g():\n    return a.b + size\n\n\nx = 1"
    )
    assert drop_unused(f"size = 3\n{program}", ["size"]).split() == ["x", "=", "1"]
    assert "def g" in drop_unused(program.replace("x = 1", "x = f()"))


def test_only_named_assignments_go():
    assert drop_unused("a = 1\nb = 2\nc = [b]", ["a", "b"]) == "b = 2\nc = [b]"


def test_what_is_changed_is_used():
    assert drop_unused("a = 1\na += 1", ["a"]) == "a = 1\na += 1"


def test_names_in_f_strings_are_used():
    program = 'a = 1\nprint(f"{a:.3f}")'
    assert drop_unused(program, ["a"]) == program
