"""The weights of a blur, as a curve and as a formula."""

from segview.scene import Curves, Note

RADIUS = 30


def kernel(sigma, weights):
    """The weights by distance, and their formula with this sigma."""
    return [
        Curves(
            key="kernel",
            x=range(-RADIUS, RADIUS + 1),
            lines={"weight in the mean": weights},
            titles=("distance in pixels", "weight"),
        ),
        Note(bell(sigma, weights)),
    ]


def bell(sigma, weights):
    """The formula of the weights, with this sigma."""
    if sigma == 0:
        return "With σ = 0 only the pixel itself has a weight."
    two, five = (weights[RADIUS + distance] / weights[RADIUS] for distance in (2, 5))
    return (
        f"A pixel at distance d counts exp(−d² / (2 · {sigma:g}²)) times as much as the pixel itself: "
        f"at 2 pixels {two:.2f}, at 5 pixels {five:.2f}. "
        "All weights are then divided by their sum, to make 1 together."
    )
