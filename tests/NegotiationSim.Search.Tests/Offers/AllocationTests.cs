using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Offers;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Tests.Offers;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BuildAndAsk_SteadyState_AllocatesNothing(bool listed)
    {
        // Round after round of the same draws: the first goes through every growth of every pool.
        var cases = Enumerable.Range(0, 40).Select(seed => new Prepared(new RandomCase(seed, mostOutcomes: 400), listed)).ToArray();
        Array.ForEach(cases, prepared => prepared.Run());
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var prepared in cases)
        {
            prepared.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Large enough for every way of answering: from the best on, by halves, by halves of which most are passed over.
    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void BuildAndAsk_DrawnPreferences_AllocatesNothing(int issues)
    {
        var space = new OutcomeSpace([.. Enumerable.Range(0, issues).Select(i => (Issue)new OptionsIssue
        {
            Id = $"i{i}", FirstComponent = i, StatusQuo = [0], Options = [.. Enumerable.Range(0, 4).Select(v => new Option($"o{v}", null, v))],
        })]);
        var table = new UtilityTable(space);
        var search = new OfferSearch();
        var outcome = new ushort[issues];
        Replica(1);
        Replica(2);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var seed = 3; seed < 20; seed++)
        {
            Replica(seed);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Replica(int seed)
        {
            // No class of random numbers, which would be allocated itself.
            var state = (uint)seed * 2654435761;
            for (var i = 0; i < table.Value.Length; i++)
            {
                table.Value[i] = (state = state * 1664525 + 1013904223) / 4294967296.0;
            }

            for (var i = 0; i < issues; i++)
            {
                table.Share[i] = (state = state * 1664525 + 1013904223) / 4294967296.0 / issues;
            }

            table.Seal();
            search.Build(table, [], []);
            search.Best(0, outcome, out var best);
            var worst = search.WorstFeasible();
            for (var k = 0; k <= 20; k++)
            {
                search.CheapestAtOrAbove(best - k / 20.0 * (best - worst), 0, outcome, out _);
            }
        }
    }

    private sealed class Prepared(RandomCase given, bool listed)
    {
        private readonly ConcreteCondition[] _infeasible = [.. given.Infeasible.Select(given.Compile)];
        private readonly ConcreteCondition[] _vetoes = [.. given.Vetoes.Select(given.Compile)];
        private readonly OfferSearch _search = new();
        private readonly OfferWalk _walk = new();
        private readonly ushort[] _outcome = new ushort[given.Space.Components.Length];
        private readonly double[] _estimate = [.. given.Table.Value.Select(value => 1 - value)];

        public void Run()
        {
            given.Table.Seal();
            _search.Build(given.Table, _infeasible, _vetoes, given.Consent, listed);
            _search.Best(given.Reservation, _outcome, out _, given.Discount);
            for (var target = 0.0; target < 1; target += 0.1)
            {
                _search.CheapestAtOrAbove(target, given.Reservation, _outcome, out _, given.Discount);
                _search.PickAtOrAbove(0.5, target, given.Reservation, _outcome, out _, given.Discount);
                ConcessionLadder.Offer(_search, _estimate, target, given.Reservation, _outcome, out _, given.Discount);
            }

            _walk.StartDown(_search, 0, given.Reservation, given.Discount);
            for (var k = 0; k < 20 && _walk.Next(_outcome, out _); k++)
            {
            }
        }
    }
}
