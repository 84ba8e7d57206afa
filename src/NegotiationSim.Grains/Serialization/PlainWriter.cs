using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace NegotiationSim.Grains.Serialization;

/// <summary>Writes plain data as bytes, field by field. Values are trees: what is met twice is written twice.</summary>
internal sealed class PlainWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;

    private PlainWriter() => _writer = new BinaryWriter(_stream);

    /// <summary>The bytes of a message, its type included.</summary>
    public static byte[] Write(object message)
    {
        using var writer = new PlainWriter();
        writer._writer.Write(message.GetType().FullName!);
        writer.Fields(message, message.GetType());
        writer._writer.Flush();
        return writer._stream.ToArray();
    }

    public void Dispose() => _writer.Dispose();

    private void Fields(object value, Type type)
    {
        foreach (var field in PlainType.FieldsOf(type))
        {
            Value(field.GetValue(value), field.FieldType);
        }
    }

    private void Value(object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            type = underlying;
        }
        else if (type.IsValueType)
        {
            Present(value!, type);
            return;
        }

        _writer.Write(value is not null);
        if (value is not null)
        {
            Present(value, type);
        }
    }

    private void Present(object value, Type type)
    {
        switch (value)
        {
            case string text:
                _writer.Write(text);
                break;
            case BigInteger number:
                Bytes(number.ToByteArray());
                break;
            case DateOnly date:
                _writer.Write(date.DayNumber);
                break;
            case DateTime moment:
                _writer.Write(moment.ToBinary());
                break;
            case TimeSpan span:
                _writer.Write(span.Ticks);
                break;
            case Array array:
                Items(array, type.GetElementType()!);
                break;
            case ICollection list when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>):
                var items = Array.CreateInstance(type.GenericTypeArguments[0], list.Count);
                list.CopyTo(items, 0);
                Items(items, type.GenericTypeArguments[0]);
                break;
            case not null when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>):
                Immutable((IStructuralEquatable)value, type);
                break;
            case not null when PlainType.IsBlittable(type):
                Primitive(value, type);
                break;
            case not null when type.IsValueType:
                Fields(value, type);
                break;
            default:
                Record(value!, type);
                break;
        }
    }

    private void Record(object value, Type type)
    {
        var actual = value.GetType();
        if (!PlainType.IsMessage(actual))
        {
            throw new NotSupportedException($"{actual} cannot travel between silos");
        }

        if (!type.IsSealed)
        {
            _writer.Write(actual.FullName!);
        }

        Fields(value, actual);
    }

    private void Immutable(IStructuralEquatable array, Type type)
    {
        var items = (Array?)type.GetField("array", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(array);
        _writer.Write(items is not null);
        if (items is not null)
        {
            Items(items, type.GenericTypeArguments[0]);
        }
    }

    private void Items(Array items, Type type)
    {
        _writer.Write7BitEncodedInt(items.Length);
        if (type.IsPrimitive)
        {
            var bytes = new byte[Buffer.ByteLength(items)];
            Buffer.BlockCopy(items, 0, bytes, 0, bytes.Length);
            _writer.Write(bytes);
            return;
        }

        foreach (var item in items)
        {
            Value(item, type);
        }
    }

    private void Bytes(byte[] bytes)
    {
        _writer.Write7BitEncodedInt(bytes.Length);
        _writer.Write(bytes);
    }

    private void Primitive(object value, Type type)
    {
        var number = (IConvertible)value;
        switch (Type.GetTypeCode(type))
        {
            case TypeCode.Double:
                _writer.Write((double)value);
                break;
            case TypeCode.Single:
                _writer.Write((float)value);
                break;
            case TypeCode.UInt64:
                _writer.Write(number.ToUInt64(CultureInfo.InvariantCulture));
                break;
            default:
                _writer.Write7BitEncodedInt64(number.ToInt64(CultureInfo.InvariantCulture));
                break;
        }
    }
}
