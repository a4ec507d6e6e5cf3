"""Make the images and ground truths that the course ships.

Run ``python data/make_subjects.py`` from the project root to write every PNG beside this file.
Everything starts from fixed seeds, so a rebuild gives the same labels, and the same images up to
one grey level of 65,535.

A simulated slice is made on a grid three times finer than the image: first the anatomy (which
tissue is where), then the signal each tissue sends. Averaging the fine grid down to pixels gives
partial volume: a pixel on a border holds a bit of both tissues. All lengths are in pixels of the
final image, which are about one millimetre wide.

Tissue maps: MNI ICBM152 2009a nonlinear symmetric, as carried by nilearn (see ``data/README.md``).
"""

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import nibabel
import numpy as np
from PIL import Image
from scipy import ndimage as ndi
from skimage import data as skimage_data
from skimage import exposure, transform

SHAPE = (176, 208)
FINE = 3
TEXTURE_SEED = 3
BACKGROUND, CSF, GREY, WHITE = range(4)

# The signal that fills the image's range: only a few pixels of fat are brighter.
FULL_SCALE = 1.2

# Tissues on the fine grid: the four labels, ventricles (a CSF of their own), then the head.
VENTRICLE, MENINGES, BONE, MARROW, MUSCLE, FAT, SKIN, AIR = range(4, 12)
LABEL = np.array([BACKGROUND, CSF, GREY, WHITE, CSF] + 7 * [BACKGROUND])

# Mean signal per tissue, and how much it varies within the tissue, relative to the mean.
SIGNAL = {
    CSF: 0.137,
    GREY: 0.365,
    WHITE: 0.575,
    VENTRICLE: 0.075,
    MENINGES: 0.22,
    BONE: 0.06,
    MARROW: 0.40,
    MUSCLE: 0.38,
    FAT: 0.91,
    SKIN: 0.42,
}
TEXTURE = {
    CSF: 0.25,
    GREY: 0.08,
    WHITE: 0.025,
    VENTRICLE: 0.1,
    MENINGES: 0.5,
    BONE: 0.4,
    MARROW: 0.35,
    MUSCLE: 0.12,
    FAT: 0.21,
    SKIN: 0.2,
}


@dataclass(frozen=True)
class Slice:
    """What is simulated: a person, a position in the head, and a scanner."""

    person: int
    height: int = 98  # slice of the MNI maps, bottom to top
    scale: float = 0.98  # size of this head relative to the MNI average
    ventricles: float = 1.0  # how far the ventricles have grown
    cortex: float = 3.0  # thickness of the grey matter ribbon
    sulci: float = 1.4  # width of the grooves between the folds
    shrinkage: float = 0.9  # how far the brain surface has drawn back from the skull
    signal: dict[int, float] = field(default_factory=lambda: SIGNAL)
    bias: float = 0.035  # relative strength of the bias field
    noise: float = 0.03  # standard deviation of the noise in each scanner channel


OTHER_SIGNAL = SIGNAL | {
    CSF: 0.24,
    GREY: 0.47,
    WHITE: 0.59,
    MARROW: 0.45,
    MUSCLE: 0.42,
    FAT: 1.0,
    SKIN: 0.5,
}

SLICES = {
    "age-25": Slice(person=25),
    "age-50": Slice(person=50, scale=0.985, ventricles=2.6, cortex=2.9, sulci=1.7, shrinkage=1.2),
    "age-60": Slice(
        person=60,
        height=97,
        scale=0.975,
        ventricles=3.4,
        cortex=2.8,
        sulci=1.8,
        shrinkage=1.25,
    ),
    "age-75": Slice(
        person=75, height=96, scale=0.965, ventricles=4.5, cortex=2.7, sulci=2.0, shrinkage=1.3
    ),
    "upper-slice": Slice(person=25, height=112),
    "lower-slice": Slice(person=25, height=86),
    "other-scanner": Slice(
        person=40,
        height=97,
        scale=0.975,
        ventricles=2.0,
        signal=OTHER_SIGNAL,
        bias=0.12,
        noise=0.06,
    ),
}


