"""What the lesson on Dice for several classes says, computed without it."""

import numpy as np
import pytest
from scipy import ndimage
from sklearn.metrics import confusion_matrix, f1_score

from segcore import add_noise, load_subject, subjects

CUTS = (0.1, 0.22, 0.38)
EVERY = [
    pytest.param(entry.id, marks=[pytest.mark.oasis] if entry.downloaded else [])
    for entry in subjects()
    if entry.foreground == "brain"
]
every_image = pytest.mark.parametrize("image", EVERY)


def found(subject, cuts=CUTS, noise=0.0):
    """Label of every pixel: how many cuts it is brighter than."""
    image = add_noise(subject.image, noise) if noise else subject.image
    return sum((image > cut).astype(int) for cut in cuts)


def per_class(subject, result):
    return f1_score(subject.truth.ravel(), result.ravel(), average=None, labels=range(4))


@every_image
def test_the_hardest_class_and_what_it_is_mistaken_for(visit, image):
    subject = load_subject(image)
    result = found(subject)
    scores = per_class(subject, result)
    worst = scores.argmin()
    assert sorted(scores)[1] > scores[worst] + 0.02, "one class is clearly the hardest"
    assert subject.classes[worst] == "CSF", "the reasons given for the answers rest on this"
    counts = confusion_matrix(subject.truth.ravel(), result.ravel())
    shares = counts[:, worst] / counts[:, worst].sum()
    mistaken = np.delete(np.arange(4), worst)[np.delete(shares, worst).argmax()]
    screen = visit("dice-multiclass", f"image={image}")
    assert screen.right("hardest") == ["CSF"]
    for name, score in zip(subject.classes, scores, strict=True):
        assert f"Its Dice is {score:.3f}." in screen.why("hardest", name[0].upper() + name[1:])
    said = f"{shares[mistaken]:.0%} of what is called CSF is really {subject.classes[mistaken]}"
    assert said in screen.notes["The hardest class"]
    terms = " + ".join(f"{n} {s:.3f}" for n, s in zip(subject.classes, scores, strict=True))
    assert f"Mean Dice = ({terms}) / 4 = {scores.mean():.3f}. Lowest: **CSF**" in screen.prose
    assert screen.data("linked")[0]["dice"] == pytest.approx(scores.mean())
    other, usual = (load_subject(id) for id in ("other-scanner", "age-25"))
    theirs, ours = (per_class(one, found(one)).mean() for one in (other, usual))
    assert theirs < ours - 0.1
    assert f"*{other.title}* they reach mean Dice {theirs:.2f}" in screen.prose
    assert f"on *{usual.title}* {ours:.2f}." in screen.prose


@every_image
def test_why_fluid_is_hard_and_what_others_have(image):
    """Seams are thin; background is mostly right; no tissue is brighter than white matter."""
    subject = load_subject(image)
    truth = subject.truth
    depth = ndimage.distance_transform_edt(truth == 1)[truth == 1]
    assert (depth <= 2).mean() > 0.55, "most of the fluid is at most two pixels from its border"
    assert ((found(subject) == 1) & (truth == 0)).sum() > 0.2 * (found(subject) == 1).sum()
    means = [subject.image[truth == label].mean() for label in (1, 2, 3)]
    assert means == sorted(means)
    bright = subject.image > subject.image[truth == 3].mean() + 0.2
    assert (truth[bright] == 0).mean() > 0.95


@every_image
def test_noise_lowers_every_class_unequally(image):
    subject = load_subject(image)
    loss = per_class(subject, found(subject)) - per_class(subject, found(subject, noise=0.1))
    assert (loss > 0).all()
    assert loss.max() > loss.min() + 0.04


@every_image
def test_one_cut_changes_two_masks_only(visit, image):
    subject = load_subject(image)
    before, after = (per_class(subject, found(subject, (*CUTS[:2], cut))) for cut in (0.38, 0.45))
    assert ((before != after) == [False, False, True, True]).all()
    right = visit("dice-multiclass", f"image={image}").right("one-cut")
    assert right == ["Grey matter and white matter."]


