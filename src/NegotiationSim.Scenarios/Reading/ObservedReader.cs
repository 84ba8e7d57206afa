using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Language;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads what has already happened.</summary>
internal sealed class ObservedReader(ReadingContext context)
{
    public Observed? Read(MapView file)
    {
        if (file.Map("observed", EventKeys.Observed) is not { } view)
        {
            return null;
        }

        context.NeedStart(view.Place.Position, "`observed`");
        var until = view.Date("until");
        var struck = ReadStruck(view, until);
        return new Observed(until ?? default, struck, ReadNotStruck(view, struck), ReadSigned(view, until));
    }

    private ImmutableArray<(EventReference Event, DateOnly Date)> ReadStruck(MapView view, DateOnly? until)
    {
        var struck = ImmutableArray.CreateBuilder<(EventReference Event, DateOnly Date)>();
        foreach (var (key, place) in view.Entries("struck"))
        {
            var reference = context.EventOrBranch(key);
            var date = context.Date(place, "the date of what struck");
            CheckDate(place, date, until);
            if (reference is { } found && date is { } day)
            {
                struck.Add((found, day));
            }
        }

        return struck.ToImmutable();
    }

    private ImmutableArray<int> ReadNotStruck(MapView view, ImmutableArray<(EventReference Event, DateOnly Date)> struck)
    {
        var events = ImmutableArray.CreateBuilder<int>();
        foreach (var place in view.Items("not_struck"))
        {
            if (context.EventOrBranch(place) is not { } reference)
            {
                continue;
            }

            if (reference.Branch >= 0)
            {
                context.Error(place, $"{place.Node.Describe()} is a branch; `not_struck` names events, and a branch that was not taken follows from the one that was");
            }
            else if (struck.Any(entry => entry.Event.Event == reference.Event))
            {
                context.Error(place, $"{place.Node.Describe()} cannot both have struck and not");
            }
            else
            {
                events.Add(reference.Event);
            }
        }

        return events.ToImmutable();
    }

    private ObservedSignature? ReadSigned(MapView view, DateOnly? until)
    {
        if (view.Map("signed", EventKeys.Signed) is not { } signed)
        {
            return null;
        }

        var date = signed.Date("date");
        if (signed.Find("date") is { } place)
        {
            CheckDate(place, date, until);
        }

        return signed.Find("text") is { } text ? new ObservedSignature(date ?? default, new TermsReader(context).Read(text)) : null;
    }

    private void CheckDate(Place place, DateOnly? date, DateOnly? until)
    {
        if (date > until)
        {
            context.Error(place, $"{date:yyyy-MM-dd} is after `until`, {until:yyyy-MM-dd}; the record goes up to there");
        }
    }
}
