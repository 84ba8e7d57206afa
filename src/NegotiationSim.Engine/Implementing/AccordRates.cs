using NegotiationSim.Scenarios;
using NegotiationSim.Scenarios.Arithmetic;

namespace NegotiationSim.Engine.Implementing;

/// <summary>How often an agreement is broken from period to period, as it stays until an event changes it; and what patrons prevent.</summary>
internal sealed class AccordRates
{
    private readonly ImplementationState _state;
    private readonly int[][] _tiesOfActor;
    private readonly int[][] _tiesOfSpoiler;
    private readonly ulong[] _deedsStreams;
    private (double HalfLife, double Factor) _fading = (double.NaN, double.NaN);

    public AccordRates(ImplementationState state)
    {
        _state = state;
        var (scenario, ties) = (state.Scenario, state.Scenario.Ties);
        _tiesOfActor = [.. scenario.Actors.Select((_, actor) => TiesWhere(tie => tie.Client == actor))];
        _tiesOfSpoiler = [.. state.Implementation.Spoilers.Select((_, spoiler) => TiesWhere(tie => tie.ClientSpoiler == spoiler))];
        _deedsStreams = [.. ties.Select(t => t.Client < 0 ? 0 : StreamName.Hash(StreamName.Deeds(scenario.Actors[t.Patron].Id, scenario.Actors[t.Client].Id)))];

        int[] TiesWhere(Func<Tie, bool> isTie) => [.. Enumerable.Range(0, ties.Length).Where(t => isTie(ties[t]))];
    }

    /// <summary>Works out what goes on from period to period as it is until an event changes it.</summary>
    public void Settle(Accord accord)
    {
        var sampler = _state.Sampler;
        var enforcement = Math.Clamp(accord.TermsEnforcement + accord.EnforcementShift, 0, ImplementationDefaults.MostEnforcement);
        var breach = _state.Implementation.Breach is { } rate ? sampler.Value(rate) : ImplementationDefaults.Breach;
        var deterrence = _state.Implementation.Deterrence is { } drawn ? sampler.Value(drawn) : ImplementationDefaults.Deterrence;
        accord.Monitoring = Math.Clamp(sampler.Value(_state.Implementation.Monitoring) + accord.MonitoringShift, 0, 1);
        accord.Exposure = accord.Frailty * breach * (1 - enforcement) * PortableMath.Exp(-deterrence * accord.Monitoring) * (_state.Days / 7);
        for (var a = 0; a < _tiesOfActor.Length; a++)
        {
            accord.Prevented[a] = PreventedShare(accord, _tiesOfActor[a]);
        }

        for (var s = 0; s < _tiesOfSpoiler.Length; s++)
        {
            accord.CalmRate[s] = accord.Frailty * (sampler.Value(_state.Implementation.Spoilers[s].Rate) * accord.RateFactor[s] * (_state.Days / 7)) * (1 - enforcement);
            accord.Escaping[s] = 1 - PreventedShare(accord, _tiesOfSpoiler[s]);
        }
    }

    /// <summary>What is left of a tension after a period.</summary>
    public double FadeFactor()
    {
        var halfLife = _state.Implementation.HalfLife is { } drawn ? _state.Sampler.Value(drawn) : ImplementationDefaults.HalfLife;
        if (_fading.HalfLife != halfLife)
        {
            _fading = (halfLife, PortableMath.Exp(-PortableMath.Log(2) * _state.Days / halfLife));
        }

        return _fading.Factor;
    }

    /// <summary>A client's leaving is prevented with probability deeds, drawn once per patron.</summary>
    public bool IsKeptIn(Accord accord, int actor)
    {
        foreach (var tie in _tiesOfActor[actor])
        {
            if (_state.Sampler.Draws.Happens(Deeds(accord, tie), _deedsStreams[tie]))
            {
                return true;
            }
        }

        return false;
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

    private double Deeds(Accord accord, int tie) => Math.Clamp(_state.Sampler.Value(_state.Scenario.Ties[tie].Deeds) + accord.DeedsShift[tie], 0, 1);
}
