namespace NegotiationSim.Conformance.Tests;

/// <summary>Figures that other programs computed, where they lie beside the repository.</summary>
internal static class Oracle
{
    /// <summary>The competition domains in Genius's format, one folder each.</summary>
    public static readonly string[] Domains =
    [
        "ADG_Car2011", "Amsterdam2011", "BankRobbery2015_9p_rv", "Camera2011", "Dinner2015_3p", "Domain8_6p", "DomainAce2016_3p_rv.3",
        "FiftyFiftyC2012_rv.25", "Grocery2011", "GroceryB2012_rv.5", "HouseKeepingA2012_rv.5", "IS_BT_Acquisition2011", "ItexvsCypress2010",
        "JapanTrip2016_3p_rv.9", "Kitchen2013", "Laptop2011", "LaptopA2012_rv.5", "NewSporthal2015_3p", "NiceOrDie2011",
        "SmartPhone2013_rv.6", "Tram2015_5p_rv", "Ultimatum2013_rv.1", "kite", "thompson",
    ];

    public static TheoryData<string> AllDomains => [.. Domains];

    /// <summary>A file or folder of the oracle; the test is skipped where the oracle is not at hand.</summary>
    public static string Path(params string[] parts)
    {
        var folder = System.IO.Path.Combine(Root(), "..", "shared", "oracle");
        Assert.SkipUnless(Directory.Exists(folder), "the figures of other programs (../shared/oracle) are not beside the repository");
        return System.IO.Path.GetFullPath(System.IO.Path.Combine([folder, .. parts]));
    }

    public static string DomainFolder(string domain) => Path("genius", "domains", domain);

    /// <summary>The repository's root.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "NegotiationSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}
