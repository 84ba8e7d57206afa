using NegotiationSim.Reports.Charts;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Tests.Charts;

/// <summary>Colours that can be seen, read and told apart, also by those who see fewer of them. The formulas stand here once more, so that those of the palette are tested too.</summary>
public sealed class PaletteTests
{
    private const double EndingsApart = 15;
    private const double SeriesApart = 15;

    private static readonly Role[] s_endings = [Role.Held, Role.Collapsed, Role.NotRatified, Role.NoDeal];
    private static readonly Role[] s_series = [Role.Series1, Role.Series2, Role.Series3, Role.Series4, Role.Series5, Role.Series6];

    /// <summary>Linear red, green and blue as those see them who lack long, middle or short waves (Machado, Oliveira and Fernandes 2009, severity 1), and as they are.</summary>
    private static readonly double[][] s_eyes =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    public static TheoryData<string, double> Pairs => new()
    {
        { "#000000/#ffffff", 21 },
        { "#ffffff/#ffffff", 1 },
        { "#777777/#ffffff", 4.478 },
        { "#0000ff/#ffffff", 8.592 },
        { "#ff0000/#00ff00", 2.914 },
    };

    public static TheoryData<string> Themes => ["Light", "Dark"];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Contrast_OfKnownColours_IsAsPublished(string pair, double expected) => Assert.Equal(expected, Palette.Contrast(pair[..7], pair[8..]), 0.001);

    [Theory]
    [MemberData(nameof(Themes))]
    public void Of_EveryMark_HasContrastAgainstThePaper(string name)
    {
        var theme = Enum.Parse<Theme>(name);
        var paper = Palette.Of(Role.Surface, theme);

        Assert.All([.. s_series, .. s_endings, Role.Reference, Role.Axis], role => Assert.True(Contrast(Palette.Of(role, theme), paper) >= 3, $"{role}: {Contrast(Palette.Of(role, theme), paper)}"));
        Assert.All([Role.Text, Role.QuietText], role => Assert.True(Contrast(Palette.Of(role, theme), paper) >= 4.5, $"{role}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void On_EveryMarkThatCarriesText_HasContrastAgainstIt(string name)
    {
        var theme = Enum.Parse<Theme>(name);

        Assert.All(
            Enum.GetValues<Role>().Where(role => role is <= Role.Reference or >= Role.Heat0),
            role => Assert.True(Contrast(Palette.On(role, theme), Palette.Of(role, theme)) >= 4.5, $"{role}: {Contrast(Palette.On(role, theme), Palette.Of(role, theme))}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Of_EndingsAndSeries_DifferForEveryEye(string name)
    {
        var theme = Enum.Parse<Theme>(name);

        Assert.True(Closest(s_endings, theme) >= EndingsApart, $"endings: {Closest(s_endings, theme)}");
        Assert.True(Closest(s_series, theme) >= SeriesApart, $"series: {Closest(s_series, theme)}");
        Assert.True(Closest([Role.Series1, Role.Held], theme) >= SeriesApart, "the first series and what holds");
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Of_Scales_GrowEvenly(string name)
    {
        var theme = Enum.Parse<Theme>(name);
        var paper = Palette.Of(Role.Surface, theme);
        var heat = Enumerable.Range(0, 9).Select(step => Contrast(Palette.Of(Role.Heat0 + step, theme), paper)).ToList();

        Assert.Equal(heat.Order(), heat);
        Assert.Equal(9, heat.Distinct().Count());
    }

    [Fact]
    public void Roles_BeginWithTheColoursOfCharts() =>
        Assert.All(Enum.GetValues<ChartColour>(), colour => Assert.Equal(colour.ToString(), ((Role)colour).ToString()));

    private static double Closest(Role[] roles, Theme theme) =>
        (from eye in s_eyes from one in roles from other in roles where one < other select Distance(Lab(Palette.Of(one, theme), eye), Lab(Palette.Of(other, theme), eye))).Min();

    private static double Distance(double[] one, double[] other) => Math.Sqrt(one.Zip(other, (a, b) => (a - b) * (a - b)).Sum());

    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour) => Linear(colour) is var parts ? 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] : 0;

    private static double[] Linear(string colour) =>
        [.. new[] { 1, 3, 5 }.Select(at => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];

    /// <summary>CIELAB, white D65.</summary>
    private static double[] Lab(string colour, double[] eye)
    {
        var parts = Linear(colour);
        var seen = Enumerable.Range(0, 3).Select(row => Math.Clamp(eye[3 * row] * parts[0] + eye[3 * row + 1] * parts[1] + eye[3 * row + 2] * parts[2], 0, 1)).ToArray();
        var (x, y, z) = (
            Root((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047),
            Root(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.072175 * seen[2]),
            Root((0.0193339 * seen[0] + 0.119192 * seen[1] + 0.9503041 * seen[2]) / 1.08883));
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];

        static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
