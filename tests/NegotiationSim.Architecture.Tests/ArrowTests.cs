using System.Xml.Linq;

namespace NegotiationSim.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> AllRooms => [.. Rooms.MayKnow.Keys];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Room_ReferencesOnlyRoomsItMayKnow(string room)
    {
        var known = Rooms.Load(room).GetReferencedAssemblies().Select(name => name.Name!).Where(Rooms.MayKnow.ContainsKey);

        Assert.Empty(known.Except(Rooms.MayKnow[room]));
    }

    // The compiler drops references that are not used, so what a project file allows is looked at too.
    [Theory]
    [MemberData(nameof(AllRooms))]
    public void ProjectFile_ReferencesOnlyRoomsItMayKnow(string room)
    {
        var folder = Rooms.FolderOf(room);
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", folder, folder + ".csproj"));
        var known = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(known.Except(Rooms.MayKnow[room].Select(Rooms.FolderOf)));
    }

    [Fact]
    public void Source_EveryProject_IsARoom()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Rooms.MayKnow.Keys.Select(Rooms.FolderOf).Order(), projects.Order());
    }

    /// <summary>What travels between silos says how it is written (see <c>docs/decisions/0020</c>): a serializer, but no grains, no hosting and no network.</summary>
    [Theory]
    [InlineData(Rooms.Scenarios, "Orleans.Serialization", "Orleans.Serialization.Abstractions")]
    [InlineData(Rooms.Search)]
    [InlineData(Rooms.Engine, "Orleans.Serialization", "Orleans.Serialization.Abstractions")]
    [InlineData(Rooms.Analysis)]
    public void Room_BelowTheGrains_KnowsNoOrleansButTheSerializer(string room, params string[] allowed)
    {
        var orleans = Rooms.Load(room).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.Contains("Orleans", StringComparison.Ordinal));

        Assert.Empty(orleans.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Room_ReferencesNoTestLibrary(string room)
    {
        string[] testLibraries = ["xunit", "CsCheck", "ArchUnitNET", "BenchmarkDotNet", "Microsoft.Testing", "coverlet", "Orleans.TestingHost"];

        Assert.DoesNotContain(
            Rooms.Load(room).GetReferencedAssemblies(), name => testLibraries.Any(library => name.Name!.StartsWith(library, StringComparison.OrdinalIgnoreCase)));
    }
}
