using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace NegotiationSim.Cli.Commands;

/// <summary>Reads what <c>--health</c> takes: a port, or an address and a port.</summary>
internal static class HealthAddress
{
    /// <summary>Reads it. A port alone is one of loopback; an IPv6 address stands in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? at)
    {
        var colon = text.LastIndexOf(':');
        at = null;
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return false;
        }

        if (colon < 0)
        {
            at = new IPEndPoint(IPAddress.Loopback, port);
            return true;
        }

        // 1.2 is an address too, as the system reads them; here an address is written out.
        var host = text[..colon];
        if (IPAddress.TryParse(host, out var address) && (host.StartsWith('[') ? host.EndsWith(']') : host.Split('.').Length == 4))
        {
            at = new IPEndPoint(address, port);
        }

        return at is not null;
    }
}
