using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// What happens to agreements after the signature, period by period: tension fades; events; incidents; breaches; blame; gates; leaving. Actors and
/// spoilers in file order. All agreements of a block go through it together, each by its own calendar.
/// </summary>
internal sealed partial class ImplementationPhase
{
    private readonly Scenario _scenario;
    private readonly Implementation _implementation;
    private readonly Camps _camps;
    private readonly TensionLedger _ledger;
    private readonly GateKeeper _gates;
    private readonly double _days;
    private readonly List<Accord> _pool = [];
    private readonly List<Accord> _inForce = [];
    private readonly PeriodRequest _request = new();
    private readonly List<Deed> _deeds = [];
    private readonly int[][] _tiesOfActor;
    private readonly int[][] _tiesOfSpoiler;
    private readonly ulong[] _principalsOf;
    private readonly ulong[] _deedsStreams;
    private readonly StrikesBySlot _strikes = new();
    private readonly Func<int, int, bool> _meetsTerms;
    private readonly Func<Quantity, double> _value;
    private readonly Predicate<Accord> _isOver;
    private (double HalfLife, double Factor) _fading = (double.NaN, double.NaN);
    private (int Period, double Rounds) _elapsed;
    private readonly ConcreteCondition?[] _when;
    private readonly ConcreteCondition[] _enforcing;
    private readonly SpoilerStreams[] _spoilers;
    private readonly ulong[] _breachBlame;
    private TableState _table = null!;

    public ImplementationPhase(TableState table)
    {
        _scenario = table.Scenario;
        _implementation = _scenario.Implementation!;
        _camps = new Camps(_scenario);
        _ledger = new TensionLedger(_scenario, _camps);
        _gates = new GateKeeper(_scenario, table.Clock);
        _days = _implementation.Period.TotalDays;
        _value = table.Sampler.Value;
        _when = [.. _scenario.Events.Select(e => e.When is { } when ? ConcreteCondition.Compile(when, _scenario.Space, _value) : null)];
        _enforcing = [.. _implementation.EnforcementBy.Select(l => ConcreteCondition.Compile(l.When, _scenario.Space, _value))];
        _spoilers = [.. _implementation.Spoilers.Select(s => new SpoilerStreams(
            StreamName.Hash(StreamName.Spoiler(s.Id)), StreamName.Hash(StreamName.Spoiler(s.Id, "blame")), s.Severity ?? ImplementationDefaults.Severity(s.Id), $"implementation.spoilers.{s.Id}.severity", Mask(s.Hurts)))];
        _breachBlame = [.. _scenario.Actors.Select(a => StreamName.Hash(StreamName.BreachBlame(a.Id)))];
        _tiesOfActor = [.. _scenario.Actors.Select((_, actor) => TiesWhere(tie => tie.Client == actor))];
        _tiesOfSpoiler = [.. _spoilers.Select((_, spoiler) => TiesWhere(tie => tie.ClientSpoiler == spoiler))];
        _principalsOf = [.. _scenario.Actors.Select(a => a.Of.IsEmpty ? ~0UL : Mask(a.Of))];
        _deedsStreams = [.. _scenario.Ties.Select(t => t.Client < 0 ? 0 : StreamName.Hash(StreamName.Deeds(_scenario.Actors[t.Patron].Id, _scenario.Actors[t.Client].Id)))];
        _meetsTerms = MeetsTerms;
        _isOver = accord => _table.IsOver[accord.Slot];
    }

    /// <summary>Follows the agreements to their collapse or to the horizon.</summary>
    /// <param name="table">The table.</param>
    /// <param name="slots">The slots whose text was ratified.</param>
    /// <param name="cancellation">Stops between two periods.</param>
    public async ValueTask PlayAsync(TableState table, List<int> slots, CancellationToken cancellation)
    {
        _table = table;
        _ledger.Begin(table.Block.Count);
        _strikes.Sort(table.Announcements, table.Block.Count);
        _inForce.Clear();
        for (var k = 0; k < slots.Count; k++)
        {
            if (k == _pool.Count)
            {
                _pool.Add(new Accord(_scenario.Actors.Length, _implementation.Spoilers.Length, _scenario.Ties.Length, _implementation.Gates.Length));
            }

            EnterIntoForce(_pool[k], slots[k]);
            _inForce.Add(_pool[k]);
        }

        for (var period = 1; period <= _implementation.Horizon && _inForce.Count > 0; period++)
        {
            cancellation.ThrowIfCancellationRequested();
            await table.TurnPageAsync(cancellation).ConfigureAwait(true);
            BeginPeriod(period);
            for (var actor = 0; actor < _scenario.Actors.Length; actor++)
            {
                if (Fill(actor, period) > 0)
                {
                    Hear(await table.Ports[actor]!.PeriodAsync(_request).ConfigureAwait(true), actor, period);
                }
            }

            EndPeriod(period);
        }

        foreach (var accord in _inForce)
        {
            _table.End(accord.Slot, Ending.Held, new BlockCause(CauseKind.Survived), RoundAt(accord, _implementation.Horizon + 1));
        }
    }

    /// <summary>Tension fades, events strike, spoilers strike.</summary>
    private void BeginPeriod(int period)
    {
        foreach (var accord in _inForce)
        {
            Turn(accord);
            _ledger.Fade(accord.Slot, accord.Signatories, accord.FadeFactor);
            Strike(accord, period);
        }

        DropCollapsed();
        _deeds.Clear();
        foreach (var accord in _inForce)
        {
            Turn(accord);
            DrawIncidents(accord, period);
        }
    }

