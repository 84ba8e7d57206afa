using System.Collections.Immutable;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>What all parts of the implementation share: the table, who holds what against whom, and the calendar of periods.</summary>
/// <param name="table">The table.</param>
internal sealed class ImplementationState(TableState table)
{
    private (int Period, double Rounds) _elapsed;

    public TableState Table { get; } = table;

    public Scenario Scenario => Table.Scenario;

    public Implementation Implementation { get; } = table.Scenario.Implementation!;

    public Sampler Sampler => Table.Sampler;

    /// <summary>A number at the replica that the sampler is at.</summary>
    public Func<Quantity, double> Value { get; } = table.Sampler.Value;

    public TensionLedger Ledger { get; } = new(table.Scenario);

    /// <summary>Days in a period.</summary>
    public double Days { get; } = table.Scenario.Implementation!.Period.TotalDays;

    /// <summary>Turns the sampler to an agreement's replica.</summary>
    public void MoveTo(Accord accord) => Sampler.MoveTo(new ReplicaDraws(Table.Block.Seed, Table.Block.FirstReplica + accord.Slot));

    /// <summary>The moment a period starts, in rounds since the start of the talks (round 1 starts at 1).</summary>
    public double RoundAt(Accord accord, int period)
    {
        if (_elapsed.Period != period)
        {
            _elapsed = (period, (Implementation.StartsAfter + Implementation.Period * (period - 1)) / Scenario.Calendar.RoundLength);
        }

        return accord.Round + _elapsed.Rounds;
    }

    /// <summary>The date a period of an agreement that was signed in a round starts; null without a calendar start.</summary>
    public static DateTime? DateOf(Scenario scenario, int signedRound, int period) =>
        scenario.Implementation is { } implementation && scenario.Calendar.StartOf(signedRound) is { } signed
            ? signed + implementation.StartsAfter + implementation.Period * (period - 1) : null;

    /// <summary>A principal's own tension; a ratifier's principals' largest; an outsider has none.</summary>
    public double TensionOn(Accord accord, int actor)
    {
        if (accord.IsOutsider[actor])
        {
            return 0;
        }

        return Scenario.Actors[actor].Role == Role.Principal
            ? Ledger.Of(accord.Slot, actor)
            : Ledger.Largest(accord.Slot, Table.PrincipalsOf[actor] & accord.Signatories);
    }

    /// <summary>The tension of every signatory.</summary>
    public ImmutableArray<KeyValuePair<int, double>> TensionsIn(Accord accord) =>
        [.. Table.Principals.Where(p => (accord.Signatories >> p & 1) != 0).Select(p => KeyValuePair.Create(p, Ledger.Of(accord.Slot, p)))];

    /// <summary>The id of an actor, or beyond the actors of a spoiler.</summary>
    public string NameOf(int doer) =>
        doer < Scenario.Actors.Length ? Scenario.Actors[doer].Id : Implementation.Spoilers[doer - Scenario.Actors.Length].Id;

    /// <summary>Notes what happens to an agreement in a period.</summary>
    public void Note(Accord accord, int period, int actor, Move move, ImplementationDetail detail) => Table.Note(new LogEntry
    {
        Slot = accord.Slot,
        Round = accord.Round,
        Period = period,
        Phase = Phase.Implementation,
        Actor = actor,
        Move = move,
        Detail = detail,
    });

    /// <summary>The agreement is over.</summary>
    public void Collapse(Accord accord, int period, BlockCause cause)
    {
        Table.Result.EndedPeriods[accord.Slot] = period;
        Table.End(accord.Slot, Ending.Collapsed, cause, RoundAt(accord, period));
    }
}