@every_image
def test_without_room_for_fluid_its_dice_is_zero(visit, image):
    subject = load_subject(image)
    scores = per_class(subject, found(subject, (CUTS[1], *CUTS[1:])))
    assert scores[1] == 0
    assert (scores[[0, 2, 3]] > 0.4).all()
    usual = per_class(subject, found(subject))
    assert ((scores != usual) == [True, True, False, False]).all()
    assert scores.mean() < usual.mean()
    assert visit("dice-multiclass", f"image={image}").right("no-fluid") == ["Background"]


@every_image
def test_a_wrong_pixel_is_an_error_in_two_classes(visit, image):
    subject = load_subject(image)
    result = found(subject)
    errors = sum(((subject.truth == c) != (result == c)).astype(int) for c in range(4))
    assert set(np.unique(errors)) == {0, 2}
    assert ((errors == 2) == (subject.truth != result)).all()
    right = visit("dice-multiclass", f"image={image}").right("twice")
    assert right == ["In two: missed by its own class, false in another."]


@every_image
def test_most_wrong_pixels_are_outside_the_brain(visit, image):
    """So what the task's hint selects, background inside the outline of the head, is enough."""
    subject = load_subject(image)
    wrong = found(subject) != subject.truth
    assert (subject.truth[wrong] == 0).mean() > 0.5
    head = ndimage.binary_fill_holes(ndimage.binary_closing(subject.image > 0.1, iterations=4))
    tasks = visit("dice-multiclass", f"image={image}").data("task")
    (task,) = (task for task in tasks if task["key"] == "wrong")
    drawn = head & (subject.truth == 0)
    assert f1_score(wrong.ravel(), drawn.ravel()) > task["enough"] + 0.05


def test_the_other_scanner_is_worse():
    shipped = [s for s in subjects() if s.foreground == "brain" and not s.downloaded]
    means = {subject.id: per_class(subject, found(subject)).mean() for subject in shipped}
    assert min(means, key=means.get) == "other-scanner"


@pytest.mark.parametrize("label", range(4))
def test_one_class_as_foreground_gives_its_bar(visit, label):
    screen = visit("dice-multiclass", f"foreground={label}")
    bars = screen.data("figure")[0]["traces"][0]
    assert screen.data("linked")[0]["dice"] == pytest.approx(bars["y"][label])


def test_cuts_that_pass_one_another_are_told_as_they_count(visit, unpack):
    screen = visit("dice-multiclass", "cut1=0.5")
    assert "CSF from 0.22, grey matter from 0.38, white matter from 0.50" in screen.prose
    levels = {head["id"]: levels for head, levels in map(unpack, screen.packed)}
    result = levels[screen.data("linked")[0]["result"]]
    image = load_subject("age-25").image
    np.testing.assert_array_equal(result == 1, (image > 0.22) & (image <= 0.38))


@every_image
def test_the_head_without_the_brain_is_a_good_drawing_of_the_missed_background(visit, image):
    """Drawn two pixels wide of the brain; all of the background is not enough."""
    screen = visit("dice-multiclass", f"image={image}")
    step, subject = screen.step("missed-background"), load_subject(image)
    meant = screen.at(step.then).meant(step.where)
    rest, brain = subject.truth == 0, ndimage.binary_fill_holes(subject.truth > 0)
    np.testing.assert_array_equal(meant, rest & (subject.image > CUTS[0]))
    head = ndimage.binary_fill_holes(ndimage.binary_closing(subject.image > 0.2, iterations=4))
    drawn = head & ~ndimage.binary_dilation(brain, iterations=2)
    assert f1_score(meant.ravel(), drawn.ravel()) > float(step.enough) + 0.1
    assert f1_score(meant.ravel(), rest.ravel()) < float(step.enough)


@every_image
def test_nothing_is_labelled_before_the_first_prediction(visit, image):
    """The bars of the tissues give nothing away."""
    screen = visit("dice-multiclass", f"image={image}")
    assert not screen.at(screen.step("hardest").set).scene().result.any()
