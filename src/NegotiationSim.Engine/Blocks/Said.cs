namespace NegotiationSim.Engine.Blocks;

/// <summary>What a principal does at its turn.</summary>
[GenerateSerializer, Alias("negsim.said")]
public enum Said : byte
{
    /// <summary>Nothing yet.</summary>
    Nothing,

    /// <summary>It rejects what stands, if anything does, and offers its own text.</summary>
    Offer,

    /// <summary>It stands by the standing offer.</summary>
    Accept,

    /// <summary>It stands by the standing offer under a patron's pressure.</summary>
    AcceptPressed,

    /// <summary>It rejects what stands and has no text of its own to put in its place.</summary>
    Reject,

    /// <summary>It leaves: its own deadline has passed.</summary>
    WalkOutDeadline,

    /// <summary>It leaves: nothing that it may sign is worth its no-deal value.</summary>
    WalkOutNothing,

    /// <summary>It leaves: an event made it.</summary>
    WalkOutEvent,
}

/// <summary>Helpers over <see cref="Said"/>.</summary>
public static class SaidExtensions
{
    /// <summary>Whether the speaker stands by the standing offer.</summary>
    public static bool IsAcceptance(this Said said) => said is Said.Accept or Said.AcceptPressed;

    /// <summary>Whether the speaker leaves the table.</summary>
    public static bool IsWalkOut(this Said said) => said >= Said.WalkOutDeadline;
}
