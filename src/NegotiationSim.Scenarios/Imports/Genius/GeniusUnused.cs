using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Finds the elements and attributes of domains and profiles that an import does not use.</summary>
internal sealed class GeniusUnused(UnusedParts unused)
{
    private static readonly string[] Nothing = [];
    private static readonly string[] Tree = ["index", "name", "etype", "type"];
    private static readonly string[] Bounds = ["lowerbound", "upperbound"];
    private static readonly string[] Value = ["value"];

    /// <summary>What a profile is read for, on whatever level it stands.</summary>
    private static readonly string[] Levels = ["objective", "issue", "weight", "reservation", "discount_factor"];

    public void OfDomain(MarkupElement root)
    {
        Attributes(root, "number_of_sessions");
        var space = root.All("utility_space").First();
        Others(root, [space]);
        Attributes(space, "number_of_issues");
        var objective = space.All("objective").FirstOrDefault();
        Others(space, objective is null ? [] : [objective]);
        if (objective is not null)
        {
            Objective(objective);
        }
    }

    public void OfProfile(MarkupElement root)
    {
        Attributes(root, "number_of_issues", "type");
        Level(root);
    }

    private void Objective(MarkupElement objective)
    {
        Attributes(objective, Tree);
        foreach (var child in objective.Children)
        {
            switch (child.Name)
            {
                case "objective":
                    Objective(child);
                    break;
                case "issue":
                    Issue(child, inProfile: false);
                    break;
                default:
                    Element(objective, child);
                    break;
            }
        }
    }

    private void Level(MarkupElement level)
    {
        // Of each of these the first on a level counts.
        var (reservation, discount) = (level.All("reservation").FirstOrDefault(), level.All("discount_factor").FirstOrDefault());
        foreach (var child in level.Children)
        {
            switch (child.Name)
            {
                case "objective":
                    Attributes(child, Tree);
                    Level(child);
                    break;
                case "issue":
                    Issue(child, inProfile: true);
                    break;
                case "weight":
                    Attributes(child, "index", "value");
                    Others(child, []);
                    break;
                case "reservation" or "discount_factor" when child == reservation || child == discount:
                    Attributes(child, Value);
                    Others(child, []);
                    break;
                default:
                    // Genius looks for its elements within strange ones too.
                    if (HoldsLevels(child))
                    {
                        Level(child);
                    }
                    else
                    {
                        Element(level, child);
                    }

                    break;
            }
        }
    }

    private void Issue(MarkupElement issue, bool inProfile)
    {
        var kind = GeniusIssue.KindOf(issue);
        Attributes(issue, [.. Tree, "vtype", .. kind == GeniusIssueKind.Discrete ? Nothing : Bounds]);
        var evaluator = inProfile && kind != GeniusIssueKind.Discrete ? issue.All("evaluator").FirstOrDefault() : null;
        foreach (var child in issue.Children)
        {
            switch (child.Name)
            {
                case "item" when kind == GeniusIssueKind.Discrete:
                    Attributes(child, ["index", "value", "description", .. inProfile ? ["evaluation"] : Nothing]);
                    Others(child, []);
                    break;
                case "range" when kind != GeniusIssueKind.Discrete:
                    Attributes(child, Bounds);
                    Others(child, []);
                    break;
                case "evaluator" when child == evaluator:
                    Attributes(child, ["ftype", .. Parameters(child, kind)]);
                    Others(child, []);
                    break;
                default:
                    Element(issue, child);
                    break;
            }
        }
    }

    private static string[] Parameters(MarkupElement evaluator, GeniusIssueKind kind) =>
        kind == GeniusIssueKind.Integer ? ["slope", "offset"] : evaluator.Find("ftype")?.Text.ToLowerInvariant() switch
        {
            "constant" => ["parameter0"],
            "triangular" => ["parameter0", "parameter1", "parameter2"],
            _ => ["parameter0", "parameter1"],
        };

    private static bool HoldsLevels(MarkupElement element) => element.Children.Any(child => Levels.Contains(child.Name) || HoldsLevels(child));

    private void Attributes(MarkupElement element, params ReadOnlySpan<string> used)
    {
        foreach (var attribute in element.Attributes)
        {
            if (!used.Contains(attribute.Name) && SaysSomething(attribute))
            {
                unused.Add(attribute.Position, $"the attribute `{Excerpt.Of(attribute.Name)}` of <{Excerpt.Of(element.Name)}>");
            }
        }
    }

    /// <summary>Genius writes descriptions and costs everywhere and mostly empty.</summary>
    private static bool SaysSomething(MarkupAttribute attribute) => attribute.Name switch
    {
        "description" => !string.IsNullOrWhiteSpace(attribute.Text),
        "cost" => GeniusNumbers.Parse(attribute.Text) != 0,
        _ => true,
    };

    private void Others(MarkupElement parent, MarkupElement[] used)
    {
        foreach (var child in parent.Children)
        {
            if (!used.Contains(child))
            {
                Element(parent, child);
            }
        }
    }

    private void Element(MarkupElement parent, MarkupElement child) =>
        unused.Add(child.Position, $"<{Excerpt.Of(child.Name)}> in <{Excerpt.Of(parent.Name)}>");
}
