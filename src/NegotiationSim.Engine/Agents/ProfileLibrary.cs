using System.Runtime.InteropServices;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Stances that replicas share: where no input to preferences and lines is uncertain, a profile depends only on which lines are held
/// and which events have struck, and is worked out once.
/// </summary>
internal sealed class ProfileLibrary
{
    /// <summary>Beyond this many different profiles, replicas work out their own.</summary>
    private const int MostShared = 256;

    /// <summary>Shared profiles keep so many values together at most: some hundred bytes each.</summary>
    private const int MostValues = 2_500_000;

    private readonly Scenario _scenario;
    private readonly Actor _actor;
    private readonly List<(bool[] Held, ActorChange[] Changes, PreferenceProfile Profile)> _known = [];
    private readonly ProfileShape? _shape;
    private readonly bool _shareable;
    private readonly int _mostShared;

    public ProfileLibrary(Scenario scenario, Actor actor, DrawnInputs inputs)
    {
        _scenario = scenario;
        _actor = actor;
        _shape = actor.Preferences is null ? null : new ProfileShape(scenario, actor, inputs);
        _mostShared = Math.Clamp(MostValues / Math.Max(1, scenario.Space.Components.Sum(component => component.ValueCount)), 1, MostShared);
        _shareable = UncertainInputs.OfProfile(scenario, actor).All(input => input.IsConstant);
    }

    /// <summary>Gives the state the profile that its lines and changes call for.</summary>
    /// <param name="state">The actor in one replica.</param>
    /// <param name="sampler">At that replica.</param>
    public void Settle(AgentState state, Sampler sampler)
    {
        state.ProfileIsStale = false;
        var mayShare = _shareable && state.EnforcementShift == 0;
        if (mayShare && Find(state) is { } known)
        {
            state.Profile = known;
            return;
        }

        var isKept = mayShare && _known.Count < _mostShared;
        state.Profile = (isKept ? null : state.OwnProfile) ?? new PreferenceProfile(_scenario, _actor, _shape!, sampler);
        state.Profile.Fill(sampler, state.Slot, state.Held, state.Changes, state.EnforcementShift);
        if (isKept)
        {
            _known.Add(([.. state.Held], [.. state.Changes], state.Profile));
        }
        else
        {
            state.OwnProfile = state.Profile;
        }
    }

    private PreferenceProfile? Find(AgentState state)
    {
        foreach (var (held, changes, profile) in _known)
        {
            if (held.AsSpan().SequenceEqual(state.Held) && changes.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(state.Changes)))
            {
                return profile;
            }
        }

        return null;
    }
}
