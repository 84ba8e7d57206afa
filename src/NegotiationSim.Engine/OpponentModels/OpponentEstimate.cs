using NegotiationSim.Scenarios;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.OpponentModels;

/// <summary>What an actor believes one opponent to want, judged by its offers.</summary>
public abstract class OpponentEstimate
{
    /// <summary>Offers heard so far.</summary>
    public int Offers { get; protected set; }

    /// <summary>Forgets everything, for another replica.</summary>
    public abstract void Clear();

    /// <summary>Takes one more offer of the opponent into account.</summary>
    public abstract void Hear(ReadOnlySpan<ushort> offer);

    /// <summary>Adds this opponent's estimated utility, times <paramref name="share"/>, to a table with a term per component and value.</summary>
    public abstract void AddTo(Span<double> estimate, double share);

    /// <summary>The estimate that a kind of opponent model makes, with nothing heard yet.</summary>
    internal static OpponentEstimate For(OpponentModel kind, ComponentLayout layout) => kind == OpponentModel.Spatial ? new SpatialModel(layout) : new FrequencyModel(layout);

    /// <summary>Whether this is what <see cref="For"/> would make.</summary>
    internal bool Is(OpponentModel kind) => this is SpatialModel == (kind == OpponentModel.Spatial);
}
