using NegotiationSim.Grains.Hosting;

[assembly: AssemblyFixture(typeof(NegotiationSim.Grains.Tests.SiloFixture))]

namespace NegotiationSim.Grains.Tests;

/// <summary>One silo for all tests that need one.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private LocalSilo? _silo;

    public IGrainFactory Grains => _silo!.Grains;

    public async ValueTask InitializeAsync() =>
        _silo = await LocalSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? ValueTask.CompletedTask;
}
