using NegotiationSim.Analysis.Comparisons;

namespace NegotiationSim.Analysis.Sweeps;

/// <summary>Something that is the likelier of two: what a measure measures, or that it does not come about.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Comes">Whether it is that it comes about.</param>
public readonly record struct Side(Measure Measure, bool Comes = true);

/// <summary>
/// Along a parameter that is a number, the likelier of two things becomes the less likely one. At <see cref="From"/> the one is likelier and at <see cref="To"/> the other, in each case by more than
/// the 95% interval of the difference; at the points in between, if there are any, it cannot be told which.
/// </summary>
/// <param name="Below">The likelier one below.</param>
/// <param name="Above">The likelier one above.</param>
/// <param name="From">The last point at which the first can be told to be likelier.</param>
/// <param name="To">The next one at which the second can.</param>
/// <param name="At">Where both are equally likely, on straight lines between the points.</param>
/// <param name="Low">The lower end of the 95% interval of that: where the interval of the difference, on straight lines between the points, begins to hold 0; after a jump <see cref="From"/>.</param>
/// <param name="High">The upper end: where it ceases to; after a jump <see cref="To"/>.</param>
public sealed record Flip(Side Below, Side Above, decimal From, decimal To, double At, double Low, double High);
