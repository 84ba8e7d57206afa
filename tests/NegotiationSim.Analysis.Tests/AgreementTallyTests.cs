using NegotiationSim.Analysis.Batches;

namespace NegotiationSim.Analysis.Tests;

public sealed class AgreementTallyTests
{
    [Fact]
    public void Commonest_ManyTexts_AreThoseThatGroupingFinds()
    {
        var tally = new AgreementTally(2);
        var texts = Enumerable.Range(0, 20_000).Select(i => (A: (ushort)(i * i % 97), B: (ushort)(i % 31), Held: i % 3 == 0)).ToList();
        texts.ForEach(text => tally.Add([text.A, text.B], text.Held));

        var expected = texts.GroupBy(t => (t.A, t.B)).Select(g => (g.Key.A, g.Key.B, Count: (long)g.Count(), Held: (long)g.Count(t => t.Held)))
            .OrderByDescending(g => g.Count).ThenBy(g => g.A).ThenBy(g => g.B).Take(50);
        Assert.Equal(expected, tally.Commonest(50).Select(a => (a.Terms.Values[0], a.Terms.Values[1], a.Count, a.Held)));
    }

    [Fact]
    public void Add_MoreTextsThanAreCounted_CountsTheEarlierOnesExactly()
    {
        var tally = new AgreementTally(2);
        for (var i = 0; i < 3 * AgreementTally.Most; i++)
        {
            tally.Add([1, 2], held: true);
            tally.Add([(ushort)(i >> 8), (ushort)(1000 + (i & 255))], held: false);
        }

        Assert.Equal(AgreementTally.Most, tally.Distinct);
        var commonest = tally.Commonest(1).Single();
        Assert.Equal((3L * AgreementTally.Most, 3L * AgreementTally.Most), (commonest.Count, commonest.Held));
    }
}
