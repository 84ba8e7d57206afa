using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>An element with its attributes and child elements; text between them means nothing in Genius's files.</summary>
internal sealed class XmlNode(string name, Position position)
{
    private readonly List<XmlValue> _attributes = [];
    private readonly List<XmlNode> _children = [];

    public string Name { get; } = name;

    /// <summary>Where its <c>&lt;</c> stands.</summary>
    public Position Position { get; } = position;

    public IReadOnlyList<XmlNode> Children => _children;

    public void Add(XmlNode child) => _children.Add(child);

    public void Add(XmlValue attribute) => _attributes.Add(attribute);

    /// <summary>The attribute of this name; the last one where Genius's reader let several pass.</summary>
    public XmlValue? Find(string name)
    {
        for (var i = _attributes.Count - 1; i >= 0; i--)
        {
            if (_attributes[i].Name == name)
            {
                return _attributes[i];
            }
        }

        return null;
    }

    public IEnumerable<XmlNode> All(string name) => _children.Where(child => child.Name == name);
}

/// <summary>An attribute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value, entities resolved, line breaks as blanks.</param>
/// <param name="Position">Where its name stands.</param>
internal sealed record XmlValue(string Name, string Text, Position Position);
