namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>An issue's type is named as the file has it.</summary>
public sealed class ImportedTypeTests
{
    [Theory]
    [InlineData("price")]
    [InlineData("Ordinal")]
    [InlineData("")]
    [InlineData("<money>")]
    public void Read_UnknownTypeInAProfile_IsNamedAsItStands(string type)
    {
        var written = System.Security.SecurityElement.Escape(type);
        using var files = new GeniusFiles().Sound().With("a.xml", GeniusFiles.Profile.Replace("type=\"integer\"", $"type=\"{written}\"", StringComparison.Ordinal));
        var error = Assert.Single(files.Findings(files.Import()));
        Assert.StartsWith("a.xml:7:5: error: ", error, StringComparison.Ordinal);
        Assert.Contains($"`{type}`", error, StringComparison.Ordinal);
        Assert.DoesNotContain("discrete", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownTypeInTheDomain_IsNamedAsItStands()
    {
        using var files = new GeniusFiles().Sound().With("domain.xml", GeniusFiles.Domain.Replace("type=\"integer\"", "type=\"price\"", StringComparison.Ordinal));
        Assert.Contains(files.Findings(files.Import()), finding => finding.StartsWith("domain.xml:8:7: error: ", StringComparison.Ordinal) && finding.Contains("`price`", StringComparison.Ordinal));
    }
}
