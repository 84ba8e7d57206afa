using System.Collections;
using System.Reflection;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Tests.Fixtures;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Tests;

public sealed class DrawnInputTests
{
    public static TheoryData<string> Scenarios =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Names_EveryUncertainNumberOfTheFile_IsAmongThem(string name)
    {
        var scenario = Repository.Scenario(name);
        var named = new SharedInputs(scenario).Names
            .Concat(scenario.Actors.SelectMany(a => UncertainInputs.Names(a).Select(own => $"actors.{a.Id}.{own}")))
            .Concat(scenario.Drivers.Select(d => d.Value.Path))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Quantities(scenario).Where(q => !q.IsConstant).Select(q => q.Path).Distinct().Except(named));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Names_OfAnActor_AreThoseThatItReports(string name)
    {
        var scenario = Repository.Scenario(name);
        var played = new DirectBlock(scenario).PlayOut(new BlockSpec(1, 0, 1, Tell: false));
        for (var a = 0; a < scenario.Actors.Length; a++)
        {
            if (scenario.Actors[a].Preferences is not null)
            {
                Assert.Equal(played.Reports[a].DrawNames, UncertainInputs.Names(scenario.Actors[a]));
            }
        }
    }

    /// <summary>Every number of the scenario, found by looking through the objects.</summary>
    private static List<Quantity> Quantities(object? root)
    {
        var (found, seen) = (new List<Quantity>(), new HashSet<object>(ReferenceEqualityComparer.Instance));
        Visit(root);
        return found;

        void Visit(object? node)
        {
            if (node is null or string || node.GetType().IsPrimitive || node.GetType().Namespace?.StartsWith("System.Reflection", StringComparison.Ordinal) == true || (!node.GetType().IsValueType && !seen.Add(node)))
            {
                return;
            }

            if (node is Quantity quantity)
            {
                found.Add(quantity);
                return;
            }

            if (node is IEnumerable list && node.GetType().Namespace != "NegotiationSim.Scenarios")
            {
                foreach (var item in list)
                {
                    Visit(item);
                }

                return;
            }

            if (node.GetType().Namespace == "NegotiationSim.Scenarios" || node.GetType().Name.StartsWith("ValueTuple", StringComparison.Ordinal))
            {
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike))
                {
                    Visit(property.GetValue(node));
                }
            }
        }
    }
}
