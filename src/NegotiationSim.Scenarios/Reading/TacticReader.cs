using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads how a principal bargains.</summary>
internal sealed class TacticReader(ReadingContext context)
{
    public Tactic? Read(Place place)
    {
        if (context.Map(place, ActorKeys.Tactic) is not { } view)
        {
            return null;
        }

        var kind = view.Choice("kind", TacticKind.Linear);
        var known = view.Has("kind");
        var e = view.Quantity("e");
        if (known)
        {
            CheckExponent(view, kind, e);
            CheckOwners(view, kind);
        }

        return new Tactic
        {
            Kind = kind,
            E = e is null || kind is not (TacticKind.Boulware or TacticKind.Conceder) ? e
                : kind == TacticKind.Boulware ? e with { Minimum = 1 } : e with { Maximum = 1 },
            Max = view.Quantity("max"),
            Min = view.Find("min") is { Node: ScalarNode { Text: "no_deal" } } ? null : view.Quantity("min"),
            Tolerance = view.Quantity("tolerance", 0),
            OpponentModel = view.Choice("opponent_model", OpponentModel.Spatial),
            Accept = view.Find("accept") is { } accept ? ReadAccept(accept) : new Acceptance(AcceptanceKind.Deadline, null),
            Reciprocity = view.Choice("of", Reciprocity.Averaged),
            Window = view.Whole("window", 2),
            NamesLines = view.Flag("names_lines", true),
            BluffsUntil = view.Quantity("bluffs_until")?.Expression,
        };
    }

    private void CheckExponent(MapView view, TacticKind kind, Quantity? e)
    {
        if (view.Has("e") && kind is not (TacticKind.Boulware or TacticKind.Conceder))
        {
            context.Error(view.At("e"), $"`e` goes with boulware and conceder, not with {view.Find("kind")!.Value.Node.Describe()}");
        }
        else if (e?.Expression is Constant { Value: var value } && (kind == TacticKind.Boulware ? value < 1 : value > 1))
        {
            var name = kind == TacticKind.Boulware ? "boulware" : "conceder";
            var (bound, other) = kind == TacticKind.Boulware ? ("at least 1", "conceder") : ("at most 1", "boulware");
            context.Error(
                view.Find("e")!.Value,
                $"`{name}` needs an e of {bound}, for its target falls as 1 - t^e; papers that write t^(1/e) mean the inverse, e: {PlainValues.Show(1 / value)} (with e: {PlainValues.Show(value)} it is a {other})");
        }
    }

    private void CheckOwners(MapView view, TacticKind kind)
    {
        foreach (var key in view.Present("of", "window"))
        {
            if (kind != TacticKind.TitForTat)
            {
                context.Error(view.At(key), $"`{key}` goes with tit_for_tat, not with {view.Find("kind")!.Value.Node.Describe()}");
            }
        }

        if (kind == TacticKind.TitForTat && view.Has("window") && view.Choice("of", Reciprocity.Averaged) != Reciprocity.Averaged)
        {
            context.Warn(view.At("window"), "`window` goes with `of: averaged`; the others look one offer back");
        }

        if (view.Has("bluffs_until") && view.Has("names_lines") && !view.Flag("names_lines", true))
        {
            context.Warn(view.At("bluffs_until"), "`bluffs_until` is never used: with `names_lines: false` no bluff is kept up");
        }

        if (kind is TacticKind.Micro or TacticKind.Random)
        {
            foreach (var key in view.Present("max", "min", "tolerance", "opponent_model", "accept"))
            {
                context.Warn(view.At(key), $"`{key}` is never used: {view.Find("kind")!.Value.Node.Describe()} has no target and its own rule of acceptance");
            }
        }
    }

    private Acceptance ReadAccept(Place place)
    {
        var byDefault = new Acceptance(AcceptanceKind.Deadline, null);
        if (place.Node is MappingNode)
        {
            return context.Map(place, ActorKeys.Accept) is not { } view ? byDefault : view.OneOf("constant", "time") switch
            {
                "constant" => new Acceptance(AcceptanceKind.Constant, view.Quantity("constant")),
                "time" => new Acceptance(AcceptanceKind.Time, view.Quantity("time")),
                _ => byDefault,
            };
        }

        var word = context.Choice<AcceptanceKind>(place, "`accept`");
        if (word is AcceptanceKind.Constant or AcceptanceKind.Time)
        {
            context.Error(place, $"`accept: {((ScalarNode)place.Node).Text}` needs its number: {{{((ScalarNode)place.Node).Text}: x}}");
        }

        return word is { } kind ? new Acceptance(kind, null) : byDefault;
    }
}
