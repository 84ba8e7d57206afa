using System.Collections;
using System.Globalization;
using System.Text;

namespace NegotiationSim.Grains.Tests;

/// <summary>Everything that an object holds, field by field and to the last bit, as text: two objects with the same text are the same for every purpose.</summary>
internal static class FieldText
{
    public static string Of(object? value)
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
                text.Append("null ");
                break;
            case double number:
                text.Append(CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(number):x} ");
                break;
            case DateTime moment:
                text.Append(moment.ToBinary()).Append(' ');
                break;
            case string or Enum or IFormattable:
                text.Append(CultureInfo.InvariantCulture, $"'{value}' ");
                break;
            case bool:
                text.Append(value).Append(' ');
                break;
            case IList items when items is Array || items.GetType().GetGenericTypeDefinition() == typeof(List<>):
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var field in ObjectGraph.Fields(value.GetType()))
                {
                    Write(field.GetValue(value), text);
                }

                text.Append('}');
                break;
        }
    }
}
