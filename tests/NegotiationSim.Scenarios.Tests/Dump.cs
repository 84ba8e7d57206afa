using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace NegotiationSim.Scenarios.Tests;

/// <summary>Everything that a scenario holds, as text: two scenarios are the same exactly when their dumps are.</summary>
internal static class Dump
{
    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or Enum or bool or DateOnly or DateTime or TimeSpan:
                text.Append(CultureInfo.InvariantCulture, $"\"{value}\"");
                break;
            case IFormattable number when value.GetType().IsPrimitive || value is System.Numerics.BigInteger:
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike))
                {
                    text.Append(property.Name).Append('=');
                    Write(property.GetValue(value), text);
                    text.Append(';');
                }

                text.Append('}');
                break;
        }
    }
}
