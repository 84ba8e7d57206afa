using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what an event changes in an actor, or in all.</summary>
internal sealed class ActorEffectsReader(ReadingContext context, ImmutableArray<Actor> actors)
{
    private static readonly string[] OfIssues = ["ideal_by", "accepts_by", "weight_times", "ideal", "values", "accepts"];

    public void Read(MapView view, ImmutableArray<Effect>.Builder effects)
    {
        var place = view.Find("actor")!.Value;
        var all = place.Node is ScalarNode { Text: "all" };
        var actor = all ? -1 : context.ActorReference(place);
        if (!all && actor < 0)
        {
            return;
        }

        var changes = new List<ActorChange>();
        Add(changes, view.Quantity("no_deal"), add => new NoDealChange(add));
        ReadIssue(view, actor, changes);
        Add(changes, view.Quantity("patience"), add => new PatienceChange(add));
        Add(changes, view.Quantity("breach_times"), times => new BreachScaling(times));
        Add(changes, view.Quantity("capability"), capability => new CapabilityReplacement(capability));
        ReadTension(view, changes);
        if (view.Find("tactic") is { } tactic && new TacticReader(context).Read(tactic) is { } found)
        {
            changes.Add(new TacticReplacement(found));
        }

        if (view.Date("deadline") is { } deadline)
        {
            context.NeedStart(view.At("deadline"), "`deadline`");
            changes.Add(new DeadlineReplacement(deadline));
        }

        ReadWalkOut(view, changes);
        var before = effects.Count;
        effects.AddRange(changes.Select(change => new ActorEffect(actor, change)));
        ReadRedLine(view, actor, effects);
        if (effects.Count == before && !context.Findings.HasErrors)
        {
            context.Error(view.Place, "the effect names an actor and nothing that changes");
        }
    }

    private static void Add(List<ActorChange> changes, Quantity? quantity, Func<Quantity, ActorChange> change)
    {
        if (quantity is not null)
        {
            changes.Add(change(quantity));
        }
    }

    private void ReadIssue(MapView view, int actor, List<ActorChange> changes)
    {
        var present = view.Present(OfIssues);
        if (view.Find("issue") is not { } place)
        {
            if (present.Count > 0)
            {
                context.Error(view.At(present[0]), $"`{present[0]}` needs `issue` beside it");
            }

            return;
        }

        var issue = context.IssueReference(place);
        if (issue < 0 || context.Symbols.Values(issue) is not { } known)
        {
            return;
        }

        if (present.Count == 0)
        {
            context.Error(view.At("issue"), $"the effect names an issue and nothing that changes; write one of {string.Join(", ", OfIssues)}");
            return;
        }

        if (view.Has("ideal") && view.Has("values"))
        {
            context.Error(view.At("ideal"), "`ideal` and `values` exclude each other; keep one");
        }

        foreach (var key in present)
        {
            if (Missing(key, actor, issue) is { } missing)
            {
                context.Error(view.At(key), missing);
            }
        }

        var values = new ValuesReader(context);
        Add(changes, view.Quantity("ideal_by"), by => new IdealShift(issue, by));
        Add(changes, view.Quantity("accepts_by"), by => new AcceptsShift(issue, by));
        Add(changes, view.Quantity("weight_times"), times => new WeightScaling(issue, times));
        if (view.Find("ideal") is { } ideal && values.ReadIdeal(known, ideal) is { } point)
        {
            changes.Add(new ValueReplacement(issue, point));
        }

        if (view.Find("values") is { } worth && values.ReadValues(known, worth) is { } function)
        {
            changes.Add(new ValueReplacement(issue, function));
        }

        if (view.Find("accepts") is { } accepts && new AcceptsReader(context).Read(known, accepts) is { } ends)
        {
            changes.Add(new AcceptsReplacement(issue, ends.Low, ends.High));
        }
    }

    /// <summary>What a change lacks in the actor's preferences; null where it has all it needs.</summary>
    private string? Missing(string key, int actor, int issue)
    {
        var affected = actor >= 0 ? actors.Where((_, i) => i == actor).ToList() : [.. actors];
        var id = context.Symbols.Issues[issue].Id;
        if (context.Findings.HasErrors || affected.Count == 0)
        {
            return null; // what seems missing may only be in error
        }

        bool Meets(Actor one) => key switch
        {
            "ideal_by" => one.Preferences?.Issues[issue]?.Value is IdealPoint,
            "accepts_by" => one.RedLines.Any(line => line.AcceptsIssue == issue),
            _ => one.Preferences?.Issues[issue] is not null,
        };
        return affected.Exists(Meets) ? null : key switch
        {
            "ideal_by" => $"there is no `ideal` on `{id}` to move; give the actor one, or set `values` instead",
            "accepts_by" => $"there is no `accepts` on `{id}` to move; give the actor one",
            _ => $"there is no preference on `{id}` to change; give the actor one (its weight may be 0 until then)",
        };
    }

    private void ReadTension(MapView view, List<ActorChange> changes)
    {
        if (view.Present("tension", "against") is [var one])
        {
            context.Error(view.At(one), $"`{one}` needs `{(one == "tension" ? "against" : "tension")}` beside it");
            return;
        }

        if (view.Find("against") is { } place && context.ActorReference(place) is >= 0 and var against && view.Quantity("tension") is { } tension)
        {
            changes.Add(new TensionChange(against, tension));
        }
    }

    private void ReadWalkOut(MapView view, List<ActorChange> changes)
    {
        if (view.Find("walks_out") is not { } place)
        {
            return;
        }

        if (context.Flag(place, "`walks_out`") == false)
        {
            context.Error(place, "`walks_out: false` changes nothing; write true or leave it out");
        }

        changes.Add(new WalkOut());
    }

    private void ReadRedLine(MapView view, int actor, ImmutableArray<Effect>.Builder effects)
    {
        if (view.Present("red_line", "becomes") is [var one])
        {
            context.Error(view.At(one), $"`{one}` needs `{(one == "becomes" ? "red_line" : "becomes")}` beside it");
            return;
        }

        if (view.Find("red_line") is not { } place || view.Find("becomes") is not { } becomes || context.Name(place, "the id of a red line") is not { } id)
        {
            return;
        }

        if (becomes.Node is not ScalarNode { Text: "on" or "off" } state)
        {
            context.Error(becomes, $"a red line becomes on or off, not {becomes.Node.Describe()}");
            return;
        }

        var found = false;
        for (var i = 0; i < actors.Length; i++)
        {
            var line = actor < 0 || i == actor ? LineOf(actors[i], id) : -1;
            if (line >= 0)
            {
                effects.Add(new ActorEffect(i, new RedLineSwitch(line, state.Text == "on")));
                found = true;
            }
        }

        if (!found && (actor < 0 || actor < actors.Length))
        {
            var lines = actors.Where((_, i) => actor < 0 || i == actor).SelectMany(a => a.RedLines).Select(line => line.Id).Distinct();
            context.Error(place, $"{(actor < 0 ? "no actor" : $"`{context.Symbols.Actors[actor].Id}`")} has {(actor < 0 ? "a" : "no")} red line {place.Node.Describe()}{context.Hint(id, lines)}");
        }
    }

    private static int LineOf(Actor actor, string id) => actor.RedLines.IndexOf(actor.RedLines.FirstOrDefault(line => line.Id == id)!);
}
