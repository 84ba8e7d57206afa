using System.Globalization;
using NegotiationSim.Cli.Telling;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli;

/// <summary>
/// Says beforehand that a command will be long. It is reckoned from the counts in the file alone, at the longest that they allow, so that nothing has to be played first; what
/// a search in a very large outcome space takes is not known beforehand and not in it.
/// </summary>
internal static class LengthNotice
{
    // Processor time in microseconds, rough figures of one machine: a block of one costs calls between grains and is played twice where its story is long; in a batch thousands share a call.
    private const double ToldTurn = 20;
    private const double ToldPeriod = 10;
    private const double ToldIncident = 15;
    private const double ToldHazard = 0.1;
    private const double Turn = 0.3;
    private const double Period = 0.1;
    private const double Incident = 0.5;
    private const double Hazard = 0.05;

    /// <summary>A notice for one negotiation that is told; null: it is not long.</summary>
    public static string? ForRun(Scenario scenario)
    {
        var work = Work.Of(scenario);
        var seconds = 1e-6 * (work.Turns * ToldTurn + work.Periods * ToldPeriod + work.Incidents * ToldIncident + work.Hazards * ToldHazard);
        return Notice(seconds, Counts(scenario, work));
    }

    /// <summary>A notice for a batch; null: it is not long.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">Replicas of it, all variants together.</param>
    /// <param name="parallel">How many processors play it.</param>
    public static string? ForBatch(Scenario scenario, double runs, int parallel)
    {
        var work = Work.Of(scenario);
        var seconds = 1e-6 * runs / parallel * (work.Turns * Turn + work.Periods * Period + work.Incidents * Incident + work.Hazards * Hazard);

        // A batch shows how far it is: minutes need no notice.
        return seconds < 600 ? null : Notice(seconds, $"{runs.ToString("N0", CultureInfo.InvariantCulture)} runs of " + Counts(scenario, work));
    }

    private static string? Notice(double seconds, string counts) => seconds < 60
        ? null
        : $"{counts}: if it goes on to the end, this takes {(seconds < 3600 ? "minutes" : seconds < 86_400 ? "hours" : "days")}. Ctrl-C gives it up; fewer of them take less.";

    private static string Counts(Scenario scenario, Work work)
    {
        var parts = new List<string>();
        if (work.Turns > 0)
        {
            parts.Add($"{Figures.Count(work.Principals, "principal")} over {Whole(scenario.Calendar.Rounds)} rounds");
        }

        if (scenario.Implementation is { } implementation)
        {
            parts.Add($"{Whole(implementation.Horizon)} periods of implementation" + (work.Incidents >= 1e5 ? $" with {Whole(work.Incidents)} incidents expected" : ""));
        }

        if (work.Hazards >= 1e8)
        {
            parts.Add(Figures.Count(scenario.Events.Length, "event"));
        }

        return Figures.List(parts);
    }

    private static string Whole(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What one negotiation comes to at the longest.</summary>
    private readonly record struct Work(int Principals, double Turns, double Periods, double Incidents, double Hazards)
    {
        public static Work Of(Scenario scenario)
        {
            var principals = scenario.Actors.Count(actor => actor.Role == Role.Principal);
            var rounds = scenario.Protocol.Kind == ProtocolKind.Tabled ? 0 : scenario.Calendar.Rounds;
            var hazards = scenario.Events.Count(e => e.Timing is WithHazard);
            if (scenario.Implementation is not { } implementation)
            {
                return new Work(principals, (double)principals * rounds, 0, 0, (double)hazards * rounds);
            }

            var means = Sampler.AtMeans(scenario);
            var perPeriod = implementation.Spoilers.Sum(spoiler => Math.Min(Spoiler.MostIncidents, means.Value(spoiler.Rate) * implementation.Period.TotalDays / 7));
            return new Work(
                principals,
                (double)principals * rounds,
                (double)implementation.Horizon * scenario.Actors.Length,
                perPeriod * implementation.Horizon,
                (double)hazards * (rounds + implementation.Horizon));
        }
    }
}
