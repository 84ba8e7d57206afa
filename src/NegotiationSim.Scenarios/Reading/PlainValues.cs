using System.Buffers;
using System.Globalization;
using System.Text;
using NegotiationSim.Scenarios.Reading.Expressions;
using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>How plain values are read: texts, numbers, dates, durations, choices.</summary>
internal static class PlainValues
{
    /// <summary>An id that is defined here; null (and an error) when it is none.</summary>
    public static string? NewId(this ReadingContext context, ScalarNode node, string what)
    {
        if (node.Text.Length > Limits.NameLength)
        {
            context.Error(node.Position, $"the id of {what} has more than {Limits.NameLength} characters, the limit of an id");
            return null;
        }

        if (IsId(node.Text))
        {
            return node.Text;
        }

        var slug = Slug(node.Text);
        context.Error(node.Position, $"{node.Describe()} is no id for {what}; ids are made of a-z, 0-9, _ and - and begin with a letter or digit"
            + (slug.Length > 0 ? $", for example `{slug}`" : ""));
        return null;
    }

    public static string? NewId(this ReadingContext context, Place place, string what)
    {
        if (place.Node is ScalarNode scalar)
        {
            return context.NewId(scalar, what);
        }

        context.Error(place, $"the id of {what} is a plain name, not {place.Node.Describe()}");
        return null;
    }