def tissue_map(tissue, height):
    """Probability of ``"gm"`` or ``"wm"`` in one axial slice, ``(197, 233)`` float in [0, 1]."""
    name = f"datasets/data/mni_icbm152_{tissue}_tal_nlin_sym_09a_converted.nii.gz"
    return nibabel.load(files("nilearn") / name).dataobj[:, :, height] / 255


def fine_grid():
    """Row and column of the centre of every fine cell, in pixels of the final image."""
    return (np.indices([n * FINE for n in SHAPE]) + 0.5) / FINE - 0.5


def around(mask):
    """Angle and radius of every fine cell, seen from the centre of ``mask``."""
    rows, columns = (axis - axis[mask].mean() for axis in fine_grid())
    return np.arctan2(rows, columns), np.hypot(rows, columns)


def smooth_field(rng, scale):
    """Random field on the fine grid, mean 0 and standard deviation 1, smooth over ``scale``."""
    small = tuple(n + int(8 * scale) for n in SHAPE)
    noise = ndi.gaussian_filter(rng.standard_normal(small), scale)
    margin = int(4 * scale)
    noise = noise[margin : margin + SHAPE[0], margin : margin + SHAPE[1]]
    noise = (noise - noise.mean()) / noise.std()
    return ndi.zoom(noise, FINE, order=1, grid_mode=True, mode="nearest")


def warped_grid(rng_person, rng_slice):
    """The fine grid, pushed about smoothly: every person's folds lie elsewhere."""
    large = [2.0 * smooth_field(rng_person, 55) for _ in SHAPE]
    medium = [1.6 * smooth_field(rng_slice, 13) for _ in SHAPE]
    small = [0.8 * smooth_field(rng_slice, 4) for _ in SHAPE]
    return [sum(shifts) for shifts in zip(fine_grid(), large, medium, small, strict=True)]


def slice_maps(spec, grid):
    """Grey and white matter probability of one slice, sampled at the warped grid."""
    rows, columns = grid
    x = (rows - (SHAPE[0] - 1) / 2) / spec.scale + 98
    y = (columns - (SHAPE[1] - 1) / 2) / spec.scale + 114
    maps = (tissue_map(tissue, spec.height) for tissue in ("gm", "wm"))
    return [ndi.map_coordinates(tissue, [x, y], order=1) for tissue in maps]


def distance_to(mask):
    """Distance of every fine cell to ``mask``, in pixels."""
    return ndi.distance_transform_edt(~mask) / FINE


def inside_skull(grey, white):
    """The brain with its grooves and ventricles filled, and a smooth outline."""
    reach = 25
    margin = FINE * (reach + 5)
    brain = np.pad(grey + white > 0.3, margin)
    closed = distance_to(distance_to(brain) >= reach) > reach
    smooth = ndi.gaussian_filter(closed.astype(float), 12 * FINE)
    return (smooth > 0.5)[margin:-margin, margin:-margin]


def draw_sulci(rng, inside, width):
    """Winding grooves that run inwards from the surface and taper; some open, some closed."""
    angle, radius = around(inside)
    depth = distance_to(~inside)
    sulci = np.zeros_like(inside)
    position = 0.0
    while position < 2 * np.pi:
        position += rng.uniform(0.13, 0.27)
        start = rng.choice([-1, -1, 2, 4])
        end = rng.uniform(6, 19)
        slope = rng.uniform(-0.45, 0.45)
        waves = rng.uniform(0.5, 2) * np.sin(depth / rng.uniform(2, 4) + rng.uniform(0, 6))
        turn = (angle - position + np.pi) % (2 * np.pi) - np.pi
        sideways = np.abs(turn * radius - slope * depth - waves)
        half_width = width * (0.65 - 0.3 * depth / end)
        sulci |= (sideways < half_width) & (depth > start) & (depth < end)
    return sulci & inside


def large_parts(mask, area):
    """``mask`` without its connected parts smaller than ``area`` pixels."""
    parts, _ = ndi.label(mask)
    big = np.bincount(parts.ravel()) >= area * FINE**2
    return mask & big[parts]


