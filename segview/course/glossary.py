"""The course's words in plain language, and prose that links to them."""

import re

import streamlit as st

TERMS = {
    "pixel": "One small square of an image, with one number for its brightness.",
    "image": "A grid of pixels, in rows and columns.",
    "row": "A line of pixels from left to right. As a feature: how far down a pixel lies.",
    "column": "A line of pixels from top to bottom, or one feature in a dataset. As a feature of the pixel: how far right it lies.",
    "volume": "A stack of images: slices through a body, one above the other.",
    "intensity": "How bright a pixel is, here from 0 (black) to 1 (white).",
    "dataset": "A table of examples. Here each row is a pixel and each column a feature.",
    "ravel": "A step of NumPy: an image of rows and columns becomes one long row of pixels, ready to be a column of a dataset.",
    "feature": "One number that describes a pixel, such as its intensity or the brightness around it.",
    "feature space": "The space with one axis per feature. Every pixel is a dot in it; where the pixel lies in the image plays no part.",
    "histogram": "A chart of how many pixels have which intensity, counted in bins.",
    "bin": "A short range of values whose pixels are counted together, such as all intensities from 0.05 to 0.1.",
    "segmentation": "Giving every pixel of an image a label, such as brain or not brain.",
    "label": "The name of the group that a pixel is said to belong to, stored as a number.",
    "mask": "An image of labels instead of intensities.",
    "ground truth": "The labels that count as right, usually drawn by an expert.",
    "threshold": "A number: pixels brighter than it get one label, all others another.",
    "Otsu's method": "A way to choose a threshold without ground truth: it tries them all and takes the one that leaves the pixels on each side most alike.",
    "class": "A group that pixels really belong to, such as grey matter.",
    "CSF": "Cerebrospinal fluid: the clear fluid around the brain, between its folds and in its ventricles. Dark in these images.",
    "ventricles": "The hollow spaces inside the brain, filled with fluid (CSF). They grow with age.",
    "grey matter": "The brain tissue that holds the nerve cells: a folded layer at the surface and some islands inside. Medium grey in these images.",
    "white matter": "The brain tissue that holds the fibres between nerve cells. The brightest part of the brain in these images.",
    "class overlap": "Pixels of different classes have the same feature values, so no rule on these features can tell them apart.",
    "ceiling": "The best Dice that any rule on the given features could reach, if it knew the ground truth.",
    "majority rule": "Cut the feature space into cells and give each the class that most of its pixels have. It needs the ground truth, so it measures features and is no method.",
    "cluster": "A group of pixels that lie close together in feature space, found without ground truth.",
    "centre": "The middle of a cluster: the mean of its pixels in feature space.",
    "k-means": "A method that finds k clusters: give each pixel to its nearest centre, move each centre to the mean of its pixels, repeat.",
    "Gaussian": "A bell-shaped curve or cloud: high in the middle, falling off to all sides. Its width is its standard deviation.",
    "mixture of Gaussians": "A method that describes the pixels as a sum of bell-shaped clouds, each with its own width.",
    "seed": "The number that random numbers are computed from. With the same seed, everything left to chance comes out the same.",
    "accuracy": "The fraction of pixels whose label is right.",
    "Dice coefficient": "How well two masks overlap: twice the common pixels, divided by the sizes of both. 1 is perfect, 0 is nothing in common.",
    "mean Dice": "The Dice of each class by itself, summed and divided by their number. Every class counts the same, however small.",
    "pooled Dice": "One Dice of all pixels of all structures thrown together. Large structures count most.",
    "IoU": "Intersection over union: the common pixels of two masks, divided by all pixels that are in at least one of them.",
    "true positive": "A foreground pixel that was found: foreground in the ground truth and in the result.",
    "true negative": "A background pixel that was rightly called background.",
    "false positive": "A pixel that was called foreground but is not.",
    "false negative": "A foreground pixel that was missed.",
    "baseline": "What a method reaches that does not look at the image, such as calling everything brain. Any real method has to do better.",
    "filter": "A recipe that computes a new value for every pixel from the pixels around it.",
    "Gaussian blur": "A filter that averages the pixels around each pixel, near ones counting more. Its width is called σ (sigma). Also called Gaussian filtering.",
    "window mean": "A filter: the mean of a square window around each pixel, where all its pixels count the same.",
    "window median": "A filter: the middle one of the intensities in a window, in order of size. A few odd pixels do not move it.",
    "window standard deviation": "A filter: how much the intensities in a window differ. Large at edges and in textures, near 0 inside even areas.",
    "gradient magnitude": "A filter that says how fast the brightness changes around a pixel: high at borders, near 0 inside even areas.",
    "Laplacian of Gaussian": "A filter: it blurs, then compares each pixel with the mean of those around it. Above 0 in dark spots, below 0 in bright ones.",
    "difference of Gaussians": "A filter: a little blur minus more blur. Above 0 where a pixel is brighter than its wider surroundings.",
    "larger Hessian eigenvalue": "A filter: how strongly the brightness curves upwards, in the direction in which it does so most. Large along dark lines. Its twin is the smaller Hessian eigenvalue.",
    "smaller Hessian eigenvalue": "A filter: how strongly the brightness curves downwards, as a number below 0, in the direction in which it does so most. Far below 0 along bright lines.",
    "random numbers": "Numbers drawn by chance. As a feature they know nothing about a pixel, so nothing should be learnt from them.",
    "noise": "Random changes of the intensities, as every scanner makes them. Here their size is given as a standard deviation.",
    "standard deviation": "How far numbers usually lie from their mean: the root of the mean squared distance. Written σ (sigma).",
    "normalising": "Bringing features to a common scale, so that none counts more because of its unit.",
    "unsupervised": "Working without ground truth, as clustering does.",
    "supervised": "Learning from pixels whose labels are given, as classifiers do.",
    "classifier": "A rule learnt from labelled pixels that gives labels to new ones.",
    "nearest mean": "A classifier: a pixel gets the label of the nearest class mean in feature space.",
    "nearest neighbours": "A classifier: a pixel gets the label that most of the k closest training pixels have.",
    "logistic regression": "A classifier: a weighted sum of the features decides how probable each class is. Its borders are straight, where two classes are equally probable.",
    "linear discriminant": "A classifier: it describes each class as a bell-shaped cloud, all of one shape, and takes the most probable one. Its borders are straight.",
    "quadratic discriminant": "A classifier: it describes each class as a bell-shaped cloud with a shape of its own, and takes the most probable one. Its borders are curved.",
    "decision tree": "A classifier: a series of questions, each a threshold on one feature, leads to the class.",
    "random forest": "A classifier: many decision trees, each trained on a random part of the data, vote for the class.",
    "decision region": "The part of feature space in which a classifier gives the same label.",
    "training": "Letting a classifier learn from pixels with known labels.",
    "forward selection": "A way to choose features: take the best one, then the one that adds most to it, and so on.",
    "overfitting": "Learning the training pixels by heart, chance included: excellent there, worse on anything new.",
}


def slug(term: str) -> str:
    """Anchor of a term on the glossary page."""
    return term.lower().replace(" ", "-")


def link(match: re.Match) -> str:
    """Markdown link to a term written as ``[[term]]`` or ``[[term|as it stands in the text]]``."""
    term, _, text = match[1].partition("|")
    if term not in TERMS:
        raise KeyError(f"“{term}” is not in the glossary.")
    return f'[{text or term}](glossary#{slug(term)} "{TERMS[term]}")'


def show() -> None:
    """Show all terms in alphabetical order, each with its anchor."""
    st.title("Glossary", anchor=False)
    for term in sorted(TERMS, key=str.lower):
        st.subheader(term, anchor=slug(term))
        st.markdown(TERMS[term])


def linked(text: str) -> str:
    """Markdown in which every ``[[term]]`` is a link to the glossary."""
    return re.sub(r"\[\[([^\[\]]+)\]\]", link, text)


def tell(text: str) -> None:
    """Show Markdown in which ``[[term]]`` links to the glossary and explains itself on hovering."""
    st.markdown(linked(text))
