using NegotiationSim.Scenarios;

namespace NegotiationSim.Cli.Telling;

/// <summary>Which members of a set a text has to name or to leave out, in words.</summary>
internal static class MemberWords
{
    /// <summary>One phrase for several members.</summary>
    /// <param name="set">The set.</param>
    /// <param name="members">Members, each with whether it is in.</param>
    /// <param name="all">Whether all of this is so, or at least one of it.</param>
    public static string Of(SetIssue set, IReadOnlyList<(int Member, bool In)> members, bool all)
    {
        var within = members.Where(m => m.In).Select(m => Names.Member(set, m.Member)).ToList();
        var without = members.Where(m => !m.In).Select(m => Names.Member(set, m.Member)).ToList();
        var whole = members.Count == set.Members.Length && set.Members.Length > 1;
        return all ? All(within, without, whole) : Some(within, without, whole);
    }

    private static string All(List<string> within, List<string> without, bool whole) => (within.Count, without.Count) switch
    {
        (0, _) when whole => "none",
        (_, 0) when whole => "all of " + Figures.List(within),
        (_, _) when whole => "exactly " + Figures.List(within),
        (_, 0) => "with " + Figures.List(within),
        (0, 1) => "without " + without[0],
        (0, 2) => $"with neither {without[0]} nor {without[1]}",
        (0, _) => "without any of " + Figures.List(without),
        _ => $"with {Figures.List(within)}, without {Figures.List(without, "or")}",
    };

    private static string Some(List<string> within, List<string> without, bool whole) => (within.Count, without.Count) switch
    {
        // At least one of these is not so: the set is not the one that they spell out.
        (_, _) when whole && within.Count == 0 => "not all of " + Figures.List(without),
        (_, _) when whole && without.Count == 0 => "at least one of " + Figures.List(within),
        (_, _) when whole => "not exactly " + Figures.List(without),
        (1, 0) => "with " + within[0],
        (_, 0) => "with at least one of " + Figures.List(within),
        (0, 1) => "without " + without[0],
        (0, 2) => $"not both {without[0]} and {without[1]}",
        (0, _) => $"not {Figures.List(without)} together",
        _ => $"with {Figures.List(within, "or")}, or without {Figures.List(without, "or")}",
    };
}
