namespace NegotiationSim.Grains.Driving;

/// <summary>The silo that was playing a block was given up. The block is played on another one.</summary>
/// <param name="hasEnded">Whether a silo is lost that the block was played on, and may have been ended by it.</param>
/// <param name="cause">How it was noticed.</param>
internal sealed class SiloLostException(bool hasEnded, Exception cause) : Exception("the silo was lost", cause)
{
    /// <summary>Whether a silo is lost that the block was played on, and may have been ended by it.</summary>
    public bool HasEnded => hasEnded;
}
