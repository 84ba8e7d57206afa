using NegotiationSim.Engine.Conditions;
using NegotiationSim.Engine.Offers;

namespace NegotiationSim.Engine.Tests.Offers;

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
