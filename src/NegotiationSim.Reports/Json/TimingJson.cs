using System.Globalization;

namespace NegotiationSim.Reports.Json;

/// <summary>How long a batch took, on which machine: <c>timing.json</c>, schema <c>negsim.timing/1</c>. It is about the last process that worked on the batch.</summary>
public sealed record TimingJson
{
    /// <summary>The program and its version.</summary>
    public required string Program { get; init; }

    public required string Machine { get; init; }

    public required int Processors { get; init; }

    /// <summary>When the batch was done.</summary>
    public required DateTime FinishedUtc { get; init; }

    /// <summary>From the first replica to the last.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processor time of the whole process, start-up included.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>Replicas that were there before, from an earlier process.</summary>
    public required long ResumedFrom { get; init; }

    /// <summary>Replicas of the batch.</summary>
    public required long Runs { get; init; }

    public required int BlockSize { get; init; }

    public required int Lanes { get; init; }

    /// <summary>The document.</summary>
    public string Write() => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "negsim.timing/1");
        json.WriteString("program", Program);
        json.WriteString("machine", Machine);
        json.WriteNumber("processors", Processors);
        json.WriteString("finished", FinishedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round(Elapsed.TotalSeconds, 3));
        json.WriteNumber("processor_seconds", Math.Round(Processor.TotalSeconds, 3));
        json.WriteNumber("runs", Runs);
        json.WriteNumber("resumed_from", ResumedFrom);
        json.WriteNumber("runs_per_second", Math.Round((Runs - ResumedFrom) / Math.Max(1e-3, Elapsed.TotalSeconds), 1));
        json.WriteNumber("block_size", BlockSize);
        json.WriteNumber("lanes", Lanes);
        json.WriteEndObject();
    });
}
