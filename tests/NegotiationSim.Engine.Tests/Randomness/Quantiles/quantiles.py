#!/usr/bin/env python3
"""Writes quantiles.csv: quantiles of the scenario language's distributions in high precision, for QuantileTableTests.

Usage: python3 quantiles.py > quantiles.csv      (needs mpmath 1.3; takes some minutes)

A line is: distribution, u, three arguments (missing ones empty), quantile, scale. Every number is the exact value of a double. The engine's value may differ by
1e-12 of the larger of |quantile| and scale; the scale is what is added to the quantile of a standard form (an end, a mean), else 0.

Nothing is shared with the engine: distribution functions are mpmath's incomplete gamma and beta functions where those converge, and an integral of the density in the
logarithm of x (gamma) or of the odds (beta) where a shape is large; both are inverted by bracketing. Where both apply the script compares them.
"""
import sys
from itertools import product
from mpmath import mp, mpf, log, exp, sqrt, inf, expm1, log1p, loggamma, erfc, findroot, pi

mp.dps = 50
NODES = []
NORMAL_FROM = mpf(10)**24  # ln x and the log odds are normal to 1e-22 from here on
UNIFORMS = [2.0**-54, 1e-12, 1e-6, 2e-4, 0.1, 0.3, 0.5, 0.5 + 2.0**-52, 0.7, 0.999, 1 - 1e-6, 1 - 1e-12, 1 - 2.0**-53]


def invert(log_lower, log_upper, u, low, high):
    """The root of P(y) = u by bisection and then the secant method in a bracket, on the smaller tail."""
    u = mpf(u)
    if u <= 0.5:
        f = lambda y: log_lower(y) - log(u)
    else:
        f = lambda y: log1p(-u) - log_upper(y)
    if f(low) >= 0:
        return -inf
    if f(high) <= 0:
        return inf
    low, high = mpf(low), mpf(high)
    while high - low > mpf(2)**-6 * max(1, min(abs(low), abs(high))) or f(high) * 0 != 0:
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    return findroot(f, (low, high), solver='anderson', tol=mpf(10)**-60, maxsteps=200, verify=False)


def legendre(n):
    """Nodes and weights of Gauss and Legendre's rule on [0, 1]."""
    nodes = []
    for k in range(1, n + 1):
        x = mp.cos(pi * (4 * k - 1) / (4 * n + 2))
        for _ in range(8):
            last, this = mpf(1), x
            for j in range(2, n + 1):
                last, this = this, ((2 * j - 1) * x * this - (j - 1) * last) / j
            slope = n * (x * this - last) / (x * x - 1)
            x -= this / slope
        nodes.append(((x + 1) / 2, 1 / ((1 - x * x) * slope * slope)))
    assert abs(sum(w for _, w in nodes) - 1) < mpf(10)**-40
    return nodes


def invert_integral(exponent, mirrored, log_normaliser, sigma, u):
    """t with the integral of exp(-exponent) / normaliser up to it equal to u, by Newton's method on the smaller tail."""
    u = mpf(u)
    e, share, sign = (exponent, u, 1) if u <= 0.5 else (mirrored, 1 - u, -1)
    t = -sqrt(max(0, -2 * log(2 * share))) / sigma
    for _ in range(60):
        at = e(t)
        reach = mpf(1) / sigma
        while e(t - reach) - at < 90:
            reach *= mpf(1.2)
        against_density = reach * sum(w * exp(at - e(t - reach * x)) for x, w in NODES)
        change = -(log(against_density) - at - log_normaliser - log(share)) * against_density
        t += max(min(change, 1 / sigma), -1 / sigma)
        if abs(change) * sigma < mpf(10)**-25:
            return sign * t
    raise ArithmeticError('no root')


def gamma_large(k, u):
    k = mpf(k)
    if k > NORMAL_FROM:
        return log(k) + normal(u) / sqrt(k)
    mp.dps = 40 + int(max(0, mp.log10(k)))
    t = invert_integral(lambda t: k * (expm1(t) - t), lambda t: k * (expm1(-t) + t), loggamma(k) - k * log(k) + k, sqrt(k), u)
    mp.dps = 50
    return log(k) + t


