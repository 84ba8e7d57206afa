using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Events and what they change.</summary>
internal static class EventWords
{
    public static Sentence Of(Tale tale, TranscriptEntry entry)
    {
        var sentence = tale.Sentence();
        var found = tale.Scenario.Events.FirstOrDefault(e => e.Id == entry.Event);
        sentence.Add(Figures.Capitalised(Names.Readable(found?.Title, entry.Event ?? "event")), Ink.Strong);
        if (found is null)
        {
            return sentence;
        }

        var branch = found.Branches.FirstOrDefault(b => b.Id == entry.Branch);
        if (branch is not null)
        {
            sentence.Say(": ").Strong(Names.Readable(branch.Title, branch.Id));
        }

        var effects = found.Effects.Concat(branch?.Effects ?? []).Select(effect => Effect(tale, effect)).ToList();
        sentence.Say(effects.Count == 0 ? "." : ". " + string.Join("; ", effects.Select((text, i) => i == 0 ? Figures.Capitalised(text) : text)) + ".");
        return sentence;
    }

    /// <summary>An event, and of its effects only for whom no deal becomes better or worse and who bargains otherwise or leaves.</summary>
    public static Sentence InShort(Tale tale, TranscriptEntry entry)
    {
        var sentence = tale.Sentence();
        var found = tale.Scenario.Events.FirstOrDefault(e => e.Id == entry.Event);
        sentence.Add(Figures.Capitalised(Names.Readable(found?.Title, entry.Event ?? "event")), Ink.Strong);
        var branch = found?.Branches.FirstOrDefault(b => b.Id == entry.Branch);
        sentence = branch is null ? sentence : sentence.Say(": ").Strong(Names.Readable(branch.Title, branch.Id));
        var told = OfNote(tale, entry);
        return told.Count == 0 ? sentence.Say(".") : sentence.Say(": " + string.Join("; ", told) + ".");
    }

    /// <summary>How much an event matters to the talks: most if it changes something for somebody at the table.</summary>
    public static BeatWeight Weight(Tale tale, TranscriptEntry entry)
    {
        if (OfNote(tale, entry).Count == 0)
        {
            return BeatWeight.Detail;
        }

        var found = tale.Scenario.Events.First(e => e.Id == entry.Event);
        var effects = found.Effects.Concat(found.Branches.FirstOrDefault(b => b.Id == entry.Branch)?.Effects ?? []);
        return effects.Any(effect => effect is EndEffect or GateEffect || (effect is ActorEffect(var actor, _) && (actor < 0 || tale.Scenario.Actors[actor].Role == Role.Principal)))
            ? BeatWeight.Event
            : BeatWeight.Minor;
    }

    private static List<string> OfNote(Tale tale, TranscriptEntry entry)
    {
        var found = tale.Scenario.Events.FirstOrDefault(e => e.Id == entry.Event);
        var branch = found?.Branches.FirstOrDefault(b => b.Id == entry.Branch);
        var effects = (found?.Effects ?? []).Concat(branch?.Effects ?? []).ToList();
        var changes = effects.OfType<ActorEffect>().ToList();
        var told = new List<string>();
        foreach (var (sign, word) in new[] { (1, "better"), (-1, "worse") })
        {
            var who = changes.Where(effect => effect.Change is NoDealChange { Add.Expression: Constant(var add) } && Math.Sign(add) == sign).Select(effect => Who(tale, effect.Actor)).ToList();
            if (who.Count > 0)
            {
                told.Add((told.Count == 0 ? $"no deal becomes {word} for " : word + " for ") + Figures.List(who));
            }
        }

        told.AddRange(changes.Where(effect => effect.Change is WalkOut or TacticReplacement or DeadlineReplacement or RedLineSwitch or TensionChange).Select(effect => Effect(tale, effect)));
        told.AddRange(effects.Where(effect => effect is EndEffect or GateEffect).Select(effect => Effect(tale, effect)));
        return told;
    }

    private static string Who(Tale tale, int actor) => actor < 0 ? "everybody" : tale.Names.Actor(actor);

