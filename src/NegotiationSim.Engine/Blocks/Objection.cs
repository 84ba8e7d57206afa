namespace NegotiationSim.Engine.Blocks;

/// <summary>A principal rejects what stands and names a red line that it crosses. Source: van Veenen and Prakken, "A protocol for arguing about rejections in negotiation" (2005).</summary>
/// <param name="Slot">The replica's slot.</param>
/// <param name="Owner">Whose line it is, by actor index: the principal's own or that of a ratifier that it consults.</param>
/// <param name="Line">Which of the owner's lines, by index.</param>
/// <param name="Variant">What it forbids in this replica: an index into the owner's <see cref="LineVariants"/>.</param>
[GenerateSerializer, Immutable, Alias("negsim.objection")]
public readonly record struct Objection([property: Id(0)] int Slot, [property: Id(1)] short Owner, [property: Id(2)] short Line, [property: Id(3)] int Variant);

/// <summary>A principal takes a named line back by offering or accepting what crosses it.</summary>
/// <param name="Slot">The replica's slot.</param>
/// <param name="Owner">Whose line it is, by actor index.</param>
/// <param name="Line">Which of the owner's lines, by index.</param>
[GenerateSerializer, Immutable, Alias("negsim.withdrawal")]
public readonly record struct Withdrawal([property: Id(0)] int Slot, [property: Id(1)] short Owner, [property: Id(2)] short Line);
