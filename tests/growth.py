"""How the processor time of something grows with its size."""

import time
from collections.abc import Callable


def growth(prepare: Callable[[int], Callable[[], object]], size: int, factor: int = 8) -> float:
    """The time of `factor` times `size` over that of `size`, the best of three of each: linear growth gives about `factor`.

    `prepare` makes what is timed, for a size.
    """

    def seconds(number: int) -> float:
        action = prepare(number)
        found = []
        for _ in range(3):
            started = time.process_time()
            action()
            found.append(time.process_time() - started)
        return max(min(found), 1e-3)

    seconds(size)  # patterns are compiled, caches filled
    return seconds(factor * size) / seconds(size)