    /// <summary>The text of a scalar that names something; null (and an error) for anything else.</summary>
    public static string? Name(this ReadingContext context, Place place, string what)
    {
        if (place.Node is ScalarNode { Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        context.Error(place, $"{what} is expected here, not {place.Node.Describe()}");
        return null;
    }

    public static string? Text(this ReadingContext context, Place place, string what)
    {
        if (place.Node is ScalarNode { Text.Length: > Limits.TextLength })
        {
            context.Error(place, $"{what} has more than {Limits.TextLength:N0} characters, the limit of a text; keep it short and put the rest into a file of its own");
            return null;
        }

        if (place.Node is ScalarNode scalar)
        {
            return scalar.Text;
        }

        context.Error(place, $"{what} is text, not {place.Node.Describe()}");
        return null;
    }

    /// <summary>An expression with its legal range; null (and an error) when it is none, or a constant outside the range.</summary>
    /// <param name="context">The reading of the file.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="legal">Its legal range.</param>
    /// <param name="what">How messages call it.</param>
    /// <param name="names">Numbers that may be named in it beside the drivers, which come first; null: none.</param>
    public static Quantity? Quantity(this ReadingContext context, Place place, Legal legal, string what, NamedNumbers? names = null)
    {
        if (context.Expression(place, what, names) is not { } expression)
        {
            return null;
        }

        if (expression is Constant { Value: var value } && !legal.Includes(value))
        {
            context.Error(place, $"{what} is {Show(value)}; it must be {legal.Description}");
            return null;
        }

        return new Quantity(expression, place.Path, Math.Max(legal.Floor, -Scenarios.Quantity.Largest), Math.Min(legal.Maximum, Scenarios.Quantity.Largest));
    }

    /// <summary>A number that may be computed but not drawn.</summary>
    public static double? Number(this ReadingContext context, Place place, Legal legal, string what)
    {
        switch (context.Quantity(place, legal, what)?.Expression)
        {
            case null:
                return null;
            case Constant constant:
                return constant.Value;
            default:
                context.Error(place, $"{what} cannot be uncertain; write a number, or an expression without distributions and uncertain drivers");
                return null;
        }
    }

    public static int? Whole(this ReadingContext context, Place place, int minimum, int maximum, string what)
    {
        if (context.Number(place, Legal.Any, what) is not { } value)
        {
            return null;
        }

        if (value != Math.Floor(value) || value < minimum || value > maximum)
        {
            context.Error(place, $"{what} is {Show(value)}; it must be a whole number from {minimum.ToString("N0", CultureInfo.InvariantCulture)} to {maximum.ToString("N0", CultureInfo.InvariantCulture)}");
            return null;
        }

        return (int)value;
    }

    public static Expression? Expression(this ReadingContext context, Place place, string what, NamedNumbers? names = null)
    {
        if (place.Node is not ScalarNode scalar || scalar.Kind is ScalarKind.Null or ScalarKind.Boolean)
        {
            context.Error(place, $"{what} is a number or an expression, not {place.Node.Describe()}");
            return null;
        }

        if (scalar.Kind == ScalarKind.Number)
        {
            // A driver may be called 7_days but not 7, so what looks like a number is one.
            var value = CoreSchema.ToDouble(scalar.Text);
            if (Math.Abs(value) <= Scenarios.Quantity.Largest)
            {
                return new Constant(value);
            }

            context.Error(place, $"{what} is {scalar.Describe()}; a number must be finite and at most 1e100");
            return null;
        }

        var (expression, fault, offset) = ExpressionParser.Parse(scalar.Text, place.Path, context.Drivers, names);
        if (fault is not null)
        {
            context.Error(scalar.PositionAt(offset), $"{what}: {fault}");
            return null;
        }

        if (expression is Constant { Value: var folded } && !(Math.Abs(folded) <= Scenarios.Quantity.Largest))
        {
            context.Error(place, $"{what} is {Show(folded)}; a number must be at most 1e100");
            return null;
        }

        context.Streams.AddAll(expression!, place.Position, context.Findings);
        return expression;
    }

    public static bool? Flag(this ReadingContext context, Place place, string what) =>
        place.Node is ScalarNode { Kind: ScalarKind.Boolean } scalar
            ? scalar.Text[0] is 't' or 'T'
            : context.Fail<bool>(place, $"{what} is {place.Node.Describe()}; it must be true or false");

    public static DateOnly? Date(this ReadingContext context, Place place, string what)
    {
        if (place.Node is not ScalarNode scalar)
        {
            return context.Fail<DateOnly>(place, $"{what} is a date, not {place.Node.Describe()}");
        }

        return context.DateOf(scalar, what);
    }

    public static DateOnly? DateOf(this ReadingContext context, ScalarNode scalar, string what)
    {
        if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        context.Error(scalar.Position, $"{what}: {scalar.Describe()} is no date; write year-month-day, for example 2016-09-12");
        return null;
    }

    /// <summary>Dates need a date for round 1.</summary>
    public static void NeedStart(this ReadingContext context, Position position, string what)
    {
        if (!context.Symbols.HasStart)
        {
            context.Error(position, $"{what} is dated, but the calendar has no `start`; give `calendar.start`, the date of round 1");
        }
    }

    public static TimeSpan? Duration(this ReadingContext context, Place place, string what, bool mayBeZero)
    {
        if (place.Node is ScalarNode { Text: [.., 'h' or 'd' or 'w'] } scalar
            && double.TryParse(scalar.Text.AsSpan(0, scalar.Text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            var hours = amount * (scalar.Text[^1] switch { 'h' => 1, 'd' => 24, _ => 168 });
            if (hours is <= 24 * 36_500 and >= 1.0 / 60 || (hours == 0 && mayBeZero))
            {
                return TimeSpan.FromHours(hours);
            }

            return context.Fail<TimeSpan>(place, $"{what} is {scalar.Describe()}; it must be {(mayBeZero ? "at most 36500d" : "from 1 minute to 36500d")}");
        }

        return context.Fail<TimeSpan>(place, $"{what} is {place.Node.Describe()}; write hours, days or weeks, for example 12h, 7d or 2w");
    }

    public static T? Choice<T>(this ReadingContext context, Place place, string what)
        where T : struct, Enum
    {
        if (place.Node is ScalarNode scalar && Words.Parse<T>(scalar.Text) is { } value)
        {
            return value;
        }

        var names = Words.Of<T>();
        var hint = place.Node is ScalarNode { Text: var text } && NearestName.Find(text, names) is { } near ? $"did you mean `{near}`? known" : "it is one of";
        return context.Fail<T>(place, $"{what} is {place.Node.Describe()}; {hint}: {string.Join(", ", names)}");
    }

    /// <summary>A number as messages show it.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static T? Fail<T>(this ReadingContext context, Place place, string message)
        where T : struct
    {
        context.Error(place, message);
        return null;
    }

    /// <summary>Ids match <c>[a-z0-9][a-z0-9_-]*</c>.</summary>
    public static bool IsId(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 40)))
        {
            var lower = char.ToLowerInvariant(c);
            if (IdCharacters.Contains(lower))
            {
                slug.Append(lower);
            }
            else if (slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }

        return slug.ToString().Trim('_', '-');
    }
}
