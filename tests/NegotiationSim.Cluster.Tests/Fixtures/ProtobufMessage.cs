using System.Text;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>The fields of a message in the protobuf encoding that have a length: texts, bytes and messages. Numbers are passed over.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, byte[] Content)> _fields = [];

    /// <summary>Reads a message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ProtobufMessage Read(byte[] bytes)
    {
        var message = new ProtobufMessage();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(bytes, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    message._fields.Add(((int)(tag >> 3), bytes[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new FormatException($"no field begins with {tag}");
            }
        }

        return message;
    }

    public IEnumerable<ProtobufMessage> Messages(int number) => _fields.Where(field => field.Number == number).Select(field => Read(field.Content));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    private byte[] Bytes(int number) => _fields.LastOrDefault(field => field.Number == number).Content ?? [];

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
