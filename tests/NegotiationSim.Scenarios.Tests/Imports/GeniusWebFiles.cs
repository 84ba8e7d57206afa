namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>A sound GeniusWeb domain with two profiles, to be spoilt by tests.</summary>
internal static class GeniusWebFiles
{
    public const string Domain =
        """
        {"name": "jobs", "issuesValues": {
          "lease": {"values": ["yes", "no"]},
          "fte": {"range": {"low": 12.2, "high": 12.6, "step": 0.3}},
          "days": {"range": {"low": 0, "high": 10, "step": 2}}}}
        """;

    public const string Profile =
        $$$$$"""
        {"LinearAdditiveUtilitySpace": {"name": "p", "domain":
          {{{{{Domain}}}}},
          "issueUtilities": {
            "lease": {"DiscreteValueSetUtilities": {"valueUtilities": {"yes": 1, "no": 0.2}}},
            "fte": {"NumberValueSetUtilities": {"lowValue": 12.2, "lowUtility": 0, "highValue": 12.6, "highUtility": 1}},
            "days": {"NumberValueSetUtilities": {"lowValue": 0, "lowUtility": 1, "highValue": 10, "highUtility": 0}}},
          "issueWeights": {"lease": 0.5, "fte": 0.3, "days": 0.2},
          "reservationBid": {"issuevalues": {"lease": "no"}}}}
        """;

    public static GeniusFiles Sound() => new GeniusFiles().With("domain.json", Domain).With("a.json", Profile).With("b.json", Profile);
}
