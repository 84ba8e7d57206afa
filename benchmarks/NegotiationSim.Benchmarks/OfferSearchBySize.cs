using BenchmarkDotNet.Attributes;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Benchmarks;

/// <summary>
/// One actor's offers in one negotiation, by the size of the outcome space: preferences are filled in, the search is built, the best text is found, then the cheapest
/// at each of a boulware bargainer's hundred targets, down to half of the best. One operation is all of that. Issues have ten options each, so there are two issues at 10^2 and twelve
/// at 10^12. Enumeration would take 10^10 times as long at the end as at the beginning; compare the ratio with that.
/// </summary>
[MemoryDiagnoser]
public class OfferSearchBySize
{
    private const int Tables = 4;
    private const int Targets = 100;

    private readonly Dictionary<int, Seeker> _seekers = [];

    /// <summary>Additive: a sum over issues. Coupled: four red lines and two linkages over two issues each as well.</summary>
    [Params("additive", "coupled")]
    public string Preferences { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        for (var issues = 2; issues <= 12; issues += 2)
        {
            _seekers[issues] = new Seeker(issues, isCoupled: Preferences == "coupled");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Tables, Description = "10^2 outcomes")]
    public double Hundred() => _seekers[2].Bargain();

    [Benchmark(OperationsPerInvoke = Tables, Description = "10^4 outcomes")]
    public double TenThousand() => _seekers[4].Bargain();

    [Benchmark(OperationsPerInvoke = Tables, Description = "10^6 outcomes")]
    public double Million() => _seekers[6].Bargain();

    [Benchmark(OperationsPerInvoke = Tables, Description = "10^8 outcomes")]
    public double HundredMillion() => _seekers[8].Bargain();

    [Benchmark(OperationsPerInvoke = Tables, Description = "10^10 outcomes")]
    public double TenBillion() => _seekers[10].Bargain();

    [Benchmark(OperationsPerInvoke = Tables, Description = "10^12 outcomes")]
    public double Trillion() => _seekers[12].Bargain();

    /// <summary>An actor's search, with preferences drawn beforehand.</summary>
    private sealed class Seeker
    {
        private readonly OfferSearch _search = new();
        private readonly UtilityTable _table;
        private readonly ConcreteCondition[] _vetoes;
        private readonly double[][] _shares;
        private readonly double[][] _values;
        private readonly ushort[] _text;

        public Seeker(int issues, bool isCoupled)
        {
            var scenario = new DrawnScenario { Issues = issues, Options = 10, RedLines = isCoupled ? 4 : 0, Linkages = isCoupled ? 2 : 0 }.Read();
            var actor = scenario.Actors[0];
            _table = new UtilityTable(scenario.Space);
            _text = new ushort[issues];
            _vetoes = [.. actor.RedLines.Select(line => Compile(line.Never))];
            _table.Linkages.AddRange(actor.Preferences!.Linkages.Select(linkage => new WeightedCondition(Compile(linkage.When), 0.05)));
            _shares = [.. Enumerable.Range(0, Tables).Select(t => Shares(new ReplicaDraws(1, t), issues))];
            _values = [.. Enumerable.Range(0, Tables).Select(t => Uniforms(new ReplicaDraws(1, t), 2, 10 * issues))];

            ConcreteCondition Compile(Condition condition) => ConcreteCondition.Compile(condition, scenario.Space, _ => 0);
        }

        public double Bargain()
        {
            var sum = 0.0;
            for (var t = 0; t < Tables; t++)
            {
                _shares[t].CopyTo(_table.Share, 0);
                _values[t].CopyTo(_table.Value, 0);
                _table.Seal();
                _search.Build(_table, [], _vetoes);
                _search.Best(0, _text, out var best);
                for (var round = 1; round <= Targets; round++)
                {
                    var target = best * (1 - 0.5 * Math.Pow(round / (double)Targets, 4));
                    _search.CheapestAtOrAbove(target, 0, _text, out var utility);
                    sum += utility;
                }
            }

            return sum;
        }

        private static double[] Shares(ReplicaDraws draws, int issues)
        {
            var weights = Uniforms(draws, 1, issues);
            var total = weights.Sum();
            return [.. weights.Select(weight => weight / total)];
        }

        private static double[] Uniforms(ReplicaDraws draws, ulong stream, int count) =>
            [.. Enumerable.Range(0, count).Select(i => draws.Uniform(stream, (ulong)i))];
    }
}
