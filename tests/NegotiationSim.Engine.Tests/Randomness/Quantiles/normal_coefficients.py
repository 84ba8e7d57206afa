#!/usr/bin/env python3
"""Prints the coefficients of NormalQuantile: fractions of polynomials that are the normal quantile in three ranges.

Usage: python3 normal_coefficients.py      (needs mpmath 1.3; takes seconds)

The middle: the quantile over q = u - 1/2, as a function of 0.425^2 - q^2. The tails, for u up to 0.075: the distance from 0 as a function of sqrt(-ln u) less 1.6 (to 5) or less 5 (to 28, beyond
every double). In each range the fraction meets the function in as many points as it has coefficients; the points are Chebyshev's, moved towards the end at which the function bends most. All
coefficients come out positive, so that nothing cancels. The largest relative error before rounding is printed beside them.
"""
from mpmath import mp, mpf, cos, erfc, exp, log, lu_solve, matrix, nstr, pi, polyval, sqrt

mp.dps = 60
CENTRE = mpf('0.180625')


def distance(log_tail):
    """z with ln of the share above z equal to log_tail, by Newton's method on the logarithm, which bends little."""
    z = sqrt(-2 * log_tail) if log_tail < -2 else mpf('0.5')
    for _ in range(100):
        share = erfc(z / sqrt(mpf(2))) / 2
        change = (log(share) - log_tail) * share * sqrt(2 * pi) * exp(z * z / 2)
        z += change
        if abs(change) < mpf(10)**-50 * abs(z):
            return z
    raise ArithmeticError(log_tail)


def middle(v):
    q = sqrt(CENTRE - v)
    return distance(log(mpf(1) / 2 - q)) / q if q > 0 else sqrt(2 * pi)


def tail(start):
    return lambda v: distance(-(start + v)**2)


def fraction(f, length, above, below):
    """Numerator and denominator, lowest power first; the denominator begins with 1."""
    count = above + below + 1
    system, right = matrix(count, count), matrix(count, 1)
    for i in range(count):
        x = length * ((1 + cos((2 * i + 1) * pi / (2 * count))) / 2)**mpf('1.5')
        y = f(x)
        for j in range(above + 1):
            system[i, j] = x**j
        for j in range(1, below + 1):
            system[i, above + j] = -y * x**j
        right[i] = y
    found = lu_solve(system, right)
    return list(found[:above + 1]), [mpf(1)] + list(found[above + 1:])


for name, f, length, above, below in (
        ('middle', middle, CENTRE, 8, 8),
        ('tail from 1.6', tail(mpf('1.6')), mpf('3.4'), 8, 7),
        ('tail from 5', tail(mpf(5)), mpf(23), 8, 7)):
    numerator, denominator = fraction(f, length, above, below)
    value = lambda x: polyval(numerator[::-1], x) / polyval(denominator[::-1], x)
    error = max(abs(value(x) / f(x) - 1) for x in (length * k / 400 for k in range(401)))
    assert min(numerator + denominator) > 0
    print(f'{name}: off by {nstr(error, 3)} at most')
    for part in (numerator, denominator):
        print('    ' + ', '.join(repr(float(c)) for c in part))
