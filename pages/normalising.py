"""Normalising: k-means listens to the feature whose numbers differ most."""

import streamlit as st

from segcore import accuracy, dice_coefficient, kmeans, standardise, stretch
from segview.cache.remembering import best_possible, features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import errors, feature, image, nearest_centre, result, scatter, truth
from segview.wording import reversed_clusters

SPECS = ("intensity", "gaussian:5")
START = ((0.1, 0.1), (0.4, 0.35))
BEGIN = controls.points_text(START)
CLOSE = 0.005  # in Dice

subject = lesson.subject()
space = features(subject.id, SPECS)


@remember
def alone(subject_id: str, spec: str):
    """Clusters of one feature by itself, the darker one first."""
    return kmeans(features(subject_id, (spec,)).values, init=((0.1,), (0.4,))).labels


@remember
def clustered(subject_id: str, factor: float, normalise: bool, start: tuple = START) -> tuple:
    """K-means on intensity and stretched blurred intensity, told in the original units.

    Returns labels, centres, what each feature was divided by, Dice, and how many pixels are
    grouped as by each feature alone, whatever the groups are called.
    """
    values = features(subject_id, SPECS).values
    unit = stretch(values, (1, factor))
    scaled = standardise(unit.values).after(unit) if normalise else unit
    run = kmeans(scaled.values, init=scaled.apply(start))
    alike = {spec: accuracy(alone(subject_id, spec), run.labels) for spec in SPECS}
    return (
        run.labels,
        scaled.undo(run.centres),
        tuple(map(float, scaled.scales)),
        dice_coefficient(subject.binary_truth, space.to_image(run.labels)),
        {spec: max(share, 1 - share) for spec, share in alike.items()},
    )


@st.fragment
def explore() -> None:
    """Change the unit of one feature, watch the border between the clusters turn."""
    first, second = st.columns([3, 2], vertical_alignment="bottom")
    with first:
        factor = controls.slider(
            "stretch", "Multiply blurred intensity by", 0.1, 10.0, 0.1, 5.0, unit=" ×"
        )
    with second:
        normalise = controls.toggle(
            "normalise", "Normalise", help="Give both features the same mean and the same spread"
        )
    start = controls.points("centres", "Starting centres", START)
    labels, centres, scales, _, same = clustered(
        subject.id, factor, normalise, tuple(map(tuple, start))
    )
    own, around = same.values()
    st.markdown(
        f"K-means listens more to **{'intensity' if own > around else 'blurred intensity'}**: "
        f"it groups {own:.1%} of the pixels as *intensity alone* would, {around:.1%} as *blurred intensity alone*."
    )
    with st.container():
        if told := reversed_clusters(
            subject.binary_truth, space.to_image(labels), subject.foreground
        ):
            st.markdown(told)
    linked_view(
        space,
        subject.binary_truth,
        space.to_image(labels),
        classes=("rest", subject.foreground),
        rows=[
            [image(), feature(SPECS[1], "Blurred, σ = 5"), truth(), result("K-means"), errors()],
            [
                scatter(
                    *SPECS, colour="result", title="Clustered, in the original units", centres=True
                ),
                scatter(*SPECS, colour="truth", title="Ground truth, in the original units"),
            ],
        ],
        rule=nearest_centre("centres", SPECS, scales=scales),
        centres=centres,
        ceiling=best_possible(subject.id, SPECS),
        hint="Watch the border between the two colours. Drag a centre and let go: k-means goes on from there.",
    )
    controls.listing()


