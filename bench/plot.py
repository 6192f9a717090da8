"""Results as a picture: `python -m bench.plot bench/results/news.json docs/performance.svg`."""

import json
import sys
from collections.abc import Sequence
from html import escape
from math import log10
from pathlib import Path
from typing import Any

WIDTH, PANEL, LEFT, RIGHT = 760, 40, 190, 110
OWN, OTHER, FAINT, INK = "#1f6f8b", "#b8b8b8", "#e4e4e4", "#333"


class Canvas:
    """Shapes below each other, and how far down they reach."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self.y = 0.0

    def title(self, text: str) -> None:
        self.y += PANEL
        self.text(8, text, "start", "bold")
        self.y += 10

    def text(self, x: float, text: str, anchor: str = "start", weight: str = "normal") -> None:
        self.shapes.append(
            f'<text x="{x:.1f}" y="{self.y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
        )

    def bars(self, rows: Sequence[tuple[str, float, str, bool]]) -> None:
        """Horizontal bars: a name, a length, what it says, and whether it is ours."""
        longest = max(length for _, length, _, _ in rows)
        for name, length, says, own in rows:
            self.y += 22
            self.text(LEFT - 8, name, "end")
            width = max(1.0, (WIDTH - LEFT - RIGHT) * length / longest)
            self.shapes.append(
                f'<rect x="{LEFT}" y="{self.y - 12:.1f}" width="{width:.1f}" height="15" fill="{OWN if own else OTHER}"/>'
            )
            self.text(LEFT + width + 6, says)

    def lines(self, series: Sequence[Sequence[tuple[float, float]]], labels: tuple[str, str], own: str) -> None:
        """Lines in a plane whose axes are logarithmic: every point is a size and a cost, both above zero."""
        points = [point for line in series for point in line]
        xs, ys = [log10(x) for x, _ in points], [log10(y) for _, y in points]
        low_x, low_y, high_y = min(xs), int(min(ys) // 1), -int(-max(ys) // 1)
        height = 34.0 * (high_y - low_y)
        top = self.y + 10

        def place(x: float, y: float) -> str:
            across = (log10(x) - low_x) / ((max(xs) - low_x) or 1)
            return f"{LEFT + across * (WIDTH - LEFT - RIGHT):.1f},{top + height * (1 - (log10(y) - low_y) / ((high_y - low_y) or 1)):.1f}"

        for power in range(low_y, high_y + 1):
            begin, end = place(10**low_x, 10**power), place(10 ** max(xs), 10**power)
            self.shapes.append(f'<polyline points="{begin} {end}" stroke="{FAINT}" fill="none"/>')
            self.y = float(begin.split(",")[1]) + 4
            self.text(LEFT - 8, f"{10**power:,} {labels[1]}", "end")
        for line in series:
            path = " ".join(place(x, y) for x, y in line)
            self.shapes.append(f'<polyline points="{path}" stroke="{own}" stroke-opacity="0.55" fill="none"/>')
        self.y = top + height + 18
        for x in sorted({x for x, _ in points}):
            self.text(float(place(x, 10**low_y).split(",")[0]), f"{x / 1e6:g} {labels[0]}", "middle")

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.y + 20:.0f}" font-family="sans-serif" '
            f'font-size="13" fill="{INK}">\n<rect width="100%" height="100%" fill="white"/>\n'
            + "\n".join(self.shapes)
            + "\n</svg>\n"
        )


def draw(results: dict[str, Any]) -> str:
    """The parts of the results that there are, as SVG."""
    canvas = Canvas()
    for place, rows in results.get("cold start", {}).items():
        if isinstance(rows, dict):
            canvas.title(f"Cold start on one article, {place} (seconds of the processor, less is better)")
            canvas.bars(
                [(name, row["cpu"], f"{row['cpu']:.2f} s", name.startswith("factx")) for name, row in rows.items()]
            )
    if throughput := {name: row for name, row in results.get("throughput", {}).items() if isinstance(row, dict)}:
        canvas.title("Throughput of one process (MB of UTF-8 a second, more is better)")
        canvas.bars(
            [
                (name, row["MB/s"], f"{row['MB/s']:.2f} MB/s", name.startswith("factx"))
                for name, row in throughput.items()
            ]
        )
    if growth := results.get("growth"):
        canvas.title("One text of rising size (nanoseconds per byte, level is linear)")
        canvas.lines(
            [[(float(f"{row['bytes']:.2g}"), row["ns/byte"]) for name, row in growth.items() if "line" not in name]],
            ("MB", "ns"),
            OWN,
        )
    if hostile := results.get("adversaries"):
        sizes = results["adversary sizes"]
        canvas.title(f"{len(hostile)} hostile texts (nanoseconds per byte, level is linear)")
        canvas.lines(
            [[(x, y) for x, y in zip(sizes, row, strict=True) if y] for row in hostile.values()], ("MB", "ns"), OTHER
        )
    return canvas.svg()


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(draw(json.loads(source.read_text("utf-8"))), "utf-8")
