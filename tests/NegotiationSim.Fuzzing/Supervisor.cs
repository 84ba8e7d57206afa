using System.Globalization;

namespace NegotiationSim.Fuzzing;

/// <summary>What to play and under which limits.</summary>
/// <param name="Kind">Scenario files or import files.</param>
/// <param name="First">The first seed.</param>
/// <param name="Count">How many.</param>
/// <param name="Children">Processes at a time.</param>
/// <param name="Seconds">CPU seconds that one case may take.</param>
/// <param name="Megabytes">Resident memory that a child may take.</param>
internal sealed record FuzzSettings(FuzzKind Kind, ulong First, int Count, int Children, int Seconds, int Megabytes);

/// <summary>Hands cases to child processes, ends those that take too long or too much memory, and counts what came of it.</summary>
internal sealed class Supervisor(FuzzSettings settings)
{
    /// <summary>After so many cases a child is replaced, so that its memory is that of a few cases.</summary>
    private const int CasesPerChild = 1_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private int _next;
    private (double Seconds, ulong Seed, string Command) _slowest;
    private (long Bytes, ulong Seed) _largest;

    /// <summary>Plays all; true where there was no fault.</summary>
    public async Task<bool> RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, settings.Children).Select(_ => Task.Run(WorkAsync)));
        foreach (var (end, count) in _ends)
        {
            Console.Out.WriteLine($"{end}: {count}");
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest: {_slowest.Command}, {_slowest.Seconds:0.0} s of CPU, seed {_slowest.Seed}"));
        Console.Out.WriteLine($"largest resident memory of a child: {_largest.Bytes >> 20} MB, seed {_largest.Seed}");
        Console.Out.WriteLine($"{settings.Count} cases, {_faults.Count} faults");
        return _faults.Count == 0;
    }

    private async Task WorkAsync()
    {
        ChildProcess? child = null;
        var played = 0;
        while (Take() is { } seed)
        {
            if (child is null || played == CasesPerChild)
            {
                child?.Dispose();
                (child, played) = (new ChildProcess(settings.Kind), 0);
            }

            played++;
            if (!await PlayAsync(child, seed))
            {
                child.Dispose();
                child = null;
            }
        }

        child?.Dispose();
    }

    private ulong? Take()
    {
        var index = Interlocked.Increment(ref _next) - 1;
        if (index >= settings.Count)
        {
            return null;
        }

        if (index > 0 && index % 5_000 == 0)
        {
            Console.Error.WriteLine($"{index} of {settings.Count}");
        }

        return settings.First + (ulong)index;
    }

    /// <summary>Plays one case; false where the child is gone.</summary>
    private async Task<bool> PlayAsync(ChildProcess child, ulong seed)
    {
        using var done = new CancellationTokenSource();
        var watch = child.WatchAsync(settings.Seconds, (long)settings.Megabytes << 20, done.Token);
        await child.AskAsync(seed);
        var command = "start";
        while (await child.AnswerAsync() is { } line)
        {
            if (line == "done")
            {
                await done.CancelAsync();
                var watched = await watch;
                Note(watched, seed);
                if (watched.Why is not null)
                {
                    Fault(seed, command, watched.Why);
                }

                return watched.Why is null;
            }

            if (line.StartsWith("playing ", StringComparison.Ordinal))
            {
                command = line["playing ".Length..];
            }
            else
            {
                Note(line.Split('\t'), seed);
            }
        }

        await done.CancelAsync();
        var (bytes, why) = await watch;
        Note((bytes, why), seed);
        Fault(seed, command, why ?? "the process ended: " + await child.EndAsync());
        return false;
    }

    private void Note((long Bytes, string? Why) memory, ulong seed)
    {
        lock (_lock)
        {
            _largest = memory.Bytes > _largest.Bytes ? (memory.Bytes, seed) : _largest;
        }
    }

    private void Note(string[] parts, ulong seed)
    {
        var seconds = double.Parse(parts[2], CultureInfo.InvariantCulture);
        lock (_lock)
        {
            var end = $"{parts[0]}, exit code {parts[1]}";
            _ends[end] = _ends.GetValueOrDefault(end) + 1;
            _slowest = seconds > _slowest.Seconds ? (seconds, seed, parts[0]) : _slowest;
        }

        if (parts[3].Length > 0)
        {
            Fault(seed, parts[0], parts[3]);
        }
    }

    private void Fault(ulong seed, string command, string what)
    {
        lock (_lock)
        {
            _faults.Add(what);
            Console.Out.WriteLine($"seed {seed}, {command}: {what}");
        }
    }
}
