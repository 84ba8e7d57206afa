using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NegotiationSim.Architecture.Tests;

/// <summary>What a reader can hold in the head: types and methods that are not too long, each type in a file of its name.</summary>
public sealed class SizeTests
{
    private const int MostLinesOfAType = 300;
    private const int MostLinesOfAMethod = 60;

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> s_source = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(Repository.Root, file))),
    ]);

    [Fact]
    public void Type_AllItsParts_HaveAtMost300Lines()
    {
        var tooLong = Declarations<BaseTypeDeclarationSyntax>()
            .GroupBy(NameOf, type => Lines(type.Node))
            .Where(parts => parts.Sum() > MostLinesOfAType)
            .Select(parts => $"{parts.Key}: {parts.Sum()} lines");

        AssertNone(tooLong);
    }

    [Fact]
    public void Method_HasAtMost60Lines()
    {
        var tooLong = Declarations<SyntaxNode>()
            .Where(part => part.Node is (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax) && Lines(part.Node) > MostLinesOfAMethod)
            .Select(part => $"{part.Path}:{part.Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {Lines(part.Node)} lines");

        AssertNone(tooLong);
    }

    [Fact]
    public void File_IsNamedAfterATypeInIt()
    {
        var strangers = s_source.Value
            .Select(tree => (tree.FilePath, Types: tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsTopLevel).Select(NameOf).ToList()))
            .Where(file => file.Types.Count > 0 && !file.Types.Contains(Path.GetFileNameWithoutExtension(file.FilePath).Split('.')[0]))
            .Select(file => $"{file.FilePath}: {string.Join(", ", file.Types)}");

        AssertNone(strangers);

        static bool IsTopLevel(MemberDeclarationSyntax member) => member is (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax) and { Parent: BaseNamespaceDeclarationSyntax or CompilationUnitSyntax };
        static string NameOf(MemberDeclarationSyntax member) => member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax function => function.Identifier.Text,
            _ => "",
        };
    }

    private static IEnumerable<(T Node, string Path)> Declarations<T>()
        where T : SyntaxNode =>
        s_source.Value.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<T>().Select(node => (node, tree.FilePath)));

    /// <summary>The name of a type with its namespace and the types that it stands in, so that its parts come together.</summary>
    private static string NameOf((BaseTypeDeclarationSyntax Node, string Path) type) =>
        string.Join('.', type.Node.AncestorsAndSelf().Reverse().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax name => name.Name.ToString(),
            TypeDeclarationSyntax { TypeParameterList: { } parameters } generic => $"{generic.Identifier.Text}`{parameters.Parameters.Count}",
            BaseTypeDeclarationSyntax named => named.Identifier.Text,
            _ => "",
        }).Where(name => name.Length > 0));

    private static void AssertNone(IEnumerable<string> faults)
    {
        var all = string.Join('\n', faults);
        Assert.True(all.Length == 0, all);
    }

    /// <summary>From the first line of a declaration to its last, without the documentation before it.</summary>
    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
