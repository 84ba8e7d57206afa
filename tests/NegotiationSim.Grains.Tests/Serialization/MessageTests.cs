using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using Orleans.Serialization;

namespace NegotiationSim.Grains.Tests.Serialization;

/// <summary>Messages can leave a silo, and arrive as they were.</summary>
public sealed class MessageTests
{
    [Fact]
    public void Scenario_ThereAndBack_NegotiatesTheSame()
    {
        var scenario = TruceScenario.Create();

        var arrived = Wire.ThereAndBack(scenario);

        Assert.NotSame(scenario, arrived);
        Assert.Equal(FieldText.Of(scenario), FieldText.Of(arrived));
        Assert.Equal(RecordText.Of(new DirectBlock(scenario).Run(5, 8)), RecordText.Of(new DirectBlock(arrived).Run(5, 8)));
    }

    [Fact]
    public void Brief_ThereAndBack_IsTheSame()
    {
        var brief = Brief.For(TruceScenario.Create(), 1);

        Assert.Equal(FieldText.Of(brief), FieldText.Of(Wire.ThereAndBack(brief)));
    }

    [Fact]
    public void TableReply_ThereAndBack_IsTheSame()
    {
        var block = new BlockSpec(11, 5, 40, Tell: true);
        var result = new DirectBlock(TruceScenario.Create()).Play(block, TestContext.Current.CancellationToken);
        var announcements = new Announcements();
        announcements.Add(new Strike(3, 0, 1, 0, 5));
        var reply = new TableReply(result, announcements, [.. result.Log.Take(3)]);

        var arrived = Wire.ThereAndBack(reply);

        Assert.NotEmpty(arrived.Result!.Log);
        Assert.Equal(FieldText.Of(reply), FieldText.Of(arrived));
    }

    [Fact]
    public void Speech_ThereAndBack_IsTheSame()
    {
        var said = new Utterances(3, 2);
        said.Said[1] = Said.Offer;
        said.Round[1] = 4;
        said.Text(1)[0] = 7;
        var turn = new TurnRequest
        {
            Round = 4,
            Active = [0, 1, 2],
            ActiveCount = 3,
            Board = [null, said],
            Proposer = [-1, 1, -1],
            Supporters = [0, 2, ulong.MaxValue],
            Seated = [3, 3, 3],
            Announcements = new Announcements(),
            RefusedSlots = [2],
            RefusedTexts = [1, 1],
        };

        Assert.Equal(FieldText.Of(turn), FieldText.Of(Wire.ThereAndBack(turn)));
    }

    [Fact]
    public void Numbers_AtTheirEdges_ArriveToTheBit()
    {
        var reply = new CloseReply
        {
            Utility = [double.NaN, double.NegativeInfinity, -0.0, double.Epsilon, 0.1],
            Crosses = [short.MinValue, -1, short.MaxValue],
            CrossedUpTo = [0, 3],
            DrawNames = ["", "no_deal — ü"],
        };

        var arrived = Wire.ThereAndBack(reply);

        Assert.Equal(FieldText.Of(reply), FieldText.Of(arrived));
        Assert.Equal(reply.Utility.Select(BitConverter.DoubleToInt64Bits), arrived.Utility.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Exceptions_ThereAndBack_KeepTypeAndMessage()
    {
        Assert.Equal(new NotAdmittedException("x").Message, Wire.ThereAndBack(new NotAdmittedException("x")).Message);
        Assert.Equal(new StaleCallException(1, 2).Message, Wire.ThereAndBack(new StaleCallException(1, 2)).Message);
    }

    [Fact]
    public void Copy_WithinASilo_IsTheMessageItself()
    {
        var copier = Wire.Services.GetRequiredService<DeepCopier>();
        var scenario = TruceScenario.Create();

        Assert.All(
            new object[] { scenario, new ConsentRequest(), new ConsentReply(), new PeriodRequest(), new PeriodReply(), new CloseReply(), new Utterances(1, 1), new BlockResult(1, 1, 1, 1) },
            message => Assert.Same(message, copier.Copy(message)));
    }

    [Fact]
    public void Serialize_TypeThatIsNotMarked_IsRefused()
    {
        using var process = Process.GetCurrentProcess();

        Assert.Throws<CodecNotFoundException>(() => Wire.Bytes<object>(process));
    }
}
