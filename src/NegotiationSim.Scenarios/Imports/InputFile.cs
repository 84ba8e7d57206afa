using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Imports;

/// <summary>A file to import.</summary>
/// <param name="Path">As messages name it.</param>
/// <param name="FromFolder">It was found in a folder and not named, so that it may turn out to be something else.</param>
internal sealed record InputFile(string Path, bool FromFolder)
{
    /// <summary>The file's name without its folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The file's name without folders and ending.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The file as a whole.</summary>
    public Position Start => new(Path, 1, 1);
}
