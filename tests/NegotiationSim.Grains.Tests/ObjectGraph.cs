using System.Reflection;

namespace NegotiationSim.Grains.Tests;

/// <summary>Everything that hangs together with some objects.</summary>
internal static class ObjectGraph
{
    /// <summary>All values that can be reached over fields, the objects themselves included.</summary>
    public static IReadOnlyList<object> Of(IEnumerable<object?> roots)
    {
        var found = new List<object>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>(roots);
        while (open.TryPop(out var value))
        {
            if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            found.Add(value);
            if (value is Array array)
            {
                foreach (var item in array)
                {
                    open.Push(item);
                }
            }
            else if (!value.GetType().IsPrimitive && value is not string and not Type and not Delegate)
            {
                foreach (var field in Fields(value.GetType()))
                {
                    open.Push(field.GetValue(value));
                }
            }
        }

        return found;
    }

    /// <summary>All types that objects of these types can hold, by the declared types of their fields.</summary>
    public static IReadOnlySet<Type> TypesOf(IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type) || type.IsPrimitive || type == typeof(string))
            {
                continue;
            }

            if (type.HasElementType)
            {
                open.Push(type.GetElementType()!);
            }

            foreach (var argument in type.GenericTypeArguments)
            {
                open.Push(argument);
            }

            if (type.Assembly.GetName().Name!.StartsWith("NegotiationSim", StringComparison.Ordinal))
            {
                // An abstract type may turn out to be any of those that derive from it.
                foreach (var derived in type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type)))
                {
                    open.Push(derived);
                }

                foreach (var field in Fields(type))
                {
                    open.Push(field.FieldType);
                }
            }
        }

        return seen;
    }

    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
