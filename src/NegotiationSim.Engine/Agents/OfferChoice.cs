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
        var search = state.Profile.Search;
        return state.BestQuery.TryFind(state, search, 0, ascends: false, double.NegativeInfinity, reservation, discount, outcome, out utility)
            && state.FirstBestQuery.TryFind(state, search, 0, ascends: true, utility, reservation, discount, outcome, out utility);
    }

    /// <summary>
    /// The cheapest outcome at or above the target, of those that respect red lines as far as that goes; with an opponent model the one that the concession
    /// ladder leads to. Its utility, or NaN.
    /// </summary>
    public static double AtTarget(AgentState state, double target)
    {
        if (state.Respected is { IsAny: true } respected && respected.Choose(state, target))
        {
            do
            {
                var utility = Respecting(state, respected, target);
                if (!double.IsNaN(utility) || state.Consultation is { IsHalted: true })
                {
                    return utility;
                }
            }
            while (respected.Shorten(state));
        }

        var (now, outcome) = (state.Now, state.OwnOffer);
        if (state.Settings.Tactic.OpponentModel != OpponentModel.None)
        {
            state.BestOutcome.CopyTo(outcome);
            return Climb(state, state.Profile.Search, target, now.Best);
        }

        var isFound = HasNoExclusions(state)
            ? state.Profile.Search.CheapestAtOrAbove(target, now.Reservation, outcome, out var cheapest, now.Factor)
            : state.TargetQuery.TryFind(state, state.Profile.Search, 0, ascends: true, target, now.Reservation, now.Factor, outcome, out cheapest);
        return isFound ? cheapest : double.NaN;
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
        var others = seated & ~(1UL << self);
        var holdouts = state.Settings.Tactic.OpponentModel == OpponentModel.Spatial ? state.Holdouts : null;
        var total = 0.0;
        for (var other = 0; other < state.Models.Length; other++)
        {
            total += (others >> other & 1) != 0 ? holdouts?.WeightOf(other) ?? 1 : 0;
        }

        for (var other = 0; other < state.Models.Length; other++)
        {
            if ((others >> other & 1) != 0)
            {
                ModelOf(state, other).AddTo(state.Estimate, (holdouts?.WeightOf(other) ?? 1) / total);
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

    /// <summary>What the actor believes another to want.</summary>
    public static OpponentEstimate ModelOf(AgentState state, int other)
    {
        ref var model = ref state.Models[other];
        var kind = state.Settings.Tactic.OpponentModel;
        if (model?.Is(kind) != true)
        {
            // Events may put one model in the place of another in replica after replica; what the other had heard is forgotten.
            ref var spare = ref state.SpareModels[other];
            (model, spare) = (spare ?? OpponentEstimate.For(kind, state.Profile.Utility.Layout), model);
            model.Clear();
        }

        return model;
    }

    /// <summary>The same among the outcomes that respect the lines chosen; NaN too where all that are at or above the target are off the table.</summary>
    private static double Respecting(AgentState state, RespectedLines lines, double target)
    {
        var (now, outcome, search) = (state.Now, state.OwnOffer, lines.Search);
        double utility;
        if (state.Settings.Tactic.OpponentModel != OpponentModel.None)
        {
            var isAny = HasNoExclusions(state)
                ? search.Best(now.Reservation, outcome, out utility, now.Factor)
                : lines.BestQuery.TryFind(state, search, lines.Chosen, ascends: false, double.NegativeInfinity, now.Reservation, now.Factor, outcome, out utility)
                    && lines.FirstBestQuery.TryFind(state, search, lines.Chosen, ascends: true, utility, now.Reservation, now.Factor, outcome, out utility);
            return isAny && utility >= target ? Climb(state, search, target, utility) : double.NaN;
        }

        var isFound = HasNoExclusions(state)
            ? search.CheapestAtOrAbove(target, now.Reservation, outcome, out utility, now.Factor)
            : lines.TargetQuery.TryFind(state, search, lines.Chosen, ascends: true, target, now.Reservation, now.Factor, outcome, out utility);
        return isFound ? utility : double.NaN;
    }

    private static double Climb(AgentState state, OfferSearch search, double target, double utility) =>
        ConcessionLadder.Climb(search, state.Estimate, target, state.Now.Reservation, state.OwnOffer, ref utility, new OutcomeFilter(state), state.Now.Factor) ? utility : double.NaN;

    private static bool HasNoExclusions(AgentState state) => state.Consultation is null && state.Excluded.Count == 0;
}

/// <summary>Outcomes that are off the table for an actor.</summary>
internal readonly struct OutcomeFilter(AgentState state) : ITextFilter
{
    public bool Excludes(ReadOnlySpan<ushort> outcome) =>
        state.Excluded.Contains(outcome) || state.Consultation is { } consultation && consultation.IsRefused(outcome);

    public bool MustAskAbout(ReadOnlySpan<ushort> outcome) => state.Consultation?.TryStep() == false || OfferChoice.IsUnknown(state, outcome);
}
