using NegotiationSim.Cluster.Membership;
using NegotiationSim.Cluster.Tests.Fixtures;

namespace NegotiationSim.Cluster.Tests.Membership;

public sealed class ClusterPasswordTests
{
    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData(" with blanks \n", " with blanks ")]
    [InlineData("é:@/\n", "é:@/")]
    public void Read_File_ItsOnlyLine(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("password"), text);

        Assert.Equal(expected, ClusterPassword.Read(folder.File("password"), _ => "from the environment"));
    }

    [Theory]
    [InlineData("from the environment", "from the environment")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_NoFile_FromTheEnvironment(string? variable, string? expected) =>
        Assert.Equal(expected, ClusterPassword.Read(null, name => name == ClusterPassword.Variable ? variable : throw new InvalidOperationException(name)));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\n", "it is empty")]
    [InlineData("s3cret\nmore\n", "it has more than one line, and a password has one")]
    [InlineData("s3cret\0", "it has more than one line, and a password has one")]
    public void Read_FileThatHoldsNone_SaysSoWithoutRepeatingIt(string text, string complaint)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("password");
        File.WriteAllText(file, text);

        var failure = Assert.Throws<MembershipException>(() => ClusterPassword.Read(file, _ => null));

        Assert.Equal($"--cluster-password-file {file}: {complaint}", failure.Message);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_SaysSo()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<MembershipException>(() => ClusterPassword.Read(folder.File("none"), _ => "unused"));

        Assert.Equal($"--cluster-password-file {folder.File("none")}: there is no such file", failure.Message);
        Assert.Throws<MembershipException>(() => ClusterPassword.Read(folder.Path, _ => null));
    }
}
