using System.Text;
using NegotiationSim.Analysis.Sensitivity;
using NegotiationSim.Reports.Pages;
using NegotiationSim.Reports.Storage;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Experiments;

/// <summary>What can be read from the folder of a batch that is finished, and the page that is made of it.</summary>
public sealed class FinishedBatch
{
    /// <summary>The page. It can be made anew at any time from the results, so it is none of them and has no hash.</summary>
    public const string ReportName = "report.html";

    private const int MostBytes = 64 << 20;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ExperimentFolder _folder;

    private FinishedBatch(ExperimentFolder folder) => _folder = folder;

    /// <summary>The batch of a folder.</summary>
    /// <exception cref="FolderException">It is a comparison or a sweep, or it is not finished, or a result is not as it was written.</exception>
    public static FinishedBatch Of(ExperimentFolder folder)
    {
        if (folder.Description.IsComparison || folder.Description.IsSweep)
        {
            throw new FolderException($"'{folder.Path}' holds a {folder.Description.Kind}; a report is made of a batch, as 'negsim montecarlo --out' makes one");
        }

        return folder.IsFinished
            ? new FinishedBatch(folder)
            : throw new FolderException($"'{folder.Path}' holds a batch that is not finished; 'negsim resume {folder.Path}' goes on with it, and then a report can be made");
    }

    /// <summary>What was played.</summary>
    public ExperimentDescription Description => _folder.Description;

    /// <summary>Where its page goes.</summary>
    public string ReportPath => _folder.In(ReportName);

    /// <summary>The text of the scenario as it was played.</summary>
    public string ReadScenario() => Reading(ExperimentFolder.ScenarioName, () => s_utf8.GetString(_folder.Files.Read(ExperimentFolder.ScenarioName, MostBytes)));

    /// <summary>The text of <c>summary.json</c>.</summary>
    public string ReadSummary() => _folder.ReadResult();

    /// <summary>Opens the rows.</summary>
    public Stream OpenRows() => Reading(ExperimentFolder.RowsName, () => _folder.Files.OpenToRead(ExperimentFolder.RowsName));

    /// <summary>What drives its ending, from the rows; without total effects, which would take longer than the rest of a page.</summary>
    /// <param name="scenario">The scenario as it was played.</param>
    /// <param name="cancellation">Gives it up.</param>
    public Task<SensitivityAnalysis> SensitivityAsync(Scenario scenario, CancellationToken cancellation) => BatchSensitivity.ReadAsync(_folder, scenario, null, cancellation, withTotals: false);

    /// <summary>The SHA-256 of a result, in hexadecimal digits.</summary>
    public string HashOf(string name) => Reading(ExperimentFolder.HashesName, () => ResultHashes.Of(_folder.Files, name));

    /// <summary>Puts the page in its place. An older page is replaced in one step; anything else of that name stays.</summary>
    /// <exception cref="FolderException">Something else is there, or the folder cannot be written to.</exception>
    /// <exception cref="StorageException">The disk is full, or fails.</exception>
    public void WriteReport(string page)
    {
        try
        {
            if (_folder.Files.Has(ReportName))
            {
                using var there = _folder.Files.OpenToRead(ReportName);
                if (!ReportPage.IsOne(there))
                {
                    throw new FolderException($"'{ReportPath}' is there and was not made by 'negsim report'; move it, or name another file with --out");
                }
            }

            _folder.Files.Replace(ReportName, s_utf8.GetBytes(page));
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw StorageException.Of(ReportPath, e);
        }
    }

    private T Reading<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            throw new FolderException($"'{_folder.In(name)}' cannot be read: {e.Message}", e);
        }
    }
}
