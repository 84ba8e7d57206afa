using NegotiationSim.Analysis;
using NegotiationSim.Engine.Randomness;

namespace NegotiationSim.Cli;

/// <summary>The numbers of a scenario as they are in the case that an analysis is about.</summary>
internal static class CaseNumbers
{
    public static Sampler Of(ScenarioAnalysis analysis)
    {
        if (analysis.Case is not AnalysisCase.OneReplica(var seed, var replica))
        {
            return Sampler.AtMeans(analysis.Scenario);
        }

        var sampler = new Sampler(analysis.Scenario);
        sampler.MoveTo(new ReplicaDraws(seed, replica));
        return sampler;
    }
}
