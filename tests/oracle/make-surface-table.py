"""Writes surface-table.json: values, gradients and Hessians of the built-in surfaces in 50 digits, rounded to double.

The formulas are the textbook's, written here independently of src/surfaces; derivatives are mpmath's numerical ones,
taken at a precision that mpmath raises by itself. Run from this folder: python3 make-surface-table.py (mpmath 1.3).
"""

import json

from mpmath import cos, diff, e, exp, log, mp, mpf, pi, sin, sqrt

mp.dps = 50


def number(text):
    return mpf(text)


def goldstein_price(x, y):
    a = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    b = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return a * b


def quadratic(x, y, lambda1, lambda2, theta):
    u = cos(theta) * x + sin(theta) * y
    v = -sin(theta) * x + cos(theta) * y
    return (lambda1 * u**2 + lambda2 * v**2) / 2


def rastrigin(x, y, A):
    return 2 * A + x**2 - A * cos(2 * pi * x) + y**2 - A * cos(2 * pi * y)


def ackley(x, y):
    return -20 * exp(-number("0.2") * sqrt((x**2 + y**2) / 2)) - exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2) + e + 20


def levy_13(x, y):
    return sin(3 * pi * x) ** 2 + (x - 1) ** 2 * (1 + sin(3 * pi * y) ** 2) + (y - 1) ** 2 * (1 + sin(2 * pi * y) ** 2)


def eggholder(x, y):
    return -(y + 47) * sin(sqrt(abs(x / 2 + y + 47))) - x * sin(sqrt(abs(x - (y + 47))))


def branin(x, y):
    b, c, t = number("5.1") / (4 * pi**2), 5 / pi, 1 / (8 * pi)
    return (y - b * x**2 + c * x - 6) ** 2 + 10 * (1 - t) * cos(x) + 10


def beale(x, y):
    return (
        (number("1.5") - x + x * y) ** 2
        + (number("2.25") - x + x * y**2) ** 2
        + (number("2.625") - x + x * y**3) ** 2
    )


def wide_and_sharp(x, y, w, s):
    u, v = ((x + 1) ** 2 + y**2) / w**2, ((x - 1) ** 2 + y**2) / s**2
    return 1 / (1 / u + 1 / v) if u and v else mpf(0)


def plateau(x, y, k):
    return (log(1 + exp(k * x)) / k - 1) ** 2 + y**2 / 8


def heavy_ball_cycle(x, y):
    if x < 1:
        along = 25 * x**2 / 2
    elif x < 2:
        along = x**2 / 2 + 24 * x - 12
    else:
        along = 25 * x**2 / 2 - 24 * x + 36
    return along + 5 * y**2 / 2


