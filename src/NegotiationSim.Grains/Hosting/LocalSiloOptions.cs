using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NegotiationSim.Grains.Hosting;

/// <summary>How a <see cref="LocalSilo"/> starts.</summary>
public sealed record LocalSiloOptions
{
    /// <summary>
    /// Where the silo's log goes; null (default): nowhere. A healthy silo of one warns when it starts and stops, and what matters reaches the caller as an exception.
    /// </summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Adds to the silo's services, or replaces some of them.</summary>
    public Action<IServiceCollection>? Configure { get; init; }
}
