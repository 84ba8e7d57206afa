using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.GeniusWeb;

/// <summary>Finds the members of domains and profiles that an import does not use.</summary>
internal sealed class GeniusWebUnused(UnusedParts unused)
{
    public void OfDomain(JsonTree domain)
    {
        Members(domain, "a domain", "name", "issuesValues");
        foreach (var issue in Of(domain.Find("issuesValues")))
        {
            var isDiscrete = issue.Value.Find("values") is { IsArray: true };
            Members(issue.Value, "an issue", isDiscrete ? "values" : "range");
            if (!isDiscrete && issue.Value.Find("range") is { IsObject: true } range)
            {
                Members(range, "a range", "low", "high", "step");
            }
        }
    }

    public void OfProfile(JsonTree root, string wrapper)
    {
        Members(root, "a profile's file", wrapper);
        var space = root.Find(wrapper)!;
        Members(space, "a profile", "domain", "name", "issueUtilities", "issueWeights", "reservationBid");
        if (space.Find("domain") is { } domain)
        {
            OfDomain(domain);
        }

        foreach (var issue in Of(space.Find("issueUtilities")))
        {
            Utilities(issue.Value);
        }

        if (space.Find("reservationBid") is { IsObject: true } bid)
        {
            Members(bid, "a reservation bid", "issuevalues");
        }
    }

    private void Utilities(JsonTree issue)
    {
        if (issue.Members.Count > 0)
        {
            var kind = issue.Members[0];
            foreach (var (name, used) in new (string, string[])[]
            {
                ("DiscreteValueSetUtilities", ["valueUtilities"]), ("discreteutils", ["valueUtilities"]),
                ("NumberValueSetUtilities", ["lowValue", "lowUtility", "highValue", "highUtility"]), ("numberutils", ["lowValue", "lowUtility", "highValue", "highUtility"]),
            })
            {
                if (issue.Find(name) is { } utilities)
                {
                    kind = new JsonMember(name, utilities, utilities.Position);
                    Members(utilities, $"`{name}`", used);
                    break;
                }
            }

            Members(issue, "an issue's utilities", kind.Name);
        }
    }

    private static IReadOnlyList<JsonMember> Of(JsonTree? tree) => tree?.Members ?? [];

    private void Members(JsonTree tree, string owner, params ReadOnlySpan<string> used)
    {
        foreach (var member in tree.Members)
        {
            if (!used.Contains(member.Name))
            {
                unused.Add(member.Position, $"`{Excerpt.Of(member.Name)}` of {owner}");
            }
        }
    }
}