# id: (f, parameter sets, domain, points of special interest)
SURFACES = {
    "quadratic": (
        quadratic,
        [{"lambda1": 1, "lambda2": 10, "theta": 0.5235987755982988}, {"lambda1": 3, "lambda2": -2.5, "theta": -1.1}],
        (-3, 3, -3, 3),
        [(0, 0)],
    ),
    "ravine": (lambda x, y: 100 * x**2 + y**2, [{}], (-3, 3, -3, 3), [(0, 0)]),
    "distill-banana": (
        lambda x, y: (1 - x) ** 2 + 20 * (3 * y - x**2) ** 2,
        [{}],
        (-2, 2, -0.2667, 1.0667),
        [(1, 1 / 3), (-1.21, 0.853), (0, 0)],
    ),
    "rosenbrock": (
        lambda x, y, a, b: (a - x) ** 2 + b * (y - x**2) ** 2,
        [{"a": 1, "b": 100}, {"a": -0.7, "b": 3.5}],
        (-2, 2, -1, 3),
        [(1, 1), (1.000001, 1), (-1.2, 1)],
    ),
    "himmelblau": (
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        [{}],
        (-5, 5, -5, 5),
        [(3, 2), (3.0001, 2), (-0.27, -0.92)],
    ),
    "beale": (beale, [{}], (-4.5, 4.5, -4.5, 4.5), [(3, 0.5), (0, 1), (0, 0)]),
    "booth": (lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2, [{}], (-10, 10, -10, 10), [(1, 3)]),
    "matyas": (
        lambda x, y: number("0.26") * (x**2 + y**2) - number("0.48") * x * y,
        [{}],
        (-10, 10, -10, 10),
        [(0, 0), (9.9, 9.9), (1e-6, 1e-6)],
    ),
    "rastrigin": (
        rastrigin,
        [{"A": 10}, {"A": 3.25}],
        (-5.12, 5.12, -5.12, 5.12),
        [(0, 0), (1e-3, -1e-4), (1e-6, 1e-6), (0.9949586376523348, 0), (0.5, 0.5)],
    ),
    "ackley": (ackley, [{}], (-5, 5, -5, 5), [(0.01, 0.02), (1e-3, 0), (0.9521665459501717, 0), (3, 4)]),
    "styblinski-tang": (
        lambda x, y: (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2,
        [{}],
        (-5, 5, -5, 5),
        [(-2.903534027771177, -2.903534027771177), (0, 0)],
    ),
    "three-hump-camel": (
        lambda x, y: 2 * x**2 - number("1.05") * x**4 + x**6 / 6 + x * y + y**2,
        [{}],
        (-2, 2, -2, 2),
        [(0, 0), (1.7475523458302889, -0.87377617291514445), (1.07054229182366, -0.53527114591182999), (4.5, -4.5)],
    ),
    "six-hump-camel": (
        lambda x, y: (4 - number("2.1") * x**2 + x**4 / 3) * x**2 + x * y + (-4 + 4 * y**2) * y**2,
        [{}],
        (-3, 3, -2, 2),
        [(0, 0), (0.089842013100318062, -0.71265640302073963)],
    ),
    "goldstein-price": (goldstein_price, [{}], (-2, 2, -2, 2), [(0, -1), (1.2, 0.8), (1.999, -1.999)]),
    "levy-13": (levy_13, [{}], (-10, 10, -10, 10), [(1, 1), (1.001, 1), (1, 1.5), (4 / 3, 2 / 3)]),
    "griewank": (
        lambda x, y: 1 + (x**2 + y**2) / 4000 - cos(x) * cos(y / sqrt(2)),
        [{}],
        (-10, 10, -10, 10),
        [(0, 0), (1e-3, 1e-3), (3.1400226338955398, 4.4384444809207141), (512.3, -433.1)],
    ),
    "schwefel": (
        lambda x, y, c: 2 * c - x * sin(sqrt(abs(x))) - y * sin(sqrt(abs(y))),
        [{"c": 418.9829}, {"c": 400}],
        (-500, 500, -500, 500),
        [(1, -2), (0.01, 300)],
    ),
    "easom": (
        lambda x, y: -cos(x) * cos(y) * exp(-((x - pi) ** 2 + (y - pi) ** 2)),
        [{}],
        (0, 6, 0, 6),
        [(3.141592653589793, 3.141592653589793), (0, 0), (3.2, 3.1), (7, -1)],
    ),
    "mccormick": (
        lambda x, y: sin(x + y) + (x - y) ** 2 - number("1.5") * x + number("2.5") * y + 1,
        [{}],
        (-1.5, 4, -3, 4),
        [(-0.54719755119659775, -1.5471975511965977), (0, 0)],
    ),
    "eggholder": (
        eggholder,
        [{}],
        (-512, 512, -512, 512),
        [(512, 404.23180511375781), (482.35331046478844, 432.87899894548343), (0, 0), (10, -51.5)],
    ),
    "monkey-saddle": (lambda x, y: x**3 - 3 * x * y**2, [{}], (-2, 2, -2, 2), [(0, 0), (1e-4, 1e-4)]),
    "saddle": (lambda x, y: x**2 - y**2, [{}], (-2, 2, -2, 2), [(0, 0), (1, 1)]),
    "bukin-6": (
        lambda x, y: 100 * sqrt(abs(y - number("0.01") * x**2)) + number("0.01") * abs(x + 10),
        [{}],
        (-15, -5, -3, 3),
        [(-9, 0.8), (-10.5, 1.11), (-7, -2)],
    ),
    "branin": (branin, [{}], (-5, 10, 0, 15), [(-3.141592653589793, 12.275), (0, 6), (10, 15)]),
    "wide-and-sharp": (
        wide_and_sharp,
        [{"w": 1, "s": 0.25}, {"w": 0.3, "s": 0.7}],
        (-2.5, 2, -2, 2),
        [(-1, 0), (1, 0), (0.4319, 0), (1.0001, -0.0001), (1e4, 3e4)],
    ),
    "plateau": (
        plateau,
        [{"k": 2}, {"k": 7.5}],
        (-5, 2.5, -2.5, 2.5),
        [(0.9272, 0), (0, 0), (-40, 1), (5, 0), (19.99, 0), (20.01, 0), (500, 1)],
    ),
    "double-well": (
        lambda x, y, B: B * (x**2 - 1) ** 2 + 2 * y**2,
        [{"B": 1}, {"B": 0.35}],
        (-1.75, 1.75, -1.25, 1.25),
        [(1, 0), (-1, 0), (0, 0), (1e-5, 0.1)],
    ),
    "factorization": (
        lambda x, y: (x * y - 1) ** 2 / 2,
        [{}],
        (-3, 3, -3, 3),
        [(0, 0), (1, 1), (2, 0.5), (-2.5, -0.4)],
    ),
    "cosine-quadratic": (
        lambda x, y, A, omega: x**2 / 2 + 2 * y**2 + A * (1 - cos(omega * (x + y))),
        [{"A": 0.3, "omega": 4}, {"A": 0.9, "omega": 17.5}],
        (-3, 3, -2, 2),
        [(0, 0), (1e-3, -1e-3), (1e-6, 0), (1.1, 0.28)],
    ),
    "heavy-ball-cycle": (
        heavy_ball_cycle,
        [{}],
        (-4, 4, -4, 4),
        [(0, 0), (0.999, 1), (1.001, 1), (1.5, -2), (1.999, 0), (2.001, 0), (3.3, 2)],
    ),
}


def scattered(domain, count):
    """Points that fill the domain evenly: multiples of the plastic number's powers, to three decimals."""
    x0, x1, y0, y1 = domain
    for i in range(1, count + 1):
        yield (round(x0 + (0.7548776662 * i % 1) * (x1 - x0), 3), round(y0 + (0.5698402910 * i % 1) * (y1 - y0), 3))


def row(name, f, parameters, x, y):
    exact = {key: mpf(value) for key, value in parameters.items()}

    def g(u, v):
        return f(u, v, **exact)

    at = (mpf(x), mpf(y))
    orders = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
    # mpmath's differences are good to about 40 digits here; what is left of a derivative that vanishes is not a number.
    fx, fy, fxx, fxy, fyy = [float(d) if abs(d) > mpf(10) ** -25 else 0.0 for d in (diff(g, at, n) for n in orders)]
    value = g(*at)
    return {
        "function": name,
        "parameters": parameters,
        "x": [x, y],
        "f": float(value) if abs(value) > mpf(10) ** -40 else 0.0,
        "grad": [fx, fy],
        "hess": [fxx, fxy, fyy],
    }


rows = [
    row(name, f, parameters, x, y)
    for name, (f, sets, domain, special) in SURFACES.items()
    for parameters in sets
    for x, y in [*special, *scattered(domain, 20 - len(special))]
]

with open("surface-table.json", "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(entry) for entry in rows) + "\n]\n")
