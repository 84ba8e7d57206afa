using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Grains.Hosting;
using NegotiationSim.Grains.Messages;
using NegotiationSim.Grains.Serialization;
using Orleans.Serialization;

namespace NegotiationSim.Grains.Tests.Serialization;

/// <summary>Messages can leave a silo, and arrive as they were.</summary>
public sealed class PlainDataCodecTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddNegotiationGrains().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Scenario_ThereAndBack_NegotiatesTheSame()
    {
        var scenario = TruceScenario.Create();

        var arrived = ThereAndBack(new TableBrief(scenario)).Scenario;

        Assert.NotSame(scenario, arrived);
        Assert.Equal(PlainWriter.Write(scenario), PlainWriter.Write(arrived));
        Assert.Equal(RecordText.Of(new DirectBlock(scenario).Run(5, 8)), RecordText.Of(new DirectBlock(arrived).Run(5, 8)));
    }

    [Fact]
    public void ActorBrief_ThereAndBack_IsTheSame()
    {
        var brief = new ActorBrief(Brief.For(TruceScenario.Create(), 1), 1);

        var arrived = ThereAndBack(brief);

        Assert.Equal(1, arrived.Self);
        Assert.Equal(PlainWriter.Write(brief.Scenario), PlainWriter.Write(arrived.Scenario));
    }

    [Fact]
    public void BlockProgress_ThereAndBack_IsTheSame()
    {
        var block = new BlockSpec(11, 5, 40, Tell: true);
        var direct = new DirectBlock(TruceScenario.Create());
        var result = direct.Play(block, TestContext.Current.CancellationToken);
        var announcements = new Announcements();
        announcements.Add(new Strike(3, 0, 1, 0, 5));

        var arrived = ThereAndBack(new BlockProgress(17, result, announcements));

        Assert.Equal(17, arrived.Steps);
        Assert.Equal(result.Causes, arrived.Result!.Causes);
        Assert.Equal(result.Log.Count, arrived.Result.Log.Count);
        Assert.Equal(PlainWriter.Write(result), PlainWriter.Write(arrived.Result));
        Assert.Equal(announcements[0], arrived.Announcements![0]);
    }

    [Fact]
    public void EveryMessage_OfTheActorGrain_CanTravel()
    {
        // Whatever the table and an actor say to each other is either plain data or made for Orleans.
        var types = typeof(IActorGrain).GetMethods().Concat(typeof(ITableGrain).GetMethods())
            .SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType))
            .Select(t => t.IsGenericType ? t.GenericTypeArguments[0] : t)
            .Where(t => t != typeof(ValueTask) && t != typeof(TimeSpan) && !t.IsPrimitive)
            .Distinct()
            .ToList();

        Assert.Contains(typeof(TurnRequest), types);
        Assert.All(types, type => Assert.True(
            PlainType.IsMessage(type) || type.IsDefined(typeof(GenerateSerializerAttribute), false), type.FullName));
        Assert.All(types.Where(PlainType.IsMessage), type => Assert.NotNull(_services.GetRequiredService<Orleans.Serialization.Serializers.ICodecProvider>().GetCodec(type)));
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

        var arrived = ThereAndBack(turn);

        Assert.Null(arrived.Board[0]);
        Assert.Equal(said.Said, arrived.Board[1]!.Said);
        Assert.Equal(7, arrived.Board[1]!.Text(1)[0]);
        Assert.Equal(turn.Proposer, arrived.Proposer);
        Assert.Equal(turn.Supporters, arrived.Supporters);
        Assert.Equal(turn.RefusedSlots, arrived.RefusedSlots);
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

        var arrived = ThereAndBack(reply);

        Assert.Equal(reply.Utility.Select(BitConverter.DoubleToInt64Bits), arrived.Utility.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(reply.Crosses, arrived.Crosses);
        Assert.Equal(reply.CrossedUpTo, arrived.CrossedUpTo);
        Assert.Equal(reply.DrawNames, arrived.DrawNames);
    }

    [Fact]
    public void Record_ThereAndBack_IsTheSame()
    {
        var record = new DirectBlock(TruceScenario.Create()).Run(3, 3);

        Assert.Equal(RecordText.Of(record), RecordText.Of(ThereAndBack(record)));
    }

    [Fact]
    public void Copy_WithinASilo_IsTheMessageItself()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        var scenario = TruceScenario.Create();
        var reply = new ConsentReply();

        Assert.Same(scenario, copier.Copy(scenario));
        Assert.Same(reply, copier.Copy(reply));
    }

    [Fact]
    public void Find_TypeFromElsewhere_IsRefused() => Assert.Throws<InvalidDataException>(() => PlainType.Find("System.Diagnostics.Process"));

    private T ThereAndBack<T>(T value)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
