using NegotiationSim.Engine.Blocks;
using NegotiationSim.Grains;
using Orleans.Serialization;

namespace NegotiationSim.ClusterModel.Measuring;

/// <summary>What travels between the client and a silo for one block, as <c>Lane</c> sends it: the order to play, the reply, and an exchange with each actor.</summary>
internal sealed class Parcel
{
    private readonly BlockSpec _spec;
    private readonly TableReply _reply;
    private readonly CloseRequest _request;
    private readonly IReadOnlyList<CloseReply> _reports;

    /// <summary>The messages of a block that was played.</summary>
    public Parcel(PlayedBlock block)
    {
        var announcements = new Announcements();
        foreach (var strike in block.Strikes)
        {
            announcements.Add(strike);
        }

        (_spec, _reply) = (block.Spec, new TableReply(block.Result, announcements, null));
        (_request, _reports) = (CloseRequest.For(block.Result, announcements), block.Reports);
    }

    public double BytesUp { get; private set; }

    public double BytesDown { get; private set; }

    /// <summary>CPU seconds so far.</summary>
    public double AtClient { get; private set; }

    /// <inheritdoc cref="AtClient"/>
    public double AtSilo { get; private set; }

    /// <summary>Forgets the CPU time so far.</summary>
    public void Reset() => (AtClient, AtSilo) = (0, 0);

    /// <summary>Serialises everything at one end and deserialises it at the other.</summary>
    public void Travel(Serializer serializer)
    {
        (BytesUp, BytesDown) = (0, 0);
        Up(serializer, _spec);
        Down(serializer, _reply);
        foreach (var report in _reports)
        {
            Up(serializer, _request);
            Down(serializer, report);
        }
    }

    /// <summary>Bytes of memory that the client has a finished block in.</summary>
    public static double Held(Parcel parcel, Serializer serializer)
    {
        const int Copies = 32;
        var (reply, reports) = (serializer.SerializeToArray(parcel._reply), parcel._reports.Select(report => serializer.SerializeToArray(report)).ToList());
        var kept = new List<object>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Copies; i++)
        {
            kept.Add(serializer.Deserialize<TableReply>(reply)!);
            kept.AddRange(reports.Select(report => serializer.Deserialize<CloseReply>(report)!));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (double)(after - before) / Copies;
    }

    private void Up<T>(Serializer serializer, T message)
    {
        byte[] bytes = [];
        AtClient += ThreadClock.Of(() => bytes = serializer.SerializeToArray(message));
        AtSilo += ThreadClock.Of(() => serializer.Deserialize<T>(bytes));
        BytesUp += bytes.Length;
    }

    private void Down<T>(Serializer serializer, T message)
    {
        byte[] bytes = [];
        AtSilo += ThreadClock.Of(() => bytes = serializer.SerializeToArray(message));
        AtClient += ThreadClock.Of(() => serializer.Deserialize<T>(bytes));
        BytesDown += bytes.Length;
    }
}
