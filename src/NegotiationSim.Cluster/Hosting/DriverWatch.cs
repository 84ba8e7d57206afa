using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NegotiationSim.Grains;

namespace NegotiationSim.Cluster.Hosting;

/// <summary>Lets the grains of drivers go that are not heard of any more.</summary>
internal sealed partial class DriverWatch(DriverLeases drivers, TimeProvider clock, ILogger<DriverWatch> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = clock.CreateTimer(_ => Look(), null, s_every, s_every);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A client is gone without a goodbye; what it had begun here is given up ({Driver})")]
    private static partial void LogGone(ILogger logger, string driver);

    private void Look()
    {
        foreach (var driver in drivers.Expire(DriverPulse.DriverSilence))
        {
            LogGone(_logger, driver);
        }
    }
}