explore()
fair = standardise(space.values)
spread = fair.scales
brightest = space.values[:, 0].argmax()
dark, bright = clustered(subject.id, 1.0, False)[1]
dice = {
    "× 0.1, raw": clustered(subject.id, 0.1, False)[3],
    "× 1, raw": clustered(subject.id, 1.0, False)[3],
    "× 5, raw": clustered(subject.id, 5.0, False)[3],
    "any, normalised": clustered(subject.id, 1.0, True)[3],
}
much_alike = dice["× 5, raw"] - dice["any, normalised"] < CLOSE
offer(
    [
        Preset(
            "Same unit",
            {"stretch": 1.0, "normalise": False, "centres": BEGIN},
            f"As they are, intensities spread more than blurred intensities, so intensity has more say: a step in it counts {(bright[0] - dark[0]) / (bright[1] - dark[1]):.1f} times as much as an equal step in blurred intensity.",
        ),
        Preset(
            "Tiny numbers",
            {"stretch": 0.1, "normalise": False, "centres": BEGIN},
            "Blurred intensity might as well not be there.",
        ),
        Preset(
            "Large numbers",
            {"stretch": 10.0, "normalise": False, "centres": BEGIN},
            "Now intensity might as well not be there.",
        ),
        Preset(
            "Large numbers, normalised",
            {"stretch": 10.0, "normalise": True, "centres": BEGIN},
            "The factor is divided out again. Move it: nothing changes.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        f"""
[[k-means|K-means]] gives a pixel to the nearest [[centre]], and "near" is measured with a ruler in
[[feature space]]. Multiply one [[feature]] by 10, as you do when you write millimetres instead of
centimetres, and all distances along it are ten times as large. Nothing has happened to the image, and yet the
clusters change: k-means listens to the feature whose numbers *differ* most.

[[normalising|Normalising]] takes the unit away. From each feature subtract its mean, then divide by its
[[standard deviation]] (the typical distance from the mean). Here that is {spread[0]:.3f} for intensity and
{spread[1]:.3f} for blurred intensity. Afterwards both have the mean 0 and the standard deviation 1.

For the brightest pixel: intensity ({space.values[brightest, 0]:.3f} − {fair.offsets[0]:.3f}) / {spread[0]:.3f} = {fair.values[brightest, 0]:.2f},
blurred intensity ({space.values[brightest, 1]:.3f} − {fair.offsets[1]:.3f}) / {spread[1]:.3f} = {fair.values[brightest, 1]:.2f}.

Fair is not the same as good. On this image blurred intensity multiplied by 5 reaches [[Dice coefficient|Dice]] {dice["× 5, raw"]:.3f};
normalised features reach {dice["any, normalised"]:.3f}{", hardly less" if much_alike else ""}. But without [[ground truth]] nobody could have known which feature to favour.

**Try**

1. Pull the factor slowly from 10 down to 0.1. Which way does the border turn?
2. Switch on *Normalise* and pull again.
3. Switch it off. At which factor do both features have about the same say?
"""
    )
    figures.bars("dice", dice, title="Dice of the clusters")
    code.show(stretch, standardise, kmeans)
with right:
    ask(
        "tiny",
        "Predict: blurred intensity is multiplied by 0.1 instead of 5. How does the border between the clusters lie?",
        [
            Answer(
                "Nearly upright: only the intensity of a pixel counts.",
                "Distances along blurred intensity have become so small that they add next to nothing.",
                True,
            ),
            Answer(
                "Nearly level: only the blurred intensity counts.",
                "That is how it lies with large numbers. A feature that hardly differs from pixel to pixel cannot separate them.",
            ),
            Answer(
                "It does not move: the picture is the same.",
                "K-means never sees the picture. It sees numbers, and one column of them has shrunk.",
            ),
        ],
        then={"stretch": 0.1, "normalise": False, "centres": BEGIN},
    )
    ask(
        "undone",
        "Predict: with “Normalise” on, you multiply blurred intensity by 10. What happens to the result?",
        [
            Answer(
                "It follows blurred intensity even more.",
                "The standard deviation is ten times as large as well, and the feature is divided by it.",
            ),
            Answer(
                "Nothing.",
                f"Whatever the unit, normalised numbers are the same. Dice is {dice['any, normalised']:.3f} at every factor.",
                True,
            ),
            Answer(
                "It follows intensity.",
                "Intensity is normalised too: both features end up with the same spread.",
            ),
        ],
        then={"stretch": 10.0, "normalise": True, "centres": BEGIN},
    )
    ask(
        "larger",
        "Somebody adds 100 to the intensity of every pixel. Does raw k-means now listen to intensity alone?",
        [
            Answer(
                "Yes: its numbers are by far the largest.",
                "Large is not enough. The distance between two pixels is a difference, and the 100 cancels out.",
            ),
            Answer(
                "No: the differences between the pixels are the same.",
                "All dots move 100 to the right, and the centres with them.",
                True,
            ),
        ],
    )
    ask(
        "better",
        "Does normalising always give a better segmentation?",
        [
            Answer(
                "Yes, because it is fair.",
                f"Compare: {dice['any, normalised']:.3f} normalised, {dice['× 5, raw']:.3f} for raw blurred intensity times 5."
                + (
                    " Hardly a difference here, but a clear one on most other images."
                    if much_alike
                    else ""
                ),
            ),
            Answer(
                "No: it only keeps the units from deciding.",
                "Which features matter is another question, and k-means cannot answer it: it never sees the ground truth.",
                True,
            ),
        ],
        show=[("truth", "!=", "result")],
    )
    find(
        "disputed",
        "Find the pixels that the two features disagree about: dark by themselves, with bright surroundings.",
        [("intensity", "<", 0.15), ("gaussian:5", ">", 0.25)],
        why="They are fluid in the brain and the dark ring of the skull. With large blurred numbers they go with the brain, with tiny ones with the rest.",
        hint="Draw a lasso around the upper left of the cloud: intensity below 0.15, blurred intensity above 0.25.",
    )
