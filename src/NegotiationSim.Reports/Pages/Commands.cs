using System.Globalization;
using NegotiationSim.Reports.Experiments;

namespace NegotiationSim.Reports.Pages;

/// <summary>Command lines that a reader of the page can type, in the folder of the batch.</summary>
internal static class Commands
{
    /// <summary>Plays the batch again into a new folder.</summary>
    public static string Play(ExperimentDescription experiment) => string.Create(
        CultureInfo.InvariantCulture,
        $"negsim montecarlo {ExperimentFolder.ScenarioName} --runs {experiment.Runs} --seed {experiment.Seed}{(experiment.Precision is { } width ? string.Create(CultureInfo.InvariantCulture, $" --precision {width:R}") : "")}{(experiment.Zone is { } zone ? string.Create(CultureInfo.InvariantCulture, $" --zone {zone}") : "")} --out again");

    /// <summary>Tells one replica.</summary>
    public static string Tell(ExperimentDescription experiment, long replica) =>
        string.Create(CultureInfo.InvariantCulture, $"negsim run {ExperimentFolder.ScenarioName} --seed {experiment.Seed} --replica {replica}");
}
