using System.Xml;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Reads well-formed XML. Document types are refused, so there are no entities to expand and nothing outside the text is ever read.</summary>
internal static class StrictXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ImportLimits.FileBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root element.</summary>
    /// <exception cref="XmlException">The text is not well-formed, or has a document type.</exception>
    public static MarkupElement Read(string text, string file, ImportBudget budget)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var lines = (IXmlLineInfo)reader;
        var open = new Stack<MarkupElement>();
        MarkupElement? root = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    // The reader points at the name; the element begins with the `<` before it.
                    var element = new MarkupElement(reader.Name, new Position(file, lines.LineNumber, lines.LinePosition - 1));
                    budget.Spend(element.Position, open.Count + 1, "elements");
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        var position = new Position(file, lines.LineNumber, lines.LinePosition);
                        budget.SpendAttribute(position);
                        element.Add(new MarkupAttribute(reader.Name, reader.Value, position));
                    }

                    root ??= element;
                    if (open.TryPeek(out var parent))
                    {
                        parent.Add(element);
                    }

                    if (!isEmpty)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
            }
        }

        return root ?? throw new XmlException("there is no element", null, 1, 1);
    }
}
