using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the calendar, the protocol and the ties.</summary>
internal sealed class TableReader(ReadingContext context)
{
    public Calendar ReadCalendar(MapView file)
    {
        if (file.Map("calendar", FileKeys.Calendar) is not { } view)
        {
            context.Symbols.HasStart = true; // what the missing calendar would have said is not held against dates
            return new Calendar(null, TimeSpan.FromDays(7), 1);
        }

        context.Symbols.HasStart = view.Has("start");
        var start = view.Date("start");
        return new Calendar(start?.ToDateTime(TimeOnly.MinValue), view.Duration("round", TimeSpan.FromDays(7)), view.Whole("rounds", 1));
    }

    public Protocol ReadProtocol(MapView file)
    {
        var view = file.Map("protocol", ActorKeys.Protocol);
        var kind = view?.Choice("kind", ProtocolKind.Alternating) ?? ProtocolKind.Alternating;
        if (view?.Has("kind") != true || context.Symbols.Actors.Count > 0)
        {
            CheckMediators(file, kind);
        }

        if (view is null)
        {
            return new Protocol();
        }

        if (kind == ProtocolKind.Tabled && !view.Has("text"))
        {
            context.Error(view.Place, "`tabled` needs the `text` that is put to everybody");
        }
        else if (kind != ProtocolKind.Tabled && view.Has("text"))
        {
            context.Error(view.At("text"), "`text` goes with `kind: tabled`; elsewhere the parties write their own");
        }

        return new Protocol
        {
            Kind = kind,
            Agreement = view.Find("agreement") is { } agreement ? ReadAgreement(agreement) : new Unanimity(),
            Renegotiate = view.Whole("renegotiate", 0),
            Text = view.Find("text") is { } text ? new TermsReader(context).Read(text) : null,
        };
    }

    public ImmutableArray<Tie> ReadTies(MapView file)
    {
        var ties = ImmutableArray.CreateBuilder<Tie>();
        var pairs = new HashSet<(int Patron, int Client, int Spoiler)>();
        foreach (var place in file.Items("ties"))
        {
            if (context.Map(place, ActorKeys.Tie) is not { } view || !view.Has("patron") || !view.Has("client"))
            {
                continue;
            }

            var patron = context.ActorReference(view.Find("patron")!.Value);
            var (client, spoiler) = Client(view.Find("client")!.Value);
            if (patron >= 0 && patron == client)
            {
                context.Error(view.Find("client")!.Value, $"`{context.Symbols.Actors[patron].Id}` cannot be its own client");
            }
            else if (patron >= 0 && (client >= 0 || spoiler >= 0) && !pairs.Add((patron, client, spoiler)))
            {
                context.Error(place, "this patron and this client have a tie already; put both numbers into one entry");
            }

            var tie = new Tie(patron, client, spoiler, view.Quantity("words", 0), view.Quantity("deeds", 0));
            ties.Add(tie);
            RegisterStreams(view, place.Position);
        }

        return ties.ToImmutable();
    }

    /// <summary>The client that is meant: an actor's index or a spoiler's; both -1 (and an error) where there is none.</summary>
    public (int Actor, int Spoiler) Client(Place place)
    {
        if (context.Name(place, "an actor or a spoiler") is not { } name)
        {
            return (-1, -1);
        }

        var actor = context.Symbols.Actor(name);
        var spoiler = context.Symbols.Spoiler(name);
        if (actor < 0 && spoiler < 0)
        {
            context.Error(place, $"no actor or spoiler is called {place.Node.Describe()}{context.Hint(name, context.Symbols.ActorIds.Concat(context.Symbols.Spoilers))}");
        }

        return (actor, actor >= 0 ? -1 : spoiler);
    }

    private void RegisterStreams(MapView view, Position position)
    {
        if (view.Find("patron")?.Node is ScalarNode patron && view.Find("client")?.Node is ScalarNode client)
        {
            context.Streams.Add(StreamName.Words(patron.Text, client.Text), position, context.Findings);
            context.Streams.Add(StreamName.Deeds(patron.Text, client.Text), position, context.Findings);
        }
    }

    private AgreementRule ReadAgreement(Place place)
    {
        if (place.Node is not MappingNode)
        {
            if (place.Node is not ScalarNode { Text: "unanimity" })
            {
                context.Error(place, $"`agreement` is unanimity, {{majority: share, veto: [ids]}} or {{all_of: [ids]}}, not {place.Node.Describe()}");
            }

            return new Unanimity();
        }

        if (context.Map(place, ActorKeys.Agreement) is not { } view)
        {
            return new Unanimity();
        }

        var kind = view.OneOf("majority", "all_of");
        if (kind == "all_of" && view.Has("veto"))
        {
            context.Error(view.At("veto"), "`veto` goes with `majority`; under `all_of` all that are named are needed anyway");
        }

        if (kind == "all_of" && view.Find("all_of") is { Node: SequenceNode { Items.Length: 0 } } empty)
        {
            context.Error(empty, "`all_of` needs at least one principal");
        }

        int Principal(Place p) => context.PrincipalReference(p, "only principals sign");
        return kind switch
        {
            "majority" => new Majority(view.Number("majority") ?? 1, context.References(view.Items("veto"), Principal)),
            "all_of" => new NamedPrincipals(context.References(view.Items("all_of"), Principal)),
            _ => new Unanimity(),
        };
    }

    private void CheckMediators(MapView file, ProtocolKind kind)
    {
        var mediators = context.Symbols.Actors.Where(actor => actor.Role == Role.Mediator).Select(actor => actor.Id).ToList();
        if (kind == ProtocolKind.SingleText && mediators.Count != 1)
        {
            context.Error(file.At("protocol"), $"`single_text` needs exactly one actor with `role: mediator`; there are {mediators.Count}");
        }
        else if (kind != ProtocolKind.SingleText && mediators.Count > 0)
        {
            context.Error(file.At("actors"), $"the mediator `{mediators[0]}` has nothing to do: only `protocol: {{kind: single_text}}` has one");
        }
    }
}
