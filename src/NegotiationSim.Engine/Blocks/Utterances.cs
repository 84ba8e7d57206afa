namespace NegotiationSim.Engine.Blocks;

/// <summary>
/// What one principal last said in every replica of a block: the reply to its turn, and what everybody else hears. Owned and rewritten
/// by the speaker at its next turn, so readers look at it before then and never write. Arrays are indexed by slot.
/// </summary>
[GenerateSerializer, Immutable, Alias("negsim.utterances")]
public sealed class Utterances
{
    /// <summary>Room for a block.</summary>
    /// <param name="slots">Replicas in the block.</param>
    /// <param name="components">Components of an outcome.</param>
    public Utterances(int slots, int components)
    {
        Said = new Said[slots];
        Round = new int[slots];
        Event = new short[slots];
        Texts = new ushort[slots * components];
        Components = components;
    }

    private Utterances(Said[] said, int[] round, short[] @event, ushort[] texts, int components) =>
        (Said, Round, Event, Texts, Components) = (said, round, @event, texts, components);

    /// <summary>What was said.</summary>
    [Id(0)] public Said[] Said { get; }

    /// <summary>In which round, 0 for nothing yet; tells a listener what it has heard already.</summary>
    [Id(1)] public int[] Round { get; }

    /// <summary>The event behind a walk-out by event, by index.</summary>
    [Id(2)] public short[] Event { get; }

    /// <summary>The offered texts, a value per component, slot after slot; meaningful where the speaker's last text was an offer.</summary>
    [Id(3)] public ushort[] Texts { get; }

    [Id(4)] public int Components { get; }

    /// <summary>The red lines named at the last turn, slot by slot in the order of the file.</summary>
    [Id(5)] public List<Objection> Objections { get; } = [];

    /// <summary>The red lines taken back at the last turn.</summary>
    [Id(6)] public List<Withdrawal> Withdrawals { get; } = [];

    /// <summary>What the lines forbid that the speaker has named: its own and those of ratifiers that it consults.</summary>
    [Id(7)] public List<LineVariants> Variants { get; } = [];

    /// <summary>The text the speaker last offered in a slot.</summary>
    public Span<ushort> Text(int slot) => Texts.AsSpan(slot * Components, Components);

    /// <summary>An instance over arrays that came from elsewhere.</summary>
    public static Utterances From(Said[] said, int[] round, short[] @event, ushort[] texts, int components) =>
        new(said, round, @event, texts, components);

    /// <summary>Forgets everything, for the next block.</summary>
    public void Clear()
    {
        Array.Clear(Said);
        Array.Clear(Round);
        BeginTurn();
    }

    /// <summary>Says what an owner's named lines forbid, in place of what was said of them before.</summary>
    public void Publish(LineVariants variants)
    {
        for (var k = 0; k < Variants.Count; k++)
        {
            if (Variants[k].Owner == variants.Owner)
            {
                Variants[k] = variants;
                return;
            }
        }

        Variants.Add(variants);
    }

    /// <summary>What was named or taken back at the last turn has been heard.</summary>
    public void BeginTurn()
    {
        Objections.Clear();
        Withdrawals.Clear();
    }
}

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
