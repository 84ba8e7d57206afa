namespace NegotiationSim.Analysis.Spaces;

/// <summary>Lists of one value, made once for all: nearly every value of a large space stands for itself alone.</summary>
internal static class Singles
{
    private static readonly ushort[]?[] s_lists = new ushort[ushort.MaxValue + 1][];

    /// <summary>The list of this value; nobody may write to it.</summary>
    public static ushort[] Of(ushort value) => s_lists[value] ??= [value];
}
