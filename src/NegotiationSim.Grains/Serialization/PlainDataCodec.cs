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
    // Stands for the type in the field's header, so that the header names a type even where the reader expects the very type that was written.
    private static readonly Type s_self = typeof(PlainDataCodec);

    /// <inheritdoc/>
    bool IGeneralizedCodec.IsSupportedType(Type type) => type == s_self || PlainType.IsMessage(type);

    /// <inheritdoc/>
    bool IGeneralizedCopier.IsSupportedType(Type type) => PlainType.IsMessage(type);

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => type == s_self || PlainType.IsMessage(type) ? true : null;

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

        writer.WriteFieldHeader(fieldIdDelta, expectedType!, s_self, WireType.LengthPrefixed);
        var bytes = PlainWriter.Write(value!);
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
        var value = PlainReader.Read(reader.ReadBytes(reader.ReadVarUInt32()));
        ReferenceCodec.RecordObject(reader.Session, value);
        return value;
    }
}
