"""Clustering in many dimensions: more features, and whether they helped."""

import numpy as np
import streamlit as st

from segcore import dice_multiclass, gaussian_mixture, kmeans, name_clusters, standardise
from segcore.features import spec_title
from segview import theme
from segview.cache.remembering import features, remember
from segview.course import glossary
from segview.lesson import code
from segview.lesson import frame as lesson
from segview.lesson import legacy as controls
from segview.lesson import legacy as figures
from segview.lesson.legacy import Answer, Preset, ask, find, linked_view, offer
from segview.scene import errors, image, result, scatter_grid, truth

SPECS = ("intensity", "gaussian:5", "gradient:5", "std:7")
SEEDS = (1, 2, 3, 4, 5)
STEEP = 0.02
METHODS = {"k-means": "K-means", "mixture": "Mixture of Gaussians"}

subject = lesson.subject()


@remember(saying="Clustering")
def clustered(subject_id: str, count: int, method: str, k: int, seed: int) -> tuple:
    """Clusters of the first features, normalised and named by the ground truth; Dice per class and its mean."""
    values = standardise(features(subject_id, SPECS[:count]).values).values
    find_clusters = gaussian_mixture if method == "mixture" else kmeans
    clusters = find_clusters(values, k=k, seed=seed).labels
    named = name_clusters(clusters, subject.truth.ravel())
    per_class = dice_multiclass(subject.truth.ravel(), named)
    return named, dict(zip(subject.classes, per_class, strict=True)), float(per_class.mean())


def dice(count: int, k: int = 4, seed: int = 1, method: str = "k-means") -> float:
    """Mean Dice of a clustering of the first features."""
    return clustered(subject.id, count, method, k, seed)[2]


@remember(saying="Trying other starts")
def another_start(subject_id: str) -> tuple[int, int]:
    """Number of features and seed of the first start that ends elsewhere than seed 1 does."""
    starts = [(count, seed) for count in (1, len(SPECS)) for seed in SEEDS]
    elsewhere = (s for s in starts if f"{dice(s[0], seed=s[1]):.2f}" != f"{dice(s[0]):.2f}")
    return next(elsewhere, starts[-1])


def change(before: float, after: float) -> str:
    """How a mean Dice changes, to two decimals."""
    first, second = f"{before:.2f}", f"{after:.2f}"
    return f"it stays at {first}" if first == second else f"from {first} to {second}"


def missing(per_class: dict) -> str:
    """Tell which classes no cluster was named after: a cluster has its majority right."""
    lost = [name for name, score in per_class.items() if score == 0]
    return f" No cluster is named {' or '.join(lost)}." if lost else ""


@st.fragment
def explore() -> None:
    """Add features, watch the clusters."""
    first, second, third, fourth = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    with first:
        count = controls.slider("features", "Features", 1, len(SPECS), 1, 2)
    with second:
        method = controls.choice("method", "Method", METHODS, "k-means")
    with third:
        k = controls.slider("k", "Clusters k", 2, 6, 1, 4)
    with fourth:
        seed = controls.slider(
            "seed", "Random start", SEEDS[0], SEEDS[-1], 1, SEEDS[0], help=controls.SEED
        )
    scores = {n: dice(n, k, seed, method) for n in range(1, count + 1)}
    named, per_class, mean = clustered(subject.id, count, method, k, seed)
    best = max(scores, key=scores.get)
    st.markdown(
        f"Mean Dice with {count} feature{'s' * (count > 1)}: ({' + '.join(f'{d:.2f}' for d in per_class.values())}) / "
        f"{len(per_class)} = **{mean:.2f}**. "
        + (
            f"So far **{best} feature{'s' * (best > 1)}** did best."
            if count > 1
            else "What will another feature do to it?"
        )
        + missing(per_class)
    )
    shown = SPECS[:count]
    linked_view(
        features(subject.id, SPECS),
        subject.truth,
        named.reshape(subject.truth.shape),
        classes=subject.classes,
        rows=[
            [image(), truth(), result("Clusters"), errors()],
            *scatter_grid(shown, colour="result"),
        ],
        hint=f"Clustered by: {'; '.join(spec_title(spec) for spec in shown)}. Lasso dots in one plot: where are they in the others?",
    )
    some, each = st.columns(2)
    with some:
        figures.bars(
            "counts",
            {f"{n} feature{'s' * (n > 1)}": score for n, score in scores.items()},
            title="Mean Dice",
            colours=[theme.CLUSTER_COLOURS[6]] * len(scores),
        )
    with each:
        figures.bars(
            "classes",
            per_class,
            title=f"Dice with {count} feature{'s' * (count > 1)}",
            colours=theme.class_colours(len(per_class)),
        )
    controls.listing()