def ventricles_of(grey, white, depth, spec, rng):
    """The hollows deep in the brain, grown mostly along their length."""
    midline = np.abs(fine_grid()[0] - (SHAPE[0] - 1) / 2) < 3
    hollow = large_parts((grey + white < 0.5) & (depth > 24) & ~midline, 25)
    away = ndi.distance_transform_edt(~hollow, sampling=(1 / FINE, 0.45 / FINE))
    return away < np.maximum(spec.ventricles * (1 + 0.2 * smooth_field(rng, 9)), 0.1)


def anatomy(spec):
    """Tissue of every fine cell inside the skull, 0 elsewhere."""
    rng_person = np.random.default_rng(spec.person)
    rng_slice = np.random.default_rng([spec.person, spec.height])
    grey, white = slice_maps(spec, warped_grid(rng_person, rng_slice))
    inside = inside_skull(grey, white)
    depth = distance_to(~inside)

    sulci = draw_sulci(rng_slice, inside, spec.sulci)
    cortex = spec.cortex * (1 + 0.2 * smooth_field(rng_slice, 4))
    matter = (white > 0.5) & (distance_to(sulci) > cortex) & (depth > 3.5)
    matter = large_parts(matter, 12)
    away = distance_to(matter)
    gaps = (away > 1.5 * cortex) & (grey + white < 0.92)
    next_fold = (np.abs(away - 1.9 * cortex) < 0.5 * spec.sulci) & (depth < 24)
    shell = depth < np.maximum(spec.shrinkage + smooth_field(rng_slice, 7), 0)
    fissure = (grey + white < 0.62 + 0.1 * spec.shrinkage) & ~matter

    tissue = np.where(inside, GREY, BACKGROUND)
    tissue[matter] = WHITE
    tissue[inside & (sulci | gaps | next_fold | shell | fissure)] = CSF
    tissue[ventricles_of(grey, white, depth, spec, rng_slice)] = VENTRICLE
    return tissue


def add_head(tissue, spec):
    """Wrap meninges, skull with marrow, muscle, fat and skin around the brain."""
    rng = np.random.default_rng([spec.person, spec.height, 1])
    inside = tissue != BACKGROUND
    angle, _ = around(inside)
    ends = np.cos(angle) ** 2  # 1 at forehead and back of the head, 0 at the temples
    outside = distance_to(inside)

    def thickness(mean, spread, scale=18):
        return np.maximum(mean + spread * smooth_field(rng, scale), 0.3)

    layers = (
        (MENINGES, thickness(2.3, 0.7) + 0.8 * ends),
        (BONE, thickness(1.0, 0.3)),
        (MARROW, thickness(1.5, 0.7) + 2.4 * ends),
        (BONE, thickness(1.0, 0.4)),
        (MUSCLE, thickness(1.3, 1.6, 25) * (1 - ends) + 0.7),
        (FAT, thickness(2.5, 0.9)),
        (SKIN, thickness(1.4, 0.4)),
    )
    head = np.where(inside, tissue, AIR)
    edge = np.zeros_like(outside)
    for layer, thick in layers:
        head[~inside & (outside >= edge) & (outside < edge + thick)] = layer
        edge = edge + thick
    return head


def to_pixels(fine):
    """Average ``FINE x FINE`` fine cells into one pixel."""
    return fine.reshape(SHAPE[0], FINE, SHAPE[1], FINE).mean(axis=(1, 3))


def labels_of(tissue):
    """Ground truth: the label that fills most of a pixel, ``(H, W)`` uint8."""
    shares = [to_pixels((LABEL[tissue] == which).astype(float)) for which in range(4)]
    return np.argmax(shares, axis=0).astype(np.uint8)


def signal_of(head, spec):
    """Signal of every fine cell: one level per tissue, with some texture."""
    rng = np.random.default_rng([spec.person, spec.height, 2])
    level = np.array([spec.signal.get(tissue, 0.0) for tissue in range(AIR + 1)])
    texture = np.array([TEXTURE.get(tissue, 0.0) for tissue in range(AIR + 1)])
    waves = 0.7 * smooth_field(rng, 1.2) + 0.7 * smooth_field(rng, 10)
    return level[head] * np.maximum(1 + texture[head] * waves, 0)


