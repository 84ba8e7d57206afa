using System.Collections.Immutable;
using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Analysis.Sweeps;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Comparisons;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling.Sweeps;
using Spectre.Console;

namespace NegotiationSim.Cli.Sweeps;

/// <summary>One sweep.</summary>
/// <param name="context">What the command works with.</param>
/// <param name="order">The sweep.</param>
/// <param name="shown">What is shown of it; none: the command chooses.</param>
internal sealed class SweepSession(CommandContext context, SweepOrder order, ImmutableArray<Measure> shown) : PairedSession(context, order)
{
    private readonly CommandContext _context = context;

    /// <summary>Where the numbers go besides; null: nowhere.</summary>
    public string? Csv { get; init; }

    /// <inheritdoc/>
    protected override string Everything => "every point";

    /// <inheritdoc/>
    protected override (string Verb, string Participle) Treatment => ("tell", "told");

    /// <inheritdoc/>
    protected override string Turn(int place) => $"point {place + 1} of {order.Points.Length}";

    /// <inheritdoc/>
    protected override string Json(ComparisonSummary summary) => SweepJson.Write(Tale(summary));

    /// <inheritdoc/>
    protected override void Tell(IAnsiConsole console, ComparisonSummary summary) => SweepTeller.Tell(console, Tale(summary));

    /// <inheritdoc/>
    protected override void WriteFiles(ComparisonSummary summary)
    {
        if (Csv is { } csv)
        {
            WholeFile.Write(csv, SweepCsv.Write(Tale(summary)), overwrite: true);
        }
    }

    private SweepTale Tale(ComparisonSummary summary) => new(order, SweepSummary.Of(summary), shown, _context.Detail);
}
