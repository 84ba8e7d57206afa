using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>An element with its attributes and child elements; text between them means nothing in Genius's files.</summary>
internal sealed class MarkupElement(string name, Position position)
{
    /// <summary>Attributes from which on they are found by name in a table instead of one by one.</summary>
    private const int Many = 8;

    private readonly List<MarkupAttribute> _attributes = [];
    private readonly List<MarkupElement> _children = [];
    private Dictionary<string, MarkupAttribute>? _byName;

    public string Name { get; } = name;

    /// <summary>Where its <c>&lt;</c> stands.</summary>
    public Position Position { get; } = position;

    public IReadOnlyList<MarkupAttribute> Attributes => _attributes;

    public IReadOnlyList<MarkupElement> Children => _children;

    public void Add(MarkupElement child) => _children.Add(child);

    public void Add(MarkupAttribute attribute)
    {
        _attributes.Add(attribute);
        if (_byName is not null)
        {
            _byName[attribute.Name] = attribute;
        }
        else if (_attributes.Count > Many)
        {
            _byName = new Dictionary<string, MarkupAttribute>(StringComparer.Ordinal);
            foreach (var each in _attributes)
            {
                _byName[each.Name] = each;
            }
        }
    }

    /// <summary>The attribute of this name; the last one where Genius's reader let several pass.</summary>
    public MarkupAttribute? Find(string name)
    {
        if (_byName is not null)
        {
            return _byName.GetValueOrDefault(name);
        }

        for (var i = _attributes.Count - 1; i >= 0; i--)
        {
            if (_attributes[i].Name == name)
            {
                return _attributes[i];
            }
        }

        return null;
    }

    public IEnumerable<MarkupElement> All(string name) => _children.Where(child => child.Name == name);
}

/// <summary>An attribute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value, entities resolved, line breaks as blanks.</param>
/// <param name="Position">Where its name stands.</param>
internal sealed record MarkupAttribute(string Name, string Text, Position Position);
