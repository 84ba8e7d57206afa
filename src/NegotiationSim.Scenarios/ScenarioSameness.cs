using System.Collections;
using System.Reflection;

namespace NegotiationSim.Scenarios;

/// <summary>Whether two scenarios say the same, whatever their files look like: <c>0.70</c> and <c>0.7</c> do, and so does a default that one of them writes out.</summary>
public static class ScenarioSameness
{
    /// <summary>Compares everything that is played; titles, the summary and the sources count too.</summary>
    public static bool IsSame(Scenario first, Scenario second) => Same(first, second);

    private static bool Same(object? first, object? second)
    {
        if (ReferenceEquals(first, second))
        {
            return true;
        }

        if (first is null || second is null || first.GetType() != second.GetType())
        {
            return false;
        }

        var type = first.GetType();
        return first switch
        {
            _ when type.Assembly != typeof(Scenario).Assembly && first is IEnumerable a and not string => Same(a, (IEnumerable)second),
            _ when type.Assembly != typeof(Scenario).Assembly || type.IsEnum => first.Equals(second),
            _ => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
                .All(property => Same(property.GetValue(first), property.GetValue(second))),
        };
    }

    private static bool Same(IEnumerable first, IEnumerable second)
    {
        var (a, b) = (first.GetEnumerator(), second.GetEnumerator());
        while (a.MoveNext())
        {
            if (!b.MoveNext() || !Same(a.Current, b.Current))
            {
                return false;
            }
        }

        return !b.MoveNext();
    }
}
