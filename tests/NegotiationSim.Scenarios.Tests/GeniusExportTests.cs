using System.Xml.Linq;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>What Genius can say of a scenario, and the list of what it cannot.</summary>
public sealed class GeniusExportTests
{
    private const string Everything =
        """
        schema: negotiation-sim/1
        name: talks
        title: "Talks <on> \"all\" & more"
        calendar: {rounds: 10, start: 2016-08-01}
        drivers: {mood: "normal(1, 0.5)"}
        issues:
          truce: {options: {none: {title: No truce}, week: {}, open_ended: {}}, may_stay_open: true}
          trucks: {range: {from: 10, to: 14}}
          price: {range: {from: 0, to: 10, step: 0.5}}
          share: {range: {from: 0, to: 2}}
          targets: {set_of: [alpha, beta, gamma]}
        infeasible: [{truce: none, trucks: {above: 12}}]
        actors:
          north:
            role: principal
            preferences:
              truce: {weight: 3 * mood, values: {none: 0, week: 0.2, open_ended: 0.5}, open_value: 0.1}
              trucks: {weight: 1, ideal: 14}
              price: {weight: 2, values: {from: 1, to: 0}}
              share: {weight: 2, ideal: 1}
              targets: {weight: 2, values: {alpha: 1, beta: -3}}
            linkages: [{when: {truce: week}, adds: 0.1}]
            no_deal: {like: {truce: week, trucks: 12, targets: [alpha]}, plus: -0.05}
            red_lines: [{id: no-open-end, never: {truce: open_ended}}]
            discount: 0.9
            deadline: 2016-09-01
          south:
            role: principal
            preferences:
              truce: {weight: 1, ideal: 50}
            no_deal: {by_date: {2016-07-31: 0.1, 2016-08-02: 0.3}}
          parliament: {role: ratifier, of: south, preferences: {trucks: {weight: 1, ideal: 10}}}
        ties: [{patron: north, client: south, words: 0.5}]
        events: [{id: storm, at: 2016-08-08, effects: [{actor: north, no_deal: -0.1}]}]
        implementation: {horizon: 10}
        protocol: {agreement: {all_of: [north, south]}}
        """;

    private static readonly ExportResult Export = ScenarioExport.Write(ExportFormat.Genius, Read(Everything));

    [Fact]
    public void Write_Names_FollowTheOrderOfTheParties() =>
        Assert.Equal(["talks_domain.xml", "talks_1_north.xml", "talks_2_south.xml"], Export.Files.Select(file => file.Name));

    [Fact]
    public void Write_Issues_BecomeWhatGeniusHas()
    {
        var domain = XDocument.Parse(Export.Files[0].Text);
        Assert.Equal("Talks <on> \"all\" & more", (string?)domain.Descendants("objective").Single().Attribute("name"));
        Assert.Equal(
            ["truce discrete No truce|week|open_ended|open", "trucks integer 10..14", "price real 0..10", "share discrete 0|1|2", "targets: alpha discrete no|yes", "targets: beta discrete no|yes", "targets: gamma discrete no|yes"],
            domain.Descendants("issue").Select(Shown));
    }

    /// <summary>
    /// By hand: weights 3, 1, 2, 2, 2 of 10; the truce's best value is 0.5, so that half of its weight is left; alpha counts a quarter of the set's weight, leaving out beta three
    /// quarters. No deal is worth 0.3 * 0.2 + 0.1 * 0.5 + 0.2 * 1 + 0 + 0.2 * (1 + 3) / 4 + 0.1 - 0.05 = 0.56, the linkage included.
    /// </summary>
    [Fact]
    public void Write_Preferences_AreWorthTheSame()
    {
        var north = XDocument.Parse(Export.Files[1].Text);

        AssertClose([0.15, 0.1, 0.2, 0.2, 0.05, 0.15, 0], north.Descendants("weight").Select(Number("value")));
        AssertClose([0, 0.4, 1, 0.2, 0, 1, 0, 0, 1, 1, 0, 0, 0], north.Descendants("item").Select(Number("evaluation")));
        Assert.Equal(["ftype=linear slope=0.25 offset=0", "ftype=linear parameter1=-0.1 parameter0=1"], north.Descendants("evaluator").Select(e => string.Join(' ', e.Attributes().Select(a => $"{a.Name}={a.Value}"))));
        AssertClose([0.56], north.Descendants("reservation").Select(Number("value")));
        AssertClose([Math.Pow(0.9, 10)], north.Descendants("discount_factor").Select(Number("value")));

        // Half way between two dates.
        AssertClose([0.2], XDocument.Parse(Export.Files[2].Text).Descendants("reservation").Select(Number("value")));
    }

    [Fact]
    public void Write_WhatGeniusCannotSay_IsNamed() =>
        Assert.Equal(
            [
                "rounds, dates and tactics, which a session of Genius sets",
                "uncertain inputs, taken at their means: actors.north.preferences.truce.weight",
                "actors who are not at the table: parliament",
                "red lines of north: no-open-end",
                "linkages of north: 1",
                "how north decides: its own deadline",
                "how south decides: a no-deal value that changes, taken as in round 1",
                "infeasible packages: 1",
                "ties: 1",
                "the protocol: agreement of fewer than all",
                "events: storm",
                "the implementation: whether an agreement holds",
            ],
            Export.LeftOut);

    private static Scenario Read(string text)
    {
        var read = ScenarioReader.Read(text, "talks.yaml");
        Assert.Empty(read.Diagnostics.Where(d => d.Severity == Severity.Error));
        return read.Scenario!;
    }

    private static string Shown(XElement issue)
    {
        var bounds = issue.Attribute("lowerbound") is null ? issue.Element("range") : issue;
        return $"{(string?)issue.Attribute("name")} {(string?)issue.Attribute("type")} "
            + (bounds is null ? string.Join('|', issue.Elements("item").Select(item => (string?)item.Attribute("value"))) : $"{(string?)bounds.Attribute("lowerbound")}..{(string?)bounds.Attribute("upperbound")}");
    }

    private static Func<XElement, double> Number(string attribute) => element => (double)element.Attribute(attribute)!;

    private static void AssertClose(double[] expected, IEnumerable<double> actual)
    {
        var found = actual.ToList();
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
