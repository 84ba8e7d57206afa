using System.Collections.Immutable;
using NegotiationSim.Engine.Protocols;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>Incidents by spoilers, breaches by actors, and whom they are blamed on, in one period of all agreements.</summary>
internal sealed class PeriodDeeds
{
    private readonly ImplementationState _state;
    private readonly GateKeeper _gates;
    private readonly SpoilerStreams[] _spoilers;
    private readonly ulong[] _breachBlame;
    private readonly Blame _blame;
    private readonly int[] _blamedBy;
    private readonly List<Deed> _deeds = [];

    public PeriodDeeds(ImplementationState state, GateKeeper gates)
    {
        (_state, _gates) = (state, gates);
        _blame = new Blame(state.Ledger, state.Implementation.Spoilers, state.Scenario.Actors.Length);
        _blamedBy = new int[state.Scenario.Actors.Length];
        _spoilers = [.. state.Implementation.Spoilers.Select(s => new SpoilerStreams(
            StreamName.Hash(StreamName.Spoiler(s.Id)),
            StreamName.Hash(StreamName.Spoiler(s.Id, "blame")),
            s.Severity ?? ImplementationDefaults.Severity(s.Id),
            $"implementation.spoilers.{s.Id}.severity",
            SignatureRule.Mask(s.Hurts)))];
        _breachBlame = [.. state.Scenario.Actors.Select(a => StreamName.Hash(StreamName.BreachBlame(a.Id)))];
    }

    /// <summary>A period begins.</summary>
    public void Clear() => _deeds.Clear();

    /// <summary>
    /// A spoiler strikes Poisson(frailty * rate * (1 - enforcement) * (1 + contagion * largest tension)) times a period, less the share that its patrons prevent.
    /// </summary>
    public void DrawIncidents(Accord accord, int period)
    {
        var sampler = _state.Sampler;
        var heat = 1 + accord.Contagion * _state.Ledger.Largest(accord.Slot, accord.Signatories);
        for (var s = 0; s < _spoilers.Length; s++)
        {
            var mean = accord.CalmRate[s] * heat * accord.Escaping[s];
            if (!(mean > 0))
            {
                continue;
            }

            // As long as nobody is tense one period is like another.
            if (accord.LastMean[s] != mean)
            {
                (accord.LastMean[s], accord.Quiet[s]) = (mean, PoissonCount.Quiet(mean));
            }

            var count = PoissonCount.Value(sampler.Draws.Uniform(_spoilers[s].Count, (ulong)period), mean, accord.Quiet[s]);
            for (var k = 0; k < count; k++)
            {
                var index = ((ulong)period << 16) | (uint)k;
                var severity = sampler.Severity(_spoilers[s].Severity, index, _spoilers[s].SeverityPath);
                var isSeen = sampler.Draws.Happens(accord.Monitoring, _spoilers[s].Blame, index);
                _deeds.Add(new Deed(accord, -1, s, severity, isSeen));
            }
        }
    }

    /// <summary>An actor has broken its word.</summary>
    public void AddBreach(Accord accord, int actor, int period)
    {
        var sampler = _state.Sampler;
        _state.MoveTo(accord);

        // Breaches of one period are told apart by the actor.
        var index = ((ulong)period << 16) | (uint)actor;
        var severity = sampler.Severity(_state.Implementation.BreachSeverity ?? ImplementationDefaults.BreachSeverity, index, "implementation.breach_severity");
        var isSeen = sampler.Draws.Happens(accord.Monitoring, _breachBlame[actor], (ulong)period);
        _deeds.Add(new Deed(accord, actor, -1, severity, isSeen));
    }

    /// <summary>Everybody learns what happened, or thinks so: incidents first, then breaches.</summary>
    public void Tell(int period)
    {
        foreach (var deed in _deeds)
        {
            var accord = deed.Accord;
            _state.MoveTo(accord);
            _gates.Disturb(accord, deed.Actor, deed.Spoiler, deed.Severity);
            var hurts = Hurts(deed);
            var doer = Doer(deed);
            for (var i = 0; i < _state.Scenario.Actors.Length; i++)
            {
                if ((hurts >> i & 1) != 0)
                {
                    _blamedBy[i] = _blame.Of(accord.Slot, i, doer, deed.IsSeen);
                    _state.Ledger.Hold(accord.Slot, i, doer, _blamedBy[i], deed.Severity);
                }
            }

            if (_state.Table.Block.Tell)
            {
                Note(deed, period, hurts);
            }
        }
    }

    private void Note(Deed deed, int period, ulong hurts)
    {
        ImmutableArray<int> hurt = [.. Enumerable.Range(0, _state.Scenario.Actors.Length).Where(i => (hurts >> i & 1) != 0)];
        ImmutableArray<int> blamed = deed.IsSeen ? [Doer(deed)] : [.. hurt.Select(i => _blamedBy[i]).Distinct()];
        _state.Note(deed.Accord, period, deed.Actor, deed.Actor >= 0 ? Move.Breach : Move.Incident, new ImplementationDetail
        {
            Doer = _state.NameOf(Doer(deed)),
            Hurts = hurt,
            BlamedOn = blamed.Length == 1 ? _state.NameOf(blamed[0]) : null,
            BlamedBy = blamed.Length > 1 ? [.. hurt.Select(i => KeyValuePair.Create(i, _state.NameOf(_blamedBy[i])))] : [],
            Severity = deed.Severity,
            Tension = _state.TensionsIn(deed.Accord),
        });
    }

    private int Doer(in Deed deed) => deed.Actor >= 0 ? deed.Actor : _state.Scenario.Actors.Length + deed.Spoiler;

    /// <summary>The signatories that a deed hurts, a bit per actor: a breach hurts everybody outside the breacher's camp.</summary>
    private ulong Hurts(in Deed deed) =>
        deed.Accord.Signatories & (deed.Actor >= 0
            ? ~_state.Ledger.CampsOfActor(deed.Actor)
            : _spoilers[deed.Spoiler].Hurts);

    /// <summary>Something done against an agreement.</summary>
    /// <param name="Accord">The agreement.</param>
    /// <param name="Actor">The actor that breached, or -1.</param>
    /// <param name="Spoiler">The spoiler that struck, or -1.</param>
    /// <param name="Severity">How bad it was.</param>
    /// <param name="IsSeen">Whether it is seen for what it is.</param>
    private readonly record struct Deed(Accord Accord, int Actor, int Spoiler, double Severity, bool IsSeen);

    private readonly record struct SpoilerStreams(ulong Count, ulong Blame, Expression Severity, string SeverityPath, ulong Hurts);
}
