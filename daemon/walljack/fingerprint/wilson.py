"""What a count of right answers is worth."""

from __future__ import annotations

import math

# 95 % of a normal distribution lies within this many standard deviations of its middle.
_Z = 1.959963984540054


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a ratio: (lower, upper), both 0 … 1; (0, 1) when n is 0.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
    """
    if n <= 0:
        return 0.0, 1.0
    ratio = right / n
    middle = ratio + _Z * _Z / (2 * n)
    reach = _Z * math.sqrt(ratio * (1 - ratio) / n + _Z * _Z / (4 * n * n))
    scale = 1 + _Z * _Z / n
    # At 0 and n the formula reaches the end of the scale exactly; rounding may overstep it.
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
