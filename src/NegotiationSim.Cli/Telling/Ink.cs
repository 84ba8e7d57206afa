using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// The few styles the program writes with. Colours come from the dark half of the terminal's own sixteen, and only those of them that
/// read on light and dark backgrounds alike: no yellow, no blue, and never bold, which many terminals turn into a brighter colour.
/// Nothing is said by colour alone.
/// </summary>
internal static class Ink
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(null, null, Decoration.Bold);
    public static readonly Style Aside = new(null, null, Decoration.Italic);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Bad = new(Color.Maroon);

    private static readonly Style[] AtTheTable =
    [
        new(Color.Teal),
        new(Color.Purple),
    ];

    /// <summary>The first two principals have a colour each; everybody else is bold.</summary>
    public static Style Actor(Scenario scenario, int actor)
    {
        if (scenario.Actors[actor].Role != Role.Principal)
        {
            return Strong;
        }

        var place = scenario.Actors.Take(actor).Count(other => other.Role == Role.Principal);
        return place < AtTheTable.Length ? AtTheTable[place] : Strong;
    }
}
