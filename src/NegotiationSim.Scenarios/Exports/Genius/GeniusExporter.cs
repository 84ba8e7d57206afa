using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Scenarios.Exports.Genius;

/// <summary>Writes a scenario's principals and what they want as a domain and profiles of Genius.</summary>
internal sealed class GeniusExporter(Scenario scenario)
{
    public ExportResult Write()
    {
        var central = new CentralCase(scenario);
        var principals = scenario.Actors.Where(actor => actor.Role == Role.Principal).ToList();
        var utilities = principals.Select(actor => new CentralUtility(scenario, actor, central)).ToList();
        var matters = new GeniusMatters(scenario, utilities).All();
        var folded = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < principals.Count; k++)
        {
            var constants = GeniusConstant.Of(principals[k], central);
            if (constants.Length > 0 && GeniusConstant.Fold(matters, k, constants.Sum(linkage => central.Value(linkage.Adds))) is { } changed)
            {
                (matters, folded[principals[k].Id]) = (changed, constants.Length);
            }
        }

        var files = ImmutableArray.CreateBuilder<ExportedFile>();
        var name = scenario.Title ?? scenario.Name;
        files.Add(new ExportedFile($"{scenario.Name}_domain.xml", GeniusXmlWriter.Domain(name, matters)));
        var digits = principals.Count.ToString(CultureInfo.InvariantCulture).Length;
        for (var k = 0; k < principals.Count; k++)
        {
            // Numbered, for elsewhere the order of parties is that of the names of their files.
            var number = (k + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            var discount = PortableMath.Pow(central.Value(principals[k].Discount), scenario.Calendar.Rounds);
            files.Add(new ExportedFile(
                $"{scenario.Name}_{number}_{principals[k].Id}.xml",
                GeniusXmlWriter.Profile(name, matters, k, NoDeal(principals[k], utilities[k], central), discount)));
        }

        return new ExportResult(files.ToImmutable(), GeniusLosses.Of(scenario, central, folded));
    }

    /// <summary>The no-deal value in round 1.</summary>
    private double NoDeal(Actor actor, CentralUtility utility, CentralCase central) => actor.NoDeal switch
    {
        FixedNoDeal value => central.Value(value.Value),
        DriftingNoDeal drifting => central.Value(drifting.Now),
        NoDealLike like => utility.Of(like.Outcome) + central.Value(like.Plus),
        DatedNoDeal dated => AtStart(dated, central),
        var other => throw new InvalidOperationException($"No rule exports a {other.GetType().Name}."),
    };

    private double AtStart(DatedNoDeal dated, CentralCase central)
    {
        var start = DateOnly.FromDateTime(scenario.Calendar.Start!.Value).DayNumber;
        var after = dated.Points.ToList().FindIndex(point => point.Date.DayNumber >= start);
        if (after <= 0)
        {
            return central.Value(dated.Points[after < 0 ? ^1 : 0].Value);
        }

        var (from, to) = (dated.Points[after - 1], dated.Points[after]);
        var (low, high) = (central.Value(from.Value), central.Value(to.Value));
        return low + (high - low) * (start - from.Date.DayNumber) / (to.Date.DayNumber - from.Date.DayNumber);
    }
}
