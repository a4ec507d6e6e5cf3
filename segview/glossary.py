"""The course's words in plain language, and prose that links to them."""

import re

import streamlit as st

TERMS = {
    "pixel": "One small square of an image, with one number for its brightness.",
    "image": "A grid of pixels, in rows and columns.",
    "volume": "A stack of images: slices through a body, one above the other.",
    "intensity": "How bright a pixel is, here from 0 (black) to 1 (white).",
    "dataset": "A table of examples. Here each row is a pixel and each column a feature.",
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
    "cluster": "A group of pixels that lie close together in feature space, found without ground truth.",
    "centre": "The middle of a cluster: the mean of its pixels in feature space.",
    "k-means": "A method that finds k clusters: give each pixel to its nearest centre, move each centre to the mean of its pixels, repeat.",
    "mixture of Gaussians": "A method that describes the pixels as a sum of bell-shaped clouds, each with its own width.",
    "accuracy": "The fraction of pixels whose label is right.",
    "Dice coefficient": "How well two masks overlap: twice the common pixels, divided by the sizes of both. 1 is perfect, 0 is nothing in common.",
    "IoU": "Intersection over union: the common pixels of two masks, divided by all pixels that are in at least one of them.",
    "true positive": "A foreground pixel that was found: foreground in the ground truth and in the result.",
    "true negative": "A background pixel that was rightly called background.",
    "false positive": "A pixel that was called foreground but is not.",
    "false negative": "A foreground pixel that was missed.",
    "filter": "A recipe that computes a new value for every pixel from the pixels around it.",
    "Gaussian blur": "A filter that averages the pixels around each pixel, near ones counting more. Its width is called σ (sigma). Also called Gaussian filtering.",
    "gradient magnitude": "A filter that says how fast the brightness changes around a pixel: high at borders, near 0 inside even areas.",
    "noise": "Random changes of the intensities, as every scanner makes them. Here their size is given as a standard deviation.",
    "standard deviation": "How far numbers usually lie from their mean: the root of the mean squared distance. Written σ (sigma).",
    "normalising": "Bringing features to a common scale, so that none counts more because of its unit.",
    "unsupervised": "Working without ground truth, as clustering does.",
    "supervised": "Learning from pixels whose labels are given, as classifiers do.",
    "classifier": "A rule learnt from labelled pixels that gives labels to new ones.",
    "nearest mean": "A classifier: a pixel gets the label of the nearest class mean in feature space.",
    "nearest neighbours": "A classifier: a pixel gets the label that most of the k closest training pixels have.",
    "decision region": "The part of feature space in which a classifier gives the same label.",
    "training": "Letting a classifier learn from pixels with known labels.",
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


def tell(text: str) -> None:
    """Show Markdown in which ``[[term]]`` links to the glossary and explains itself on hovering."""
    st.markdown(re.sub(r"\[\[([^\[\]]+)\]\]", link, text))