    /// <summary>Everybody learns what was done; gates open or lapse; who has had enough leaves.</summary>
    private void EndPeriod(int period)
    {
        Blame(period);
        foreach (var accord in _inForce)
        {
            Turn(accord);
            PassGates(accord, period);
            if (!_table.IsOver[accord.Slot])
            {
                Leave(accord, period);
            }
        }

        DropCollapsed();
    }

    /// <summary>The question to one actor whether it keeps its word, wherever it has a part; how many agreements that are.</summary>
    private int Fill(int actor, int period)
    {
        _request.Ensure(_inForce.Count);
        var count = 0;
        foreach (var accord in _inForce)
        {
            if (accord.IsParty[actor] || accord.IsOutsider[actor])
            {
                _request.Active[count] = accord.Slot;
                _request.Rounds[count] = RoundAt(accord, period);
                _request.Exposure[count] = accord.Exposure;
                _request.Prevented[count] = accord.Prevented[actor];
                _request.Tension[count] = TensionOn(accord, actor);
                _request.Shut[count] = _gates.NotOpen(accord);
                count++;
            }
        }

        _request.ActiveCount = count;
        _request.Period = period;
        _request.Days = _days;
        _request.Texts = _table.Result.Texts;
        _request.Announcements = _table.Announcements;
        return count;
    }

    /// <summary>Takes an actor's answers.</summary>
    private void Hear(PeriodReply reply, int actor, int period)
    {
        var k = 0;
        for (var i = 0; k < _request.ActiveCount; i++)
        {
            var accord = _inForce[i];
            if (accord.Slot != _request.Active[k])
            {
                continue;
            }

            accord.WantsOut[actor] = reply.WantsOut[k];
            if (reply.Breaches[k])
            {
                AddBreach(accord, actor, period);
            }

            k++;
        }
    }

    /// <summary>A principal's own tension; a ratifier's principals' largest; an outsider has none.</summary>
    private double TensionOn(Accord accord, int actor)
    {
        if (accord.IsOutsider[actor])
        {
            return 0;
        }

        return _scenario.Actors[actor].Role == Role.Principal
            ? _ledger.Of(accord.Slot, actor)
            : _ledger.Largest(accord.Slot, _principalsOf[actor] & accord.Signatories);
    }

    /// <summary>Works out what goes on from period to period as it is until an event changes it.</summary>
    private void Settle(Accord accord)
    {
        var sampler = _table.Sampler;
        var enforcement = Math.Clamp(accord.TermsEnforcement + accord.EnforcementShift, 0, ImplementationDefaults.MostEnforcement);
        var breach = _implementation.Breach is { } rate ? sampler.Value(rate) : ImplementationDefaults.Breach;
        accord.Exposure = accord.Frailty * breach * (1 - enforcement) * (_days / 7);
        accord.Monitoring = Math.Clamp(sampler.Value(_implementation.Monitoring) + accord.MonitoringShift, 0, 1);
        for (var a = 0; a < _tiesOfActor.Length; a++)
        {
            accord.Prevented[a] = PreventedShare(accord, _tiesOfActor[a]);
        }

        for (var s = 0; s < _spoilers.Length; s++)
        {
            accord.CalmRate[s] = accord.Frailty * (sampler.Value(_implementation.Spoilers[s].Rate) * accord.RateFactor[s] * (_days / 7)) * (1 - enforcement);
            accord.Escaping[s] = 1 - PreventedShare(accord, _tiesOfSpoiler[s]);
        }
    }

    private double PreventedShare(Accord accord, int[] ties)
    {
        var escapes = 1.0;
        foreach (var tie in ties)
        {
            escapes *= 1 - Deeds(accord, tie);
        }

        return 1 - escapes;
    }

    private double Deeds(Accord accord, int tie) => Math.Clamp(_table.Sampler.Value(_scenario.Ties[tie].Deeds) + accord.DeedsShift[tie], 0, 1);

    /// <summary>What is left of a tension after a period.</summary>
    private double FadeFactor()
    {
        var halfLife = _implementation.HalfLife is { } drawn ? _table.Sampler.Value(drawn) : ImplementationDefaults.HalfLife;
        if (_fading.HalfLife != halfLife)
        {
            _fading = (halfLife, Math.Exp(-Math.Log(2) * _days / halfLife));
        }

        return _fading.Factor;
    }

    /// <summary>The moment a period starts, in rounds since the start of the talks (round 1 starts at 1).</summary>
    private double RoundAt(Accord accord, int period)
    {
        if (_elapsed.Period != period)
        {
            _elapsed = (period, (_implementation.StartsAfter + _implementation.Period * (period - 1)) / _scenario.Calendar.RoundLength);
        }

        return accord.Round + _elapsed.Rounds;
    }

    private DateTime? DateAt(Accord accord, int period) =>
        _scenario.Calendar.StartOf(accord.Round) is { } signed ? signed + _implementation.StartsAfter + _implementation.Period * (period - 1) : null;

    /// <summary>Turns the sampler to an agreement's replica.</summary>
    private void Turn(Accord accord) => _table.Sampler.MoveTo(new ReplicaDraws(_table.Block.Seed, _table.Block.FirstReplica + accord.Slot));

    private void DropCollapsed() => _inForce.RemoveAll(_isOver);

    private int[] TiesWhere(Func<Tie, bool> isTie) => [.. Enumerable.Range(0, _scenario.Ties.Length).Where(t => isTie(_scenario.Ties[t]))];

    private static ulong Mask(IEnumerable<int> actors) => actors.Aggregate(0UL, (mask, actor) => mask | 1UL << actor);

    private readonly record struct SpoilerStreams(ulong Count, ulong Blame, Expression Severity, string SeverityPath, ulong Hurts);
}
