namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>Reservation bids lie in the domain; reservation values that no outcome reaches are warned of at the value.</summary>
public sealed class ReservationTests
{
    private const string Bid = "{\"issuevalues\": {\"lease\": \"no\"}}";

    /// <summary>By hand: 0.5 * 0.2 for no lease, 0.3 * 0.75 for 12.5 hours, 0.2 * 0.6 for four days.</summary>
    [Theory]
    [InlineData("{\"issuevalues\": {\"lease\": \"no\", \"fte\": 12.5, \"days\": 4}}", 0.445)]
    [InlineData("{\"issuevalues\": {\"lease\": \"no\", \"fte\": 12.50, \"days\": 4.0}}", 0.445)]
    [InlineData("{\"issuevalues\": {\"days\": 1e1, \"fte\": 12.2}}", 0)]
    [InlineData("{\"issuevalues\": {}}", 0)]
    [InlineData("null", 0)]
    public void Read_BidInTheDomain_IsWhatItIsWorth(string bid, double worth)
    {
        using var files = GeniusWebFiles.Sound().With("a.json", GeniusWebFiles.Profile.Replace(Bid, bid, StringComparison.Ordinal));
        var read = files.Import(ImportFormat.GeniusWeb);
        Assert.Empty(read.Diagnostics);
        Assert.Equal(worth, NoDeal(read));
    }

    [Theory]
    [InlineData("{\"issuevalues\": {\"lease\": \"no\", \"fte\": 99}}", "99")]
    [InlineData("{\"issuevalues\": {\"fte\": 12.1}}", "12.1")]
    [InlineData("{\"issuevalues\": {\"fte\": 12.3}}", "12.3")]
    [InlineData("{\"issuevalues\": {\"fte\": 12.6}}", "12.6")]
    [InlineData("{\"issuevalues\": {\"days\": -2}}", "-2")]
    [InlineData("{\"issuevalues\": {\"days\": 12}}", "12}")]
    [InlineData("{\"issuevalues\": {\"days\": 3}}", "3}")]
    [InlineData("{\"issuevalues\": {\"days\": 1e40}}", "1e40")]
    [InlineData("{\"issuevalues\": {\"fte\": \"12.2\"}}", "\"12.2\"")]
    [InlineData("{\"issuevalues\": {\"lease\": 1}}", "1}")]
    [InlineData("{\"issuevalues\": {\"lease\": \"maybe\"}}", "\"maybe\"")]
    [InlineData("{\"issuevalues\": {\"lease\": null}}", "null")]
    [InlineData("{\"issuevalues\": {\"wage\": 3}}", "\"wage\"")]
    [InlineData("{\"issuevalues\": 3}", "3}")]
    [InlineData("{\"values\": {}}", "{\"values")]
    [InlineData("0.5", "0.5}")]
    public void Read_BidOutsideTheDomain_IsRefusedAtTheValue(string bid, string place)
    {
        var text = GeniusWebFiles.Profile.Replace(Bid, bid, StringComparison.Ordinal);
        using var files = GeniusWebFiles.Sound().With("a.json", text);
        var read = files.Import(ImportFormat.GeniusWeb);

        Assert.Null(read.Scenario);
        var found = Assert.Single(read.Diagnostics);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal((Severity.Error, lines.Length), (found.Severity, found.Line));
        Assert.Equal(lines[^1].IndexOf(place, lines[^1].IndexOf("reservationBid", StringComparison.Ordinal), StringComparison.Ordinal) + 1, found.Column);
    }

    [Theory]
    [InlineData("28", true)]
    [InlineData("280", true)]
    [InlineData("1.01", true)]
    [InlineData("1", false)]
    [InlineData("0.28", false)]
    [InlineData("-1", false)]
    public void Read_ReservationNoOutcomeReaches_IsWarnedOfAtTheValue(string value, bool warned)
    {
        using var files = new GeniusFiles().Sound().With("a.xml", WithReservation(value));
        var read = files.Import();

        Assert.Equal(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), NoDeal(read));
        Assert.Equal(warned ? ["a.xml:11:14"] : [], files.Findings(read).Select(finding => finding[..finding.IndexOf(": warning", StringComparison.Ordinal)]));
        Assert.All(read.Diagnostics, found => Assert.Contains(value, found.Message, StringComparison.Ordinal));
    }

    /// <summary>Weights of 0.5 in all: no outcome is worth more than that.</summary>
    [Fact]
    public void Read_ReservationAboveTheBestOutcome_IsWarnedOf()
    {
        using var files = new GeniusFiles().Sound().With("a.xml", WithReservation("0.6").Replace("value=\"0.4\"", "value=\"0\"", StringComparison.Ordinal).Replace("index=\"1\" value=\"0.6\"", "index=\"1\" value=\"0.5\"", StringComparison.Ordinal));
        Assert.Contains("at most 0.5", Assert.Single(files.Import().Diagnostics).Message, StringComparison.Ordinal);
    }

    private static string WithReservation(string value) =>
        GeniusFiles.Profile.Replace("  </objective>", $"  </objective>\n<reservation value=\"{value}\"/>", StringComparison.Ordinal);

    private static double NoDeal(LoadResult read) => ((Constant)((FixedNoDeal)read.Scenario!.Actors[0].NoDeal).Value.Expression) is var number ? number.Value : double.NaN;
}
