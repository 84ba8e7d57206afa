using System.Text.Json;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>Whole negotiations that another program recorded, offer for offer.</summary>
public sealed class GeniusTraceTests
{
    [Theory]
    [InlineData("ADG_Car2011")]
    [InlineData("Amsterdam2011")]
    [InlineData("BankRobbery2015_9p_rv")]
    [InlineData("Camera2011")]
    [InlineData("Dinner2015_3p")]
    [InlineData("Domain8_6p")]
    [InlineData("DomainAce2016_3p_rv.3")]
    [InlineData("Grocery2011")]
    [InlineData("GroceryB2012_rv.5")]
    [InlineData("HouseKeepingA2012_rv.5")]
    [InlineData("IS_BT_Acquisition2011")]
    [InlineData("ItexvsCypress2010")]
    [InlineData("Laptop2011")]
    [InlineData("LaptopA2012_rv.5")]
    [InlineData("NewSporthal2015_3p")]
    [InlineData("NiceOrDie2011")]
    [InlineData("Tram2015_5p_rv")]
    [InlineData("thompson")]
    public void Run_RecordedNegotiations_MakesTheSameOffers(string domain)
    {
        var folder = GeniusDomain.Folder();
        Assert.SkipWhen(folder is null, "the recorded negotiations are not beside the repository");
        using var traces = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, "traces.json")));
        var ofDomain = traces.RootElement.EnumerateArray().Where(t => t.GetProperty("domain").GetString() == domain).ToList();
        var path = Path.Combine(folder!, "domains", domain);
        var parties = Directory.GetFiles(path, "*.xml").Length - 1;

        Assert.NotEmpty(ofDomain);
        foreach (var trace in ofDomain)
        {
            var run = NaiveNegotiation.Run(GeniusDomain.Read(path, Tactics(trace.GetProperty("tactics").GetString()!, parties)), 1, 0);

            var offers = run.Entries.Where(e => e.Move == Move.Offer).Select(e => (e.Round, e.Actor, e.Outcome));
            Assert.Equal(trace.GetProperty("offers").EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32(), o[2].GetInt32())), offers);
            var agreement = trace.GetProperty("agreement");
            var isAgreed = agreement.ValueKind == JsonValueKind.Object;
            Assert.Equal(isAgreed ? agreement.GetProperty("index").GetInt32() : null, run.Agreement);
            Assert.Equal(isAgreed ? agreement.GetProperty("round").GetInt32() : null, run.SignedRound);
        }
    }

    private static Tactic[] Tactics(string tactics, int parties)
    {
        string[] names = tactics switch
        {
            "mix_B_L_C" => ["boulware", "linear", "conceder"],
            "asp_e2_asp_e0.5" => ["asp_e2", "asp_e0.5"],
            _ when tactics.EndsWith("_all", StringComparison.Ordinal) => [tactics[..^4]],
            _ => tactics.Split('_'),
        };
        return [.. Enumerable.Range(0, parties).Select(k => Named(names[k % names.Length]))];
    }

    private static Tactic Named(string name) => name switch
    {
        "micro" => new Tactic { Kind = TacticKind.Micro },
        "asp_e2" => ByTime(TacticKind.Linear, 2, 0.001),
        "asp_e0.5" => ByTime(TacticKind.Linear, 0.5, 0.001),
        "boulware" => ByTime(TacticKind.Boulware, 4, 0.0001),
        "linear" => ByTime(TacticKind.Linear, 1, 0.0001),
        "conceder" => ByTime(TacticKind.Conceder, 0.25, 0.0001),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "an unknown tactic"),
    };

    private static Tactic ByTime(TacticKind kind, double e, double tolerance) => new()
    {
        Kind = kind,
        E = Quantity.Of(e),
        Tolerance = Quantity.Of(tolerance),
        OpponentModel = OpponentModel.None,
        Accept = new Acceptance(AcceptanceKind.Target, null),
    };
}
