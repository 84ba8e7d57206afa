using NegotiationSim.Analysis.Comparisons;
using NegotiationSim.Cli.Commands;
using NegotiationSim.Cli.Json;
using NegotiationSim.Cli.Telling.Comparisons;
using Spectre.Console;

namespace NegotiationSim.Cli.Comparisons;

/// <summary>One comparison of what-ifs with the file as it stands.</summary>
internal sealed class ComparisonSession(CommandContext context, ComparisonOrder order) : PairedSession(context, order)
{
    private readonly CommandContext _context = context;

    /// <inheritdoc/>
    protected override string Everything => "the file and of every what-if";

    /// <inheritdoc/>
    protected override (string Verb, string Participle) Treatment => ("compare", "compared");

    /// <inheritdoc/>
    protected override string Turn(int place) => ComparisonProgress.Words(order.WhatIfs.Length, place);

    /// <inheritdoc/>
    protected override string Json(ComparisonSummary summary) => ComparisonJson.Write(order, summary);

    /// <inheritdoc/>
    protected override void Tell(IAnsiConsole console, ComparisonSummary summary) => ComparisonTeller.Tell(console, new ComparisonTale(order, summary, _context.Detail));
}
