using NegotiationSim.Reference;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>The competition domains, imported.</summary>
public sealed class GeniusImportTests
{
    [Theory]
    [MemberData(nameof(Oracle.AllDomains), MemberType = typeof(Oracle))]
    public void Read_CompetitionDomain_GivesEveryOutcomeItsUtility(string domain)
    {
        var folder = Oracle.DomainFolder(domain);
        var expected = new GeniusFormula(folder);

        var read = ScenarioImport.Read(ImportFormat.Genius, [folder]);

        // Two domains have similarity functions and agents, which Genius itself does not use either.
        Assert.All(read.Diagnostics, found => Assert.Contains(" is not used; it is left out", found.Message, StringComparison.Ordinal));
        var scenario = read.Scenario!;
        Assert.Equal(expected.Files, scenario.Actors.Select(actor => actor.Title));
        Assert.Equal(expected.Outcomes, scenario.Space.Count);
        Assert.Equal(100, scenario.Calendar.Rounds);
        for (var party = 0; party < scenario.Actors.Length; party++)
        {
            var actor = new NaiveActor(scenario, party, new NaiveDraws(scenario, 1, 0));
            Assert.Equal(expected.Reservations[party], actor.NoDeal(1));
            Assert.Equal(expected.Discounts[party], Math.Pow(actor.DiscountFactor(2), 100), 1e-12);
            for (var outcome = 0; outcome < expected.Outcomes; outcome++)
            {
                var utility = actor.Utility(scenario.Space.At(outcome));
                Assert.Equal(expected.Utility(party, outcome), utility, 1e-12);
            }
        }
    }
}
