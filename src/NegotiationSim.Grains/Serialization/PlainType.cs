using System.Reflection;
using System.Runtime.CompilerServices;
using NegotiationSim.Engine;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Grains.Serialization;

/// <summary>
/// What plain data is: the types of the scenario language and of the engine's blocks. They know nothing of grains and are written field by field, so that
/// a construct added to the language travels without a line written here.
/// </summary>
internal static class PlainType
{
    private static readonly Assembly[] s_rooms = [typeof(Scenario).Assembly, typeof(RunRecord).Assembly];

    /// <summary>Whether a message may be of this type: a concrete class or struct of the language or the engine.</summary>
    public static bool IsMessage(Type type) => s_rooms.Contains(type.Assembly) && !type.IsAbstract && !type.IsEnum && !type.IsGenericType;

    /// <summary>The fields of a type and of those it derives from, in a fixed order.</summary>
    public static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            fields.AddRange(t
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .OrderBy(field => field.MetadataToken));
        }

        return [.. fields];
    }

    /// <summary>Whether values of a type can be written as the bytes that they are.</summary>
    public static bool IsBlittable(Type type) => type.IsPrimitive || type.IsEnum;

    /// <summary>The concrete type of this name among the types that messages may hold.</summary>
    public static Type Find(string name)
    {
        var type = s_rooms.Select(room => room.GetType(name)).FirstOrDefault(t => t is not null);
        return type is not null && IsMessage(type) ? type : throw new InvalidDataException($"'{name}' is no type of a message");
    }

    /// <summary>A new object with all fields unset.</summary>
    public static object Create(Type type) => RuntimeHelpers.GetUninitializedObject(type);
}
