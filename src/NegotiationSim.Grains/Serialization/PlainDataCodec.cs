using System.Buffers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace NegotiationSim.Grains.Serialization;

/// <summary>
/// Lets scenarios and the engine's messages, which know nothing of Orleans, travel between grains. Within a silo they are passed as they are: by
/// agreement nobody writes to a message between sending it and the reply. Between silos they are written field by field.
/// </summary>
internal sealed class PlainDataCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <inheritdoc/>
    bool IGeneralizedCodec.IsSupportedType(Type type) => PlainType.IsMessage(type);

    /// <inheritdoc/>
    bool IGeneralizedCopier.IsSupportedType(Type type) => PlainType.IsMessage(type);

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => PlainType.IsMessage(type) ? true : null;

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType!, value!))
        {
            return;
        }

        writer.WriteFieldHeader(fieldIdDelta, expectedType!, value!.GetType(), WireType.LengthPrefixed);
        var bytes = PlainWriter.Write(value);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    /// <inheritdoc/>
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return ReferenceCodec.ReadReference(ref reader, field.FieldType!);
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        if (!PlainType.IsMessage(field.FieldType!))
        {
            throw new InvalidDataException($"'{field.FieldType}' is no type of a message");
        }

        var value = PlainReader.Read(reader.ReadBytes(reader.ReadVarUInt32()), field.FieldType!);
        ReferenceCodec.RecordObject(reader.Session, value);
        return value;
    }
}
