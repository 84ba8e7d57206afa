using Microsoft.Extensions.DependencyInjection;
using NegotiationSim.Grains.Hosting;

[assembly: AssemblyFixture(typeof(NegotiationSim.Grains.Tests.SiloFixture))]

namespace NegotiationSim.Grains.Tests;

/// <summary>One silo for all tests that need one.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    private LocalSilo? _silo;

    public IGrainFactory Grains => _silo!.Grains;

    /// <summary>Looks over the shoulder of every call, where a test asks for it.</summary>
    internal CallSpy Spy { get; } = new();

    public async ValueTask InitializeAsync() =>
        _silo = await LocalSilo.StartAsync(new LocalSiloOptions { Configure = services => services.AddSingleton<IIncomingGrainCallFilter>(Spy) });

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? ValueTask.CompletedTask;
}
