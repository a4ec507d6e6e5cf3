"""The images of the course: a light catalogue whose pixels are read when first asked for."""

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from segcore.download import Remote, fetch
from segcore.grids import Grid
from segcore.reading import ImageError, read_image, read_mask

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Terms:
    """What whoever uses an image agrees to.

    Attributes
    ----------
    id : str
        Short name.
    title, link : str
        What the agreement is called, and where to read it whole.
    about : str
        Whose it is, and why there is one.
    asks : tuple of str
        What it asks for, in short sentences.
    """

    id: str
    title: str
    link: str
    about: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """One image with its ground truth.

    Reading ``image``, ``truth`` or ``binary_truth`` loads pixels, once; nothing else does. The
    arrays are read-only because everybody shares them: copy before you change one.

    Attributes
    ----------
    id : str
        Short name, as in URLs.
    title : str
        Name for people.
    classes : tuple of str
        ``classes[label]`` is the name of that label.
    foreground : str
        What the labels above 0 are together, such as ``"brain"``.
    source : str
        Where the image comes from and whom to thank for it.
    image_file, truth_file : str
        File names in ``data/``, or at the source of a download.
    age : int or None
        Age in years of a simulated person.
    slice, scanner : str
        Position in the head and scanner; empty where neither applies.
    held_out : bool
        Whether lessons never offer it, so that it can be used to test what was learnt.
    grid : Grid or None
        Where its pixels lie in the world, if its file says so.
    image_remote, truth_remote : Remote or None
        Where to find the files of a subject that is downloaded on request.
    terms : Terms or None
        What to agree to before it is shown; whoever shows it has to ask.
    """

    id: str
    title: str
    classes: tuple[str, ...]
    foreground: str
    source: str
    image_file: str
    truth_file: str
    age: int | None = None
    slice: str = ""
    scanner: str = ""
    held_out: bool = False
    grid: Grid | None = None
    image_remote: Remote | None = None
    truth_remote: Remote | None = None
    terms: Terms | None = None

    @classmethod
    def of(
        cls,
        id,
        title,
        image,
        truth=None,
        *,
        classes=(),
        foreground="foreground",
        source="",
        grid=None,
    ):
        """An image that is in memory already, such as one that a learner brought along.

        Parameters
        ----------
        id, title, foreground, source, grid
            As the attributes.
        image : (H, W) float array in [0, 1]
            Grey levels; becomes read-only.
        truth : (H, W) integer array of labels 0 ... len(classes) - 1, optional
            Ground truth; becomes read-only. Without one, ``truth`` and ``binary_truth`` are None.
        classes : sequence of str
            Names of the labels.

        Returns
        -------
        Subject

        Raises
        ------
        ValueError
            If the ground truth has another shape than the image, or labels without a name.
        """
        if truth is not None and (truth.shape != image.shape or truth.max() >= len(classes)):
            raise ValueError(
                f"A ground truth of shape {truth.shape} with labels up to {truth.max()} does not "
                f"fit an image of shape {image.shape} with {len(classes)} classes."
            )
        subject = cls(id, title, tuple(classes), foreground, source, "", "", grid=grid)
        known = {"image": read_only(image), "truth": None, "binary_truth": None}
        if truth is not None:
            known["truth"] = read_only(truth.astype(np.uint8))
            del known["binary_truth"]
        vars(subject).update(known)
        return subject

    @property
    def downloaded(self):
        """Whether the pixels are downloaded on request instead of shipped, bool."""
        return self.image_remote is not None

    @property
    def files(self):
        """Paths of the image and of its ground truth; downloads them, may raise ``ImageError``."""
        if not self.downloaded:
            return DATA / self.image_file, DATA / self.truth_file
        wanted = {self.image_file: self.image_remote, self.truth_file: self.truth_remote}
        return from_source(self.title, wanted)

    @cached_property
    def image(self):
        """Grey levels, read-only ``(H, W)`` float64 in [0, 1]; may raise ``ImageError``."""
        return read_only(read_image(self.files[0], name=self.title))

    @cached_property
    def truth(self):
        """Ground truth, read-only ``(H, W)`` uint8 labels; may raise ``ImageError``."""
        shape = self.image.shape
        return read_only(read_mask(self.files[1], self.title, shape).astype(np.uint8))

    @cached_property
    def binary_truth(self):
        """1 where the truth is any foreground, else 0, read-only ``(H, W)`` uint8."""
        return read_only((self.truth > 0).astype(np.uint8))


@lru_cache
def subjects(*, held_out=False):
    """All images that a learner can choose, without their pixels.

    Parameters
    ----------
    held_out : bool
        Whether to list those that no lesson offers instead.

    Returns
    -------
    tuple of Subject
        In the order of ``data/catalogue.toml``. The same objects every time.
    """
    catalogue = tomllib.loads((DATA / "catalogue.toml").read_text(encoding="utf-8"))
    terms = {one["id"]: Terms(**one | {"asks": tuple(one["asks"])}) for one in catalogue["terms"]}
    known = (_subject(dict(entry), terms) for entry in catalogue["subject"])
    return tuple(subject for subject in known if subject.held_out == held_out)


def load_subject(id):
    """One image of the course, with its pixels in memory.

    Parameters
    ----------
    id : str
        The ``id`` of one of ``subjects()``, or of an image that is held out.

    Returns
    -------
    Subject
        Loaded, and downloaded first if need be; see `segcore.download.fetch`.

    Raises
    ------
    KeyError
        If there is no such subject; the message lists those there are.
    ImageError
        If a download fails, takes too long, or brings something other than the expected file.
    """
    for subject in (*subjects(), *subjects(held_out=True)):
        if subject.id == id:
            _ = subject.image, subject.truth
            return subject
    known = ", ".join(subject.id for subject in subjects())
    raise KeyError(f'There is no subject "{id}"; choose one of {known}.')


def _subject(entry, terms):
    """Catalogue entry → Subject."""
    entry["classes"] = tuple(entry["classes"])
    entry["terms"] = terms.get(entry.get("terms"))
    if entry.pop("download", False):
        for role in ("image", "truth"):
            remote = Remote(entry.pop(f"{role}_commit"), entry.pop(f"{role}_sha256"))
            entry[f"{role}_remote"] = remote
    return Subject(image_file=entry.pop("image"), truth_file=entry.pop("truth"), **entry)


def from_source(title, wanted):
    """Return paths of files that are downloaded if they are not here.

    Parameters
    ----------
    title : str
        What they are, for people.
    wanted : mapping of str to Remote
        See `segcore.download.fetch`.

    Returns
    -------
    tuple of Path

    Raises
    ------
    ImageError
        If a download fails, takes too long, or brings something other than the expected file.
    """
    try:
        return fetch(wanted)
    except (OSError, ValueError) as error:
        raise ImageError(
            f'"{title}" could not be downloaded; choose another image, '
            "or check the internet connection and try again."
        ) from error


def read_only(array):
    """Protect an array that is shared.

    Parameters
    ----------
    array : array

    Returns
    -------
    array
        The same; whoever writes to it gets a ``ValueError``.
    """
    array.setflags(write=False)
    return array
