using System.Collections.Immutable;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Analysis;

/// <summary>
/// Whether a way out of an empty zone asks only what patrons can press their clients to: under the pressure of a patron that stands by a text a client goes along
/// although its no-deal value, or lines of its that yield, say no. The zone itself knows no pressure.
/// </summary>
public static class Pressure
{
    /// <summary>The ties that would all have to work, by index; empty where the way asks something of somebody that nobody can press, or of a line that never yields.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="relaxation">The way out.</param>
    /// <param name="words">What a tie's <c>words</c> are in this case.</param>
    public static ImmutableArray<int> ThatOpens(Scenario scenario, Relaxation relaxation, Func<Tie, double> words)
    {
        if (relaxation.Lines.Any(line => !scenario.Actors[line.Actor].RedLines[line.Line].Yields))
        {
            return [];
        }

        var asked = relaxation.Lines.Select(line => line.Actor).Concat(relaxation.NoDeal.Select(shortfall => shortfall.Actor)).ToHashSet();
        var ties = ImmutableArray.CreateBuilder<int>();
        foreach (var client in asked.Order())
        {
            // Only who stands by the text of its own accord presses others; of several patrons the strongest.
            var best = Enumerable.Range(0, scenario.Ties.Length)
                .Where(t => scenario.Ties[t].Client == client && !asked.Contains(scenario.Ties[t].Patron)
                    && scenario.Actors[scenario.Ties[t].Patron].Role is Role.Principal or Role.Ratifier && words(scenario.Ties[t]) > 0)
                .OrderByDescending(t => words(scenario.Ties[t]))
                .ToList();
            if (best.Count == 0)
            {
                return [];
            }

            ties.Add(best[0]);
        }

        return ties.ToImmutable();
    }

    /// <summary>How likely a tie's pressure works for the text of a way out: the more it costs the client, the less.</summary>
    /// <param name="relaxation">The way out.</param>
    /// <param name="client">The client.</param>
    /// <param name="words">What the tie's <c>words</c> are: the probability where the text costs the client nothing.</param>
    public static double Chance(Relaxation relaxation, int client, double words) =>
        words * PortableMath.Exp(-relaxation.NoDeal.Where(shortfall => shortfall.Actor == client).Sum(shortfall => Math.Max(0, shortfall.Amount)) / ImplementationDefaults.PressureScale);
}
