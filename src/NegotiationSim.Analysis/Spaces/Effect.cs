using NegotiationSim.Search.Conditions;

namespace NegotiationSim.Analysis.Spaces;

/// <summary>A condition and what follows where it holds, before it is known which components have a choice left.</summary>
internal readonly record struct Effect(ConcreteCondition Condition, bool IsVeto, Marks Marks, int Party, double Amount)
{
    /// <summary>Everything that conditions do in a question.</summary>
    public static List<Effect> Of(Question question)
    {
        var effects = question.Case.Infeasible.Select(condition => new Effect(condition, true, default, -1, 0)).ToList();
        for (var actor = 0; actor < question.Case.Standpoints.Length; actor++)
        {
            if (question.Case.Standpoints[actor] is not { } standpoint)
            {
                continue;
            }

            for (var held = 0; held < standpoint.HeldLines.Length; held++)
            {
                var role = question.RoleOfLine(actor, held);
                if (role.IsVeto || role.Mark >= 0)
                {
                    effects.Add(new Effect(standpoint.Vetoes[held], role.IsVeto, role.Mark < 0 ? default : Marks.Of(role.Mark), -1, 0));
                }
            }
        }

        for (var k = 0; k < question.Parties.Length; k++)
        {
            var utility = question.Parties[k].Standpoint.Utility;
            var party = k;
            effects.AddRange(utility.Linkages.Select(linkage => new Effect(linkage.Condition, false, default, party, linkage.Amount)));
            effects.AddRange(utility.Costs.Select(cost => new Effect(cost.Condition, false, default, party, -cost.Amount)));
        }

        return effects;
    }
}
