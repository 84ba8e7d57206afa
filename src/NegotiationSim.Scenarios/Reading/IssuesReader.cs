using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the issues and the space of outcomes that they span.</summary>
internal sealed class IssuesReader(ReadingContext context)
{
    private int _components;

    public void Read(MapView file)
    {
        foreach (var (key, place) in file.Entries("issues"))
        {
            var id = context.NewId(key, "an issue");
            if (id is "all" or "any" or "not")
            {
                context.Error(key.Position, $"an issue cannot be called `{id}`, which combines conditions; choose another id");
            }

            context.Symbols.AddIssue(key.Text, context.Map(place, FileKeys.Issue) is { } view ? ReadIssue(key.Text, view) : null);
            if (_components > Limits.Components)
            {
                throw new ReadingAbortedException(key.Position, $"the issues have more than {Limits.Components} components (an issue is one, a set has one per member), the limit of a scenario");
            }
        }

        if (file.Find("issues") is { Node: MappingNode { Entries.Length: 0 } } empty)
        {
            context.Error(empty, "there is no issue to negotiate; write at least one");
        }

        context.Symbols.Space = new OutcomeSpace([.. context.Symbols.Issues.Select(issue => issue.Issue).OfType<Issue>()]);
    }

    private Issue? ReadIssue(string id, MapView view)
    {
        Issue? issue = view.OneOf("options", "range", "set_of") switch
        {
            "options" => ReadOptions(id, view),
            "range" => ReadRange(id, view),
            "set_of" => ReadSet(id, view),
            _ => null,
        };
        if (issue is not OptionsIssue && view.Has("ordered"))
        {
            context.Error(view.At("ordered"), "`ordered` is for `options`; numbers are always in order and the members of a set never");
        }

        if (issue is null)
        {
            return null;
        }

        _components += issue.ComponentCount;
        if (issue.ValueCount > Limits.ValuesPerComponent)
        {
            throw new ReadingAbortedException(view.Place.Position, $"the issue `{id}` has more than {Limits.ValuesPerComponent:N0} values, the limit of a component");
        }

        if (issue.ValueCount == 1)
        {
            context.Warn(view.Place.Position, $"the issue `{id}` has one value only; there is nothing to negotiate about it");
        }

        return ReadStatusQuo(issue, view);
    }

