using System.Diagnostics;
using System.Globalization;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>
/// Sees to it that no child process outlives the test process, even one that is killed: a shell holds the other end of a pipe, and when that closes it kills those of the children that are left, and removes the hosts of a <see cref="Network"/>.
/// </summary>
internal static class ProcessGuard
{
    private const string Script = """
        trap '' INT TERM HUP
        declare -A children
        while read -r what id; do
          if [ "$what" = watch ]; then children[$id]=1; else unset "children[$id]"; fi
        done
        for id in "${!children[@]}"; do kill -9 "$id" 2>/dev/null; done
        for host in $(ip netns list 2>/dev/null | grep -o "^$0[^ ]*"); do ip netns delete "$host"; done
        """;

    private static readonly Lock s_gate = new();
    private static readonly Lazy<StreamWriter?> s_pipe = new(Start);

    public static void Watch(int process) => Tell("watch", process);

    public static void Forget(int process) => Tell("forget", process);

    private static void Tell(string what, int process)
    {
        lock (s_gate)
        {
            s_pipe.Value?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {process}"));
        }
    }

    private static StreamWriter? Start()
    {
        const string Shell = "/bin/bash";
        if (!File.Exists(Shell))
        {
            return null;
        }

        var guard = Process.Start(new ProcessStartInfo(Shell, ["-c", Script, Network.Prefix]) { RedirectStandardInput = true })!;
        guard.StandardInput.AutoFlush = true;
        return guard.StandardInput;
    }
}
