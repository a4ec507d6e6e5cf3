"""Images that scikit-image has, to be explored: nobody has said where anything is in them."""

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from skimage import data

from segcore.download import Remote
from segcore.reading import read_image
from segcore.subjects import DATA, Subject, from_source, read_only


@dataclass(frozen=True)
class Sample(Subject):
    """An image without ground truth; it is read when first asked for.

    Attributes
    ----------
    channel : int or None
        Which channel of a colour image is shown; None for a grey one.
    """

    channel: int | None = None

    truth = None
    binary_truth = None

    @property
    def files(self):
        """Path of the image, where it is downloaded; may raise ``ImageError``."""
        return from_source(self.title, {self.image_file: self.image_remote})

    @cached_property
    def image(self):
        """Grey levels, read-only ``(H, W)`` float64 in [0, 1]; may raise ``ImageError``."""
        if self.downloaded:
            return read_only(read_image(self.files[0], name=self.title))
        pixels = getattr(data, self.image_file)()
        grey = pixels if self.channel is None else pixels[..., self.channel]
        return read_only(grey / np.max(grey))


@lru_cache
def samples():
    """All images to be explored, without their pixels.

    Returns
    -------
    tuple of Sample
        In the order of ``data/samples.toml``. The same objects every time.
    """
    catalogue = tomllib.loads((DATA / "samples.toml").read_text(encoding="utf-8"))
    return tuple(_sample(dict(entry)) for entry in catalogue["sample"])


def _sample(entry):
    """Catalogue entry → Sample."""
    if address := entry.pop("address", ""):
        entry["image_remote"] = Remote("", entry.pop("sha256"), address)
    return Sample(
        image_file=entry.pop("image"), truth_file="", classes=(), foreground="foreground", **entry
    )
