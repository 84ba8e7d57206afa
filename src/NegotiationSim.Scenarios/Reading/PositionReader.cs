using NegotiationSim.Scenarios.Reading.Expressions;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// Reads a position on an issue's scale, as in <c>ideal</c>, <c>accepts</c> and the bounds of conditions: a number, an expression, or the id of an
/// option, which stands for its position. A value that is an option's id as a whole is that option, whatever else it could be: a number, a
/// driver, a function. Within an expression a number is a number, a driver comes before an option of its name, and other options' ids stand for their positions.
/// </summary>
internal sealed class PositionReader(ReadingContext context)
{
    /// <summary>The position; null (and an error) when it is none.</summary>
    public Quantity? Read(IssueValues known, Place place, Legal legal, string what)
    {
        if (known.Issue is not OptionsIssue options)
        {
            return context.Quantity(place, legal, what);
        }

        if (place.Node is ScalarNode whole && known.PositionOf(whole.Text) is { } position)
        {
            WarnOfAnotherMeaning(options, whole, position);
            return new Quantity(new Constant(position), place.Path, legal.Floor, legal.Maximum); // events may move it, within the scale
        }

        if (place.Node is ScalarNode { Kind: ScalarKind.Text } word && PlainValues.IsId(word.Text) && CoreSchema.Classify(word.Text) != ScalarKind.Number && !NamesAnything(word.Text))
        {
            context.Error(place, $"`{options.Id}` has no option {word.Describe()}{context.Hint(word.Text, known.Names)}");
            return null;
        }

        return context.Quantity(place, legal, what, known.Positions);

        bool NamesAnything(string text) => ExpressionNames.In(text, context.Drivers).Count > 0
            || (text.IndexOf('-', StringComparison.Ordinal) > 0 && text.Split('-').Any(part => known.PositionOf(part) is not null));
    }

    private void WarnOfAnotherMeaning(OptionsIssue options, ScalarNode named, double position)
    {
        if (named.Kind == ScalarKind.Number && CoreSchema.ToDouble(named.Text) is >= 0 and <= 100 and var number && number != position)
        {
            context.Warn(named.Position, $"`{named.Text}` is the option of `{options.Id}`, at {PlainValues.Show(position)}, and not the position {named.Text}; write +{PlainValues.Show(number)} for that");
        }
        else if (context.Drivers.Known.Contains(named.Text))
        {
            context.Drivers.TryUse(named.Text, out _);
            context.Warn(named.Position, $"`{named.Text}` is the option of `{options.Id}`, at {PlainValues.Show(position)}, and not the driver; write ({named.Text}) for that");
        }
    }
}
