using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace NegotiationSim.Grains.Tests.Serialization;

/// <summary>A build that adds an optional field to a message still understands, and is understood by, the build before it.</summary>
public sealed class VersionTests
{
    [Fact]
    public void NewField_ReadByTheOlderBuild_IsSkipped()
    {
        var bytes = Serializer<Newer>().SerializeToArray<object>(new Newer(7, [1, 2]) { Reason = "because", Detail = new Newer(8, []) });

        var arrived = Assert.IsType<Older>(Serializer<Older>().Deserialize<object>(bytes));

        Assert.Equal(7, arrived.Number);
        Assert.Equal([1, 2], arrived.Values);
    }

    [Fact]
    public void NewField_NotWrittenByTheOlderBuild_IsNull()
    {
        var bytes = Serializer<Older>().SerializeToArray<object>(new Older(7, [1, 2]));

        var arrived = Assert.IsType<Newer>(Serializer<Newer>().Deserialize<object>(bytes));

        Assert.Equal(7, arrived.Number);
        Assert.Equal([1, 2], arrived.Values);
        Assert.Null(arrived.Reason);
        Assert.Null(arrived.Detail);
    }

    [Fact]
    public void NewFieldWithAnInitialiser_NotWrittenByTheOlderBuild_HasItsDefault()
    {
        var bytes = Serializer<Older>().SerializeToArray<object>(new Older(7, [1, 2]));

        var arrived = Assert.IsType<NewerWithDefault>(Serializer<NewerWithDefault>().Deserialize<object>(bytes));

        Assert.Equal((7, 0.5), (arrived.Number, arrived.Share));
    }

    /// <summary>A build in which the alias stands for this version of the type.</summary>
    private static Serializer Serializer<T>() => new ServiceCollection()
        .AddSerializer()
        .PostConfigure<TypeManifestOptions>(options => options.WellKnownTypeAliases["negsim.test-message"] = typeof(T))
        .BuildServiceProvider()
        .GetRequiredService<Serializer>();
}

[GenerateSerializer, Immutable]
internal sealed record Older([property: Id(0)] int Number, [property: Id(1)] int[] Values);

[GenerateSerializer, Immutable]
internal sealed record Newer([property: Id(0)] int Number, [property: Id(1)] int[] Values)
{
    [Id(2)] public string? Reason { get; init; }

    [Id(3)] public Newer? Detail { get; init; }
}

[GenerateSerializer, Immutable]
internal sealed record NewerWithDefault
{
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required int[] Values { get; init; }

    [Id(2)] public double Share { get; init; } = 0.5;
}
