using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NegotiationSim.Grains.Serialization;

/// <summary>Reads what <see cref="PlainWriter"/> wrote.</summary>
internal sealed class PlainReader : IDisposable
{
    private readonly BinaryReader _reader;

    private PlainReader(byte[] bytes) => _reader = new BinaryReader(new MemoryStream(bytes, writable: false));

    /// <summary>The message that these bytes hold.</summary>
    public static object Read(byte[] bytes)
    {
        using var reader = new PlainReader(bytes);
        return reader.Fields(PlainType.Find(reader._reader.ReadString()));
    }

    public void Dispose() => _reader.Dispose();

    private object Fields(Type type)
    {
        var value = PlainType.Create(type);
        foreach (var field in PlainType.FieldsOf(type))
        {
            field.SetValue(value, Value(field.FieldType));
        }

        return value;
    }

    private object? Value(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            type = underlying;
        }
        else if (type.IsValueType)
        {
            return Present(type);
        }

        return _reader.ReadBoolean() ? Present(type) : null;
    }

    private object Present(Type type)
    {
        if (type == typeof(string))
        {
            return _reader.ReadString();
        }

        if (type == typeof(BigInteger))
        {
            return new BigInteger(_reader.ReadBytes(_reader.Read7BitEncodedInt()));
        }

        if (type == typeof(DateOnly))
        {
            return DateOnly.FromDayNumber(_reader.ReadInt32());
        }

        if (type == typeof(DateTime))
        {
            return DateTime.FromBinary(_reader.ReadInt64());
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.FromTicks(_reader.ReadInt64());
        }

        if (type.IsArray)
        {
            return Items(type.GetElementType()!);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            var list = (IList)Activator.CreateInstance(type)!;
            foreach (var item in Items(type.GenericTypeArguments[0]))
            {
                list.Add(item);
            }

            return list;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return Immutable(type);
        }

        if (PlainType.IsBlittable(type))
        {
            return Primitive(type);
        }

        return Fields(type.IsValueType || type.IsSealed ? type : PlainType.Find(_reader.ReadString()));
    }

    private object Immutable(Type type)
    {
        if (!_reader.ReadBoolean())
        {
            return Activator.CreateInstance(type)!;
        }

        var items = Items(type.GenericTypeArguments[0]);
        return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!
            .MakeGenericMethod(type.GenericTypeArguments[0]).Invoke(null, [items])!;
    }

    private Array Items(Type type)
    {
        var count = _reader.Read7BitEncodedInt();
        var items = Array.CreateInstance(type, count);
        if (type.IsPrimitive)
        {
            Buffer.BlockCopy(_reader.ReadBytes(Buffer.ByteLength(items)), 0, items, 0, Buffer.ByteLength(items));
            return items;
        }

        for (var i = 0; i < count; i++)
        {
            items.SetValue(Value(type), i);
        }

        return items;
    }

    private object Primitive(Type type)
    {
        var number = Type.GetTypeCode(type) switch
        {
            TypeCode.Double => (object)_reader.ReadDouble(),
            TypeCode.Single => _reader.ReadSingle(),
            TypeCode.UInt64 => _reader.ReadUInt64(),
            _ => _reader.Read7BitEncodedInt64(),
        };
        return type.IsEnum ? Enum.ToObject(type, number) : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }
}
