namespace NegotiationSim.ClusterModel.Inputs;

/// <summary>A number that the model rests on, and where it comes from.</summary>
/// <param name="Value">The number.</param>
/// <param name="Source">How it was measured, or that it is assumed.</param>
internal readonly record struct Number(double Value, string Source)
{
    public static implicit operator double(Number number) => number.Value;
}
