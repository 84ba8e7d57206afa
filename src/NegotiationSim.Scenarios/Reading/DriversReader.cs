using System.Collections.Immutable;
using NegotiationSim.Scenarios.Reading.Expressions;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Reads the drivers in file order; each may use those before it.</summary>
internal sealed class DriversReader(ReadingContext context)
{
    public ImmutableArray<Driver> Read(Place place)
    {
        var entries = context.Entries(place, "`drivers`").ToList();
        foreach (var (key, _) in entries)
        {
            context.Drivers.Known.Add(key.Text);
        }

        ReportCircles(entries);
        var drivers = ImmutableArray.CreateBuilder<Driver>();
        foreach (var (key, value) in entries)
        {
            CheckName(key);
            var quantity = _inCircle.Contains(key.Text) ? null : context.Quantity(value, Legal.Any, $"the driver `{key.Text}`");
            context.Drivers.Define(key.Text, quantity?.Expression);
            _depths.Add(quantity is null ? 0 : Depth(quantity.Expression));
            if (_depths[^1] > Limits.DriverDepth)
            {
                throw new ReadingAbortedException(value.Position, $"with the drivers that it uses written out, the driver `{key.Text}` is nested deeper than {Limits.DriverDepth:N0} operations, the limit of a scenario");
            }

            drivers.Add(new Driver(key.Text, quantity ?? Quantity.Of(0, value.Path)));
        }

        return drivers.ToImmutable();
    }

    private readonly List<int> _depths = [];

    /// <summary>Operations within one another, those of the drivers named included.</summary>
    private int Depth(Expression expression) => 1 + expression switch
    {
        DriverReference reference => reference.Driver < _depths.Count ? _depths[reference.Driver] : 0,
        Negate negate => Depth(negate.Operand),
        Binary binary => Math.Max(Depth(binary.Left), Depth(binary.Right)),
        Distribution distribution => distribution.Arguments.Select(Depth).DefaultIfEmpty(0).Max(),
        _ => 0,
    };

    private readonly HashSet<string> _inCircle = new(StringComparer.Ordinal);

    private void CheckName(ScalarNode key)
    {
        if (context.NewId(key, "a driver") is { } id && (Functions.Names.Contains(id) || CoreSchema.Classify(id) == ScalarKind.Number))
        {
            context.Error(key.Position, $"a driver cannot be called `{id}`, which means something else in expressions; choose another id");
        }
    }

    /// <summary>A driver that leads back to itself is an error of its own, better said than "not defined before".</summary>
    private void ReportCircles(List<(ScalarNode Key, Place Value)> entries)
    {
        var uses = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            uses[key.Text] = value.Node is ScalarNode scalar ? ExpressionNames.In(scalar.Text, context.Drivers) : [];
        }

        foreach (var circle in DriverCircles.Find(entries.ConvertAll(entry => entry.Key.Text), uses))
        {
            _inCircle.UnionWith(circle);
            var shown = circle.Count <= 8 ? circle : [.. circle.Take(7), "..."];
            var first = entries.Find(entry => circle.Contains(entry.Key.Text));
            context.Error(first.Value, $"drivers in a circle: {string.Join(" -> ", shown.Append(circle[0]))}; a driver may use those before it only");
        }
    }
}
