using System.Collections.Immutable;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;
using NegotiationSim.Search.Conditions;
using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// Where one actor stands in round 1, before any event: its utility, what it will not sign, and what no deal is worth to it. For whoever looks at a
/// negotiation from above; nobody at the table sees another's. Read-only and safe to share between threads.
/// </summary>
public sealed class Standpoint
{
    /// <summary>A line that is held in the central case: one that is held with at least this probability.</summary>
    public const double HeldInCentralCase = 0.5;

    /// <summary>U >= R - 1e-9 is enough.</summary>
    public const double Tolerance = Reservation.Tolerance;

    private Standpoint(PreferenceProfile profile, double noDeal)
    {
        Utility = profile.Utility;
        HeldLines = [.. profile.VetoLines];
        Vetoes = [.. profile.Vetoes];
        Consent = profile.Consent;
        NoDeal = noDeal;
    }

    public UtilityTable Utility { get; }

    /// <summary>The red lines that are held and that no outcome may cross, by their places among the actor's lines, ascending.</summary>
    public ImmutableArray<int> HeldLines { get; }

    /// <summary>What each of <see cref="HeldLines"/> forbids.</summary>
    public ImmutableArray<ConcreteCondition> Vetoes { get; }

    /// <summary>The commitment problem, where the actor is a principal that has one.</summary>
    public ConsentRule? Consent { get; }

    /// <summary>What no deal is worth in round 1.</summary>
    public double NoDeal { get; }

    /// <summary>Works out where an actor with preferences stands.</summary>
    /// <param name="scenario">The whole scenario.</param>
    /// <param name="actor">The actor's index.</param>
    /// <param name="sampler">At a replica, or at the means.</param>
    public static Standpoint Of(Scenario scenario, int actor, Sampler sampler)
    {
        var self = scenario.Actors[actor];
        var inputs = new DrawnInputs(scenario, self);
        inputs.Take(sampler);
        var held = new bool[self.RedLines.Length];
        inputs.Lines(0, held);
        var profile = new PreferenceProfile(scenario, self, new ProfileShape(scenario, self, inputs), sampler);
        profile.Fill(sampler, 0, held, [], 0);
        var reservation = new Reservation(self.NoDeal, scenario.Calendar, inputs);
        var worthOfLike = reservation.Like.IsEmpty ? double.NaN : profile.Utility.Evaluate(reservation.Like.Span);
        return new Standpoint(profile, reservation.At(0, worthOfLike, 1) + 0.0);
    }
}