    private OptionsIssue? ReadOptions(string id, MapView view)
    {
        var place = view.Find("options")!.Value;
        var entries = place.Node switch
        {
            SequenceNode list => list.Items.Select(item => (Name: new Place(item, place.Path), Body: (Place?)null)),
            MappingNode mapping => mapping.Entries.Select(entry => (Name: new Place(entry.Key, place.Path), Body: (Place?)place.Child(entry.Key.Text, entry.Value))),
            _ => null,
        };
        if (entries is null)
        {
            context.Error(place, $"`options` is a list of ids, or a mapping of ids to {{at, title}}, not {place.Node.Describe()}");
            return null;
        }

        var count = place.Node is SequenceNode { Items.Length: var items } ? items : ((MappingNode)place.Node).Entries.Length;
        if (count == 0)
        {
            context.Error(place, $"the issue `{id}` has no options; write at least two");
            return null;
        }

        if (count > Limits.ValuesPerComponent)
        {
            throw new ReadingAbortedException(place.Position, $"the issue `{id}` has more than {Limits.ValuesPerComponent:N0} values, the limit of a component");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var options = ImmutableArray.CreateBuilder<Option>(count);
        var sound = true;
        foreach (var (name, body) in entries)
        {
            var option = ReadOption(name, body, count == 1 ? 0 : 100.0 * options.Count / (count - 1));
            if (option is not null && !seen.Add(option.Id))
            {
                context.Error(name, $"the option `{option.Id}` stands here twice");
                option = null;
            }

            sound &= option is not null;
            options.Add(option ?? new Option("", null, 0));
        }

        if (view.Flag("may_stay_open", false) && seen.Contains("open"))
        {
            context.Error(place, "an option called `open` and `may_stay_open: true` cannot be told apart; rename the option");
            sound = false;
        }

        return !sound ? null : new OptionsIssue
        {
            Id = id,
            Title = view.Text("title"),
            Options = options.ToImmutable(),
            Ordered = view.Flag("ordered", true),
            MayStayOpen = view.Flag("may_stay_open", false),
            FirstComponent = _components,
            StatusQuo = [0],
        };
    }

    private Option? ReadOption(Place name, Place? body, double evenly)
    {
        if (context.NewId(name, "an option") is not { } id)
        {
            return null;
        }

        if (body is not { } place || place.Node is ScalarNode { Kind: ScalarKind.Null })
        {
            return new Option(id, null, evenly);
        }

        return context.Map(place, FileKeys.Option) is not { } view ? null : new Option(id, view.Text("title"), view.Number("at") ?? evenly);
    }

    private RangeIssue? ReadRange(string id, MapView view)
    {
        if (view.Map("range", FileKeys.Range) is not { } range || range.Number("from") is not { } from || range.Number("to") is not { } to)
        {
            return null;
        }

        if (from > to)
        {
            context.Error(range.At("from"), $"the range runs from {PlainValues.Show(from)} to {PlainValues.Show(to)}; `from` must be at most `to`");
            return null;
        }

        var step = range.Has("step") ? range.Number("step") : 1;
        if (step is not { } width)
        {
            return null;
        }

        var steps = Math.Floor((to - from) / width + 1e-9);
        if (!(steps < Limits.ValuesPerComponent))
        {
            throw new ReadingAbortedException(range.Place.Position, $"the issue `{id}` has more than {Limits.ValuesPerComponent:N0} values, the limit of a component");
        }

        var numbers = RangeNumbers.Of(from, to, width, (int)steps + 1);
        for (var i = 1; i < numbers.Length; i++)
        {
            if (!(numbers[i] > numbers[i - 1]))
            {
                context.Error(range.Place, $"a step of {PlainValues.Show(width)} is too small to tell numbers near {PlainValues.Show(from)} apart");
                return null;
            }
        }

        if (Math.Abs(numbers[^1] - to) > 1e-9 * Math.Max(1, Math.Abs(to)))
        {
            context.Warn(range.At("to"), $"steps of {PlainValues.Show(width)} from {PlainValues.Show(from)} do not reach {PlainValues.Show(to)}; the last number is {PlainValues.Show(numbers[^1])}");
        }

        return new RangeIssue
        {
            Id = id,
            Title = view.Text("title"),
            From = from,
            To = to,
            Step = width,
            Numbers = numbers,
            MayStayOpen = view.Flag("may_stay_open", false),
            FirstComponent = _components,
            StatusQuo = [0],
        };
    }

    private SetIssue? ReadSet(string id, MapView view)
    {
        var members = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sound = true;
        foreach (var place in view.Items("set_of").Take(Limits.Components + 1))
        {
            var member = context.NewId(place, "a member");
            if (member is not null && !seen.Add(member))
            {
                context.Error(place, $"the member `{member}` stands here twice");
                member = null;
            }

            sound &= member is not null;
            members.Add(member ?? "");
        }

        if (view.Find("set_of") is { Node: SequenceNode { Items.Length: 0 } } empty)
        {
            context.Error(empty, $"the set `{id}` has no members; write at least one");
        }

        if (view.Flag("may_stay_open", false))
        {
            context.Error(view.At("may_stay_open"), "a set cannot stay open; the empty set says the same");
        }

        return !sound || members.Count == 0 ? null : new SetIssue
        {
            Id = id,
            Title = view.Text("title"),
            Members = members.ToImmutable(),
            FirstComponent = _components,
            StatusQuo = [.. Enumerable.Repeat(0, members.Count)],
        };
    }

    private Issue ReadStatusQuo(Issue issue, MapView view)
    {
        if (view.Find("status_quo") is not { } place)
        {
            return issue;
        }

        if (place.Node is ScalarNode { Text: "open" } && issue.MayStayOpen)
        {
            context.Error(place, "what holds without an agreement is one of the issue's own values, not `open`");
            return issue;
        }

        return new TermsReader(context).ReadValue(new IssueValues(issue), place) is { } values ? issue with { StatusQuo = values } : issue;
    }
}
