namespace NegotiationSim.Fuzzing;

/// <summary>The sound and the broken files that are mutated.</summary>
internal sealed class Corpus
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public IReadOnlyList<string> Small { get; } = Texts("Small");

    public IReadOnlyList<string> Sound { get; } = Texts("Sound");

    /// <summary>All but the largest, which takes <c>analyze</c> half a minute of CPU time a case.</summary>
    public IReadOnlyList<string> Shipped { get; } = [.. Files("Shipped").Where(file => file.Key != "kerry-lavrov-2016.yaml").Select(file => file.Value)];

    public IReadOnlyList<string> Broken { get; } = Texts("Broken");

    /// <summary>Files by name; the profiles and the domain of one negotiation.</summary>
    public IReadOnlyDictionary<string, string> Genius { get; } = Files("Genius");

    public IReadOnlyDictionary<string, string> GeniusWeb { get; } = Files("GeniusWeb");

    private static List<string> Texts(string folder) => [.. Files(folder).Values];

    private static SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Path.Combine(s_folder, folder)))
        {
            files.Add(Path.GetFileName(path), File.ReadAllText(path));
        }

        return files;
    }
}
