namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>The built program, as processes of its own.</summary>
internal static class BuiltProgram
{
    private static readonly Dictionary<string, string?> s_environment = new() { ["COLUMNS"] = null, ["NO_COLOR"] = "1" };

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "negsim.exe" : "negsim");

    /// <summary>A scenario that comes with the program.</summary>
    public static string Scenario(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "NegotiationSim.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), "scenarios", name);
    }

    /// <summary>Starts it.</summary>
    /// <param name="before">A program and its arguments that run it, such as those that put it into a network namespace; none: it runs by itself.</param>
    /// <param name="arguments">What it is told.</param>
    public static ServerProcess Start(string[] before, params IReadOnlyList<string> arguments) =>
        before is [var program, .. var rest] ? ServerProcess.Start(program, [.. rest, Path, .. arguments], s_environment) : ServerProcess.Start(Path, arguments, s_environment);

    /// <summary>Starts it with more variables in its environment.</summary>
    public static ServerProcess StartWith(IReadOnlyDictionary<string, string?> variables, params IReadOnlyList<string> arguments) =>
        ServerProcess.Start(Path, arguments, s_environment.Concat(variables).ToDictionary());

    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task<ServerProcess> RunAsync(params IReadOnlyList<string> arguments)
    {
        var process = Start([], arguments);
        Assert.True(await process.Ended == 0, $"negsim {string.Join(' ', arguments)}\n{process.Output}");
        return process;
    }
}
