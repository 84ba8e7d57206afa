using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Analysis.Tests.Sensitivity;

/// <summary>Functions whose Sobol' indices are known, at random points.</summary>
internal static class KnownFunctions
{
    /// <summary>Uniform numbers between 0 and 1: an array per input.</summary>
    public static double[][] Uniforms(int inputs, int count, ulong seed) =>
        [.. Enumerable.Range(0, inputs).Select(i => Enumerable.Range(0, count).Select(r => new ReplicaDraws(seed, r).Uniform(StreamName.Hash($"known.{i}"))).ToArray())];

    /// <summary>sin x1 + 7 sin2 x2 + 0.1 x3^4 sin x1, with each x uniform from -pi to pi (Ishigami and Homma 1990).</summary>
    public static double[] Ishigami(double[][] uniforms) =>
        [.. Enumerable.Range(0, uniforms[0].Length).Select(r =>
        {
            var (x1, x2, x3) = (Angle(uniforms[0][r]), Angle(uniforms[1][r]), Angle(uniforms[2][r]));
            return Math.Sin(x1) + 7 * Math.Sin(x2) * Math.Sin(x2) + 0.1 * x3 * x3 * x3 * x3 * Math.Sin(x1);
        })];

    /// <summary>The product of (|4 x - 2| + a) / (1 + a) (Sobol' 1993).</summary>
    public static double[] G(double[][] uniforms, double[] a) =>
        [.. Enumerable.Range(0, uniforms[0].Length).Select(r => Enumerable.Range(0, a.Length).Aggregate(1.0, (product, i) => product * (Math.Abs(4 * uniforms[i][r] - 2) + a[i]) / (1 + a[i])))];

    private static double Angle(double uniform) => Math.PI * (2 * uniform - 1);
}
