"""Cheapest one-to-one assignment of few rows to few columns (Hungarian method)."""

from __future__ import annotations

_NEVER = 1e6


def cheapest(costs: list[list[float]]) -> list[int | None]:
    """Column of each row at the least total cost; None for rows beyond the number of columns."""
    rows, columns = len(costs), len(costs[0])
    size = max(rows, columns)
    matrix = [[costs[r][c] if r < rows and c < columns else _NEVER for c in range(size)] for r in range(size)]
    potential_row, potential_column = [0.0] * (size + 1), [0.0] * (size + 1)
    match = [0] * (size + 1)
    for row in range(1, size + 1):
        way, least, done = [0] * (size + 1), [float("inf")] * (size + 1), [False] * (size + 1)
        match[0], column = row, 0
        while match[column]:
            done[column] = True
            here, delta, following = match[column], float("inf"), 0
            for other in range(1, size + 1):
                if done[other]:
                    continue
                cost = matrix[here - 1][other - 1] - potential_row[here] - potential_column[other]
                if cost < least[other]:
                    least[other], way[other] = cost, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(size + 1):
                if done[other]:
                    potential_row[match[other]] += delta
                    potential_column[other] -= delta
                else:
                    least[other] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    found: list[int | None] = [None] * rows
    for column in range(1, size + 1):
        row = match[column]
        if 0 < row <= rows and column <= columns:
            found[row - 1] = column - 1
    return found
