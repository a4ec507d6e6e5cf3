"""What more features did to the clusters, in words."""

HELPED = {
    "edges": "",
    "rises": "The new features measure something in which these classes differ. On the brains it is the other way round.",
    "falls": "Here intensity alone knows too little.",
}
HARMED = {
    "edges": " Which clusters follow edges instead of classes?",
    "rises": "The new features follow surroundings and edges, and k-means follows them.",
    "falls": "The new features follow surroundings and edges, and k-means cannot know that nobody asked for them. "
    "On the three textures it is the other way round.",
}


def verdicts(one, four, seeds_alike, seeds):
    """Whether four features did better than one, and what is to be said of it, by name."""
    helped = four > one
    way = "up" if helped else "down"
    return (HELPED if helped else HARMED) | {
        "helped": helped,
        "harmed": not helped,
        "starts": f"From {one:.2f} to {four:.2f}, and {way} with {seeds_alike} of the {seeds} random starts.",
    }


def change(before, after):
    """How a mean Dice changes, to two decimals."""
    first, second = f"{before:.2f}", f"{after:.2f}"
    return f"it stays at {first}" if first == second else f"from {first} to {second}"
