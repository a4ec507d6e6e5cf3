"""The lab: any setting gives a screen, its scores are right, and its results can be kept."""

import csv
import gzip
import io
import re
import sys
import zipfile
from dataclasses import replace

import nibabel
import numpy as np
import pytest
import tifffile
from PIL import Image
from screens import Screen
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

import segview.lesson.frame  # noqa: F401  so that a page knows whose it is
from segcore import Subject, load_subject, subjects
from segcore.grids import Grid
from segcore.writing import SUFFIXES, formats_for, write_labels
from segview import images
from segview.course import curriculum
from segview.images import Brought, Volume, file_name
from segview.lab.applying import Job, archive, table, volume
from segview.lab.opened import open_image
from segview.lab.scores import scores_csv
from segview.lesson import scenes
from segview.programs import script as programs
from segview.scene import POINT, Note

SLUG = curriculum.LAB.slug
SHIPPED = [one.id for one in subjects() if not one.downloaded]
MANY = "intensity,gaussian:2,gaussian:5,gradient:2,gradient:5,std:7,median:5"
DABS = "1r3:90,100_90,140;0r3:5,5_5,100"
AFFINE = np.diag([-1.5, 2, 3, 1])


def shown(subject_id="age-25", **values):
    return Screen(SLUG, moved={"image": subject_id} | values).scene()


def test_the_image_on_screen_is_exact(unpack):
    """Whatever precision the features have: 8 bits whose brightest is not 255 fall between."""
    levels = np.random.default_rng(0).integers(0, 234, (90, 100))
    levels[0, 0] = 233
    subject = Subject.of("own-00000001", "scan", levels / 233)
    given = Brought({subject.id: subject})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(images, "_whose", lambda: given)
        message = scenes.message(SLUG, subject.id, {"method": "otsu"})
    sent = dict((head["id"], levels) for head, levels in (unpack(a.body) for a in message.arrays))
    shown = sent[message.data["view"]["features"]["intensity"]["id"]]
    assert np.array_equal(shown, np.rint(levels / 233 * 65535))


def warnings(scene):
    """Why there is no result, in a note or, while somebody paints, beneath the view."""
    notes = [part.text for part in scene.above if part.tone == "warning"]
    return notes or [scene.hint] * (scene.hint != POINT)


def table_of(scene):
    """The confusion matrix, and Dice of each class, as they are on screen."""
    text = next(p.text for p in scene.below if isinstance(p, Note) and p.text.startswith("| "))
    rows = [row.replace(",", "").split("|")[2:-1] for row in text.splitlines()[2:]]
    return [list(map(int, row[:-1])) for row in rows], [float(row[-1].strip(" *")) for row in rows]


@pytest.mark.parametrize("subject_id", SHIPPED[:1] + ["textures"])
@pytest.mark.parametrize("end", [0, -1])
@pytest.mark.parametrize("teacher", ["painting", "images"])
def test_every_method_at_every_end(subject_id, end, teacher):
    """There is a result, or one sentence that says why not."""
    screen = Screen(SLUG, moved={"image": subject_id})
    ends = {key: screen.positions(key)[end] for key in screen.values}
    for method in screen.positions("method"):
        moved = ends | {"image": subject_id, "method": method, "teacher": teacher}
        scene = Screen(SLUG, moved=moved).scene()
        told = warnings(scene)
        assert (scene.result is None) == bool(told)
        assert all(text.endswith(".") and len(text) < 200 for text in told)
        if scene.result is not None:
            assert scene.result.max() < len(scene.classes)


@pytest.mark.parametrize("target", ["foreground", "all"])
def test_the_scores_on_screen_are_right(target):
    scene = shown("age-50", method="nearest mean", target=target, teachers="age-25,age-75")
    truth, result = scene.truth.ravel(), scene.result.ravel()
    counts, dice = table_of(scene)
    assert counts == confusion_matrix(truth, result).tolist()
    assert dice == pytest.approx(f1_score(truth, result, average=None), abs=0.0005)


def test_names_of_classes_are_text_whatever_somebody_has_typed():
    names = "a|b <b>c</b>,[d](http://e)"
    scene = shown(
        method="nearest mean", teacher="painting", painting=DABS, names=names, known="true"
    )
    told = [part.describe()["html"] for part in scene.below if isinstance(part, Note)]
    assert "<b>" not in "".join(told) and "<a" not in "".join(told)
    assert told[-1].count("<th") == 1 + 4 and "a|b &lt;b&gt;c&lt;/b&gt;" in told[-1]


