using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Layouts;

/// <summary>Pictures below each other.</summary>
internal static class SheetLayout
{
    private const double HeadSize = 14;
    private const double Gap = 28;

    public static double Draw(Drawing drawing, ChartSheet sheet, bool isAlone)
    {
        var room = drawing.Right - drawing.Left;
        var y = 2.0;
        if (isAlone)
        {
            y = drawing.Paragraph(drawing.Left, ChartLayout.Margin + ChartLayout.TitleSize, sheet.Title, room, 3, size: ChartLayout.TitleSize, isBold: true) - ChartLayout.TitleSize + 6;
        }

        for (var i = 0; i < sheet.Charts.Length; i++)
        {
            y = drawing.Paragraph(drawing.Left, y + (i == 0 ? 16 : Gap), sheet.Charts[i].Title, room, 2, size: HeadSize, isBold: true) - HeadSize + 6;
            y = ChartLayout.Body(drawing, sheet.Charts[i], y);
            y = ChartLayout.Note(drawing, sheet.Charts[i], y);
        }

        return isAlone ? ChartLayout.Note(drawing, sheet, y) : y;
    }
}
