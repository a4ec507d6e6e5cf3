from segview.wording import mean_dice


def test_a_mean_with_its_terms():
    assert mean_dice({"brain": 0.9, "fluid": 0.5}) == "(brain 0.900 + fluid 0.500) / 2 = 0.700"
