"""What stands in for the result of a segmentation method."""

from segcore import resize, shift, threshold

RESULTS = {
    "moved": "The truth, shifted and grown",
    "everything": "Everything",
    "nothing": "Nothing",
}


def candidate(mask, kind, by, grow):
    """A mask to be compared with the true one."""
    if kind == "moved":
        return shift(resize(mask, grow), 0, by) if mask.any() else mask
    return threshold(mask, -1 if kind == "everything" else 1)


def why_still(structure, kind):
    """Why nothing can be shifted or grown, if so."""
    if structure == "none":
        return dict.fromkeys(("shift", "grow"), "There is nothing to move.")
    reason = f"Only “{RESULTS['moved']}” moves."
    return {} if kind == "moved" else dict.fromkeys(("shift", "grow"), reason)