def gamma_plain(k, u):
    k = mpf(k)
    mp.dps = 60 + max(0, int(-log(k, 10)) if k < 1 else 0)
    lower = lambda y: log(mp.gammainc(k, 0, exp(y), regularized=True)) if y > -60 else k * y - loggamma(k + 1)
    upper = lambda y: log(mp.gammainc(k, exp(y), inf, regularized=True)) if y > -60 else log(-expm1(k * y - loggamma(k + 1)))
    y = invert(lower, upper, u, -3000, 8)
    mp.dps = 50
    return y


def log_gamma_quantile(k, u):
    """ln of the quantile for scale 1."""
    if k < mpf(10)**-30:
        return -inf
    return gamma_plain(k, u) if k < 40 else gamma_large(k, u)


def beta_large(a, b, u):
    a, b = mpf(a), mpf(b)
    if min(a, b) > NORMAL_FROM:
        return log(a / b) + normal(u) * sqrt(1 / a + 1 / b)
    mp.dps = 40 + int(max(0, mp.log10(max(a, b))))
    n = a + b
    m = a / n
    log_normaliser = loggamma(a) + loggamma(b) - loggamma(n) - a * log(m) - b * log(b / n)
    t = invert_integral(lambda t: n * log1p(m * expm1(t)) - a * t, lambda t: n * log1p(b / n * expm1(t)) - b * t, log_normaliser, sqrt(a * b / n), u)
    mp.dps = 50
    return log(a / b) + t


def beta_plain(a, b, u):
    a, b = mpf(a), mpf(b)
    small = min(a, b)
    mp.dps = 60 + max(0, int(-log(small, 10)) if small < 1 else 0)

    def log_lower(y, a=a, b=b):
        x = 1 / (1 + exp(-y))
        head = a * log(x) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)
        return head + b * log1p(-x) + log(mp.hyp2f1(1, a + b, a + 1, x)) if y <= 0 else log(-expm1(log_lower(-y, b, a)))

    y = invert(log_lower, lambda y: log_lower(-y, b, a), u, -2000, 2000)
    mp.dps = 50
    return y


def log_odds_beta(a, b, u):
    if max(a, b) < 1e-250:
        share = mpf(b) / (mpf(a) + mpf(b))
        return mpf(0) if share == mpf(u) and a == b else inf if mpf(u) > share else -inf
    if min(a, b) >= 40:
        return beta_large(a, b, u)
    if max(a, b) > 1e4:
        if max(a, b) > 1e22:
            # The limit, with an error of the order of min^2 / max.
            return log_gamma_quantile(mpf(a), u) - log(mpf(b)) if a < b else -(mirror_gamma(b, u) - log(mpf(a)))
        return beta_large(a, b, u) if min(a, b) >= 1 else beta_plain(a, b, u)
    return beta_plain(a, b, u)


def mirror_gamma(k, u):
    return log_gamma_quantile(mpf(k), 1 - mpf(u))


def normal(u):
    u = mpf(u)
    share = min(u, 1 - u)
    z = findroot(lambda z: log(erfc(z / sqrt(mpf(2))) / 2) - log(share), (0 if share > 0.3 else 1, 8), solver='anderson', tol=mpf(10)**-70, maxsteps=200, verify=False) if share != 0.5 else mpf(0)
    return -z if u < 0.5 else z


def x_of_odds(y):
    return mpf(0) if y == -inf else mpf(1) if y == inf else 1 / (1 + exp(-y))


def quantile(kind, a, u):
    a = [mpf(v) for v in a]
    v = mpf(u)
    if kind == 'uniform':
        return a[0] + (a[1] - a[0]) * v, abs(a[0])
    if kind == 'normal':
        return a[0] + a[1] * normal(u), abs(a[0])
    if kind == 'exponential':
        return -a[0] * log1p(-v), mpf(0)
    if kind == 'lognormal':
        return a[0] * exp(a[1] * normal(u)), mpf(0)
    if kind == 'gamma':
        y = log_gamma_quantile(a[0] * a[0] / a[1], u)
        return (mpf(0) if y == -inf else exp(y) * a[1] / a[0]), mpf(0)
    if kind == 'beta':
        return x_of_odds(log_odds_beta(float(a[0]), float(a[1]), u)), mpf(0)
    lo, mode, hi = a
    scale = min(abs(lo), abs(hi))
    if hi == lo:
        return lo, scale
    if kind == 'triangular':
        w = hi - lo
        return (lo + sqrt(v * w * (mode - lo)) if v < (mode - lo) / w else hi - sqrt((1 - v) * w * (hi - mode))), scale
    y = beta_plain(1 + 4 * (mode - lo) / (hi - lo), 1 + 4 * (hi - mode) / (hi - lo), u)
    return lo + (hi - lo) / (1 + exp(-y)), scale


