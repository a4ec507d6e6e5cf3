"""How well filters separate the classes, one compared with another, in words."""

from segcore import FILTERS


def named(pair):
    """Both filters of a pair, for people."""
    return " and ".join(FILTERS[name].title for name in pair)


def with_the_best(pairs, pair):
    """How a pair compares with the best of all pairs, which come best first."""
    best = next(iter(pairs))
    other = "more than on any other pair of filters"
    told = other if pair == best else f"and {pairs[best]:.3f} on {named(best)}"
    return f"The majority rule reaches {pairs[pair]:.3f} on it, {told}."


def with_other_partners(partners, name):
    """How a partner of intensity compares with the others, and what it measures."""
    most = max(partners.values())
    told = "the most of the three" if partners[name] == most else f"less than {most:.3f}"
    return f"With intensity it reaches {partners[name]:.3f}, {told}. {FILTERS[name].explanation}"


def with_chance(alone, chance):
    """What random numbers add to intensity."""
    told = f"{chance:.3f}, and {alone:.3f} with intensity alone."
    if chance <= alone:
        return told
    return f"{told} What they seem to add is chance: in a cell with few pixels the majority is an accident."
