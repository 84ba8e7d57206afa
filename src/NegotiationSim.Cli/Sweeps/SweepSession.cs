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

    /// <summary>What there is to tell and to draw; null: it is not finished.</summary>
    public SweepTale? Finished => Summary is { } summary ? Tale(summary) : null;

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

    private SweepTale Tale(ComparisonSummary summary) => new(order, SweepSummary.Of(summary), shown, _context.Detail);
}
