using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Events;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Protocols;

/// <summary>
/// What the table knows of a block: who is seated, what stands, who stands by it, how each replica ended. All of it is public. Reused
/// from block to block.
/// </summary>
internal sealed class TableState
{
    /// <summary>Entries from which on a page of the log is full. The last round or period of a page may add some thousands.</summary>
    private const int PageLength = 4096;

    private readonly int _actors;
    private readonly ulong _everybody;

    public TableState(Scenario scenario, IReadOnlyList<IActorPort?> ports)
    {
        Scenario = scenario;
        Ports = ports;
        Sampler = new Sampler(scenario);
        Clock = new EventClock(scenario, Sampler);
        Rule = new SignatureRule(scenario);
        Principals = [.. Enumerable.Range(0, scenario.Actors.Length).Where(a => scenario.Actors[a].Role == Role.Principal)];
        PrincipalsOf = [.. scenario.Actors.Select(actor => actor.Of.IsEmpty ? ~0UL : SignatureRule.Mask(actor.Of))];
        Components = scenario.Space.Components.Length;
        HasRatifiers = scenario.Actors.Any(actor => actor.Role == Role.Ratifier);
        _actors = scenario.Actors.Length;
        _everybody = SignatureRule.Mask(Principals);
    }

    public Scenario Scenario { get; }

    public IReadOnlyList<IActorPort?> Ports { get; }

    public Sampler Sampler { get; }

    public EventClock Clock { get; }

    public SignatureRule Rule { get; }

    /// <summary>Principals by actor index, in file order.</summary>
    public int[] Principals { get; }

    /// <summary>Per actor the principals whose ratifier it is, a bit per actor; all where the scenario names none.</summary>
    public ulong[] PrincipalsOf { get; }

    public int Components { get; }

    /// <summary>Whether a signed outcome is put to anybody.</summary>
    public bool HasRatifiers { get; }

    public BlockSpec Block { get; private set; } = new(0, 0, 0, false);

    public BlockResult Result { get; private set; } = null!;

    public Announcements Announcements { get; } = new();

    /// <summary>The red lines that were named and not withdrawn.</summary>
    public StandingObjections Objections { get; } = new();

    /// <summary>Slots in which negotiations go on, ascending; the first <see cref="ActiveCount"/> count.</summary>
    public int[] Active { get; private set; } = [];

    public int ActiveCount { get; set; }

    /// <summary>Per slot the actors that stand by the standing (then the signed) outcome, a bit per actor.</summary>
    public ulong[] Supporters { get; private set; } = [];

    /// <summary>Per slot the principals at the table.</summary>
    public ulong[] Seated { get; private set; } = [];

    /// <summary>Per slot the actor whose last outcome stands, or -1.</summary>
    public sbyte[] Proposer { get; private set; } = [];

    /// <summary>Per slot how often a refused outcome has come back to the table.</summary>
    public int[] Returns { get; private set; } = [];

    /// <summary>Per slot whether the replica has ended.</summary>
    public bool[] IsOver { get; private set; } = [];

    /// <summary>A block begins.</summary>
    public void Begin(BlockSpec block)
    {
        Block = block;
        Result = new BlockResult(block.Count, Components, Scenario.Actors.Length, Scenario.Implementation?.Gates.Length ?? 0);
        Announcements.Clear();
        Objections.Begin(block.Count);
        InForce.Clear();
        Clock.Begin(block);
        if (Active.Length < block.Count)
        {
            Active = new int[block.Count];
            Supporters = new ulong[block.Count];
            Seated = new ulong[block.Count];
            Proposer = new sbyte[block.Count];
            Returns = new int[block.Count];
            IsOver = new bool[block.Count];
        }

        for (var slot = 0; slot < block.Count; slot++)
        {
            Supporters[slot] = 0;
            Seated[slot] = _everybody;
            Proposer[slot] = -1;
            Returns[slot] = 0;
            IsOver[slot] = false;
            Active[slot] = slot;
        }

        ActiveCount = block.Count;
    }

    /// <summary>Negotiations go on in these slots, ascending, and in no others for now.</summary>
    public void Activate(ReadOnlySpan<int> slots)
    {
        slots.CopyTo(Active);
        ActiveCount = slots.Length;
    }

    /// <summary>The signed outcome of a slot.</summary>
    public Span<ushort> SignedOutcome(int slot) => Result.Texts.AsSpan(slot * Components, Components);

    public ref Consent ConsentOf(int slot, int actor) => ref Result.Consents[slot * _actors + actor];