def best_by_hand(columns, truth, bins):
    """Best Dice of a rule on cells: try every number of cells, those with most foreground first."""
    cells = {}
    numbers = [
        np.minimum(((c - c.min()) / np.ptp(c) * bins).astype(int), bins - 1) for c in columns
    ]
    for *cell, label in zip(*numbers, truth, strict=True):
        cells.setdefault(tuple(cell), [0, 0])[label] += 1
    order = sorted(cells.values(), key=lambda counts: -counts[1] / sum(counts))
    best = found = taken = 0
    for background, foreground in order:
        found, taken = found + foreground, taken + background + foreground
        best = max(best, 2 * found / (truth.sum() + taken))
    return best, len(truth) / len(cells)


@pytest.mark.parametrize(
    ("subject_id", "features", "bins"),
    [("age-25", "intensity", 64), ("age-25", "intensity,row", 32), ("textures", MANY, None)],
)
def test_the_ceiling_does_not_flatter(subject_id, features, bins):
    """It is in bins that hold many pixels, the finest of them; else it is left out."""
    scene = shown(subject_id, features=features)
    columns = [
        scene.space.values[:, at] for at in map(scene.space.names.index, features.split(","))
    ]
    truth = scene.truth.ravel()
    if bins is None:
        assert scene.ceiling is None
        assert any("cannot be told" in p.text for p in scene.below if isinstance(p, Note))
        assert best_by_hand(columns, truth, 8)[1] < 15
        return
    best, pixels = best_by_hand(columns, truth, bins)
    assert scene.ceiling == pytest.approx(best, abs=0.002)
    assert pixels >= 15
    assert bins == 64 or best_by_hand(columns, truth, 2 * bins)[1] < 15
    assert any(f"{scene.ceiling:.3f}" in p.text for p in scene.below if isinstance(p, Note))


def test_without_ground_truth_nothing_is_scored():
    scene = shown(known="false")
    assert scene.truth is None and scene.ceiling is None and not scene.below


@pytest.mark.parametrize("ceiling", [0.9, None])
def test_scores_for_spreadsheets(ceiling):
    truth, result = np.random.default_rng(0).integers(0, 3, (2, 20, 30))
    names = ["a", "b, c", 'd"']
    text = scores_csv(truth, result, names, ceiling, {"k": 2, "features": "row,column"})
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}
    expected = f1_score(truth.ravel(), result.ravel(), average=None)
    for name, score in zip(names, expected, strict=True):
        assert float(rows[f"Dice of {name}"][0]) == pytest.approx(score, abs=1e-6)
    right = accuracy_score(truth.ravel(), result.ravel())
    assert float(rows["accuracy"][0]) == pytest.approx(right, abs=1e-6)
    counts = [list(map(int, rows[f"truly {name}"])) for name in names]
    assert counts == confusion_matrix(truth.ravel(), result.ravel()).tolist()
    assert ("ceiling of Dice" in rows) == (ceiling is not None)
    assert rows["setting features"] == ["row,column"]


# What somebody has brought


def own(id, truth=True, grid=None, shift=0):
    """An image of somebody's own: a bright disk, and a mask of it if wanted."""
    row, column = np.indices((24, 30))
    mask = ((row - 12) ** 2 + (column - 15 - shift) ** 2 < 60).astype(int)
    noise = np.random.default_rng(shift).random((24, 30))
    image = 0.7 * mask + 0.3 * noise
    image /= image.max()
    known = (mask, ("rest", "disk")) if truth else (None, ())
    return Subject.of(
        id, f"disk {shift}.nii.gz", image, known[0], classes=known[1], source="mine", grid=grid
    )


def a_slice(at):
    grid = Grid((24, 30, 5), axis=2, index=at, spacing=(1.5, 2), unit="mm", affine=AFFINE)
    return own(f"own-0000000a@{at}", at == 2, grid, shift=at)


def gifts():
    """Two images with masks, one without, and a volume of which one slice is shown."""
    given = own("own-00000001"), own("own-00000002", shift=4), own("own-00000003", False, shift=2)
    shown = {one.id: one for one in (*given, a_slice(2))}
    return {"subjects": shown, "volume": Volume("own-0000000a", 5, a_slice)}


@pytest.fixture
def mine(monkeypatch):
    """What the learner who asks has brought."""
    found = Brought(**gifts())
    monkeypatch.setattr(images, "_whose", lambda: found)
    return found.subjects


def test_own_images_teach(mine):
    scene = shown("own-00000002", method="nearest mean", teachers="own-00000001")
    assert f1_score(scene.truth.ravel(), scene.result.ravel()) > 0.95
    assert scene.classes == ("rest", "foreground")


