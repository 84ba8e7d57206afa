using System.Reflection;
using System.Runtime.CompilerServices;

namespace NegotiationSim.Grains.Tests.Serialization;

/// <summary>What types that travel have to say about themselves, so that silos of neighbouring builds understand each other.</summary>
public sealed class MessageTypeTests
{
    private static readonly Type[] s_grains = [typeof(ITableGrain), typeof(IActorGrain), typeof(ISiloGrain)];

    /// <summary>Everything of ours that the calls of the grains can hold.</summary>
    private static readonly Type[] s_types =
    [
        .. ObjectGraph.TypesOf(s_grains.SelectMany(grain => grain.GetMethods()).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat([typeof(StaleCallException), typeof(NotAdmittedException)])
            .Where(type => type.Assembly.GetName().Name!.StartsWith("NegotiationSim", StringComparison.Ordinal) && !type.HasElementType),
    ];

    [Fact]
    public void Types_OfTheGrains_AreMany() => Assert.True(s_types.Length > 80);

    [Fact]
    public void Types_ThatTravel_HaveASerializerAndAnAlias() => Assert.All(s_types, type =>
    {
        Assert.NotNull(type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false));
        Assert.StartsWith("negsim.", type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias, StringComparison.Ordinal);
    });

    [Fact]
    public void Types_ThatTravel_HaveAnIdForEveryField() => Assert.All(s_types.Where(type => !type.IsEnum), type =>
    {
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        var ids = fields.Select(field => MemberOf(type, field).GetCustomAttribute<IdAttribute>()?.Id ?? throw new InvalidOperationException($"{type}.{field.Name} has no id")).ToList();
        Assert.Equal(ids.Distinct(), ids);
    });

    [Fact]
    public void Aliases_OfTypesAndGrains_AreDistinct()
    {
        var aliases = s_types.Concat(s_grains).Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ToList();

        Assert.Equal(aliases.Distinct(StringComparer.Ordinal), aliases);
    }

    [Fact]
    public void Methods_OfTheGrains_HaveDistinctAliases() => Assert.All(s_grains, grain =>
    {
        var aliases = grain.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).ToList();
        Assert.Equal(aliases.Distinct(StringComparer.Ordinal), aliases);
    });

    /// <summary>The property behind which the compiler has put a field, or the field itself.</summary>
    private static MemberInfo MemberOf(Type type, FieldInfo field) => field.IsDefined(typeof(CompilerGeneratedAttribute))
        ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)])!
        : field;
}
