using System.Text.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Whole negotiations that another program recorded, offer for offer, through the program's own commands.</summary>
public sealed class GeniusTraceTests(Negsim negsim)
{
    private const int Recorded = 86;

    [Fact]
    public async Task Run_RecordedNegotiations_MakesEveryOfferAndTheSameAgreement()
    {
        using var traces = JsonDocument.Parse(await File.ReadAllTextAsync(Oracle.Path("genius", "traces.json"), TestContext.Current.CancellationToken));
        var work = Directory.CreateTempSubdirectory();
        try
        {
            var same = 0;
            foreach (var domain in traces.RootElement.EnumerateArray().GroupBy(trace => trace.GetProperty("domain").GetString()!))
            {
                var file = Path.Combine(work.FullName, domain.Key + ".yaml");
                var imported = await negsim.CallAsync("import", Oracle.DomainFolder(domain.Key), "--from", "genius", "--out", file);
                Assert.Equal(0, imported.ExitCode);

                // Two domains have similarity functions and agents, which Genius itself does not use either.
                Assert.All(imported.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith("more place", line.Replace("places", "place", StringComparison.Ordinal), StringComparison.Ordinal));
                var played = new ImportedDomain(ScenarioReader.ReadFile(file).Scenario!, new GeniusFormula(Oracle.DomainFolder(domain.Key)));
                foreach (var trace in domain)
                {
                    var called = await negsim.CallAsync(["run", file, "--json", "--quiet", .. played.Settings(trace.GetProperty("tactics").GetString()!)]);
                    Assert.Equal((0, ""), (called.ExitCode, called.Error));
                    using var run = JsonDocument.Parse(called.Output);
                    played.AssertIs(trace, run.RootElement);
                    same++;
                }
            }

            Assert.Equal(Recorded, same);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>An imported scenario beside the formula of its files.</summary>
    private sealed class ImportedDomain(Scenario scenario, GeniusFormula formula)
    {
        private readonly Dictionary<string, int> _parties = scenario.Actors.Select((actor, k) => (actor.Id, k)).ToDictionary(a => a.Id, a => a.k);

        /// <summary>The recorded tactics as <c>--set</c>; discounts are ignored there.</summary>
        public IEnumerable<string> Settings(string tactics)
        {
            string[] names = tactics switch
            {
                "mix_B_L_C" => ["boulware", "linear", "conceder"],
                "asp_e2_asp_e0.5" => ["asp_e2", "asp_e0.5"],
                _ when tactics.EndsWith("_all", StringComparison.Ordinal) => [tactics[..^4]],
                _ => tactics.Split('_'),
            };
            foreach (var (id, k) in _parties)
            {
                yield return "--set";
                yield return $"actors.{id}.tactic={Tactic(names[k % names.Length])}";
                yield return "--set";
                yield return $"actors.{id}.discount=1";
            }
        }

        public void AssertIs(JsonElement trace, JsonElement run)
        {
            var offers = run.GetProperty("transcript").EnumerateArray().Where(entry => entry.GetProperty("action").GetString() == "offer").ToList();
            Assert.Equal(
                trace.GetProperty("offers").EnumerateArray().Select(o => (Round: o[0].GetInt32(), Party: o[1].GetInt32(), Outcome: o[2].GetInt32())),
                offers.Select(o => (o.GetProperty("round").GetInt32(), Party(o), Index(o.GetProperty("outcome")))));
            Assert.All(offers, o => Assert.Equal(formula.Utility(Party(o), Index(o.GetProperty("outcome"))), o.GetProperty("utility").GetDouble(), 1e-12));

            var agreement = trace.GetProperty("agreement");
            if (agreement.ValueKind == JsonValueKind.Null)
            {
                Assert.Equal(("no_deal", "deadline"), (run.GetProperty("ending").GetString(), run.GetProperty("cause").GetProperty("kind").GetString()));
                return;
            }

            Assert.Equal("held", run.GetProperty("ending").GetString());
            Assert.Equal(agreement.GetProperty("round").GetInt32(), run.GetProperty("signed").GetProperty("round").GetInt32());
            Assert.Equal(agreement.GetProperty("index").GetInt32(), Index(run.GetProperty("agreement")));
        }

        private int Party(JsonElement entry) => _parties[entry.GetProperty("actor").GetString()!];

        /// <summary>The place of terms in the enumeration, the last issue fastest.</summary>
        private int Index(JsonElement terms) => scenario.Space.Issues.Cast<OptionsIssue>().Aggregate(
            0, (index, issue) => index * issue.Options.Length + issue.Options.Select(option => option.Id).ToList().IndexOf(terms.GetProperty(issue.Id).GetString()!));

        private static string Tactic(string name) => name switch
        {
            "micro" => "{kind: micro}",
            "asp_e2" => ByTime("boulware", "2", "0.001"),
            "asp_e0.5" => ByTime("conceder", "0.5", "0.001"),
            "boulware" => ByTime("boulware", "4", "0.0001"),
            "linear" => "{kind: linear, opponent_model: none, accept: target, tolerance: 0.0001}",
            "conceder" => ByTime("conceder", "0.25", "0.0001"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "an unknown tactic"),
        };

        private static string ByTime(string kind, string e, string tolerance) =>
            $"{{kind: {kind}, e: {e}, opponent_model: none, accept: target, tolerance: {tolerance}}}";
    }
}
