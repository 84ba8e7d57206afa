using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what follows the signature.</summary>
internal sealed class ImplementationReader(ReadingContext context)
{
    public Implementation? Read(MapView file)
    {
        if (file.Map("implementation", EventKeys.Implementation) is not { } view)
        {
            return null;
        }

        var period = view.Duration("period", TimeSpan.FromDays(1));
        var read = new Implementation
        {
            Period = period,
            Horizon = view.Whole("horizon", 1),
            StartsAfter = view.Duration("starts_after", TimeSpan.Zero),
            Enforcement = view.Quantity("enforcement", 0),
            EnforcementBy = new LinkagesReader(context).Read(view, "enforcement_by"),
            Monitoring = view.Quantity("monitoring", 1),
            Spoilers = ReadSpoilers(view, period),
            Patience = ReadPatience(view),
            Gates = ReadGates(view),
            Breach = view.Quantity("breach"),
            BreachSeverity = view.Quantity("breach_severity")?.Expression,
            Revenge = view.Quantity("revenge"),
            Contagion = view.Quantity("contagion"),
            HalfLife = view.Quantity("half_life"),
            Frailty = view.Quantity("frailty"),
            Deterrence = view.Quantity("deterrence"),
        };
        context.Streams.Add("implementation.frailty", view.Place.Position, context.Findings);
        return read;
    }

    private ImmutableArray<Spoiler> ReadSpoilers(MapView view, TimeSpan period)
    {
        var spoilers = ImmutableArray.CreateBuilder<Spoiler>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<int> principals = [.. context.Symbols.Actors.Select((actor, i) => (actor, i)).Where(p => p.actor.Role == Role.Principal).Select(p => p.i)];
        foreach (var place in view.Items("spoilers"))
        {
            if (context.Map(place, EventKeys.Spoiler) is not { } spoiler)
            {
                continue;
            }

            var id = NewId(spoiler, "a spoiler", ids);
            if (id is not null && context.Symbols.Actor(id) >= 0)
            {
                context.Error(spoiler.Find("id")!.Value, $"`{id}` is an actor already; ties could not tell them apart, so choose another id");
            }

            var blamed = spoiler.Find("blamed_on") is { } on ? context.ActorReference(on) : -1;
            var camp = spoiler.Find("camp") is { } side ? context.PrincipalReference(side, "a camp is a principal's") : -1;
            context.Streams.Add($"implementation.spoilers.{id}", place.Position, context.Findings);
            spoilers.Add(new Spoiler
            {
                Id = id ?? "",
                Title = spoiler.Text("title"),
                Rate = ReadRate(spoiler, period),
                Severity = spoiler.Quantity("severity")?.Expression,
                Hurts = spoiler.Has("hurts") ? context.References(spoiler.Items("hurts"), p => context.PrincipalReference(p, "incidents hurt principals")) : principals,
                BlamedOn = blamed,
                Camp = camp,
            });
        }

        return spoilers.ToImmutable();
    }

    /// <summary>A rate; a drawn one is clipped where a constant one is refused.</summary>
    private Quantity ReadRate(MapView spoiler, TimeSpan period)
    {
        var rate = spoiler.Quantity("rate", 0);
        var most = Limits.IncidentsPerPeriod * 7 / period.TotalDays;
        if (rate.Expression is Constant { Value: var perWeek } && perWeek > most)
        {
            context.Error(spoiler.At("rate"), $"a rate of {PlainValues.Show(perWeek)} in 7 days is over {Limits.IncidentsPerPeriod} incidents in each period of {Length(period)}, the limit for one spoiler; "
                + $"it must be at most {PlainValues.Show(Math.Floor(most * 1000) / 1000)} here: let `severity` say how bad a period is, or take a shorter `period`");
        }

        return rate with { Maximum = Math.Min(rate.Maximum, most) };
    }

