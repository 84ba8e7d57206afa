namespace NegotiationSim.Engine.Blocks;

/// <summary>A red line that was named at the table and not withdrawn since.</summary>
/// <param name="Owner">Whose line it is, by actor index.</param>
/// <param name="Line">Which of its lines, by index.</param>
/// <param name="First">The principal that named it first.</param>
/// <param name="Last">The principal that named it last, and whose <see cref="Utterances"/> say what it forbids.</param>
/// <param name="Variant">What it forbids in this replica: an index into the owner's <see cref="LineVariants"/>.</param>
/// <param name="Times">How often it was named.</param>
[GenerateSerializer, Immutable, Alias("negsim.standing-objection")]
public readonly record struct StandingObjection(
    [property: Id(0)] short Owner, [property: Id(1)] short Line, [property: Id(2)] short First, [property: Id(3)] short Last, [property: Id(4)] int Variant, [property: Id(5)] int Times);

/// <summary>
/// The red lines that principals have named in the replicas of a block, as everybody at the table knows them. Kept by the table, read by all; nobody
/// writes to it while a turn is taken.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.standing-objections")]
public sealed class StandingObjections
{
    [Id(0)] private List<StandingObjection>?[] _bySlot = [];

    /// <summary>Whether a line was named in any replica of the block.</summary>
    [Id(1)] public bool IsAny { get; private set; }

    /// <summary>The lines of a slot, in the order in which they were first named.</summary>
    public ReadOnlySpan<StandingObjection> Of(int slot) =>
        IsAny && _bySlot[slot] is { } lines ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines) : default;

    /// <summary>A block begins.</summary>
    /// <param name="slots">Replicas in the block.</param>
    public void Begin(int slots)
    {
        if (_bySlot.Length < slots)
        {
            Array.Resize(ref _bySlot, slots);
        }

        if (!IsAny)
        {
            return;
        }

        foreach (var lines in _bySlot)
        {
            lines?.Clear();
        }

        IsAny = false;
    }

    /// <summary>Takes what a principal has named and withdrawn at its turn, in this order.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="said">What it said.</param>
    public void Take(int principal, Utterances said)
    {
        foreach (var objection in said.Objections)
        {
            Name(principal, objection);
        }

        foreach (var withdrawal in said.Withdrawals)
        {
            Withdraw(withdrawal.Slot, withdrawal.Owner, withdrawal.Line);
        }
    }

    /// <summary>A line is taken back: it binds nobody any more.</summary>
    public void Withdraw(int slot, int owner, int line)
    {
        if (IsAny && _bySlot[slot] is { } lines)
        {
            var at = IndexOf(lines, owner, line);
            if (at >= 0)
            {
                lines.RemoveAt(at);
            }
        }
    }

    private static int IndexOf(List<StandingObjection> lines, int owner, int line)
    {
        for (var k = 0; k < lines.Count; k++)
        {
            if (lines[k].Owner == owner && lines[k].Line == line)
            {
                return k;
            }
        }

        return -1;
    }

    private void Name(int principal, Objection objection)
    {
        IsAny = true;
        var lines = _bySlot[objection.Slot] ??= [];
        var at = IndexOf(lines, objection.Owner, objection.Line);
        if (at < 0)
        {
            lines.Add(new StandingObjection(objection.Owner, objection.Line, (short)principal, (short)principal, objection.Variant, 1));
        }
        else
        {
            lines[at] = lines[at] with { Last = (short)principal, Variant = objection.Variant, Times = lines[at].Times + 1 };
        }
    }
}
