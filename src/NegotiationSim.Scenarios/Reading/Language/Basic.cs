using System.Collections.Immutable;

namespace NegotiationSim.Scenarios.Reading.Language;

/// <summary>Shapes that many keys share.</summary>
internal static class Basic
{
    public static readonly Shape Text = new TextShape();
    public static readonly Shape Id = new IdShape();
    public static readonly Shape Ids = new ListShape(Id);
    public static readonly Shape Flag = new FlagShape();
    public static readonly Shape Date = new DateShape();
    public static readonly Shape Duration = new DurationShape();
    public static readonly Shape Any = new NumberShape(Legal.Any);

    /// <summary>A position on the scale of an issue: a number, or the id of an option, which may look like anything.</summary>
    public static readonly Shape Position = Either(Any, Id);
    public static readonly Shape FixedAny = new NumberShape(Legal.Any, Fixed: true);
    public static readonly Shape Share = new NumberShape(Legal.Share);
    public static readonly Shape NotNegative = new NumberShape(Legal.NotNegative);
    public static readonly Shape Positive = new NumberShape(Legal.Positive);
    public static readonly Shape Statement = new ConditionShape();
    public static readonly Shape Terms = new TermsShape();

    public static EitherShape Either(params ImmutableArray<Shape> options) => new(options);
}