def bias_field(spec, brain):
    """Slow change of brightness across the image that the coil adds, on average 1 in ``brain``."""
    rng = np.random.default_rng([spec.person, 3])
    bias = 1 + spec.bias * to_pixels(smooth_field(rng, 50))
    return bias / bias[brain].mean()


def add_rician_noise(image, spec):
    """Magnitude of a complex signal with normal noise in both of its channels."""
    rng = np.random.default_rng([spec.person, spec.height, 4])
    real, imaginary = spec.noise * rng.standard_normal((2, *SHAPE))
    return np.hypot(image + real, imaginary)


def field_of_view(spec):
    """Where the scanner measured: a turned box with cut corners, zero outside."""
    rng = np.random.default_rng([spec.person, 5])
    rows, columns = np.indices(SHAPE) - np.reshape(SHAPE, (2, 1, 1)) / 2
    turn = rng.uniform(-0.08, 0.08)
    r = rows * np.cos(turn) - columns * np.sin(turn)
    c = rows * np.sin(turn) + columns * np.cos(turn)
    reach = rng.uniform(146, 156)
    return (np.abs(r) < 90) & (np.abs(c) < 103) & (np.abs(r) + np.abs(c) < reach)


def simulate(spec):
    """One simulated slice: image in [0, 1] and labels."""
    tissue = anatomy(spec)
    head = add_head(tissue, spec)
    labels = labels_of(tissue)
    image = to_pixels(signal_of(head, spec)) * bias_field(spec, labels > 0)
    image = add_rician_noise(image, spec)
    image = ndi.gaussian_filter(image, 0.65) * field_of_view(spec)
    return np.clip(image / FULL_SCALE, 0, 1), labels


def regions(rng):
    """Three irregular regions: at each pixel, the highest of three smooth random fields wins."""
    fields = np.array([to_pixels(smooth_field(rng, 22)) for _ in range(3)])
    fields[0] += 0.4  # gravel gets about half of the image
    return np.argmax(fields, axis=0).astype(np.uint8)


def even_histogram(surface, sigma):
    """Take away light and shade larger than ``sigma``, then use every grey level equally often."""
    detail = surface - ndi.gaussian_filter(surface, sigma)
    return exposure.equalize_hist(detail[: SHAPE[0], : SHAPE[1]], nbins=4096)


def textures():
    """Mosaic of gravel, brick and grass that share one histogram: image in [0, 1] and labels."""
    gravel, brick, grass = (
        surface().astype(float)
        for surface in (skimage_data.gravel, skimage_data.brick, skimage_data.grass)
    )
    from_close_by = ndi.zoom(gravel[:100, :100], 3)
    from_far_away = transform.downscale_local_mean(grass, (2, 2))
    surfaces = (
        even_histogram(from_close_by, 15),
        even_histogram(brick, 2),
        even_histogram(from_far_away, 1),
    )
    labels = regions(np.random.default_rng(TEXTURE_SEED))
    return np.choose(labels, surfaces), labels


def to_16_bit(image):
    """Image in [0, 1] as uint16, rounded once."""
    return np.round(image * 65535).astype(np.uint16)


def make(name):
    """Make one subject.

    Parameters
    ----------
    name : str
        A name from ``SLICES``, or ``"textures"``.

    Returns
    -------
    image : (176, 208) uint16 array
    labels : (176, 208) uint8 array
    """
    image, labels = textures() if name == "textures" else simulate(SLICES[name])
    return to_16_bit(image), labels


def main():
    """Write image and ground truth of every subject beside this file."""
    folder = Path(__file__).parent
    for name in [*SLICES, "textures"]:
        image, labels = make(name)
        Image.fromarray(image).save(folder / f"{name}.png", optimize=True)
        Image.fromarray(labels).save(folder / f"{name}_truth.png", optimize=True)


if __name__ == "__main__":
    main()