explore()
helped = dice(4) > dice(1)
alike = sum((dice(4, seed=seed) > dice(1, seed=seed)) == helped for seed in SEEDS)
starts = f"From {dice(1):.2f} to {dice(4):.2f}, and {'up' if helped else 'down'} with {alike} of the {len(SEEDS)} random starts."
steep = features(subject.id, SPECS).values[:, 2] > STEEP
shares = np.bincount(subject.truth.ravel()[steep]) / steep.sum()
many, seed = another_start(subject.id)
offer(
    [
        Preset(
            "One feature",
            {"features": 1, "method": "k-means", "k": 4, "seed": 1},
            f"Intensity alone: mean Dice {dice(1):.2f}.",
        ),
        Preset(
            "Four features",
            {"features": 4, "method": "k-means", "k": 4, "seed": 1},
            f"Everything at once: mean Dice {dice(4):.2f}."
            + ("" if helped else " Which clusters follow edges instead of classes?"),
        ),
        Preset(
            "More clusters",
            {"features": 1, "method": "k-means", "k": 6, "seed": 1},
            f"Six clusters of intensity instead of four, mean Dice: {change(dice(1), dice(1, k=6))}. Several clusters may share a name.",
        ),
        Preset(
            "Another start",
            {"features": many, "method": "k-means", "k": 4, "seed": seed},
            f"{'One feature' if many == 1 else f'{many} features'}, other random pixels to start from: mean Dice {dice(many, seed=seed):.3f} instead of {dice(many):.3f}. "
            "K-means ends where no single step helps, and that depends on where it began.",
        ),
        Preset(
            "Stretched clouds",
            {"features": 4, "method": "mixture", "k": 4, "seed": 1},
            "A mixture of Gaussians may stretch and tilt its clusters, so a feature can matter for one cluster and not for another.",
        ),
    ]
)

left, right = st.columns(2)
with left:
    glossary.tell(
        f"""
[[k-means|K-means]] is not limited to two [[feature|features]]. Three numbers per pixel are a point in space, four a point in a space
that nobody can picture, and distances are computed in the same way. All we can look at are flat views of that
[[feature space]], two features at a time. Here the features are, in this order: {"; ".join(spec_title(spec) for spec in SPECS)}.
Each of them is [[normalising|normalised]].

**Do more features help?** It depends on the image, so predict before you look. A new feature may measure something in which the
classes differ, or something else, such as edges. K-means gives every feature the same say and cannot know which of them matter.

**An honest note.** Clusters have no names. To colour them as classes and to compute the [[Dice coefficient]], each one is named after the
class that most of its pixels belong to, and that looks at the [[ground truth]]. The clusters themselves never saw it.

**Try**

1. Go from one to four features. Which cluster changes its meaning?
2. Move *Random start*. Do the clusters stay the same?
3. Compare the two kinds of image, brain and textures.
"""
    )
    code.show(kmeans, standardise, name_clusters)
with right:
    ask(
        "helped",
        "Predict: k-means, four clusters, random start 1. You go from one feature to four. What does mean Dice do on this image?",
        [
            Answer(
                "It rises.",
                f"{starts} "
                + (
                    "The new features measure something in which these classes differ. On the brains it is the other way round."
                    if helped
                    else "The new features follow surroundings and edges, and k-means follows them."
                ),
                helped,
            ),
            Answer(
                "It falls.",
                f"{starts} "
                + (
                    "Here intensity alone knows too little."
                    if helped
                    else "The new features follow surroundings and edges, and k-means cannot know that nobody asked for them. "
                    "On the three textures it is the other way round."
                ),
                not helped,
            ),
            Answer(
                "It stays: the pixels are the same.",
                "The pixels are, but the distances between them are not.",
            ),
        ],
        then={"features": 4, "method": "k-means", "k": 4, "seed": 1},
    )
    ask(
        "worse",
        "How can an additional feature make a clustering worse?",
        [
            Answer(
                "It cannot: more information is never worse.",
                "For the best possible rule that is so. K-means is no such rule: it does not know which information to use.",
            ),
            Answer(
                "K-means must listen to it, whether or not it has to do with the classes.",
                "Normalised, every feature has the same say. Without ground truth nothing tells k-means which ones to trust.",
                True,
            ),
            Answer(
                "Four dimensions are too many to compute distances in.",
                "A distance in four dimensions takes one more square than in three, and that is all.",
            ),
        ],
        show=[("truth", "!=", "result")],
    )
    ask(
        "honest",
        "You take more and more clusters, each named by majority. With as many clusters as pixels, what is mean Dice?",
        [
            Answer(
                "1: every pixel is named by its own ground truth.",
                "The score would be perfect and worth nothing: all of it comes from the naming. Keep k small when you name clusters in this way.",
                True,
            ),
            Answer(
                "About as high as with six clusters.",
                "A cluster of a single pixel has a majority of one, and it is always right.",
            ),
            Answer(
                "0: nothing is grouped any more.",
                "Dice does not ask for groups, only whether each pixel has the right name. And each is named by its own ground truth.",
            ),
        ],
    )
    find(
        "steep",
        f"Find the steep places: gradient magnitude above {STEEP:g}.",
        [("gradient:5", ">", STEEP)],
        why="They lie in bands along the borders of large dark and bright areas. "
        + (
            f"Here {shares.max():.0%} of them are {subject.classes[shares.argmax()]}, so they tell something about the class."
            if helped
            else "K-means cannot know that a border is no class."
        ),
        hint="Choose 3 features or more. Drag over the histogram of the gradient magnitude from 0.02 to its right end, "
        "or draw a box around the same dots in a plot.",
    )
