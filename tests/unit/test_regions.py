"""Decision regions against the classifier asked place by place."""

import numpy as np

from segcore import decision_regions, train


def test_every_cell_holds_the_answer_at_its_middle():
    rng = np.random.default_rng(0)
    values, labels = rng.random((60, 2)), rng.integers(0, 3, 60)
    model = train("nearest neighbours", values, labels, neighbours=1)
    regions = decision_regions(model, ((0, 1), (2, 4)), size=8)
    assert regions.shape == (8, 8)
    for row in range(8):
        for column in range(8):
            place = [(column + 0.5) / 8, 2 + 2 * (row + 0.5) / 8]
            nearest = np.argmin(((values - place) ** 2).sum(axis=1))
            assert regions[row, column] == labels[nearest]