    private static string Effect(Tale tale, Effect effect) => effect switch
    {
        ActorEffect(var actor, var change) => ActorChange(tale, actor, change),
        SpoilerRateEffect(var spoiler, var times) => SpoilerRate(tale.Names.Doer(tale.Scenario.Implementation!.Spoilers[spoiler].Id), times),
        TieEffect(var tie, var words, var deeds) => Tie(tale, tie, words ?? deeds),
        GateEffect(var gate, var opens) => tale.Names.Gate(tale.Scenario.Implementation!.Gates[gate].Id) + (opens ? " is opened" : " is shut"),
        EnforcementEffect(var add) => "enforcement" + Moves(add),
        MonitoringEffect(var add) => "monitoring" + Moves(add),
        EndEffect(var agreement) => agreement ? "it ends the agreement" : "it ends the talks",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, null),
    };

    private static string SpoilerRate(string who, Quantity times)
    {
        var own = Grammar.Of(who);
        return who + " " + Times(times, own.Verb("strikes") + " more often", own.Verb("strikes") + " less often", $"{own.Verb("changes")} how often {own.It} {own.Verb("strikes")}");
    }

    private static string Tie(Tale tale, int index, Quantity? add)
    {
        var tie = tale.Scenario.Ties[index];
        var client = tie.Client >= 0 ? tale.Names.Actor(tie.Client) : tale.Names.Doer(tale.Scenario.Implementation!.Spoilers[tie.ClientSpoiler].Id);
        return $"the hold of {tale.Names.Actor(tie.Patron)} over {client}{Moves(add ?? Quantity.Of(0))}";
    }

    private static string ActorChange(Tale tale, int actor, ActorChange change)
    {
        var who = Who(tale, actor);
        var own = Grammar.Of(who);
        string Issue(int issue) => tale.Names.Issue(issue);
        return change switch
        {
            NoDealChange(var add) => $"no deal becomes {Sign(add, "better", "worse", "another matter")} for {who}{Amount(add)}",
            IdealShift(var issue, _) => $"{who} {own.Verb("wants")} something else on {Issue(issue)}",
            AcceptsShift(var issue, _) => $"{who} {own.Verb("accepts")} other terms on {Issue(issue)}",
            AcceptsReplacement(var issue, _, _) => $"{who} {own.Verb("accepts")} other terms on {Issue(issue)}",
            ValueReplacement(var issue, _) => $"{who} {own.Verb("sees")} {Issue(issue)} with other eyes",
            WeightScaling(var issue, var times) => $"{Issue(issue)}{Times(times, " matters more", " matters less", " matters otherwise")} to {who}",
            RedLineSwitch(var line, var on) => RedLine(tale, actor, line, on),
            TacticReplacement => $"{who} {own.Verb("bargains")} differently from now on",
            DeadlineReplacement(var date) => $"{who} {own.Verb("stays")} at the table until {Figures.Date(date)}",
            CapabilityReplacement => $"the capability of {who} changes",
            WalkOut => $"{who} {own.Verb("leaves")} the table",
            PatienceChange(var add) => $"the patience of {who}{Moves(add)}",
            TensionChange(var against, var add) => $"{who} {own.Verb("holds")} {Sign(add, "more", "less", "more or less")} against {tale.Names.Actor(against)}{Amount(add)}",
            BreachScaling(var times) => $"{who} {own.Verb("is")}{Times(times, " more", " less", " otherwise")} tempted to break the agreement",
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };
    }

    private static string RedLine(Tale tale, int actor, int line, bool on)
    {
        var redLine = tale.Scenario.Actors[actor].RedLines[line];
        var own = tale.Names.Grammar(actor);
        var demand = tale.Demands(actor).Of(redLine.Never);
        return tale.Names.Actor(actor) + " " + (on ? $"now {own.Verb("insists")} on {demand}" : $"{own.Verb("gives")} up {own.Its} demand ({demand})");
    }

    private static string Moves(Quantity add) => " " + Sign(add, "grows", "weakens", "changes") + Amount(add);

    private static string Sign(Quantity add, string more, string less, string unknown) => add.Expression switch
    {
        Constant(> 0) => more,
        Constant(< 0) => less,
        _ => unknown,
    };

    private static string Amount(Quantity add) => add.Expression switch
    {
        Constant(> 0 and var up) => $" (+{Figures.Number(up)})",
        Constant(< 0 and var down) => $" (−{Figures.Number(-down)})",
        _ => "",
    };

    private static string Times(Quantity times, string more, string less, string unknown) => times.Expression switch
    {
        Constant(> 1 and var factor) => $"{more} (×{Figures.Number(factor)})",
        Constant(< 1 and var factor) => $"{less} (×{Figures.Number(factor)})",
        _ => unknown,
    };
}
