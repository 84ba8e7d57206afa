using System.Text.Json;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reference.Tests;

/// <summary>Whole negotiations that another program recorded, offer for offer.</summary>
public sealed class GeniusTraceTests
{
    public static TheoryData<string, string> Traces => new()
    {
        { "Laptop2011", "boulware_boulware" },
        { "Laptop2011", "micro_micro" },
        { "NiceOrDie2011", "linear_linear" },
        { "ItexvsCypress2010", "conceder_boulware" },
        { "ItexvsCypress2010", "asp_e2_asp_e0.5" },
        { "IS_BT_Acquisition2011", "micro_micro" },
        { "HouseKeepingA2012_rv.5", "linear_linear" },
        { "HouseKeepingA2012_rv.5", "micro_micro" },
        { "NewSporthal2015_3p", "mix_B_L_C" },
        { "NewSporthal2015_3p", "micro_all" },
        { "BankRobbery2015_9p_rv", "boulware_all" },
        { "DomainAce2016_3p_rv.3", "mix_B_L_C" },
        { "DomainAce2016_3p_rv.3", "micro_all" },
        { "Tram2015_5p_rv", "micro_all" },
    };

    [Theory]
    [MemberData(nameof(Traces))]
    public void Run_RecordedNegotiation_MakesTheSameOffers(string domain, string tactics)
    {
        var folder = GeniusDomain.Folder();
        Assert.SkipWhen(folder is null, "the recorded negotiations are not beside the repository");
        using var traces = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, "traces.json")));
        var trace = traces.RootElement.EnumerateArray()
            .Single(t => t.GetProperty("domain").GetString() == domain && t.GetProperty("tactics").GetString() == tactics);
        var parties = Directory.GetFiles(Path.Combine(folder!, "domains", domain), "*.xml").Length - 1;

        var run = NaiveNegotiation.Run(GeniusDomain.Read(Path.Combine(folder!, "domains", domain), Tactics(tactics, parties)), 1, 0);

        var offers = run.Entries.Where(e => e.Move == Move.Offer).Select(e => (e.Round, e.Actor, e.Outcome));
        Assert.Equal(trace.GetProperty("offers").EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32(), o[2].GetInt32())), offers);
        var agreement = trace.GetProperty("agreement");
        var isAgreed = agreement.ValueKind == JsonValueKind.Object;
        Assert.Equal(isAgreed ? agreement.GetProperty("index").GetInt32() : null, run.Agreement);
        Assert.Equal(isAgreed ? agreement.GetProperty("round").GetInt32() : null, run.SignedRound);
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
        Accept = new Acceptance(AcceptanceKind.Target, null),
    };
}
