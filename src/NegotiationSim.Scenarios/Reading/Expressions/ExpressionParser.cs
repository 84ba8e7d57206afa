using System.Collections.Immutable;
using System.Globalization;

namespace NegotiationSim.Scenarios.Reading.Expressions;

/// <summary>
/// Parses an expression and folds what does not depend on a draw. Grammar:
/// <code>
/// sum     = product { ("+" | "-") product }
/// product = factor { ("*" | "/") factor }
/// factor  = { "+" | "-" } ( number | driver | function "(" sum { "," sum } ")" | "(" sum ")" )
/// </code>
/// </summary>
internal sealed class ExpressionParser
{
    private readonly string _text;
    private readonly string _path;
    private readonly DriverScope _drivers;
    private readonly NamedNumbers? _names;
    private readonly int _longestName;
    private int _at;
    private int _depth;
    private int _terms;
    private int _ordinal;

    private ExpressionParser(string text, string path, DriverScope drivers, NamedNumbers? names)
    {
        _text = text;
        _path = path;
        _drivers = drivers;
        _names = names;
        _longestName = Math.Max(drivers.LongestName, names?.LongestName ?? 0);
    }

    /// <summary>The expression, or the fault and the offset in the text at which it was found.</summary>
    public static (Expression? Expression, string? Fault, int Offset) Parse(string text, string path, DriverScope drivers, NamedNumbers? names = null)
    {
        if (text.Length > Limits.ExpressionLength)
        {
            return (null, $"an expression of more than {Limits.ExpressionLength:N0} characters, the limit; name parts of it under `drivers`", 0);
        }

        var parser = new ExpressionParser(text, path, drivers, names);
        try
        {
            var expression = parser.Sum();
            parser.SkipSpace();
            if (parser._at < text.Length)
            {
                throw new ExpressionException(parser._at, $"`{text[parser._at]}` does not continue the expression; an operator + - * / is expected, or the end");
            }

            return (expression, null, 0);
        }
        catch (ExpressionException e)
        {
            return (null, e.Message, Math.Min(e.Offset, text.Length));
        }
    }

    private Expression Sum()
    {
        if (++_depth > Limits.Nesting)
        {
            throw new ExpressionException(_at, $"parentheses nested deeper than {Limits.Nesting} levels, the limit of an expression");
        }

        var left = Product();
        while (Operator('+', '-') is { } found)
        {
            left = Combine(found == '+' ? BinaryOperator.Add : BinaryOperator.Subtract, left, Product(), _at);
        }

        _depth--;
        return left;
    }

    private Expression Product()
    {
        var left = Factor();
        while (Operator('*', '/') is { } found)
        {
            var at = _at - 1;
            left = Combine(found == '*' ? BinaryOperator.Multiply : BinaryOperator.Divide, left, Factor(), at);
        }

        return left;
    }

    private Expression Factor()
    {
        var negative = false;
        while (Operator('-', '+') is { } sign)
        {
            negative ^= sign == '-';
        }

        var operand = Primary();
        return !negative ? operand : operand is Constant constant ? new Constant(-constant.Value) : new Negate(operand);
    }

    private Expression Primary()
    {
        SkipSpace();
        CountTerm();
        if (_at >= _text.Length)
        {
            throw new ExpressionException(_at, "the expression ends too early; a number, a driver or a distribution is expected");
        }

        var c = _text[_at];
        if (c == '(')
        {
            _at++;
            var inner = Sum();
            Expect(')');
            return inner;
        }

        if (IsNameStart(c) || char.IsAsciiDigit(c))
        {
            return Word();
        }

        return c == '.' ? Number() : throw new ExpressionException(_at, $"`{c}` cannot stand here; a number, a driver or a distribution is expected");
    }

