using CsCheck;
using NegotiationSim.Analysis.Batches;
using NegotiationSim.Engine;

namespace NegotiationSim.Analysis.Tests;

public sealed class EndingExamplesTests
{
    private static readonly Ending[] s_endings = Enum.GetValues<Ending>();

    [Fact]
    public void Of_ReplicasInAnyOrder_AreTheLowestOfEachEnding() =>
        Gen.Int[0, s_endings.Length - 1].Array[0, 40].SelectMany(endings => Gen.Shuffle(Enumerable.Range(0, endings.Length).ToArray()).Select(order => (endings, order)))
            .Sample(drawn =>
            {
                var examples = new EndingExamples();
                foreach (var replica in drawn.order)
                {
                    examples.Add(s_endings[drawn.endings[replica]], replica);
                }

                foreach (var ending in s_endings)
                {
                    var expected = Enumerable.Range(0, drawn.endings.Length).Where(replica => drawn.endings[replica] == (int)ending).Take(EndingExamples.Most).Select(replica => (long)replica);
                    Assert.Equal(expected, examples.Of(ending));
                    Assert.Equal(expected, SavedAndRestored(examples).Of(ending));
                }
            });

    private static EndingExamples SavedAndRestored(EndingExamples examples)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        examples.Save(writer);
        writer.Flush();
        stream.Position = 0;
        var restored = new EndingExamples();
        restored.Restore(new BinaryReader(stream));
        return restored;
    }
}
