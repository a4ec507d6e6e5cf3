"""The checker tells what is wrong with a lesson, and in which line."""

from functools import partial

import pytest

from segview.lesson import __main__ as command
from segview.lesson import checking, folder
from segview.lesson.controls import Slider, Toggle
from segview.lesson.text import LessonError, read

HEAD = "---\ntitle: A\nquestion: B?\n---\n"
CONTROLS = (
    Slider("t", "t", 0.0, 1.0, 0.1, default=0.5),
    Toggle("two", "Two"),
)
FACTS = {"best": 0.4, "holds": False}
OPTIONS = "\n- [x] Yes.\n  > So it is.\n- [ ] No.\n  > It is not.\n"


@pytest.fixture
def lesson(tmp_path):
    def write(body, head=HEAD):
        path = tmp_path / "lesson.md"
        path.write_text(head + body, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("head", "body", "line", "words"),
    [
        ("---\ntitle: A\ncolour: red\n---\n", "", 3, "“colour” is none of"),
        ("---\ntitle: A\ntitle: B\n---\n", "", 3, "“title” is given twice"),
        ("---\ntitle: A\n---\n", "", 1, "There is no question"),
        (HEAD, "\n## guess: a\n", 6, "A step is one of"),
        (HEAD, "\n## check\n", 6, "has no key"),
        (HEAD, "\n## try: a\n\nText.\n\nthen: t=1\n", 10, "A try has no “then”"),
        (HEAD, "\n## find: a\n\nText.\n\nthen: t=1\n", 10, "A find has no “then”"),
        (HEAD, "\n## try: a\n\nset: t=1\nset: t=0\n", 9, "“set” is given twice"),
        (HEAD, "\n## try: a\n\nset: t=1\n\nText.\n\nset: t=0\n", 12, "“set” is given twice"),
        (HEAD, "\n## check: a\n\nWhy?\n\n- [ ] No.\n  > No.\n", 6, "No option of “a” is right"),
        (HEAD, "\n## check: a\n\nWhy?\n\n- [x] Yes.\n", 10, "This option has no reason"),
    ],
)
def test_what_cannot_be_read(lesson, head, body, line, words):
    with pytest.raises(LessonError, match=words) as error:
        read(lesson(body, head))
    assert f"lesson.md:{line}: " in str(error.value)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("\n## read\n\nA {worst:.2f}.\n", 8, "No fact fills the field “worst”"),
        ("\n## read\n\nA\n{best:.2q}.\n", 8, "A field cannot be filled"),
        ("\n## try: a\n\nset: t={worst}\n", 8, "No fact fills the field “worst”"),
        (f"\n## predict: a\n\nWhy?\n{OPTIONS}\nthen: t={{worst}}\n", 15, "“worst”"),
        ("\n## try: a\n\nset: t=2\n", 8, "t must lie between 0.0 and 1.0"),
        ("\n## try: a\n\nset: speed=2\n", 8, "There is no control speed"),
        (f"\n## predict: a\n\nWhy?\n{OPTIONS}\nthen: two=perhaps\n", 15, "true or false"),
        ("\n## try: a\n\nset: t=1\nkeep: speed\n", 9, "no control “speed” to keep"),
        (f"\n## check: a\n\nWhy?\n{OPTIONS}\nshow: truth is 1\n", 15, "is not a name"),
        (f"\n## check: a\n\nWhy?\n{OPTIONS}\nshow: colour > 1\n", 15, "colour"),
        ("\n## find: a\n\nwhere: truth = mask\nhint: H\n", 8, "neither a number nor truth"),
        ("\n## find: a\n\nhint: H\n", 6, "A find has “where:”"),
        ("\n## draw: a\n\nthen: t=1\n", 6, "A draw has “where:”"),
        ("\n## draw: a\n\nwhere: truth = 1\nthen: t=7\n", 9, "t must lie between"),
        ("\n## reach: a\n\nbest: all\nenough: {best:.2f}\n", 8, "“all” is not a number"),
        (f"\n## check: a\n\nWhy?\n{OPTIONS}\npin: t=7\n", 15, "t must lie between"),
        ("\n## find: a\n\nwhere: truth = 1\nenough: most\n", 9, "“most” is not a number"),
        ("\n## check: a\n\nWhy?\n\n- [?holds] Yes.\n  > So.\n", 6, "No option of “a” is right"),
        ("\n## check: a\n\nWhy?\n\n- [?holsd] Yes.\n  > So.\n", 10, "There is no fact “holsd”"),
        ("\n## read\n\nA.\n\nfigures: chart\n", 10, "There is no fact “chart” to show"),
    ],
)
def test_what_does_not_fit_the_screen(lesson, body, line, words):
    found = list(checking.steps(read(lesson(body)), CONTROLS, FACTS))
    assert [at for at, _ in found] == [line]
    assert words in found[0][1]


def test_what_does_not_fit_the_rest_of_the_course(lesson):
    text = read(
        lesson(
            f"\n## read\n\nA\n[[dendrogram]] of [[pixel|pixels]].\n\n## check: a\n\nWhy?\n{OPTIONS}"
            "\n## find: a\n\nwhere: truth = 1\n\n## exercise: b\n",
            HEAD.replace("---\n", "---\nfunctions: nothing\nimage: age-7\n", 1),
        )
    )
    lines = text.path.read_text(encoding="utf-8").splitlines()
    assert list(checking.words(text, ["pixel"])) == [
        (
            lines.index("[[dendrogram]] of [[pixel|pixels]].") + 1,
            "“dendrogram” is not in the glossary.",
        )
    ]
    assert list(checking.keys(text)) == [
        (lines.index("## find: a") + 1, "There is another find “a”.")
    ]
    assert list(checking.exercises(text, ["a"])) == [
        (lines.index("## exercise: b") + 1, "exercise.py has no “b”.")
    ]
    assert list(checking.functions(text, partial(getattr, checking))) == [
        (2, "There is no function “nothing”.")
    ]
    assert checking.about_images(text) == [(3, "There is no image “age-7”.")]
    assert [line for line, _ in checking.needs_screen(text)] == [
        at for at, line in enumerate(lines, start=1) if line.startswith(("## c", "## f", "## e"))
    ]


SCREEN = """
from segview.lesson.controls import Slider
from segview.scene import Scene

CONTROLS = [Slider("t", "t", 0, 9, 1, default=0)] * 2


def view(subject, values):
    return Scene()
"""


def test_a_lesson_is_checked_in_its_folder(lesson, tmp_path, monkeypatch, capsys):
    body = (
        "\n## try: a\n\nset: t=7\n\n## read: late\n\nIt is {late}.\n"
        "\n## screen: more\n\ntitle: More\n"
    )
    lesson(body)
    (tmp_path / "screen.py").write_text(SCREEN, encoding="utf-8")
    monkeypatch.setattr(folder, "PAGES", tmp_path.parent)
    monkeypatch.setattr("pages.__path__", [str(tmp_path.parent)], raising=False)
    assert command.main([str(tmp_path)]) == 1
    told = capsys.readouterr().out
    for line, words in (
        (1, "There are several controls with the key “t”."),
        (12, "On age-25: No fact fills the field “late”."),
        (14, "There is no more.py with this screen."),
    ):
        assert f"lesson.md:{line}: {words}" in told
    assert command.main([str(tmp_path / "nowhere")]) == 1
    assert "There is no lesson.md." in capsys.readouterr().out
