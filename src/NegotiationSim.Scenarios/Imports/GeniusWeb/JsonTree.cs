using System.Text.Json;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>A value of a JSON document with where it stands.</summary>
internal sealed class JsonTree(JsonTokenType kind, string text, Position position)
{
    private readonly List<JsonMember> _members = [];
    private readonly List<JsonTree> _items = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>The token that the value begins with.</summary>
    public JsonTokenType Kind { get; } = kind;

    /// <summary>A string's characters, a number as written; empty for anything else.</summary>
    public string Text { get; } = text;

    public Position Position { get; } = position;

    /// <summary>The members of an object, in order.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<JsonTree> Items => _items;

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    public bool IsString => Kind == JsonTokenType.String;

    public bool IsNumber => Kind == JsonTokenType.Number;

    public JsonTree? Find(string name) => _byName.TryGetValue(name, out var index) ? _members[index].Value : null;

    /// <summary>The first member of one of these names.</summary>
    public JsonTree? Find(string name, string older) => Find(name) ?? Find(older);

    public void Add(JsonTree item) => _items.Add(item);

    /// <summary>Adds a member; false when there is one of that name.</summary>
    public bool TryAdd(JsonMember member)
    {
        if (!_byName.TryAdd(member.Name, _members.Count))
        {
            return false;
        }

        _members.Add(member);
        return true;
    }
}

/// <summary>A member of an object.</summary>
internal sealed record JsonMember(string Name, JsonTree Value, Position Position);
