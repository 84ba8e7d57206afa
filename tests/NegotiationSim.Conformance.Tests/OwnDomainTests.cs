using System.Text.Json;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Domains of our own with answers by hand: every kind of issue and every rule of Genius's readers that shows in a utility.</summary>
public sealed class OwnDomainTests(Negsim negsim)
{
    private const double Exact = 1e-12;

    [Fact]
    public void Import_Pie_IsWorthATenthASlice()
    {
        var scenario = OwnDomain.Import("pie");

        Assert.Equal("slices_for_the_first", scenario.Space.Issues[0].Id);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ((RangeIssue)scenario.Space.Issues[0]).Numbers);
        AssertEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], OwnDomain.Utilities(scenario, 0));
        AssertEqual([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0], OwnDomain.Utilities(scenario, 1));
    }

    /// <summary>
    /// Both concede linearly from 1 to 0.3: 0.3 + 0.7 (1 - s/101) - 0.0001 in round s. That is 0.5009 in round 72, when each still asks for six
    /// slices, and 0.4940 in round 73, when the first asks for five, which is as much as the second wants itself.
    /// </summary>
    [Fact]
    public async Task Run_PieByLinearConcession_IsHalvedInRound73()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, (await negsim.CallAsync("import", OwnDomain.Folder("pie"), "--from", "genius", "--out", file)).ExitCode);
            const string Linear = "{kind: linear, opponent_model: none, accept: target, tolerance: 0.0001}";
            var called = await negsim.CallAsync("run", file, "--json", "--set", $"actors.first.tactic={Linear}", "--set", $"actors.second.tactic={Linear}");

            Assert.Equal((0, ""), (called.ExitCode, called.Error));
            using var run = JsonDocument.Parse(called.Output);
            Assert.Equal(73, run.RootElement.GetProperty("signed").GetProperty("round").GetInt32());
            Assert.Equal(5, run.RootElement.GetProperty("agreement").GetProperty("slices_for_the_first").GetInt32());
            var last = run.RootElement.GetProperty("transcript").EnumerateArray().Last();
            Assert.Equal(("second", "accept"), (last.GetProperty("actor").GetString(), last.GetProperty("action").GetString()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Twenty-one prices from 100 to 200 by fives; the triangle rises from 110 to 130 and falls to 190.</summary>
    [Fact]
    public void Import_Price_HasEveryFunctionOfARealIssue()
    {
        var scenario = OwnDomain.Import("price");

        Assert.Equal(Enumerable.Range(0, 21).Select(i => 100.0 + 5 * i), ((RangeIssue)scenario.Space.Issues[0]).Numbers);
        AssertEqual([1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0], OwnDomain.Utilities(scenario, 0));
        AssertEqual(
            [0, 0, 0, 0.25, 0.5, 0.75, 1, 11 / 12d, 10 / 12d, 9 / 12d, 8 / 12d, 7 / 12d, 6 / 12d, 5 / 12d, 4 / 12d, 3 / 12d, 2 / 12d, 1 / 12d, 0, 0, 0],
            OwnDomain.Utilities(scenario, 1));
        AssertEqual([.. Enumerable.Repeat(0.4, 21)], OwnDomain.Utilities(scenario, 2));
        AssertEqual([0, 0, 0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1, 1, 1, 1, 1], OwnDomain.Utilities(scenario, 3));
    }

    /// <summary>Issues of nested objectives come first; weights stand on their level; the innermost reservation value is read last.</summary>
    [Fact]
    public void Import_Nested_TakesIssuesAndWeightsLevelByLevel()
    {
        var scenario = OwnDomain.Import("nested");

        Assert.Equal(["border", "recognition"], scenario.Space.Issues.Select(issue => issue.Id));
        AssertEqual([0.1, 0.4, 0.4, 0.7, 0.7, 1], OwnDomain.Utilities(scenario, 0));
        AssertEqual([1, 0.75, 0.75, 0.5, 0.5, 0.25], OwnDomain.Utilities(scenario, 1));
        Assert.Equal(0.2, ((Constant)((FixedNoDeal)scenario.Actors[0].NoDeal).Value.Expression).Value);
        Assert.Equal(Math.Pow(0.5, 0.01), ((Constant)scenario.Actors[0].Discount.Expression).Value, Exact);
    }

    /// <summary>
    /// Days from 2 to 6 are worth clip(0.3 d - 0.5): 0.1, 0.4, 0.7, 1, 1 (the profile counts from its own lower bound 0); weights of 1.2 in all are capped
    /// at 1. An integer issue without an evaluator and evaluations below 1e-5 are worth nothing.
    /// </summary>
    [Fact]
    public void Import_Bounds_ClipsAndCapsAsGeniusDoes()
    {
        var scenario = OwnDomain.Import(
            "bounds",
            "a.xml:3:5: issue 1 begins at 0 here and at 2 in the domain; evaluation starts from 0, as in Genius",
            "a.xml:8:3: the discount factor 1.5 lies outside 0 to 1 and is taken for 1, as in Genius",
            "a.xml:9:3: the reservation value is no number; it is left out, as in Genius",
            "b.xml:3:5: issue 1 has no <evaluator>; all its values are worth 0, as in Genius",
            "b.xml:3:22: issue 1 is called `Length` here and `Days` in the domain; the index counts",
            "b.xml:4:149: the domain has no value `Nowhere`; its evaluation counts for the largest all the same, as in Genius",
            "b.xml:7:5: the domain has no issue 9; it is left out, as in Genius");

        AssertEqual([0.48, 0.28, 0.72, 0.52, 0.96, 0.76, 1, 1, 1, 1], OwnDomain.Utilities(scenario, 0));
        AssertEqual(new double[10], OwnDomain.Utilities(scenario, 1));
    }

    /// <summary>Text around the XML, a bare ampersand, values without quotes or blanks between them, Windows-1252: Genius reads it.</summary>
    [Fact]
    public void Import_Dinner_IsReadLikeGeniusWithWarnings()
    {
        const string NotQuite = "this is not quite XML, read as Genius reads it: ";
        var scenario = OwnDomain.Import(
            "dinner",
            $"bob.xml:3:33: {NotQuite}a bare `&`; XML wants &amp;",
            "bob.xml:5:32: the file is not UTF-8 here; it is read as Windows-1252",
            $"bob.xml:9:17: {NotQuite}text after the last element is left out",
            $"domain.xml:1:1: {NotQuite}text before the first element is left out",
            $"domain.xml:6:23: {NotQuite}a blank is missing between attributes",
            $"domain.xml:6:34: {NotQuite}a bare `&`; XML wants &amp;",
            $"domain.xml:7:21: {NotQuite}a value without quotes",
            "domain.xml:8:34: the file is not UTF-8 here; it is read as Windows-1252",
            "pareto.xml:1:1: there is no XML in this file of the folder; it is left out");

        var issue = (OptionsIssue)scenario.Space.Issues[0];
        Assert.Equal(("food_drink", "Food & drink"), (issue.Id, issue.Title));
        Assert.Equal([("fish_chips", "Fish & chips"), ("cr_me", "Crème")], issue.Options.Select(option => (option.Id, option.Title!)));
        AssertEqual([0.25, 1], OwnDomain.Utilities(scenario, 0));
        AssertEqual([1, 1], OwnDomain.Utilities(scenario, 1));
    }

    private static void AssertEqual(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Exact));
    }
}
