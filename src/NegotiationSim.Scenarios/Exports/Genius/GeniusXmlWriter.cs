using System.Globalization;
using System.Text;
using System.Xml;

namespace NegotiationSim.Scenarios.Exports.Genius;

/// <summary>Writes domains and utility spaces as Genius 10.4 reads them.</summary>
internal static class GeniusXmlWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static string Domain(string name, IReadOnlyList<GeniusMatter> matters) => Write(xml =>
    {
        xml.WriteStartElement("negotiation_template");
        xml.WriteStartElement("utility_space");
        xml.Attribute("number_of_issues", matters.Count);
        WriteObjective(xml, name, matters, party: -1);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static string Profile(string name, IReadOnlyList<GeniusMatter> matters, int party, double reservation, double discount) => Write(xml =>
    {
        xml.WriteStartElement("utility_space");
        WriteObjective(xml, name, matters, party);
        xml.WriteStartElement("discount_factor");
        xml.Attribute("value", discount);
        xml.WriteEndElement();
        xml.WriteStartElement("reservation");
        xml.Attribute("value", reservation);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static string Write(Action<XmlWriter> content)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, Settings))
        {
            content(xml);
        }

        return text.Append('\n').ToString();
    }

    private static void WriteObjective(XmlWriter xml, string name, IReadOnlyList<GeniusMatter> matters, int party)
    {
        xml.WriteStartElement("objective");
        xml.Attribute("index", 0);
        xml.WriteAttributeString("etype", "objective");
        xml.WriteAttributeString("type", "objective");
        xml.WriteAttributeString("description", "");
        xml.Attribute("name", name);
        for (var i = 0; i < matters.Count; i++)
        {
            WriteIssue(xml, matters[i], i + 1, party);
        }

        for (var i = 0; i < matters.Count && party >= 0; i++)
        {
            xml.WriteStartElement("weight");
            xml.Attribute("index", i + 1);
            xml.Attribute("value", matters[i].Parties[party].Weight);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteIssue(XmlWriter xml, GeniusMatter matter, int index, int party)
    {
        var kind = matter.Kind.ToString().ToLowerInvariant();
        xml.WriteStartElement("issue");
        xml.Attribute("index", index);
        xml.Attribute("name", matter.Name);
        xml.WriteAttributeString("etype", kind);
        xml.WriteAttributeString("type", kind);
        xml.WriteAttributeString("vtype", kind);
        var worth = party < 0 ? null : matter.Parties[party];
        switch (matter.Kind)
        {
            case MatterKind.Discrete:
                WriteItems(xml, matter, worth);
                break;
            case MatterKind.Integer:
                WriteBounds(xml, matter);
                WriteLine(xml, worth, "slope", "offset");
                break;
            default:
                xml.WriteStartElement("range");
                WriteBounds(xml, matter);
                xml.WriteEndElement();
                WriteLine(xml, worth, "parameter1", "parameter0");
                break;
        }

        xml.WriteEndElement();
    }

    private static void WriteItems(XmlWriter xml, GeniusMatter matter, GeniusWorth? worth)
    {
        for (var v = 0; v < matter.Values.Length; v++)
        {
            xml.WriteStartElement("item");
            xml.Attribute("index", v + 1);
            xml.Attribute("value", matter.Values[v]);
            if (worth is not null)
            {
                xml.Attribute("evaluation", worth.Evaluations[v]);
            }

            xml.WriteEndElement();
        }
    }

    private static void WriteBounds(XmlWriter xml, GeniusMatter matter)
    {
        xml.Attribute("lowerbound", matter.Lower);
        xml.Attribute("upperbound", matter.Upper);
    }

    private static void WriteLine(XmlWriter xml, GeniusWorth? worth, string slope, string constant)
    {
        if (worth is null)
        {
            return;
        }

        xml.WriteStartElement("evaluator");
        xml.WriteAttributeString("ftype", "linear");
        xml.Attribute(slope, worth.Slope);
        xml.Attribute(constant, worth.Constant);
        xml.WriteEndElement();
    }

    private static void Attribute(this XmlWriter xml, string name, double value) =>
        xml.WriteAttributeString(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes a text; characters that no XML file may hold become blanks.</summary>
    private static void Attribute(this XmlWriter xml, string name, string text) =>
        xml.WriteAttributeString(name, string.Concat(text.EnumerateRunes().Select(rune => rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF) ? rune.ToString() : " ")));
}