    private Expression Word()
    {
        var start = _at;
        var end = start;
        while (end < _text.Length && end - start <= _longestName && IsNamePart(_text[end]))
        {
            end++; // no further than a driver's name can be, so that the scan stays linear on any text
        }

        // A hyphen may belong to a name or be a minus: the longest name that is known wins, a driver before an option of the same name.
        for (var cut = end; cut > start; cut = _text.LastIndexOf('-', cut - 1, cut - start))
        {
            if (_drivers.IsKnown(_text.AsSpan(start, cut - start)))
            {
                _at = cut;
                var name = _text[start..cut];
                return _drivers.TryUse(name, out var expression)
                    ? expression
                    : throw new ExpressionException(start, $"the driver `{name}` is not defined before this one; put it above");
            }

            if (_names?.Find(_text[start..cut]) is { } number)
            {
                _at = cut;
                return new Constant(number);
            }
        }

        if (char.IsAsciiDigit(_text[start]))
        {
            return Number();
        }

        while (end < _text.Length && IsNamePart(_text[end]))
        {
            end++;
        }

        var stop = _text.IndexOf('-', start, end - start);
        _at = stop < 0 ? end : stop;
        var word = _text[start.._at];
        SkipSpace();
        if (_at < _text.Length && _text[_at] == '(')
        {
            return Call(word, start);
        }

        if (Functions.Names.Contains(word))
        {
            throw new ExpressionException(start, $"`{word}` needs its arguments: {Functions.Signature(word)}");
        }

        throw new ExpressionException(start, $"no driver is called `{word}`{Hint(word)}");
    }

    private string Hint(string word) =>
        NearestName.Find(word, _drivers.Known.Concat(Functions.Names).Concat(_names?.Names ?? [])) is { } near ? $"; did you mean `{near}`?" : NearestName.Hint(word, _drivers.Known);

    private Expression Call(string name, int start)
    {
        if (!Functions.Names.Contains(name))
        {
            throw new ExpressionException(start, $"no function is called `{name}`{NearestName.Hint(name, Functions.Names)}");
        }

        // The ordinal is the place in reading order, so an outer distribution comes before those in its arguments.
        var ordinal = Functions.IsDistribution(name) ? _ordinal++ : 0;
        _at++;
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        SkipSpace();
        if (_at < _text.Length && _text[_at] != ')')
        {
            arguments.Add(Sum());
            while (Operator(',', ',') is not null)
            {
                arguments.Add(Sum());
            }
        }

        Expect(')');
        return Functions.Make(name, arguments.ToImmutable(), start, $"{_path}#{ordinal.ToString(CultureInfo.InvariantCulture)}");
    }

    private Constant Number()
    {
        var start = _at;
        var end = start;
        while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == '.'))
        {
            end++;
        }

        if (end < _text.Length && _text[end] is 'e' or 'E')
        {
            var exponent = end + 1;
            exponent += exponent < _text.Length && _text[exponent] is '+' or '-' ? 1 : 0;
            if (exponent < _text.Length && char.IsAsciiDigit(_text[exponent]))
            {
                for (end = exponent; end < _text.Length && char.IsAsciiDigit(_text[end]); end++)
                {
                }
            }
        }

        if (!double.TryParse(_text.AsSpan(start, end - start), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || (end < _text.Length && IsNamePart(_text[end]) && _text[end] != '-'))
        {
            while (end < _text.Length && IsNamePart(_text[end]))
            {
                end++;
            }

            var word = _text[start..end];
            throw new ExpressionException(start, $"`{word}` is neither a number nor a driver{NearestName.Hint(word, _drivers.Known)}");
        }

        _at = end;
        return double.IsFinite(value) ? new Constant(value) : throw new ExpressionException(start, "the number is too large; at most 1.8e308");
    }

    private static Expression Combine(BinaryOperator operation, Expression left, Expression right, int offset) => Functions.Fold(operation, left, right, offset);

    private void CountTerm()
    {
        if (++_terms > Limits.ExpressionTerms)
        {
            throw new ExpressionException(_at, $"an expression of more than {Limits.ExpressionTerms} terms, the limit; name parts of it under `drivers`");
        }
    }

    private char? Operator(char one, char other)
    {
        SkipSpace();
        if (_at >= _text.Length || (_text[_at] != one && _text[_at] != other))
        {
            return null;
        }

        return _text[_at++];
    }

    private void Expect(char c)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != c)
        {
            throw new ExpressionException(_at, _at >= _text.Length ? $"a `{c}` is missing at the end" : $"`{_text[_at]}` stands where `{c}` is expected");
        }

        _at++;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}

/// <summary>What is wrong with an expression, at an offset of its text.</summary>
internal sealed class ExpressionException(int offset, string message) : Exception(message)
{
    public int Offset { get; } = offset;
}
