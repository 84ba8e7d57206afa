using System.Numerics;
using System.Text.Json;

namespace NegotiationSim.Conformance.Tests;

/// <summary>Small scenarios whose analysis was worked out by hand, through <c>analyze --json</c>. They are always there.</summary>
public sealed class AnalysisByHandTests(Negsim negsim)
{
    private const double Exact = 1e-9;

    /// <summary>
    /// Ten slices; each has three without a deal (0.3). So 3 to 7 slices can be agreed, all of them efficient, all of the same sum; five are halfway: gains of
    /// 0.2 each, half of the 0.4 that either could gain.
    /// </summary>
    [Fact]
    public async Task Analyze_Pie_IsHalved()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, (await negsim.CallAsync("import", OwnDomain.Folder("pie"), "--from", "genius", "--out", file)).ExitCode);
            using var analysis = await AnalysisDocument.OfFileAsync(negsim, file);

            Assert.Equal("\"central\"", analysis.Text("case"));
            Assert.Equal("""{"total":11,"feasible":11}""", analysis.Text("outcomes"));
            Assert.Equal("""{"count":8,"share":0.7272727272727273}""", analysis.Text("actors", "first", "acceptable"));
            Assert.Equal("""{"slices_for_the_first":10}""", analysis.Text("actors", "first", "ideal"));
            Assert.Equal(0.3, analysis.Number("actors", "second", "no_deal"), Exact);
            Assert.Equal(5, analysis.Whole("zone", "count"));
            Assert.Equal("""{"slices_for_the_first":5}""", analysis.Text("zone", "example"));
            Assert.Equal("""{"relaxations":[],"pairs":[]}""", analysis.Text("blocking"));
            Assert.Equal(5, analysis.Whole("pareto", "count"));
            Assert.Equal([7, 6, 5, 4, 3], analysis.At("pareto", "points").EnumerateArray().Select(point => point.GetProperty("terms").GetProperty("slices_for_the_first").GetInt32()));
            foreach (var (solution, value) in new[] { ("nash", 0.04), ("kalai_smorodinsky", 0.5), ("egalitarian", 0.2) })
            {
                Assert.Equal(1, analysis.At("solutions", solution).GetArrayLength());
                Assert.Equal("""{"slices_for_the_first":5}""", analysis.Text("solutions", solution, 0, "terms"));
                Assert.Equal(value, analysis.Number("solutions", solution, 0, "value"), Exact);
                Assert.All(analysis.Utilities("solutions", solution, 0), utility => Assert.Equal(0.5, utility, Exact));
            }

            Assert.Equal(5, analysis.At("solutions", "utilitarian").GetArrayLength());
            Assert.False(analysis.At("solutions").TryGetProperty("unconstrained", out _));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// The buyer pays at most 40 (its line) and wants the price low: price p is worth 1 - p/100 to it, no deal 0.3. The seller, who gets p/100, never sells below 70 and
    /// has 0.75 without a deal. From 80 up both of the buyer's reasons stand against it, below 80 the seller's no-deal value. Ways out: the buyer drops its line and settles
    /// for less (at 80: 0.3 - 0.2 = 0.1), or the seller drops its line and settles for less (at 40: 0.75 - 0.4 = 0.35). At 70 no line of the seller's is crossed: the buyer drops its
    /// line, the seller settles for 0.05 less, and the buyer is just satisfied with 0.3.
    /// </summary>
    [Fact]
    public async Task Analyze_PriceOutOfReach_NamesEveryMinimalWayOut()
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, """
            schema: negotiation-sim/1
            name: price
            calendar: {rounds: 1}
            issues: {price: {range: {from: 0, to: 100, step: 10}}}
            actors:
              buyer: {role: principal, capability: 60, no_deal: 0.3, preferences: {price: {weight: 1, ideal: 0, accepts: {at_most: 40}}}}
              seller:
                role: principal
                capability: 20
                no_deal: 0.75
                preferences: {price: {weight: 2, ideal: 100}}
                red_lines: [{id: cost, never: {price: {below: 70}}}]
            """);

        Assert.Equal("""{"count":0,"share":0,"example":null,"exists":false}""", analysis.Text("zone"));
        Assert.Equal("""{"count":5,"share":0.45454545454545453}""", analysis.Text("actors", "buyer", "acceptable"));
        Assert.Equal("""{"count":3,"share":0.2727272727272727}""", analysis.Text("actors", "seller", "acceptable"));
        Assert.Equal("""[["buyer","seller"]]""", analysis.Text("blocking", "pairs"));
        var ways = Enumerable.Range(0, analysis.At("blocking", "relaxations").GetArrayLength()).Select(i => (
            Lines: analysis.Text("blocking", "relaxations", i, "lines"),
            NoDeal: string.Join(" ", analysis.At("blocking", "relaxations", i, "no_deal").EnumerateObject().Select(amount => $"{amount.Name} {Math.Round(amount.Value.GetDouble(), 9)}")),
            Opens: analysis.At("blocking", "relaxations", i, "opens", "price").GetInt32()));
        Assert.Equal(
            [
                ("""["buyer.price-high"]""", "seller -0.05", 70),
                ("""["buyer.price-high"]""", "buyer -0.1", 80),
                ("""["seller.cost"]""", "seller -0.35", 40),
            ],
            ways);

        // Over all prices from the worst of 0: the product is largest at 50. Capability times weight: (60 * 1 * 0 + 20 * 2 * 100) / 100 = 40.
        Assert.True(analysis.At("pareto", "unconstrained").GetBoolean());
        Assert.True(analysis.At("solutions", "unconstrained").GetBoolean());
        Assert.Equal(11, analysis.Whole("pareto", "count"));
        Assert.Equal("""{"price":50}""", analysis.Text("solutions", "nash", 0, "terms"));
        Assert.Equal(0.25, analysis.Number("solutions", "nash", 0, "value"), Exact);
        Assert.Equal(40, analysis.Number("baselines", "price", "compromise"), Exact);
        Assert.Equal(50, analysis.Number("baselines", "price", "median"), Exact);
    }

    /// <summary>
    /// Three vote on how many of a hundred troops leave: one wants none, one 50, one all; each accepts what is within 50 of its wish. Two of three suffice: 0 to 50 pleases the first
    /// two, 50 to 100 the last two, so everything passes; with a veto for the first only what it accepts does.
    /// </summary>
    [Theory]
    [InlineData("", 11)]
    [InlineData(", veto: [few]", 6)]
    public async Task Analyze_Majority_CountsOutcomeByOutcome(string veto, int expected)
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, $$$$"""
            schema: negotiation-sim/1
            name: troops
            calendar: {rounds: 1}
            issues: {leave: {range: {from: 0, to: 100, step: 10}}}
            actors:
              few: {role: principal, preferences: {leave: {weight: 1, ideal: 0, accepts: [0, 50]}}}
              half: {role: principal, preferences: {leave: {weight: 1, ideal: 50}}}
              most: {role: principal, preferences: {leave: {weight: 1, ideal: 100, accepts: [50, 100]}}}
            protocol: {agreement: {majority: "2/3"{{{{veto}}}} } }
            """);

        Assert.Equal(expected, analysis.Whole("zone", "count"));
        Assert.Equal(["few", "half", "most"], analysis.At("solutions", "nash", 0, "utilities").EnumerateObject().Select(actor => actor.Name));
        Assert.Equal(veto.Length > 0 ? "needed" : "counted", analysis.At("actors", "few", "consent").GetString());
    }

    /// <summary>The zone asks what signing is worth: with a trust of 0.5 and nothing when betrayed, half the utility. Only 80 and more of 100 are then worth 0.4.</summary>
    [Fact]
    public async Task Analyze_Distrust_NarrowsTheZone()
    {
        const string Text = """
            schema: negotiation-sim/1
            name: distrust
            calendar: {rounds: 1}
            issues: {given: {range: {from: 0, to: 100, step: 10}}}
            actors:
              weak: {role: principal, no_deal: 0.4, trust: 1, betrayed: 0, preferences: {given: {weight: 1, ideal: 100}}}
              strong: {role: principal, preferences: {given: {weight: 1, ideal: 0}}}
            """;
        using var trusting = await AnalysisDocument.OfTextAsync(negsim, Text);
        using var wary = await AnalysisDocument.OfTextAsync(negsim, Text, "--set", "actors.weak.trust=0.5");

        Assert.Equal(7, trusting.Whole("zone", "count"));
        Assert.Equal(3, wary.Whole("zone", "count"));
    }

    /// <summary>The client refuses what the others want; its patron can press it, unless its line never yields or nobody's words count.</summary>
    [Theory]
    [InlineData("true", "0.7", """[{"patron":"chief","client":"client","words":0.7,"chance":0.7}]""")]
    [InlineData("false", "0.7", "null")]
    [InlineData("true", "0", "null")]
    public async Task Analyze_Client_IsPressedByItsPatron(string yields, string words, string pressure)
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, """
            schema: negotiation-sim/1
            name: pressure
            calendar: {rounds: 1}
            issues: {gift: {options: ["no", "yes"]}}
            actors:
              asker: {role: principal, no_deal: 0.5, preferences: {gift: {weight: 1, values: {no: 0, yes: 1}}}}
              chief: {role: principal, preferences: {gift: {weight: 1, values: {no: 1, yes: 0}}}}
              client: {role: ratifier, of: chief, preferences: {gift: {weight: 1, values: {no: 1, yes: 0}}}, red_lines: [{id: never, never: {gift: "yes"}, yields: true}]}
            ties: [{patron: chief, client: client, words: 0.7, deeds: 0}]
            """, "--set", $"actors.client.red_lines.never.yields={yields}", "--set", $"ties.0.words={words}");

        Assert.Equal("""["client.never"]""", analysis.Text("blocking", "relaxations", 0, "lines"));
        Assert.Equal(pressure, analysis.Text("blocking", "relaxations", 0, "pressure"));
    }

    /// <summary>A line held with 0.4 is none in the central case; one draw holds it or not; over 400 draws about 0.6 have a zone.</summary>
    [Fact]
    public async Task Analyze_UncertainLine_IsOpenInTheCentralCaseAndCountedOverDraws()
    {
        const string Text = """
            schema: negotiation-sim/1
            name: bluff
            calendar: {rounds: 1}
            issues: {gift: {options: ["no", "yes"]}}
            actors:
              asker: {role: principal, no_deal: 0.5, preferences: {gift: {weight: 1, values: {no: 0, yes: 1}}}}
              giver: {role: principal, preferences: {gift: {weight: 1, values: {no: 1, yes: 0}}}, red_lines: [{id: never, never: {gift: "yes"}, held_with: 0.4}]}
            """;
        using var central = await AnalysisDocument.OfTextAsync(negsim, Text);
        using var over = await AnalysisDocument.OfTextAsync(negsim, Text, "--runs", "400", "--seed", "5");

        Assert.Equal(1, central.Whole("zone", "count"));
        Assert.Equal("\"central\"", over.Text("case"));
        var with = over.At("over", "zone", "count").GetInt32();
        Assert.InRange(with, 200, 280);
        Assert.Equal(with / 400.0, over.Number("over", "zone", "share"), Exact);
        Assert.InRange(with / 400.0, over.Number("over", "zone", "ci95", 0), over.Number("over", "zone", "ci95", 1));

        // Where the line is held there are two ways out, to drop it or for the asker to have nothing: both of size 1, the line costing nothing.
        Assert.Equal("""["giver.never"]""", over.Text("over", "blocking", 0, "lines"));
        Assert.Equal(400 - with, over.At("over", "blocking", 0, "count").GetInt32());
        Assert.Equal(1, over.At("over", "blocking").GetArrayLength());

        var held = 0;
        for (var replica = 0; replica < 20; replica++)
        {
            using var draw = await AnalysisDocument.OfTextAsync(negsim, Text, "--seed", "5", "--replica", $"{replica}");
            Assert.Equal($$"""{"seed":5,"replica":{{replica}}}""", draw.Text("case"));
            held += draw.At("actors", "giver", "held_lines").GetArrayLength();
            Assert.Equal(draw.At("actors", "giver", "held_lines").GetArrayLength() == 1, draw.Whole("zone", "count").IsZero);
        }

        Assert.InRange(held, 1, 19);
    }

    /// <summary>
    /// A hundred issues of ten options, of which two parties care for the first: 10^100 outcomes. One of them refuses one option in ten there; 9 * 10^99 are left,
    /// and nine ways to divide it. Counted to the last digit.
    /// </summary>
    [Fact]
    public async Task Analyze_HugeSpace_CountsToTheLastDigit()
    {
        var issues = string.Concat(Enumerable.Range(0, 100).Select(i => $"  i{i}: {{range: {{from: 0, to: 9}}}}\n"));
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, $$"""
            schema: negotiation-sim/1
            name: huge
            calendar: {rounds: 1}
            actors:
              low: {role: principal, preferences: {i0: {weight: 1, ideal: 0, accepts: {at_most: 8} } } }
              high: {role: principal, preferences: {i0: {weight: 1, ideal: 9} } }
            issues:
            {{issues}}
            """, "--quiet");

        Assert.Equal(BigInteger.Pow(10, 100), analysis.Whole("outcomes", "total"));
        Assert.Equal(9 * BigInteger.Pow(10, 99), analysis.Whole("zone", "count"));
        Assert.Equal(0.9, analysis.Number("zone", "share"), Exact);
        Assert.Equal(9, analysis.Whole("pareto", "count"));
    }

    /// <summary>
    /// Several texts give the party that gains least as much; of those only one leaves nobody anything to gain without another's losing. What <c>b</c> is worth to
    /// the others does not change the minimum.
    /// </summary>
    [Theory]
    [InlineData("{no: 0, yes: 0.3}", "{no: 0, yes: 0.3}", "unanimity", """{"a":"yes","b":"high"}""")]
    [InlineData("{no: 0.5, yes: 0.5}", "{no: 0, yes: 0.9}", "unanimity", """{"a":"yes","b":"high"}""")]
    [InlineData("{no: 0.5, yes: 0.5}", "{no: 0.5, yes: 0.5}", "unanimity", """{"a":"no","b":"high"}""")]
    [InlineData("{no: 0.2, yes: 0.4}", "{no: 0.1, yes: 0.3}", "{majority: 0.6}", """{"a":"yes","b":"high"}""")]
    public async Task Analyze_EqualMinima_ListsOnlyWhatIsOnTheFrontier(string first, string second, string agreement, string best)
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, $$"""
            schema: negotiation-sim/1
            name: ties
            calendar: {rounds: 1}
            issues: {a: {options: ["no", "yes"]}, b: {options: [low, mid, high]} }
            actors:
              one: {role: principal, preferences: {a: {weight: 1, values: {{first}} } } }
              two: {role: principal, preferences: {a: {weight: 1, values: {{second}} } } }
              three: {role: principal, preferences: {b: {weight: 1, values: {low: 0, mid: 0.6, high: 1} } } }
              four: {role: principal, preferences: {b: {weight: 1, values: {low: 0, mid: 0.9, high: 1} } } }
            protocol: {agreement: {{agreement}} }
            """);

        Assert.True(analysis.At("exact").GetBoolean());
        foreach (var solution in new[] { "nash", "kalai_smorodinsky", "egalitarian", "utilitarian" })
        {
            Assert.Equal([best], analysis.At("solutions", solution).EnumerateArray().Select(point => JsonSerializer.Serialize(point.GetProperty("terms"))));
        }
    }

    /// <summary>Twelve parties of which all gain a tenth: the product of gains is 1e-12, and still it tells a text that is better for all from one that is worse.</summary>
    [Fact]
    public async Task Analyze_ManySmallGains_StillHaveALargestProduct()
    {
        var actors = string.Concat(Enumerable.Range(0, 12).Select(i => $"  p{i}: {{role: principal, no_deal: 0.8, preferences: {{a: {{weight: 1, values: {{low: 0.8, mid: 0.85, high: 0.9}}}}}}}}\n"));
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, "schema: negotiation-sim/1\nname: many\ncalendar: {rounds: 1}\nissues: {a: {options: [low, mid, high]}}\nactors:\n" + actors);

        Assert.Equal("""[{"a":"high"}]""", $"[{string.Join(',', analysis.At("solutions", "nash").EnumerateArray().Select(point => JsonSerializer.Serialize(point.GetProperty("terms"))))}]");
        Assert.Equal(1e-12, analysis.Number("solutions", "nash", 0, "value"), 1e-18);
    }

    /// <summary>No-deal values, weights and draws of any size give an answer: far from any text nothing is acceptable, and the way out is to give the value up.</summary>
    [Theory]
    [InlineData("1e100", "1", false)]
    [InlineData("'normal(1e60, 1e50)'", "1", false)]
    [InlineData("'0.4 + normal(5, 0.1)'", "1", false)]
    [InlineData("-1e100", "1", true)]
    [InlineData("0.2", "1e-300", true)]
    [InlineData("0.2", "1e100", true)]
    public async Task Analyze_NumbersFarFromAnyText_AreAnswered(string noDeal, string weight, bool hasZone)
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, $$"""
            schema: negotiation-sim/1
            name: far
            calendar: {rounds: 1}
            issues: {gift: {options: ["no", "yes"]}, cake: {range: {from: 0, to: 4} } }
            actors:
              asker: {role: principal, no_deal: {{noDeal}}, preferences: {gift: {weight: {{weight}}, values: {no: 0, yes: 1} }, cake: {weight: {{weight}}, ideal: 2} } }
              giver: {role: principal, preferences: {cake: {weight: 1, ideal: 4} } }
            """, "--runs", "20", "--quiet");

        Assert.Equal(hasZone, analysis.At("zone", "exists").GetBoolean());
        Assert.Equal(hasZone ? 20 : 0, analysis.At("over", "zone", "count").GetInt32());
        Assert.Equal(hasZone ? 0 : 1, analysis.At("over", "blocking").GetArrayLength());
        Assert.Equal(0, analysis.At("over", "undecided", "count").GetInt32());
    }

    /// <summary>Where nothing makes sense there is nothing to say, and nothing to fail on; where one text does, it is the answer to everything.</summary>
    [Theory]
    [InlineData("[{gift: ['no', 'yes']}]", 0)]
    [InlineData("[{gift: 'no'}, {cake: {above: 0}}]", 1)]
    public async Task Analyze_NearlyNothingFeasible_IsAnswered(string infeasible, int texts)
    {
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, $$"""
            schema: negotiation-sim/1
            name: nothing
            calendar: {rounds: 1}
            issues: {gift: {options: ["no", "yes"]}, cake: {range: {from: 0, to: 4} } }
            infeasible: {{infeasible}}
            actors:
              asker: {role: principal, preferences: {gift: {weight: 1, values: {no: 0.5, yes: 0.5} } } }
              giver: {role: principal, preferences: {cake: {weight: 1, ideal: 4} } }
            """, "--runs", "10");

        Assert.Equal(texts, analysis.Whole("zone", "count"));
        foreach (var solution in new[] { "nash", "kalai_smorodinsky", "egalitarian", "utilitarian" })
        {
            Assert.Equal(texts, analysis.At("solutions", solution).GetArrayLength());
        }
    }

    /// <summary>Five parties over 256 issues of 10,000 values do not fit into 2 GB: refused at the first of these issues.</summary>
    [Fact]
    public async Task Analyze_MoreNumbersThanFit_IsRefusedWhereTheyAre()
    {
        var issues = string.Concat(Enumerable.Range(0, 256).Select(i => $"  i{i}: {{range: {{from: 0, to: 9999}}}}\n"));
        var actors = string.Concat(Enumerable.Range(0, 5).Select(a => $"  a{a}: {{role: principal, preferences: {{i{a}: {{weight: 1, ideal: 7}}}}}}\n"));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"schema: negotiation-sim/1\nname: wide\ncalendar: {{rounds: 1}}\nissues:\n{issues}actors:\n{actors}", TestContext.Current.CancellationToken);
            var (exitCode, _, error) = await negsim.CallAsync("analyze", file);

            Assert.Equal(2, exitCode);
            Assert.Contains(file + ":5:3: error: 5 parties and 2,560,000 values", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
