"""What is painted, and what its classes are called, as controls of the lab read and show it."""

from dataclasses import replace

import pytest

from segcore import load_subject
from segcore.strokes import UNLABELLED, Stroke, strokes_text
from segview.lesson import folder, scenes
from segview.lesson.controls import initial
from segview.lesson.places import MOST_STROKES, Names, Painting

PAINTING, NAMES = Painting("painting", "Painted"), Names("names", "Classes", ("rest", "brain"))
DAB = Stroke(1, 2.0, ((3, 4),))
LEARNING = {"method": "nearest mean", "teacher": "painting"}


@pytest.mark.parametrize("control", [PAINTING, NAMES])
def test_values_come_back_from_the_address(control):
    for value in (control.start, *control.ends()):
        assert control.parse(control.shown(value)) == value


def test_paintings_are_bounded():
    assert len(PAINTING.parse(";".join([strokes_text([DAB])] * MOST_STROKES))) == MOST_STROKES
    for refused in (
        [DAB] * (MOST_STROKES + 1),
        [replace(DAB, label=8)],
        [replace(DAB, points=((1, 1),) * 33)],
    ):
        with pytest.raises(ValueError, match=r"at most|points"):
            PAINTING.parse(strokes_text(refused))


@pytest.mark.parametrize("text", ["", "a,,b", "a," + "b" * 25, "a\u0000", ",".join("abcdefghi")])
def test_other_names_are_refused(text):
    with pytest.raises(ValueError, match="holds"):
        NAMES.parse(text)


def lab(**values):
    """The lab's scene of an image with these values."""
    image = "age-25"
    known = initial(scenes.controls("lab", image, LEARNING | values)) | LEARNING | values
    return folder.module("lab").view(load_subject(image), known)


def test_the_ground_truth_is_hidden_while_somebody_paints():
    scene = lab(painting=(DAB,))
    assert scene.painting == "painting" and scene.naming == "names"
    assert scene.truth is None
    assert tuple(scene.classes) == ("rest", "brain")
    assert lab(painting=(DAB,), known=True).truth is not None
    assert not lab(teacher="images").painting


def test_there_are_as_many_classes_as_are_named_or_painted():
    assert lab(names=("one",)).classes == ("one",)
    assert lab(names=("one",), painting=(replace(DAB, label=3),)).classes[3] == "class 4"
    assert lab(names=("one",), known=True).classes == ("one", "brain")


def test_before_anything_is_painted_a_sentence_says_what_to_do():
    erased = (replace(DAB, label=UNLABELLED),)
    for painting in ((), erased):
        scene = lab(painting=painting)
        assert scene.result is None
        assert scene.hint.startswith("Choose a class")
