using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>What the formats of other simulators have in common: additive preferences of parties who all must agree.</summary>
internal sealed record ScenarioDraft
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>The program that the files were made for.</summary>
    public required string Program { get; init; }

    /// <summary>The names of the files, without folders.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    public required ImmutableArray<DraftIssue> Issues { get; init; }

    public required ImmutableArray<DraftParty> Parties { get; init; }

    /// <summary>The file that messages about the scenario as a whole point at.</summary>
    public required Position Origin { get; init; }
}

/// <summary>An issue: options without an order, or evenly spaced numbers.</summary>
internal abstract record DraftIssue(string Id, string Title)
{
    /// <summary>How many values it has.</summary>
    public abstract int Count { get; }
}

/// <summary>An issue with options that have no order.</summary>
internal sealed record DraftOptions(string Id, string Title, ImmutableArray<DraftOption> Options) : DraftIssue(Id, Title)
{
    public override int Count => Options.Length;
}

/// <summary>An issue over numbers, the first, the last and those a step apart between them.</summary>
internal sealed record DraftNumbers(string Id, string Title, double Step, ImmutableArray<double> Numbers) : DraftIssue(Id, Title)
{
    public override int Count => Numbers.Length;
}

/// <summary>An option.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Description">What the file says beyond that; empty where it says nothing.</param>
internal readonly record struct DraftOption(string Id, string Title, string Description = "");

/// <summary>A party.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What a person reads.</param>
/// <param name="Preferences">One per issue.</param>
/// <param name="NoDeal">What it has without an agreement.</param>
/// <param name="NoDealNote">Where that comes from; empty where it goes without saying.</param>
/// <param name="DiscountOverTalks">What an agreement is worth at the end of the talks, per unit at their start, in (0, 1].</param>
internal sealed record DraftParty(
    string Id, string Title, ImmutableArray<DraftPreference> Preferences, double NoDeal, string NoDealNote, double DiscountOverTalks)
{
    /// <summary>What is added to the utility of every outcome.</summary>
    public double Shift => Preferences.Aggregate(0.0, (sum, preference) => sum + preference.Shift);
}

/// <summary>What a party makes of an issue: a value adds <c>Weight * value + Shift</c> to utility.</summary>
/// <param name="Weight">At least 0.</param>
/// <param name="Values">One per value of the issue, in [0, 1].</param>
internal readonly record struct DraftPreference(double Weight, ImmutableArray<double> Values)
{
    /// <summary>What lifting terms below 0 into values from 0 to 1 has added too much; at most 0.</summary>
    public double Shift { get; init; }
}
