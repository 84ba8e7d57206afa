using System.Security.Cryptography;
using System.Text;
using NegotiationSim.Reports.Json;

namespace NegotiationSim.Reports.Experiments;

/// <summary>Everything that it takes to play a batch, a comparison or a sweep again, beside the scenario files: <c>experiment.json</c>, schema <c>negsim.experiment/1</c>.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="ScenarioHash">The SHA-256 of <c>scenario.yaml</c>, in hexadecimal digits.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Runs">How many replicas to play, at least 1; at most so many where there is a precision.</param>
/// <param name="Precision">The half width of the 95% intervals at which the batch is done, above 0 and below 0.5; null: all runs are played.</param>
public sealed record ExperimentDescription(string Scenario, string ScenarioHash, ulong Seed, long Runs, double? Precision)
{
    /// <summary>In so many replicas at most it is asked whether an agreement was possible: each is kept track of, and takes a thousand times as long as to play one.</summary>
    public const long MostZone = 10_000_000;

    internal const string Schema = "negsim.experiment/1";
    internal const string Batch = "montecarlo";
    internal const string Comparison = "compare";
    internal const string Sweep = "sweep";

    /// <summary>What the scenario is compared with; none: it is no comparison.</summary>
    public IReadOnlyList<WhatIfDescription> WhatIfs { get; init; } = [];

    /// <summary>What is varied, as it was typed: one parameter or two; none: it is no sweep.</summary>
    public IReadOnlyList<string> Vary { get; init; } = [];

    /// <summary>In how many of the first replicas of a batch it is asked whether an agreement was possible, from 1 to <see cref="Runs"/>; null: in none.</summary>
    public long? Zone { get; init; }

    /// <summary>Whether it is a comparison.</summary>
    public bool IsComparison => WhatIfs.Count > 0;

    /// <summary>Whether it is a sweep; a batch is neither.</summary>
    public bool IsSweep => Vary.Count > 0;

    /// <summary>What people call it.</summary>
    internal string Kind => IsComparison ? "comparison" : IsSweep ? "sweep" : "experiment";

    /// <summary>The hash of a scenario's text as it is written to the folder.</summary>
    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of a file's content.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The scenario files with their hashes.</summary>
    public IEnumerable<(string Name, string Hash)> Files =>
        WhatIfs.Select((whatIf, i) => (ExperimentFolder.WhatIfName(i + 1), whatIf.Hash)).Prepend((ExperimentFolder.ScenarioName, ScenarioHash));

    /// <summary>Whether both describe the same experiment.</summary>
    public bool IsSameAs(ExperimentDescription other) => ToJson() == other.ToJson();

    /// <summary>The document.</summary>
    public string ToJson() => JsonDocumentWriter.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("command", IsComparison ? Comparison : IsSweep ? Sweep : Batch);
        json.WriteString("scenario", Scenario);
        json.WriteString("scenario_file", ExperimentFolder.ScenarioName);
        json.WriteString("scenario_sha256", ScenarioHash);
        json.WriteNumber("seed", Seed);
        json.WriteNumber("runs", Runs);
        json.Number("precision", Precision);
        if (Zone is { } zone)
        {
            json.WriteNumber("zone", zone);
        }

        if (IsComparison)
        {
            json.Objects("what_ifs", WhatIfs, whatIf =>
            {
                json.WriteString("what_if", whatIf.Text);
                json.WriteString("sha256", whatIf.Hash);
            });
        }

        if (IsSweep)
        {
            json.Strings("vary", Vary);
        }

        json.WriteEndObject();
    });

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidDataException">It is none of ours; the message names the key.</exception>
    public static ExperimentDescription Parse(string text) => DescriptionReader.Read(Encoding.UTF8.GetBytes(text));
}

/// <summary>A what-if of a comparison.</summary>
/// <param name="Text">Its settings, as they were typed.</param>
/// <param name="Hash">The SHA-256 of its file, in hexadecimal digits.</param>
public sealed record WhatIfDescription(string Text, string Hash);