BETA = [(s, t) for s, t in product([1e-300, 1e-8, 1e-3, 0.5, 2.0, 45.0, 60.0, 1e7, 1e300], repeat=2) if not (min(s, t) < 1 and 1e4 < max(s, t) <= 1e22)] + [
    (1.0, 1.0), (4.0, 6.0), (2.0, 5.0), (0.99, 1.01), (1e-17, 1e-17), (1e-17, 1e-3), (1e-12, 3e-12), (5e-324, 5e-324), (49.9, 3e4), (3e4, 49.9), (1e5, 7.0),
    (3.0, 9e8), (49.0, 9e8), (9e8, 4.0), (30.0, 1.1e9), (1.1e9, 7.0), (49.0, 3e9), (1e12, 1e13), (1e15, 60.0), (1e3, 1e15), (1e308, 1e308), (1e200, 1e-200)]
GAMMA = [(1.0, v) for v in [1e-300, 1e-100, 1e-30, 1e-16, 1e-12, 1e-7, 1e-4, 1 / 60, 1 / 45, 0.05, 0.2, 1.0, 2.0, 6.0, 50.0, 1e3, 1e8, 1e15, 1e17, 1e25, 1e100, 1e300]] + [
    (1e100, 1e100), (1e-300, 1.0), (1e300, 1e300), (1e-300, 1e-300), (1e150, 1e299), (1e-160, 1e-318), (1e308, 1e-308), (0.5, 1e-3), (3.0, 2.0), (1e-5, 1e-9)]
OTHERS = [('normal', a) for a in [(0.0, 1.0), (0.5, 0.1), (1e100, 1e100), (-3.0, 1e-300), (1e-300, 1e-300), (0.0, 1e300), (10.0, 5.0)]] + [
    ('exponential', (m,)) for m in [1.0, 0.5, 0.03, 1e100, 1e-300, 1e300]] + [
    ('lognormal', a) for a in [(1.0, 0.0), (1.0, 0.3), (2.0, 0.7), (1.0, 40.0), (1e-100, 90.0), (1e100, 20.0), (1e-300, 100.0), (1e300, 85.0), (5.0, 1e-100), (1.0, 400.0), (1e100, 1e100)]] + [
    ('uniform', a) for a in [(0.0, 1.0), (-1.0, 3.0), (1e100, 1e100), (-1e100, 1e100), (0.0, 1e-300), (5.0, 5.0), (-1.5e308, 1.5e308)]] + [
    (k, a) for k in ('triangular', 'pert') for a in [(0.0, 0.3, 1.0), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (2.0, 2.0, 2.0), (0.0, 0.0, 1e-300), (-1.0, 0.0, 0.0), (-1e100, 0.0, 1e100),
        (0.0, 1e-12, 1.0), (0.0, 1.0 - 1e-12, 1.0), (-1.0, -1e-12, 0.0), (1e8, 1e8 + 1.0, 1e8 + 4.0), (0.0, 1e-300, 1e300), (-1.5e308, 1e308, 1.5e308)]]


def write(kind, a, u):
    value, scale = quantile(kind, a, u)
    value = max(min(value, mpf(sys.float_info.max)), -mpf(sys.float_info.max))
    cells = [repr(float(v)) for v in a] + [''] * (3 - len(a))
    print(','.join([kind, repr(u), *cells, repr(float(value)), repr(float(scale))]), flush=True)


def main():
    NODES.extend(legendre(80))
    for k, u in [(40.5, 1e-6), (60.0, 0.999)]:
        assert abs(gamma_plain(k, u) - gamma_large(k, u)) < mpf(10)**-25, (k, u)
    for a, b, u in [(40.0, 60.0, 1e-6), (45.0, 300.0, 0.999)]:
        assert abs(beta_plain(a, b, u) - beta_large(a, b, u)) < mpf(10)**-25, (a, b, u)
    only = sys.argv[1:]
    for kind, arguments in [('gamma', a) for a in GAMMA] + OTHERS + [('beta', a) for a in BETA]:
        if not only or kind in only:
            for u in UNIFORMS:
                write(kind, arguments, u)


main()
