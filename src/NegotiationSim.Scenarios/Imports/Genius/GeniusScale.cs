using NegotiationSim.Scenarios.Reading;

namespace NegotiationSim.Scenarios.Imports.Genius;

/// <summary>Turns a profile's terms into a scenario's, and sees to it that utilities stay those of the file.</summary>
internal sealed class GeniusScale(Findings findings)
{
    /// <summary>The largest weight that a scenario holds.</summary>
    private const double Largest = 1e100;

    /// <summary>Beyond this the last bits that are lost are worth a warning.</summary>
    private const double Noted = 1e-12;

    /// <summary>Beyond this the scenario would not be that of the files.</summary>
    private const double Refused = 1e-6;

    /// <summary>Half a unit in the last place of 1, twice.</summary>
    private const double Precision = 2.220446049250313e-16;

    private double _largestSize = 1;

    /// <summary>The term; null (and an error) where no scenario can hold it.</summary>
    public DraftPreference? Of(MarkupElement issue, double weight, double[] evaluations)
    {
        var preference = ScaledTerm.Of(weight, evaluations, out var size);
        _largestSize = Math.Max(_largestSize, size);
        if (preference.Weight <= Largest)
        {
            return preference;
        }

        findings.Error(issue.Position, $"the terms of this issue reach {PlainValues.Show(preference.Weight)}; a scenario holds numbers up to 1e100");
        return null;
    }

    /// <summary>Whether utilities are those of the file; a warning where that is so to fewer digits than usual, an error where it is not.</summary>
    public bool Check(MarkupElement root, DraftParty party)
    {
        // Each term is rounded a few times, and so is each sum, by at most half a unit in the last place of the sum of weights.
        var error = (party.Preferences.Length + 4) * Precision * party.Preferences.Sum(preference => preference.Weight);
        if (_largestSize == 1 || error <= Noted)
        {
            return true;
        }

        if (error <= Refused)
        {
            findings.Warn(root.Position, $"some evaluations lie so far below 0 that utilities are only kept to within {error:0e0}");
            return true;
        }

        findings.Error(root.Position, $"some evaluations lie so far below 0 that utilities would only be kept to within {error:0e0}; a red line says better what must not happen");
        return false;
    }
}
