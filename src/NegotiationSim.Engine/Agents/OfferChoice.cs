using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;
using NegotiationSim.Search.Offers;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// What an actor puts on the table: searches among what it may sign, with the outcomes left out that ratification has refused or that its ratifiers, where
/// it consults, say they would refuse. What is to be offered is written into <see cref="AgentState.OwnOffer"/>. When an answer of theirs is missing the
/// choice fails and the question is pending.
/// </summary>
internal static class OfferChoice
{
    /// <summary>How often a draw that is off the table is repeated.</summary>
    private const int MostRedraws = 1000;

    /// <summary>Writes the best outcome that the actor may sign into <see cref="AgentState.BestOutcome"/>.</summary>
    public static bool Best(AgentState state, double reservation, double discount, out double utility)
    {
        var outcome = state.BestOutcome;
        if (HasNoExclusions(state))
        {
            return state.Profile.Search.Best(reservation, outcome, out utility, discount);
        }

        // The walk down takes equal ones by descending index; the best is the first of them in enumeration order.
        return state.BestQuery.TryFind(state, ascends: false, double.NegativeInfinity, reservation, discount, outcome, out utility)
            && state.FirstBestQuery.TryFind(state, ascends: true, utility, reservation, discount, outcome, out utility);
    }

    /// <summary>The cheapest outcome at or above the target; with an opponent model the one the concession ladder leads to. Its utility, or NaN.</summary>
    public static double AtTarget(AgentState state, double target)
    {
        var (now, outcome) = (state.Now, state.OwnOffer);
        double utility;
        if (state.Settings.Tactic.OpponentModel != OpponentModel.None)
        {
            state.BestOutcome.CopyTo(outcome);
            utility = now.Best;
            var isFound = ConcessionLadder.Climb(
                state.Profile.Search, state.Estimate, target, now.Reservation, outcome, ref utility, new OutcomeFilter(state), now.Factor);
            return isFound ? utility : double.NaN;
        }

        if (HasNoExclusions(state))
        {
            return state.Profile.Search.CheapestAtOrAbove(target, now.Reservation, outcome, out utility, now.Factor) ? utility : double.NaN;
        }

        return state.TargetQuery.TryFind(state, ascends: true, target, now.Reservation, now.Factor, outcome, out utility) ? utility : double.NaN;
    }

    /// <summary>A uniformly drawn outcome at or above the no-deal value. Its utility, or NaN.</summary>
    public static double Uniform(AgentState state)
    {
        var (now, outcome) = (state.Now, state.OwnOffer);
        var bound = now.Reservation - Reservation.Tolerance;
        for (var attempt = state.Consultation?.Redraws ?? 0; attempt < MostRedraws; attempt++)
        {
            // An outcome that is off the table is drawn again, at an index that no round uses.
            var index = (ulong)state.Round + ((ulong)attempt << 32);
            var uniform = state.Draws.Uniform(state.TacticStream, index);
            if (!state.Profile.Search.PickAtOrAbove(uniform, bound, now.Reservation, outcome, out var utility, now.Factor))
            {
                return double.NaN;
            }

            if (!new OutcomeFilter(state).Excludes(outcome))
            {
                return IsUnknown(state, outcome) ? double.NaN : utility;
            }

            if (state.Consultation is { } consultation)
            {
                consultation.Redraws = attempt + 1;
            }
        }

        return double.NaN;
    }

    /// <summary>A uniformly drawn one of the offers that the actor has made. Its utility, or NaN.</summary>
    public static double OneOf(AgentState state, OutcomeSet made)
    {
        if (made.Count == 0)
        {
            return double.NaN;
        }

        var outcome = state.OwnOffer;
        made[MicroRule.Pick(state.Draws.Uniform(state.TacticStream, (ulong)state.Round), made.Count)].CopyTo(outcome);

        // What it offered before it may not sign any more: a line drawn meanwhile, a refusal, a better no-deal value.
        if (new OutcomeFilter(state).Excludes(outcome) || !Judgment.Of(state, outcome, state.Round).IsWilling || IsUnknown(state, outcome))
        {
            return double.NaN;
        }

        return state.Profile.Utility.Evaluate(outcome);
    }

    /// <summary>Brings the mean estimated utility of the other principals at the table up to date.</summary>
    public static void Estimate(AgentState state, ulong seated, int self)
    {
        if (state.Settings.Tactic.OpponentModel == OpponentModel.None)
        {
            return;
        }

        var layout = state.Profile.Utility.Layout;
        if (state.Estimate.Length == 0)
        {
            state.Estimate = new double[layout.TableLength];
        }

        Array.Clear(state.Estimate);
        var others = System.Numerics.BitOperations.PopCount(seated & ~(1UL << self));
        for (var other = 0; other < state.Models.Length; other++)
        {
            if (other != self && (seated >> other & 1) != 0)
            {
                (state.Models[other] ??= new FrequencyModel(layout)).AddTo(state.Estimate, 1.0 / others);
            }
        }
    }

    /// <summary>Whether the actor's ratifiers must be asked about an outcome; the question is pending then.</summary>
    public static bool IsUnknown(AgentState state, ReadOnlySpan<ushort> outcome)
    {
        if (state.Consultation is not { } consultation || consultation.Passes(outcome))
        {
            return false;
        }

        consultation.Pending.Add(outcome);
        return true;
    }

    private static bool HasNoExclusions(AgentState state) => state.Consultation is null && state.Excluded.Count == 0;
}

/// <summary>Outcomes that are off the table for an actor.</summary>
internal readonly struct OutcomeFilter(AgentState state) : ITextFilter
{
    public bool Excludes(ReadOnlySpan<ushort> outcome) =>
        state.Excluded.Contains(outcome) || state.Consultation is { } consultation && consultation.IsRefused(outcome);

    public bool MustAskAbout(ReadOnlySpan<ushort> outcome) => state.Consultation?.TryStep() == false || OfferChoice.IsUnknown(state, outcome);
}
