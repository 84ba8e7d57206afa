using NegotiationSim.Search.Parties;

namespace NegotiationSim.Analysis.Cases;

/// <summary>What an analysis asks of the outcomes of a case.</summary>
internal static class Questions
{
    /// <summary>The feasible outcomes, whatever anybody thinks of them.</summary>
    public static OutcomeQuery Feasible(CaseFile file) => Of(file, [], (_, _) => null);

    /// <summary>Feasible outcomes across none of the actor's own lines, whatever they are worth.</summary>
    public static OutcomeQuery Permitted(CaseFile file, int actor) => Of(file, [file.PartyOf(actor, Consent.NotAsked)], VetoOf(actor));

    /// <summary>All feasible outcomes, as some actors value them.</summary>
    public static OutcomeQuery Unconstrained(CaseFile file, IEnumerable<int> actors) =>
        Of(file, actors.Select(actor => file.PartyOf(actor, Consent.NotAsked)), (_, _) => null);

    /// <summary>The outcomes that all of some actors accept.</summary>
    public static OutcomeQuery AcceptableTo(CaseFile file, params int[] actors) => Of(file, actors.Select(actor => file.PartyOf(actor, Consent.Needed)), VetoOf(actors));

    /// <summary>The zone of possible agreement.</summary>
    /// <param name="file">The case.</param>
    /// <param name="isGivenUp">Whether the held line at a place of an actor's lines is given up; null: none is.</param>
    /// <param name="isWaived">Whether an actor's no-deal value is given up; null: none is.</param>
    public static OutcomeQuery Zone(CaseFile file, Func<int, int, bool>? isGivenUp = null, Func<int, bool>? isWaived = null) => Zone(file, file.Consent, isGivenUp, isWaived);

    /// <summary>The outcomes that those who sign accept, whatever ratifiers make of them.</summary>
    public static OutcomeQuery SignatoriesZone(CaseFile file) => Zone(file, file.Signatories, null, null);

    private static OutcomeQuery Zone(CaseFile file, ConsentNeeded consent, Func<int, int, bool>? isGivenUp, Func<int, bool>? isWaived)
    {
        var all = consent.All;
        var parties = all.Select((actor, k) => consent.Always.Contains(actor)
            ? file.PartyOf(actor, Consent.Needed) with { IsWaived = isWaived?.Invoke(actor) ?? false }
            : file.PartyOf(actor, Consent.Counted) with { IsWaived = isWaived?.Invoke(actor) ?? false, OwnLine = k });
        return Of(file, parties, (actor, held) => !all.Contains(actor) || (isGivenUp?.Invoke(actor, held) ?? false) ? null
            : consent.Always.Contains(actor) ? new LineEffect(IsVeto: true) : new LineEffect(IsVeto: false, all.IndexOf(actor))) with
        {
            Fewest = Math.Max(0, consent.AtLeast - consent.Counted.Count(consent.Always.Contains)),
        };
    }

    /// <summary>What some parties make of the feasible outcomes.</summary>
    /// <param name="file">The case.</param>
    /// <param name="parties">The parties.</param>
    /// <param name="effectOf">What the held line at a place of an actor's lines does; null: nothing. Asked for all actors with preferences.</param>
    public static OutcomeQuery Of(CaseFile file, IEnumerable<Party> parties, Func<int, int, LineEffect?> effectOf)
    {
        var constraints = file.Infeasible.Select(condition => new ConditionEffect(condition) { IsVeto = true }).ToList();
        for (var actor = 0; actor < file.Standpoints.Length; actor++)
        {
            for (var held = 0; held < (file.Standpoints[actor]?.HeldLines.Length ?? 0); held++)
            {
                if (effectOf(actor, held) is { } effect)
                {
                    constraints.Add(new ConditionEffect(file.Of(actor).Vetoes[held])
                    {
                        IsVeto = effect.IsVeto, Violations = effect.Violation < 0 ? default : ViolationSet.Of(effect.Violation),
                    });
                }
            }
        }

        return new OutcomeQuery { Layout = file.Layout, Parties = [.. parties], Constraints = [.. constraints] };
    }

    private static Func<int, int, LineEffect?> VetoOf(params int[] actors) => (actor, _) => actors.Contains(actor) ? new LineEffect(IsVeto: true) : null;
}

/// <summary>What a red line does in a question.</summary>
/// <param name="IsVeto">Outcomes across it are out.</param>
/// <param name="Violation">Outcomes across it have this violation; -1: none.</param>
internal readonly record struct LineEffect(bool IsVeto, int Violation = -1);
