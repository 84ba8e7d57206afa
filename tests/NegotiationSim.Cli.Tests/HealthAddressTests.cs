using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Tests.Fixtures;

namespace NegotiationSim.Cli.Tests;

public sealed class HealthAddressTests
{
    [Theory]
    [InlineData("8080", "127.0.0.1:8080")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("0.0.0.0:8080", "0.0.0.0:8080")]
    [InlineData("[::]:65535", "[::]:65535")]
    [InlineData("[2001:db8::1]:1", "[2001:db8::1]:1")]
    public void TryParse_AddressAndPort_AreRead(string text, string at)
    {
        Assert.True(HealthAddress.TryParse(text, out var read));
        Assert.Equal(at, read.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+80")]
    [InlineData(" 80")]
    [InlineData("80 ")]
    [InlineData("0x50")]
    [InlineData(":80")]
    [InlineData("1.2:80")]
    [InlineData("1.2.3.4:")]
    [InlineData("1.2.3.4")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("localhost:80")]
    [InlineData("http://127.0.0.1:80")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(HealthAddress.TryParse(text, out _));

    [Theory]
    [InlineData("--health localhost:8080", "--health takes a port, or an IP address of this machine and a port, as 127.0.0.1:8080 or [::1]:8080; 'localhost:8080' is neither")]
    [InlineData("--dashboard 0.0.0.0:80", "--dashboard takes a whole number from 1 to 65535; '0.0.0.0:80' is none")]
    [InlineData("--dashboard 0", "--dashboard takes a whole number from 1 to 65535; '0' is none")]
    public async Task Silo_WrongAddress_SaysInOneLineWhatWouldBeRight(string options, string complaint) => Assert.Equal(
        new Called(ExitCode.WrongInput, "", $"negsim: {complaint} (negsim silo --help tells more)\n"),
        await Negsim.CallAsync([.. $"silo --cluster redis://127.0.0.1 --cluster-id a {options}".Split(' ')]));
}