def test_an_image_without_ground_truth_learns_from_others(mine):
    scene = shown("own-00000003", method="nearest mean", teachers="own-00000001,own-00000002")
    assert scene.truth is None and not warnings(scene)
    row, column = np.indices((24, 30))
    disk = (row - 12) ** 2 + (column - 17) ** 2 < 60
    assert f1_score(disk.ravel(), scene.result.ravel()) > 0.95


def test_nobody_else_offers_them(mine, monkeypatch):
    monkeypatch.setattr(images, "_whose", lambda: None)
    assert Screen(SLUG, moved={"teachers": "own-00000001"}).given()["teachers"] == ("age-25",)


def test_own_images_go_along_with_the_program(mine):
    values = {"method": "nearest mean", "teachers": ("own-00000001", "own-00000002")}
    program = programs.script(SLUG, scenes.settings(SLUG, "own-00000003", values))
    assert 'image = "disk-2-nii-gz-00000003"\n' in program and "_truth" in program
    content = programs.archive(SLUG, program, list(mine.values()))
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        names = [name.removeprefix("lab/") for name in folder.namelist()]
        teacher = file_name(mine["own-00000001"])
        image, mask = (
            np.asarray(Image.open(io.BytesIO(folder.read(f"lab/{teacher}{ending}.png"))))
            for ending in ("", "_truth")
        )
        told = folder.read("lab/images.txt").decode()
    assert f"{file_name(mine['own-00000003'])}_truth.png" not in names
    assert np.abs(image / 65535 - mine["own-00000001"].image).max() <= 0.5 / 65535
    assert np.array_equal(mask, mine["own-00000001"].truth)
    assert told.splitlines()[0].endswith(": mine")


# Applied to many


def values(**moved):
    return Screen(SLUG, moved=moved).given()


def finished(ids, shown="age-25", **moved):
    job = Job(SLUG, values(**moved), shown, ids)
    while job.runs:
        job.step()
    return job.found


def test_a_method_is_applied_to_many_images():
    moved = {"method": "nearest mean", "teachers": "age-25"}
    ids = ["age-50", "age-75"]
    found = finished(ids, **moved)
    with zipfile.ZipFile(io.BytesIO(archive(found))) as zipped:
        for id in ids:
            labels = np.asarray(Image.open(io.BytesIO(zipped.read(f"{id}-labels.png"))))
            alone = shown(id, **moved)
            assert np.array_equal(labels, alone.result)
            dice = f1_score(alone.truth.ravel(), labels.ravel(), average=None)
            assert list(found[id].dice.values()) == pytest.approx(dice)
    assert [row["image"] for row in table(found)] == [load_subject(id).title for id in ids]


def test_what_is_painted_on_one_image_is_applied_to_others():
    found = finished(["age-25", "age-50"], teacher="painting", painting=DABS, method="nearest mean")
    alone = shown("age-25", teacher="painting", painting=DABS, method="nearest mean")
    assert np.array_equal(found["age-25"].labels, alone.result)
    assert found["age-50"].dice["brain"] > 0.5


def test_what_cannot_be_done_is_told_and_the_rest_is_done(mine):
    ids = ["oasis-0001", "textures", "own-gone@3", "age-50"]
    found = finished(ids, method="nearest mean", teachers="age-25")
    for id in ids[:3]:
        assert found[id].labels is None and found[id].why.endswith(".")
    assert found["age-50"].labels is not None
    assert [row.get("no result", "") for row in table(found)][3] == ""


def test_a_job_can_be_stopped():
    job = Job(SLUG, values(), "age-25", ["age-25", "age-50", "age-75"])
    job.step()
    job.stop()
    assert not job.runs and list(job.found) == ["age-25"]


