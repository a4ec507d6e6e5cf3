"""How much a check of an answer may do in all, in work and never in seconds.

The unit is a number read from an array. The other prices follow from it, so that whatever the
budget is spent on, it holds at most about 40 MB at any time and takes a few seconds at worst.
"""

WORK = 200_000_000
READ = 1  # a number of an array
MADE = 40  # a number of a new array: 8 bytes, so that all of the budget makes 40 MB
ITEM = 600  # an item of a list: its place, and a number or a row of an array
STEP = 140  # a step of the interpreter, some microseconds


class Refused(ValueError):
    """An answer that has no value; the message tells a beginner why.

    Attributes
    ----------
    parameter, place : str, int or None
        That of the called function that was given something unfit, and its place among those that
        may be given.
    blank, line : int or None
        Where in the answer the fault is: number of a blank from 0, of a line from 1.
    """

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.place: int | None = None
        self.blank: int | None = None
        self.line: int | None = None


class Budget:
    """What is left to spend; one for all blanks and all cases of a check.

    Parameters
    ----------
    work : float
        In numbers read.
    """

    def __init__(self, work: float = WORK) -> None:
        self.left = work

    def spend(self, cost: float) -> None:
        """Pay for work before it is done.

        Parameters
        ----------
        cost : float
            What it takes at most; infinity and not-a-number are too much.

        Raises
        ------
        Refused
            If there is less left.
        """
        if not cost <= self.left:
            raise Refused("This would take far more numbers, or more steps, than any answer needs.")
        self.left -= cost
