using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Protocols;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// What happens to agreements after the signature, period by period: tension fades; events; incidents; breaches; blame; gates; leaving. Actors and
/// spoilers in file order. All agreements of a block go through it together, each by its own calendar.
/// </summary>
internal sealed class ImplementationPhase
{
    private readonly ImplementationState _state;
    private readonly GateKeeper _gates;
    private readonly AccordRates _rates;
    private readonly ImplementationEvents _events;
    private readonly EntryIntoForce _entry;
    private readonly PeriodDeeds _deeds;
    private readonly Leaving _leaving;
    private readonly List<Accord> _pool = [];
    private readonly List<Accord> _inForce = [];
    private readonly PeriodRequest _request = new();
    private readonly Predicate<Accord> _isOver;

    public ImplementationPhase(TableState table)
    {
        _state = new ImplementationState(table);
        _gates = new GateKeeper(_state);
        _rates = new AccordRates(_state);
        _events = new ImplementationEvents(_state, _rates);
        _entry = new EntryIntoForce(_state, _rates, _events);
        _deeds = new PeriodDeeds(_state, _gates);
        _leaving = new Leaving(_state);
        _isOver = accord => table.IsOver[accord.Slot];
    }

    /// <summary>Follows the agreements to their collapse or to the horizon.</summary>
    /// <param name="slots">The slots whose outcome was ratified, ascending.</param>
    /// <param name="cancellation">Stops between two periods.</param>
    public async ValueTask PlayAsync(List<int> slots, CancellationToken cancellation)
    {
        var table = _state.Table;
        _state.Ledger.Begin(table.Block.Count);
        while (_pool.Count < slots.Count)
        {
            _pool.Add(new Accord(_state.Scenario.Actors.Length, _state.Implementation.Spoilers.Length, _state.Scenario.Ties.Length, _state.Implementation.Gates.Length));
        }

        _inForce.Clear();
        _inForce.AddRange(CollectionsMarshal.AsSpan(_pool)[..slots.Count]);
        _entry.Enter(CollectionsMarshal.AsSpan(_inForce), slots);
        for (var period = 1; period <= _state.Implementation.Horizon && _inForce.Count > 0; period++)
        {
            cancellation.ThrowIfCancellationRequested();
            await table.TurnPageAsync(cancellation).ConfigureAwait(true);
            BeginPeriod(period);
            for (var actor = 0; actor < _state.Scenario.Actors.Length; actor++)
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
            _state.Table.End(accord.Slot, Ending.Held, new BlockCause(CauseKind.Survived), _state.RoundAt(accord, _state.Implementation.Horizon + 1));
        }
    }

    /// <summary>Tension fades, events strike, spoilers strike.</summary>
    private void BeginPeriod(int period)
    {
        foreach (var accord in _inForce)
        {
            _state.MoveTo(accord);
            _state.Ledger.Fade(accord.Slot, accord.Signatories, accord.FadeFactor);
            _events.Strike(accord, period);
        }

        DropCollapsed();
        _deeds.Clear();
        foreach (var accord in _inForce)
        {
            _state.MoveTo(accord);
            _deeds.DrawIncidents(accord, period);
        }
    }

    /// <summary>Everybody learns what was done; gates open or lapse; who has had enough leaves.</summary>
    private void EndPeriod(int period)
    {
        _deeds.Tell(period);
        foreach (var accord in _inForce)
        {
            _state.MoveTo(accord);
            _gates.Pass(accord, period);
            if (!_state.Table.IsOver[accord.Slot])
            {
                _leaving.Leave(accord, period);
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
                _request.Rounds[count] = _state.RoundAt(accord, period);
                _request.Exposure[count] = accord.Exposure;
                _request.Prevented[count] = accord.Prevented[actor];
                _request.Tension[count] = _state.TensionOn(accord, actor);
                _request.Shut[count] = _gates.NotOpen(accord);
                count++;
            }
        }

        _request.ActiveCount = count;
        _request.Period = period;
        _request.Days = _state.Days;
        _request.Texts = _state.Table.Result.Texts;
        _request.Announcements = _state.Table.Announcements;
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
                _deeds.AddBreach(accord, actor, period);
            }

            k++;
        }
    }

    private void DropCollapsed() => _inForce.RemoveAll(_isOver);
}
