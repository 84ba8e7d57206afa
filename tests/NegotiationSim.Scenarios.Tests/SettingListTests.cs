namespace NegotiationSim.Scenarios.Tests;

public sealed class SettingListTests
{
    [Theory]
    [InlineData("a=1", "a=1@1")]
    [InlineData("a=1,b=2", "a=1@1|b=2@5")]
    [InlineData("a=1, b=2 ", "a=1@1|b=2@6")]
    [InlineData("a=uniform(0, 1),b=[1,2],c={x: 1, y: 2}", "a=uniform(0, 1)@1|b=[1,2]@17|c={x: 1, y: 2}@25")]
    [InlineData("a=\"x, \\\"y\",b='it''s, so'", "a=\"x, \\\"y\"@1|b='it''s, so'@12")]
    [InlineData("a=Turkey's line,b=1", "a=Turkey's line@1|b=1@17")]
    [InlineData("a={x: ',', y: [1, {z: \",\"}]},b=1", "a={x: ',', y: [1, {z: \",\"}]}@1|b=1@30")]
    public void Split_Commas_SeparateOnlyOutsideQuotesAndBrackets(string text, string expected)
    {
        var (settings, error) = SettingList.Split(text, "--what-if", 3);

        Assert.Null(error);
        Assert.Equal(expected, string.Join('|', settings.Select(setting => $"{setting.Text}@{setting.Column}")));
        Assert.All(settings, setting => Assert.Equal(("--what-if", 3), (setting.Source, setting.Line)));
    }

    [Theory]
    [InlineData("", 1, "nothing in it")]
    [InlineData("a=1,,b=2", 5, "between two commas")]
    [InlineData("a=1,", 5, "between two commas")]
    [InlineData("a=(1,b=2", 3, "never closed")]
    [InlineData("a='x,b=2", 3, "never closed")]
    public void Split_Broken_SaysWhere(string text, int column, string message)
    {
        var (settings, error) = SettingList.Split(text, "--what-if", 1);

        Assert.Empty(settings);
        Assert.Equal((1, column), (error!.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
