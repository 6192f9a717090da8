"""Results as text."""

from typing import Any

STEEP = 1.3
"""A time per byte that grows more than this from the smallest size to the largest is pointed out."""


def steepness(row: list[float | None]) -> float | None:
    """How many times more a byte costs at the largest size than at the smallest; None: it was left out."""
    return row[-1] / row[0] if row[-1] is not None and row[0] else None


def report(results: dict[str, Any]) -> str:
    """The parts of the results that there are, each under its name."""
    lines: list[str] = []
    for part, rows in results.items():
        if not isinstance(rows, dict):
            continue
        lines += ["", part]
        if part == "adversaries":
            lines += _adversaries(rows)
            continue
        for name, row in rows.items():
            if part == "cold start" and isinstance(row, dict):
                lines.append(f"  {name}")
                lines += [f"    {command:26} {_cells(cells)}" for command, cells in row.items()]
            else:
                lines.append(f"  {name:28} {_cells(row) if isinstance(row, dict) else row}")
    return "\n".join(lines[1:])


def _cells(row: dict[str, Any]) -> str:
    return "  ".join(f"{name} {cell}" for name, cell in row.items())


def _adversaries(table: dict[str, list[float | None]]) -> list[str]:
    lines = [f"  {'ns/byte at rising sizes':32}"]
    for name, row in table.items():
        cells = " ".join(f"{cell:9.0f}" if cell is not None else "        -" for cell in row)
        steep = steepness(row)
        mark = "too slow" if steep is None else f"{steep:5.2f}" + (" grows" if steep > STEEP else "")
        lines.append(f"  {name!r:32} {cells}  {mark}")
    return lines
