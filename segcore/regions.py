"""Decision regions: what a classifier answers everywhere in a plane of two features."""

import numpy as np


def decision_regions(model, ranges, size=160):
    """Ask a classifier of two features for its label on a regular grid.

    Parameters
    ----------
    model : object with ``predict(values)``
        Trained on two features.
    ranges : ((float, float), (float, float))
        Ends of the grid along the first and the second feature.
    size : int
        Places along each feature.

    Returns
    -------
    (size, size) integer array
        Rows follow the second feature from low to high, columns the first; each label belongs to
        the middle of its cell.
    """
    middles = (np.arange(size) + 0.5) / size
    (x0, x1), (y0, y1) = ranges
    x, y = np.meshgrid(x0 + middles * (x1 - x0), y0 + middles * (y1 - y0))
    return np.reshape(model.predict(np.column_stack([x.ravel(), y.ravel()])), (size, size))
