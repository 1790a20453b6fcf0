"""Makes landscape-table.json: a bicubic spline by SciPy, and the same small array in NumPy's and PNG's formats.

python3 tests/oracle/make-landscape-table.py, with NumPy 2 and SciPy 1; reproducible from its seed.

The spline's coefficients are multiples of 2^-10, so that rounding them to f32 changes nothing: an implementation that
keeps them in f32 can agree with SciPy, which solves for them in f64 from the values, to f64's own rounding.
"""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from scipy.interpolate import CubicSpline

random = np.random.default_rng(20261123)
COLUMNS, ROWS = 9, 7
X = np.linspace(-1.5, 2.5, COLUMNS)
Y = np.linspace(0.25, 1.75, ROWS)


def with_natural_ends(c):
    """One more coefficient at either end of the first axis, so that the second difference there is 0."""
    return np.concatenate([[2 * c[0] - c[1]], c, [2 * c[-1] - c[-2]]])


def values_of(c):
    """The values at the nodes of the B-spline with these coefficients, along the first axis."""
    e = with_natural_ends(c)
    return (e[:-2] + 4 * e[1:-1] + e[2:]) / 6


coefficients = random.integers(-4096, 4096, (ROWS, COLUMNS)) / 1024
values = values_of(values_of(coefficients).T).T


def partial(x, y, dx, dy):
    """A derivative of the natural spline through the values; beyond the border the spline goes on linearly."""

    def along(nodes, numbers, place, order):
        spline = CubicSpline(nodes, numbers, bc_type="natural")
        inside = min(max(place, nodes[0]), nodes[-1])
        if inside == place:
            return spline(place, order)
        if order == 0:
            return spline(inside) + (place - inside) * spline(inside, 1)
        return spline(inside, 1) if order == 1 else 0 * spline(inside)

    return float(along(X, along(Y, values, y, dy), x, dx))


def row(x, y):
    orders = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
    return {"x": x, "y": y, "expected": [partial(x, y, dx, dy) for dx, dy in orders]}


inside = [row(float(x), float(y)) for x, y in zip(random.uniform(-1.5, 2.5, 60), random.uniform(0.25, 1.75, 60))]
beyond = [row(x, y) for x, y in [(-2.0, 1.0), (3.25, 0.5), (0.3, -1.0), (1.1, 2.5), (-3.0, -0.5), (4.0, 5.0), (-100.0, 1.3)]]

array = random.normal(0, 3, (4, 5)).astype("<f4").astype("<f8")


def npy_file(dtype, order, version):
    stream = io.BytesIO()
    npy.write_array(stream, np.asarray(array.astype(dtype), order=order), version=(version, 0))
    return base64.b64encode(stream.getvalue()).decode()


def png_file(pixels, depth):
    """A greyscale PNG whose rows use the five filters in turn."""
    rows = [row.tobytes() for row in pixels.astype(">u2" if depth == 16 else "u1")]
    step = depth // 8
    data, above = b"", bytes(len(rows[0]))
    for number, line in enumerate(rows):
        kind = number % 5
        data += bytes([kind])
        for i, value in enumerate(line):
            left = line[i - step] if i >= step else 0
            up = above[i]
            corner = above[i - step] if i >= step else 0
            p = left + up - corner
            nearest = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
            predicted = [0, left, up, (left + up) // 2, nearest][kind]
            data += bytes([(value - predicted) % 256])
        above = line

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    height, width = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()


pictures = {
    str(depth): random.integers(0, 2**depth, (6, 5)) for depth in (8, 16)
}

table = {
    "spline": {
        "columns": COLUMNS,
        "rows": ROWS,
        "domain": {"x": [-1.5, 2.5], "y": [0.25, 1.75]},
        "values": values.flatten().tolist(),
        "inside": inside,
        "beyond": beyond,
    },
    "npy": {
        "rows": 4,
        "columns": 5,
        "values": array.flatten().tolist(),
        "files": [
            {"dtype": dtype, "order": order, "version": version, "base64": npy_file(dtype, order, version)}
            for dtype in ("<f4", ">f4", "<f8", ">f8")
            for order in ("C", "F")
            for version in (1, 2, 3)
        ],
    },
    "png": [
        {"depth": int(depth), "pixels": pixels.tolist(), "base64": png_file(pixels, int(depth))}
        for depth, pixels in pictures.items()
    ],
}
Path(__file__).with_name("landscape-table.json").write_text(json.dumps(table, indent=1) + "\n")