    private static string Length(TimeSpan period) => period.TotalDays >= 1
        ? FormattableString.Invariant($"{period.TotalDays:0.###} {(period.TotalDays == 1 ? "day" : "days")}")
        : FormattableString.Invariant($"{period.TotalHours:0.###} {(period.TotalHours == 1 ? "hour" : "hours")}");

    private ImmutableArray<Quantity?> ReadPatience(MapView view)
    {
        var patience = new Quantity?[context.Symbols.Actors.Count];
        foreach (var (key, place) in view.Entries("patience"))
        {
            var actor = context.ActorReference(new Place(key, ""));
            var value = context.Quantity(place, Legal.NotNegative, "patience");
            if (actor >= 0)
            {
                patience[actor] = value;
                if (context.Symbols.Actors[actor].Role is Role.Outsider or Role.Mediator)
                {
                    context.Warn(key.Position, $"this patience is never used: `{key.Text}` is no party to the agreement and cannot leave it");
                }
            }
        }

        return [.. patience];
    }

    private ImmutableArray<Gate> ReadGates(MapView view)
    {
        var gates = ImmutableArray.CreateBuilder<Gate>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in view.Items("gates"))
        {
            if (context.Map(place, EventKeys.Gate) is { } gate)
            {
                gates.Add(ReadGate(gate, NewId(gate, "a gate", ids)));
            }
        }

        return gates.ToImmutable();
    }

    private Gate ReadGate(MapView view, string? id)
    {
        var actors = new List<int>();
        var spoilers = new List<int>();
        foreach (var place in view.Items("counts"))
        {
            var (actor, spoiler) = new TableReader(context).Client(place);
            (actor >= 0 ? actors : spoilers).Add(actor >= 0 ? actor : spoiler);
        }

        var all = !view.Has("counts");
        if (view.Find("unlocks") is { Node: SequenceNode { Items.Length: 0 } } empty)
        {
            context.Error(empty, "a gate unlocks at least one issue");
        }

        return new Gate
        {
            Id = id ?? "",
            Title = view.Text("title"),
            NeedsCalm = view.Number("needs_calm") ?? 0,
            Within = view.Number("within") ?? 0,
            Unlocks = context.References(view.Items("unlocks"), context.IssueReference),
            CalmBelow = view.Quantity("calm_below", 0),
            CountsActors = all ? [.. Enumerable.Range(0, context.Symbols.Actors.Count)] : [.. actors.Where(a => a >= 0)],
            CountsSpoilers = all ? [.. Enumerable.Range(0, context.Symbols.Spoilers.Count)] : [.. spoilers.Where(s => s >= 0)],
            Needs = [.. view.Items("needs").Select(ReadNeed).OfType<GateNeed>()],
        };
    }

    private GateNeed? ReadNeed(Place place)
    {
        if (context.Map(place, EventKeys.GateNeed) is not { } view)
        {
            return null;
        }

        var kind = view.OneOf("event", "performs");
        foreach (var (key, owner) in new[] { ("struck", "event"), ("probability", "performs") })
        {
            if (kind is not null && kind != owner && view.Has(key))
            {
                context.Error(view.At(key), $"`{key}` goes with `{owner}`, not with `{kind}`");
            }
        }

        if (kind == "event")
        {
            return context.EventOrBranch(view.Find("event")!.Value) is { } reference ? new EventNeed(reference, view.Flag("struck", true)) : null;
        }

        return kind == "performs" && context.ActorReference(view.Find("performs")!.Value) is >= 0 and var actor
            ? new PerformanceNeed(actor, view.Quantity("probability", 1))
            : null;
    }

    private string? NewId(MapView view, string what, HashSet<string> taken)
    {
        var id = view.Find("id") is { } named ? context.NewId(named, what) : null;
        if (id is not null && !taken.Add(id))
        {
            context.Error(view.Find("id")!.Value, $"{what} `{id}` stands here already; choose another id");
        }

        return id;
    }
}
