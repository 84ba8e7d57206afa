using System.Globalization;

namespace NegotiationSim.Cli.Tests.Fixtures;

/// <summary>The sockets on which a process waits for others, by what Linux says under <c>/proc</c>.</summary>
internal static class OpenSockets
{
    /// <summary>Every address and path, except the runtime's own diagnostic socket, which only the user who runs the process (and root) can open.</summary>
    public static IReadOnlyList<string> Of(int process)
    {
        var found = new List<string>();
        try
        {
            var own = new DirectoryInfo($"/proc/{process}/fd").EnumerateFileSystemInfos().Select(fd => fd.LinkTarget)
                .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true).Select(target => target![8..^1]).ToHashSet();
            foreach (var kind in (string[])["tcp", "tcp6", "udp", "udp6"])
            {
                // Columns: slot, local address, remote address, state (0A: it listens), ..., inode at 9. Whoever has a UDP socket can be written to.
                found.AddRange(Rows(process, kind).Where(row => own.Contains(row[9]) && (row[3] == "0A" || kind[0] == 'u')).Select(row => $"{kind} {row[1]}"));
            }

            // Columns: number, references, protocol, flags (00010000: it listens), type, state, inode, path.
            found.AddRange(Rows(process, "unix").Where(row => own.Contains(row[6]) && row[3] == "00010000")
                .Select(row => row.ElementAtOrDefault(7) ?? "unnamed").Where(path => !path.Contains($"dotnet-diagnostic-{process}-", StringComparison.Ordinal)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
        }

        return found;
    }

    /// <summary>The TCP port of an entry; 0 where it is none.</summary>
    public static int Port(string socket) =>
        socket.StartsWith("tcp", StringComparison.Ordinal) ? int.Parse(socket.AsSpan(socket.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;

    private static IEnumerable<string[]> Rows(int process, string kind) =>
        File.ReadLines($"/proc/{process}/net/{kind}").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
