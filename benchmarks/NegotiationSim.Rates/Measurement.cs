using System.Diagnostics;

namespace NegotiationSim.Rates;

/// <summary>What a piece of work took.</summary>
/// <param name="Cpu">CPU time of the whole process, user and system, in seconds: what the collector and the silo do meanwhile counts.</param>
/// <param name="Wall">Wall time in seconds.</param>
internal readonly record struct Measurement(double Cpu, double Wall)
{
    /// <summary>Does a piece of work, after the garbage of earlier work is gone.</summary>
    public static async Task<Measurement> OfAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return new Measurement((Environment.CpuUsage.TotalTime - before).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
