using System.Globalization;
using NegotiationSim.Cli.Output;
using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>What people call the things of a scenario: titles where there are some, else ids without their underscores.</summary>
internal sealed class Names(Scenario scenario)
{
    public const string Open = "left open";

    /// <summary>An actor's name as it stands within a sentence: an article that the title begins with is not capitalised there.</summary>
    public string Actor(int actor) => Within(Readable(scenario.Actors[actor].Title, scenario.Actors[actor].Id));

    /// <summary>How sentences agree with an actor's name.</summary>
    public Grammar Grammar(int actor) => Telling.Grammar.Of(Actor(actor));

    public Style ActorStyle(int actor) => Ink.Actor(scenario, actor);

    /// <summary>An actor or spoiler by its id.</summary>
    public string Doer(string id)
    {
        var actor = ActorIndex(id);
        if (actor >= 0)
        {
            return Actor(actor);
        }

        var spoiler = scenario.Implementation?.Spoilers.FirstOrDefault(s => s.Id == id);
        return Within(Readable(spoiler?.Title, id));
    }

    public Style DoerStyle(string id) => ActorIndex(id) is >= 0 and var actor ? ActorStyle(actor) : Ink.Strong;

    public int ActorIndex(string id)
    {
        for (var i = 0; i < scenario.Actors.Length; i++)
        {
            if (scenario.Actors[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    public string Issue(int issue) => Issue(scenario.Space.Issues[issue]);

    public static string Issue(Issue issue) => Readable(issue.Title, issue.Id);

    /// <summary>An issue's title within a sentence, where it must be seen where it ends.</summary>
    public static string Quoted(Issue issue) => Quoted(Issue(issue));

    public static string Quoted(string title) => "\u201c" + title + "\u201d";

    public static string Option(Option option) => Readable(option.Title, option.Id);

    /// <summary>What an outcome sets on an issue.</summary>
    public static string Term(Issue issue, Outcome outcome) =>
        issue is SetIssue set ? Members(set, outcome) : Value(issue, outcome.Values[issue.FirstComponent]);

    /// <summary>One value of an issue that is no set.</summary>
    public static string Value(Issue issue, int value) =>
        value == issue.OpenValue ? Open
        : issue switch
        {
            OptionsIssue options => Option(options.Options[value]),
            RangeIssue range => Number(range, value),
            _ => throw new ArgumentOutOfRangeException(nameof(issue), issue, null),
        };

    /// <summary>A number of a range; years stand without a separator.</summary>
    private static string Number(RangeIssue range, int value) =>
        range is { From: >= 1800, To: <= 2200 } ? range.Numbers[value].ToString("0.####", CultureInfo.InvariantCulture) : Figures.Number(range.Numbers[value]);

    public static string Member(SetIssue set, int member) => Readable(null, set.Members[member]);

    public string Event(string id)
    {
        var found = scenario.Events.FirstOrDefault(e => e.Id == id);
        return Readable(found?.Title, id);
    }

    public string Gate(string id)
    {
        var gate = scenario.Implementation?.Gates.FirstOrDefault(g => g.Id == id);
        return Readable(gate?.Title, id);
    }

    /// <summary>A title on one line and with nothing hidden in it; where there is none the id, which is made for programs, as a person reads it.</summary>
    public static string Readable(string? title, string id) => string.IsNullOrWhiteSpace(title) ? id.Replace('_', ' ') : Visible.Title(title);

    private static string Within(string title) =>
        title.StartsWith("The ", StringComparison.Ordinal) || title.StartsWith("A ", StringComparison.Ordinal) || title.StartsWith("An ", StringComparison.Ordinal)
            ? char.ToLowerInvariant(title[0]) + title[1..]
            : title;

    private static string Members(SetIssue set, Outcome outcome)
    {
        var members = new List<string>();
        for (var member = 0; member < set.Members.Length; member++)
        {
            if (outcome.Values[set.FirstComponent + member] != 0)
            {
                members.Add(Member(set, member));
            }
        }

        return members.Count == 0 ? "none" : string.Join(", ", members);
    }
}
