using NegotiationSim.Scenarios;
using Spectre.Console;

namespace NegotiationSim.Cli.Telling;

/// <summary>
/// The few styles the program writes with. Colours come from the dark half of the terminal's own sixteen, which read on light and
/// dark backgrounds alike; nothing is said by colour alone.
/// </summary>
internal static class Ink
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(null, null, Decoration.Bold);
    public static readonly Style Aside = new(null, null, Decoration.Italic);
    public static readonly Style Good = new(Color.Green, null, Decoration.Bold);
    public static readonly Style Bad = new(Color.Maroon, null, Decoration.Bold);
    public static readonly Style Notice = new(Color.Olive, null, Decoration.Bold);

    private static readonly Style[] AtTheTable =
    [
        new(Color.Teal, null, Decoration.Bold),
        new(Color.Purple, null, Decoration.Bold),
        new(Color.Olive, null, Decoration.Bold),
        new(Color.Green, null, Decoration.Bold),
    ];

    /// <summary>Principals have a colour each, in file order; everybody else is bold.</summary>
    public static Style Actor(Scenario scenario, int actor)
    {
        if (scenario.Actors[actor].Role != Role.Principal)
        {
            return Strong;
        }

        var place = scenario.Actors.Take(actor).Count(other => other.Role == Role.Principal);
        return AtTheTable[place % AtTheTable.Length];
    }
}