    /// <summary>A replica ends.</summary>
    public void End(int slot, Ending ending, BlockCause cause, double endRound)
    {
        IsOver[slot] = true;
        Result.Endings[slot] = ending;
        Result.Causes[slot] = cause;
        Result.EndRounds[slot] = endRound;
    }

    /// <summary>Slots whose outcome was ratified and is to be implemented.</summary>
    public List<int> InForce { get; } = [];

    /// <summary>A signed outcome is ratified. Without an implementation section it is held at once.</summary>
    public void Ratified(int slot, int round)
    {
        if (Scenario.Implementation is null)
        {
            End(slot, Ending.Held, new BlockCause(CauseKind.Survived), round);
        }
        else
        {
            InForce.Add(slot);
        }
    }

    /// <summary>Drops from <see cref="Active"/> the slots that have ended or signed, keeping the order.</summary>
    public void DropConcluded()
    {
        var kept = 0;
        for (var k = 0; k < ActiveCount; k++)
        {
            var slot = Active[k];
            if (!IsOver[slot] && Result.SignedRounds[slot] == 0)
            {
                Active[kept++] = slot;
            }
        }

        ActiveCount = kept;
    }

    /// <summary>Announces the events of a round; those that end the talks end them.</summary>
    public void StrikeInTalks(int round)
    {
        var first = Announcements.Count;
        Clock.StrikeInTalks(round, Active.AsSpan(0, ActiveCount), Announcements);
        for (var k = first; k < Announcements.Count; k++)
        {
            var strike = Announcements[k];
            NoteStrike(strike, round);
            WithdrawTurnedOff(strike);
            if (!IsOver[strike.Slot] && EndsTalks(strike))
            {
                End(strike.Slot, Ending.NoDeal, new BlockCause(CauseKind.Event, Event: strike.Event), round);
            }
        }

        if (Announcements.Count > first)
        {
            DropConcluded();
        }
    }

    /// <summary>As in <see cref="Table.PageTaker"/>.</summary>
    public Func<List<LogEntry>, CancellationToken, ValueTask>? PageTaker { get; set; }

    /// <summary>Notes a public move, where the block is told.</summary>
    public void Note(LogEntry entry)
    {
        if (Block.Tell)
        {
            Result.Log.Add(entry);
        }
    }

    /// <summary>An event strikes: noted the same way in talks and in implementation.</summary>
    /// <param name="strike">The event and its branch.</param>
    /// <param name="round">The round; in implementation that of the signature.</param>
    /// <param name="period">The period, or 0 in talks.</param>
    public void NoteStrike(Strike strike, int round, int period = 0)
    {
        if (Block.Tell)
        {
            Note(new LogEntry
            {
                Slot = strike.Slot,
                Round = round,
                Period = period,
                Phase = period > 0 ? Phase.Implementation : Phase.Talks,
                Event = strike.Event,
                Branch = strike.Branch,
            });
        }
    }

    /// <summary>Takes an actor's answer to an outcome that is put to it, a tabled one or a signed one in ratification; whether it goes along, and stands by the outcome then.</summary>
    public bool Consents(int actor, int slot, ConsentReply reply, int k, int round, Phase phase, ReadOnlySpan<ushort> outcome)
    {
        if (Block.Tell)
        {
            Note(new LogEntry { Slot = slot, Round = round, Phase = phase, Actor = actor, Answer = reply.Answers[k], Text = outcome.ToArray() });
        }

        var consents = reply.Consents(k);
        ConsentOf(slot, actor) = !consents ? Consent.Refused : reply.Answers[k] == Answer.Pressed ? Consent.Pressed : Consent.Willing;
        Supporters[slot] |= consents ? 1UL << actor : 0;
        return consents;
    }

    /// <summary>Between two rounds or periods: hands over a page that is full.</summary>
    public ValueTask TurnPageAsync(CancellationToken cancellation) =>
        PageTaker is { } take && Result.Log.Count >= PageLength ? take(Result.Log, cancellation) : ValueTask.CompletedTask;

    /// <summary>A red line that an announced event turns off needs no respect any more.</summary>
    private void WithdrawTurnedOff(Strike strike)
    {
        var effects = new StruckEffects(Scenario, strike);
        for (var k = 0; k < effects.Count; k++)
        {
            if (effects[k] is ActorEffect { Actor: >= 0 and var owner, Change: RedLineSwitch { On: false } line })
            {
                Objections.Withdraw(strike.Slot, owner, line.RedLine);
            }
        }
    }

    private bool EndsTalks(Strike strike)
    {
        var effects = new StruckEffects(Scenario, strike);
        var ends = false;
        for (var k = 0; k < effects.Count; k++)
        {
            ends |= effects[k] is EndEffect { EndsAgreement: false };
        }

        return ends;
    }
}
