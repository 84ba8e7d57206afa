using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Tests.Fixtures;

/// <summary>Lets one step of the work on a folder, and what the fault says after it, go wrong.</summary>
internal sealed class FaultyDisk(Fault fault, int at)
{
    private int _step;

    /// <summary>Steps so far.</summary>
    public int Steps => _step;

    /// <summary>Called before each step.</summary>
    public void Before(DiskStep step, string name)
    {
        var number = _step++;
        switch (fault)
        {
            case Fault.Kill when number >= at:
                throw new KilledException();
            case Fault.NoRoom when number >= at && TakesRoom(step):
            case Fault.NoRoomOnce when number == at && TakesRoom(step):
                throw new IOException($"No space left on device : '{name}'", 28);
            case Fault.Broken when number == at:
                throw new IOException("Input/output error", 5);
        }
    }

    private static bool TakesRoom(DiskStep step) => step is DiskStep.MakeFolder or DiskStep.Create or DiskStep.Write or DiskStep.Flush;
}

/// <summary>What goes wrong.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process is killed before the step: it does nothing any more, not even clean up.</summary>
    Kill,

    /// <summary>The disk is full from the step on.</summary>
    NoRoom,

    /// <summary>The disk is full at the step and has room after it.</summary>
    NoRoomOnce,

    /// <summary>The disk fails at the step.</summary>
    Broken,
}

/// <summary>The process is no more.</summary>
internal sealed class KilledException : Exception;
