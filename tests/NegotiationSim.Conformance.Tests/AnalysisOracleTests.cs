using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NegotiationSim.Conformance.Tests;

/// <summary><c>analyze --json</c> against figures that other programs and papers computed.</summary>
public sealed class AnalysisOracleTests(Negsim negsim)
{
    private const double Exact = 1e-9;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Oracle.AllDomains), MemberType = typeof(Oracle))]
    public async Task Analyze_CompetitionDomain_HasTheFiguresOfPlainEnumeration(string domain)
    {
        using var all = JsonDocument.Parse(await File.ReadAllTextAsync(Oracle.Path("genius", "expected.json"), Cancellation));
        var expected = all.RootElement.GetProperty(domain);
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, (await negsim.CallAsync("import", Oracle.DomainFolder(domain), "--from", "genius", "--out", file)).ExitCode);
            using var analysis = await AnalysisDocument.OfFileAsync(negsim, file);

            Assert.True(analysis.At("exact").GetBoolean());
            Assert.Equal(expected.GetProperty("outcomes").GetInt32(), analysis.Whole("outcomes", "total"));
            Assert.Equal(expected.GetProperty("outcomes").GetInt32(), analysis.Whole("outcomes", "feasible"));
            Assert.Equal(expected.GetProperty("zone").GetInt32(), analysis.Whole("zone", "count"));
            Assert.Equal(
                expected.GetProperty("acceptable").EnumerateArray().Select(count => count.GetInt32()),
                analysis.At("actors").EnumerateObject().Select(actor => actor.Value.GetProperty("acceptable").GetProperty("count").GetInt32()));
            if (expected.TryGetProperty("pareto", out var pareto))
            {
                Assert.Equal(pareto.GetInt32(), analysis.Whole("pareto", "count"));
                Assert.Equal(Math.Min(1000, pareto.GetInt32()), analysis.At("pareto", "points").GetArrayLength());
                AssertSolutions(expected, analysis);
            }
            else
            {
                Assert.True(analysis.At("pareto", "unconstrained").GetBoolean());
                Assert.True(analysis.At("solutions", "unconstrained").GetBoolean());
                Assert.NotEqual(0, analysis.At("blocking", "relaxations").GetArrayLength());
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// The oracle's figures come from utilities rounded to nine decimals, which sums, products and quotients carry further: so they are compared with ours made
    /// of the same roundings, and ours with what our own exact utilities give.
    /// </summary>
    private static void AssertSolutions(JsonElement expected, AnalysisDocument analysis)
    {
        double[] nash = [.. expected.GetProperty("nash").EnumerateArray().Select(utility => utility.GetDouble())];
        Assert.Contains(
            Enumerable.Range(0, analysis.At("solutions", "nash").GetArrayLength()),
            i => analysis.Utilities("solutions", "nash", i).Zip(nash).All(pair => Math.Abs(pair.First - pair.Second) <= Exact));
        double[] Vector(string name) => [.. analysis.At("solutions", name).EnumerateObject().Select(actor => actor.Value.GetDouble())];
        static double[] Rounded(double[] utilities) => [.. utilities.Select(utility => Math.Round(utility, 9))];
        var (without, best) = (Vector("disagreement"), Vector("ideal_point"));
        foreach (var (solution, figure, value) in new (string, string, Func<double[], double[], double[], double>)[]
        {
            ("nash", "nash_product", (u, d, _) => u.Zip(d, (own, least) => own - least).Aggregate(1.0, (product, gain) => product * gain)),
            ("egalitarian", "egalitarian_min_gain", (u, d, _) => u.Zip(d, (own, least) => own - least).Min()),
            ("utilitarian", "utilitarian_sum", (u, _, _) => u.Sum()),
            ("kalai_smorodinsky", "ks_min_ratio", (u, d, b) => u.Select((own, i) => b[i] - d[i] > Exact ? (own - d[i]) / (b[i] - d[i]) : double.PositiveInfinity).Min()),
        })
        {
            for (var i = 0; i < analysis.At("solutions", solution).GetArrayLength(); i++)
            {
                var utilities = analysis.Utilities("solutions", solution, i);
                Assert.Equal(expected.GetProperty(figure).GetDouble(), value(Rounded(utilities), Rounded(without), Rounded(best)), Exact);
                Assert.Equal(value(utilities, without, best), analysis.Number("solutions", solution, i, "value"), 1e-12);
            }
        }
    }

    /// <summary>Nash's own example: two boys barter nine goods. On one scale for both (a 34th of Nash's units), so that sums mean something.</summary>
    [Fact]
    public async Task Analyze_BillAndJack_HasTheDiscreteSolutions()
    {
        const double Unit = 34;
        using var classics = JsonDocument.Parse(await File.ReadAllTextAsync(Oracle.Path("bargaining_classics.json"), Cancellation));
        var example = classics.RootElement.GetProperty("nash_1950_bill_jack");
        var goods = example.GetProperty("goods").EnumerateArray().Select(good => (
            Name: good.GetProperty("name").GetString()!, Bills: good.GetProperty("owner").GetString() == "Bill",
            Worth: (Bill: good.GetProperty("u_bill").GetInt32(), Jack: good.GetProperty("u_jack").GetInt32()))).ToList();
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, Barter(goods, Unit));

        double[] Gains(params object[] path) => [.. analysis.Utilities(path).Select((utility, i) =>
            Math.Round((utility - analysis.Number("actors", i == 0 ? "bill" : "jack", "no_deal")) * Unit, 6))];
        Assert.Equal(512, analysis.Whole("outcomes", "total"));
        var nash = example.GetProperty("nash_discrete");
        Assert.Equal(1, analysis.At("solutions", "nash").GetArrayLength());
        Assert.Equal([12, 5], Gains("solutions", "nash", 0));
        Assert.Equal(nash.GetProperty("product").GetDouble(), analysis.Number("solutions", "nash", 0, "value") * Unit * Unit, 1e-6);
        var given = nash.GetProperty("bill_gives").EnumerateArray().Concat(nash.GetProperty("jack_gives").EnumerateArray()).Select(name => name.GetString()!).ToHashSet();
        Assert.All(goods, good => Assert.Equal(
            given.Contains(good.Name) != good.Bills ? "bill" : "jack", analysis.At("solutions", "nash", 0, "terms", good.Name).GetString()));

        Assert.Equal(
            example.GetProperty("utilitarian_IR_discrete").GetProperty("ties").EnumerateArray().Select(tie => (tie[0].GetDouble(), tie[1].GetDouble())).Order(),
            Enumerable.Range(0, analysis.At("solutions", "utilitarian").GetArrayLength()).Select(i => Gains("solutions", "utilitarian", i)).Select(gains => (gains[0], gains[1])).Order());

        // The same by going through all 512 barters: the zone, the frontier, and the two solutions that the example's source gives with lotteries only.
        var barters = Enumerable.Range(0, 512).Select(given => goods.Select((good, i) => (given >> i & 1) == 0 ? (0, 0)
            : good.Bills ? (-good.Worth.Bill, good.Worth.Jack) : (good.Worth.Bill, -good.Worth.Jack)).Aggregate((a, b) => (a.Item1 + b.Item1, a.Item2 + b.Item2))).ToList();
        var zone = barters.Where(barter => barter is { Item1: >= 0, Item2: >= 0 }).ToList();
        var (mostBill, mostJack) = (zone.Max(barter => barter.Item1), zone.Max(barter => barter.Item2));
        Assert.Equal(zone.Count, analysis.Whole("zone", "count"));
        Assert.Equal(
            zone.Distinct().Where(a => !zone.Any(b => b.Item1 >= a.Item1 && b.Item2 >= a.Item2 && b != a)).Select(a => ((double)a.Item1, (double)a.Item2)).Order(),
            Enumerable.Range(0, analysis.At("pareto", "points").GetArrayLength()).Select(i => Gains("pareto", "points", i)).Select(gains => (gains[0], gains[1])).Order());
        Assert.Equal(zone.Max(barter => Math.Min(barter.Item1, barter.Item2)), analysis.Number("solutions", "egalitarian", 0, "value") * Unit, 1e-6);
        Assert.Equal(
            zone.Max(barter => Math.Min((double)barter.Item1 / mostBill, (double)barter.Item2 / mostJack)), analysis.Number("solutions", "kalai_smorodinsky", 0, "value"), Exact);
    }

    /// <summary>A dollar to split by the cent: the answers of the textbook, where they fall on a cent, and the cents beside them where they do not.</summary>
    [Theory]
    [InlineData(0, 0, false, 0.5, 0.5)]
    [InlineData(0.2, 0.1, false, 0.55, 0.55)]
    [InlineData(0, 0, true, 0.67, 0.62)]
    public async Task Analyze_SplitTheDollar_DividesItAsTheTextbookDoes(double first, double second, bool root, double nash, double kalaiSmorodinsky)
    {
        var left = string.Join(", ", Enumerable.Range(0, 101).Select(cent => cent / 100.0)
            .Select(x => string.Create(CultureInfo.InvariantCulture, $"[{x}, {(root ? Math.Sqrt(1 - x) : 1 - x):R}]")));
        var text = string.Create(CultureInfo.InvariantCulture, $$$$"""
            schema: negotiation-sim/1
            name: dollar
            calendar: {rounds: 1}
            issues: {share: {range: {from: 0, to: 1, step: 0.01}}}
            actors:
              a: {role: principal, no_deal: {{{{first}}}}, preferences: {share: {weight: 1, values: [[0, 0], [1, 1]]} } }
              b: {role: principal, no_deal: {{{{second}}}}, preferences: {share: {weight: 1, values: [{{{{left}}}}]} } }
            """);
        using var analysis = await AnalysisDocument.OfTextAsync(negsim, text);

        Assert.Equal(nash, analysis.Number("solutions", "nash", 0, "terms", "share"), Exact);
        Assert.Equal(kalaiSmorodinsky, analysis.Number("solutions", "kalai_smorodinsky", 0, "terms", "share"), Exact);
    }

    /// <summary>
    /// Every proposal of the European Union as a scenario, its issues as issues. How the published error comes about: all actors that have a position, weighted by
    /// capability times salience, positions and outcomes from 0 to 100, every issue counts alike.
    /// </summary>
    [Fact]
    public async Task Analyze_EuropeanUnion_HasTheCompromiseModelsError()
    {
        using var data = JsonDocument.Parse(await File.ReadAllTextAsync(Oracle.Path("deu3", "issues.json"), Cancellation));
        var issues = data.RootElement.GetProperty("issues").EnumerateArray().ToList();
        var errors = new List<double>();
        foreach (var proposal in issues.GroupBy(issue => issue.GetProperty("id").GetString()!.Split('i')[0]))
        {
            using var analysis = await AnalysisDocument.OfTextAsync(negsim, Proposal([.. proposal]));
            foreach (var issue in proposal)
            {
                var compromise = analysis.Number("baselines", Id(issue), "compromise");
                var votes = issue.GetProperty("actors").EnumerateArray().Select(vote => (At: vote[1].GetDouble(), Weight: vote[2].GetDouble() * vote[3].GetDouble())).ToList();
                Assert.Equal(votes.Sum(vote => vote.At * vote.Weight) / votes.Sum(vote => vote.Weight), compromise, Exact);
                errors.Add(Math.Abs(compromise - issue.GetProperty("outcome").GetDouble()));
            }
        }

        var published = data.RootElement.GetProperty("baselines_measured_here").GetProperty("weighted_mean(gdp*salience)");
        Assert.Equal(published.GetProperty("n").GetInt32(), errors.Count);
        Assert.Equal(published.GetProperty("mae").GetDouble(), errors.Average(), 0.0005);
        Assert.Equal(23.2, errors.Average(), 0.05);
    }

    private static string Barter(List<(string Name, bool Bills, (int Bill, int Jack) Worth)> goods, double unit)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\nname: bill-and-jack\ncalendar: {rounds: 1}\nissues:\n");
        foreach (var (name, bills, _) in goods)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name}: {{options: [bill, jack], ordered: false, status_quo: {(bills ? "bill" : "jack")}}}");
        }

        text.AppendLine("actors:");
        foreach (var bill in new[] { true, false })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {(bill ? "bill" : "jack")}:\n    role: principal\n    normalise_weights: false");
            text.AppendLine(CultureInfo.InvariantCulture, $"    no_deal: {goods.Where(good => good.Bills == bill).Sum(good => bill ? good.Worth.Bill : good.Worth.Jack)}/{unit}\n    preferences:");
            foreach (var (name, _, worth) in goods)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"      {name}: {{weight: {(bill ? worth.Bill : worth.Jack)}/{unit}, values: {{bill: {(bill ? 1 : 0)}, jack: {(bill ? 0 : 1)}}}}}");
            }
        }

        return text.ToString();
    }

    /// <summary>Ids are written small in the language.</summary>
    private static string Id(JsonElement issue) => issue.GetProperty("id").GetString()!.ToLowerInvariant();

    private static string Proposal(IReadOnlyList<JsonElement> issues)
    {
        var text = new StringBuilder("schema: negotiation-sim/1\nname: proposal\ncalendar: {rounds: 1}\nissues:\n");
        foreach (var issue in issues)
        {
            // Only the baselines are asked for: two outcomes an issue will do.
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Id(issue)}: {{range: {{from: 0, to: 100, step: 100}}}}");
        }

        text.AppendLine("actors:");
        foreach (var actor in issues.SelectMany(issue => issue.GetProperty("actors").EnumerateArray().Select(vote => (Issue: Id(issue), Vote: vote))).GroupBy(entry => entry.Vote[0].GetString()))
        {
            if (actor.All(entry => entry.Vote[2].GetDouble() == 0))
            {
                // It cares for nothing, so it weighs nothing; the language wants it left out.
                continue;
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"  {actor.Key}:\n    role: principal\n    capability: {actor.First().Vote[3].GetDouble()}\n    preferences:");
            foreach (var (issue, vote) in actor)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"      {issue}: {{weight: {vote[2].GetDouble()}, ideal: {vote[1].GetDouble()}}}");
            }
        }

        return text.ToString();
    }
}