def test_slices_become_a_volume_again(mine):
    ids = [f"own-0000000a@{at}" for at in range(5)]
    found = finished(ids, ids[2], method="nearest mean", teachers="own-00000001")
    opened = nibabel.Nifti1Image.from_bytes(gzip.decompress(volume(found, "nifti")))
    assert np.array_equal(opened.affine, AFFINE)
    pages = tifffile.imread(io.BytesIO(volume(found, "tiff")))
    for at, id in enumerate(ids):
        mine[id] = a_slice(at)
        alone = shown(id, method="nearest mean", teachers="own-00000001").result
        assert np.array_equal(np.asarray(opened.dataobj)[:, :, at], alone)
        assert np.array_equal(pages[at], alone)
    assert [bool(found[id].dice) for id in ids] == [False, False, True, False, False]


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_what_is_saved_is_read_again(axis):
    """A result opens in the lab like the file that it belongs to, at the same slice."""
    turned = np.array([[0, -0.9375, 0, 12.5], [1.5, 0, 0, -7], [0, 0, 3, 4], [0, 0, 0, 1]])
    voxels = np.random.default_rng(axis).integers(0, 900, (7, 8, 9)).astype(np.int16)
    stored = nibabel.Nifti1Image(voxels, turned)
    stored.header.set_xyzt_units("mm")
    opened = open_image(gzip.compress(stored.to_bytes()), "scan.nii.gz")
    opened = replace(opened, pick=replace(opened.pick, axis=axis))
    subject = opened.subject("own-00000001@4", 4)
    assert subject.grid.axis == axis
    labels = (subject.image > 0.5).astype(int)
    for format in formats_for(subject.grid):
        content = write_labels(labels, format, subject.grid)
        again = open_image(content, f"labels{SUFFIXES[format]}")
        if format == "nifti":
            again = replace(again, pick=replace(again.pick, axis=axis))
        found = again.subject("own-00000002@4", 4 if format == "nifti" else None)
        assert np.array_equal(found.image, labels), format
        if format != "png":
            assert found.grid.spacing == pytest.approx(subject.grid.spacing)
            assert found.grid.unit == subject.grid.unit == "mm"
        if format == "nifti":
            assert np.array_equal(found.grid.affine, subject.grid.affine)
            assert found.grid.orientation == subject.grid.orientation != ""


# The page


@pytest.fixture
def open_lab(open_page):
    """Return a function that opens the lab for somebody who has brought these images."""

    def open_lab(**moved):
        page = open_page(SLUG)
        vars(page.app.session_state["segview-brought"]).update(gifts())
        for key, value in moved.items():
            page.app.session_state[key] = {"value": value}
        page.app.run()
        assert not page.complaints
        return page

    return open_lab


def offered(page):
    return [button.proto.label for button in page.app.get("download_button")]


def test_what_is_offered_fits_what_came_in(open_lab):
    assert offered(open_lab()) == ["Result (PNG)", "Result (TIFF)", "Scores (CSV)"]
    slice_ = open_lab(image="own-0000000a@2")
    names = ["Result (PNG)", "Result (TIFF)", "Result (NIfTI)", "Scores (CSV)"]
    assert offered(slice_) == names
    nothing = open_lab(method="nearest mean", teacher="painting", painting="")
    assert offered(nothing) == []
    assert "There is no result to save yet." in [text.value for text in nothing.app.caption]


def test_scenes_that_may_name_own_images_do_not_leave_the_session(open_page, open_lab):
    assert [screen["address"] for screen in open_page(SLUG).data("screen")] != [""]
    assert [screen["address"] for screen in open_lab().data("screen")] == [""]


def test_all_slices_one_by_one(open_lab):
    """Every run of the section does one; the rest can be left out."""
    page = open_lab(image="own-0000000a@2", method="nearest mean", teachers="own-00000001")
    page.app.button(key="apply-slices").click().run()
    assert [bar.proto.text for bar in page.app.get("progress")] == ["0 of 5"]
    page.app.run()
    page.app.button(key="apply-cancel").click().run()
    assert "2 done, 3 left out." in [text.value for text in page.app.caption]
    assert "Results (nii.gz)" in offered(page)
    page.app.button(key="apply-slices").click().run()
    for _ in range(5):
        page.app.run()
    assert "5 done." in [text.value for text in page.app.caption]
    assert not page.complaints


def test_a_table_of_what_came_of_each_image_needs_no_library(open_lab, monkeypatch):
    """Streamlit would load one of 60 MB for it, which stays."""
    page = open_lab(image="own-00000001", method="nearest mean", teachers="own-00000001")
    monkeypatch.setitem(sys.modules, "pandas", None)
    page.app.multiselect(key="apply-images").set_value(["own-00000002", "oasis-0001"]).run()
    page.app.button(key="apply").click().run()
    for _ in range(2):
        page.app.run()
    (table,) = (html.proto.body for html in page.app.get("html") if "<table" in html.proto.body)
    assert re.findall("<th>(.*?)</th>", table) == ["image", "rest", "foreground", "no result"]
    dice = page.app.session_state["segview-brought"].job.found["own-00000002"].dice
    assert f"<td>{dice['foreground']:.3f}</td>" in table
    assert not page.complaints


def test_the_page_says_how_soon_all_is_gone(open_lab):
    assert any("at most 120 seconds after you close" in c.value for c in open_lab().app.caption)
