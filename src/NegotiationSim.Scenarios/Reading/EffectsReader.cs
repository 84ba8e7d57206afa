using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what events change. One entry names one target and may change several things of it.</summary>
internal sealed class EffectsReader(ReadingContext context, ImmutableArray<Tie> ties, ImmutableArray<Actor> actors, bool hasImplementation)
{
    private static readonly string[] Agreement = ["enforcement", "monitoring", "ends"];

    /// <summary>Which target a key of an effect belongs to; null for those of the agreement.</summary>
    internal static string? OwnerOf(string key) => Agreement.Contains(key) ? null : KeysOf.First(entry => entry.Key == key || entry.Value.Contains(key)).Key;

    private static readonly Dictionary<string, string[]> KeysOf = new(StringComparer.Ordinal)
    {
        ["actor"] =
        [
            "no_deal", "issue", "ideal_by", "accepts_by", "weight_times", "ideal", "values", "accepts", "tension", "against", "patience", "breach_times",
            "red_line", "becomes", "tactic", "deadline", "capability", "walks_out",
        ],
        ["spoiler"] = ["rate_times"],
        ["patron"] = ["client", "words", "deeds"],
        ["gate"] = ["becomes"],
    };

    public ImmutableArray<Effect> Read(MapView view, string key)
    {
        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var place in view.Items(key))
        {
            if (context.Map(place, EventKeys.Effect) is { } effect)
            {
                ReadEffect(effect, effects);
            }
        }

        return effects.ToImmutable();
    }

    private void ReadEffect(MapView view, ImmutableArray<Effect>.Builder effects)
    {
        var targets = view.Present("actor", "spoiler", "patron", "gate");
        if (targets.Count > 1)
        {
            context.Error(view.At(targets[1]), $"an effect changes one thing: `{targets[0]}` and `{targets[1]}` need an entry each");
            return;
        }

        var target = targets.Count == 1 ? targets[0] : null;
        var before = effects.Count;
        if (!CheckKeys(view, target))
        {
            return;
        }

        ReadAgreement(view, effects);
        switch (target)
        {
            case "actor":
                new ActorEffectsReader(context, actors).Read(view, effects);
                return;
            case "spoiler":
                var spoiler = context.SpoilerReference(view.Find("spoiler")!.Value);
                if (view.Quantity("rate_times") is { } times && spoiler >= 0)
                {
                    effects.Add(new SpoilerRateEffect(spoiler, times));
                }

                break;
            case "patron":
                ReadTie(view, effects);
                break;
            case "gate":
                ReadGate(view, effects);
                break;
        }

        if (effects.Count == before && !context.Findings.HasErrors)
        {
            context.Error(view.Place, target is null
                ? "the effect changes nothing; name an actor, a spoiler, a tie or a gate and what changes, or enforcement, monitoring or ends"
                : $"the effect says of `{target}` nothing that changes; its keys: {string.Join(", ", KeysOf[target])}");
        }
    }

    /// <summary>Every key must belong to the target; what has no effect is no part of a file.</summary>
    private bool CheckKeys(MapView view, string? target)
    {
        var sound = true;
        string[] own = target is null ? [] : [target, .. KeysOf[target]];
        foreach (var key in view.Present([.. EventKeys.Effect.Keys.Select(k => k.Name)]))
        {
            if (own.Contains(key) || Agreement.Contains(key))
            {
                continue;
            }

            var owner = OwnerOf(key)!;
            context.Error(view.At(key), target is null ? $"`{key}` needs `{owner}` beside it" : $"`{key}` belongs to `{owner}`, not to `{target}`");
            sound = false;
        }

        return sound;
    }

    private void ReadAgreement(MapView view, ImmutableArray<Effect>.Builder effects)
    {
        if (view.Quantity("enforcement") is { } enforcement)
        {
            NeedImplementation(view, "enforcement");
            effects.Add(new EnforcementEffect(enforcement));
        }

        if (view.Quantity("monitoring") is { } monitoring)
        {
            NeedImplementation(view, "monitoring");
            effects.Add(new MonitoringEffect(monitoring));
        }

        if (Word(view, "ends", "talks", "agreement") is { } ends)
        {
            effects.Add(new EndEffect(ends == "agreement"));
        }
    }

    private void ReadTie(MapView view, ImmutableArray<Effect>.Builder effects)
    {
        if (!view.Has("client"))
        {
            context.Error(view.Place, "a tie is named by `patron` and `client`; the client is missing");
            return;
        }

        var patron = context.ActorReference(view.Find("patron")!.Value);
        var (client, spoiler) = new TableReader(context).Client(view.Find("client")!.Value);
        var words = view.Quantity("words");
        var deeds = view.Quantity("deeds");
        if (patron < 0 || (client < 0 && spoiler < 0) || (words is null && deeds is null))
        {
            return;
        }

        var tie = ties.IndexOf(ties.FirstOrDefault(t => t.Patron == patron && t.Client == client && t.ClientSpoiler == spoiler)!);
        if (tie < 0)
        {
            context.Error(view.Place, "there is no tie between this patron and this client; write one under `ties` (words and deeds may be 0 there)");
            return;
        }

        effects.Add(new TieEffect(tie, words, deeds));
    }

    private void ReadGate(MapView view, ImmutableArray<Effect>.Builder effects)
    {
        var gate = context.GateReference(view.Find("gate")!.Value);
        if (Word(view, "becomes", "shut", "open") is { } becomes && gate >= 0)
        {
            effects.Add(new GateEffect(gate, becomes == "open"));
        }
    }

    private string? Word(MapView view, string key, string one, string other)
    {
        if (view.Find(key) is not { } place)
        {
            return null;
        }

        if (place.Node is ScalarNode scalar && (scalar.Text == one || scalar.Text == other))
        {
            return scalar.Text;
        }

        context.Error(place, $"`{key}` is {one} or {other}, not {place.Node.Describe()}");
        return null;
    }

    private void NeedImplementation(MapView view, string key)
    {
        if (!hasImplementation)
        {
            context.Warn(view.At(key), $"`{key}` changes nothing: the file has no `implementation`");
        }
    }
}
