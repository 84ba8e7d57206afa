namespace NegotiationSim.Scenarios.Tests.Imports;

/// <summary>A sound domain with two profiles, to be spoilt by tests, in a folder of its own.</summary>
internal sealed class GeniusFiles : IDisposable
{
    public const string Domain =
        """
        <negotiation_template>
          <utility_space number_of_issues="2">
            <objective index="0" name="Job">
              <issue index="1" name="Lease car" type="discrete">
                <item index="1" value="yes"/>
                <item index="2" value="no"/>
              </issue>
              <issue index="2" name="Days" type="integer" lowerbound="3" upperbound="5"/>
            </objective>
          </utility_space>
        </negotiation_template>

        """;

    public const string Profile =
        """
        <utility_space>
          <objective index="0" name="Job">
            <issue index="1" name="Lease car" type="discrete">
              <item index="1" value="yes" evaluation="3"/>
              <item index="2" value="no" evaluation="1"/>
            </issue>
            <issue index="2" name="Days" type="integer" lowerbound="3" upperbound="5"><evaluator ftype="linear" slope="0.5" offset="0"/></issue>
            <weight index="1" value="0.6"/>
            <weight index="2" value="0.4"/>
          </objective>
        </utility_space>

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Folder => _folder.FullName;

    /// <summary>Writes the sound files.</summary>
    public GeniusFiles Sound() => With("domain.xml", Domain).With("a.xml", Profile).With("b.xml", Profile);

    public GeniusFiles With(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    public GeniusFiles With(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return this;
    }

    public LoadResult Import(ImportFormat format = ImportFormat.Genius) => ScenarioImport.Read(format, [Folder]);

    /// <summary>What was found, with the files' own names.</summary>
    public IEnumerable<string> Findings(LoadResult read) => read.Diagnostics.Select(d => d.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));

    public void Dispose() => _folder.Delete(recursive: true);
}
