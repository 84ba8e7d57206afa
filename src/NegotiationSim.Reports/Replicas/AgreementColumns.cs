using System.Globalization;
using System.Runtime.InteropServices;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Replicas;

/// <summary>
/// The signed text, a column per issue, no value where nothing was signed: an option's id, a number, the members of a set with commas between them, or <c>open</c>. A range that may stay
/// open is a column of texts, any other range one of numbers.
/// </summary>
internal sealed class AgreementColumns : IColumnGroup
{
    private readonly int _components;
    private readonly IReadOnlyList<Term> _terms;

    public AgreementColumns(Scenario scenario)
    {
        _components = scenario.Space.Components.Length;
        _terms = [.. scenario.Space.Issues.Select(Of)];
    }

    public IReadOnlyList<Column> Columns => [.. _terms.Select(term => term.Column)];

    public void Fill(BlockSlice slice, int row)
    {
        var result = slice.Block.Result;
        foreach (var term in _terms)
        {
            term.Fill(
                result.SignedRounds.AsSpan(slice.From, slice.Count),
                result.Texts.AsSpan(slice.From * _components, slice.Count * _components),
                _components,
                row);
        }
    }

    private static Term Of(Issue issue)
    {
        var name = "agreement." + issue.Id;
        return issue switch
        {
            OptionsIssue options => new OptionTerm(issue.FirstComponent, name, options.Options.Select(o => o.Id).Concat(issue.MayStayOpen ? ["open"] : [])),
            RangeIssue { MayStayOpen: true } range => new OptionTerm(
                issue.FirstComponent, name, range.Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)).Append("open")),
            RangeIssue range => new NumberTerm(issue.FirstComponent, name, range),
            SetIssue set => new SetTerm(name, set),
            _ => throw new ArgumentOutOfRangeException(nameof(issue), issue, null),
        };
    }

    /// <summary>An issue's column.</summary>
    private abstract class Term
    {
        public abstract Column Column { get; }

        public abstract void Fill(ReadOnlySpan<int> signed, ReadOnlySpan<ushort> texts, int components, int row);
    }

    private sealed class OptionTerm(int component, string name, IEnumerable<string> values) : Term
    {
        private readonly TextColumn _column = new(name, values);

        public override Column Column => _column;

        public override void Fill(ReadOnlySpan<int> signed, ReadOnlySpan<ushort> texts, int components, int row)
        {
            var codes = _column.From(row);
            for (var k = 0; k < signed.Length; k++)
            {
                codes[k] = signed[k] > 0 ? texts[k * components + component] : TextColumn.None;
            }
        }
    }

    private sealed class NumberTerm(int component, string name, RangeIssue range) : Term
    {
        private readonly NumberColumn _column = new(name, mayMiss: true);

        public override Column Column => _column;

        public override void Fill(ReadOnlySpan<int> signed, ReadOnlySpan<ushort> texts, int components, int row)
        {
            var numbers = _column.From(row);
            for (var k = 0; k < signed.Length; k++)
            {
                numbers[k] = signed[k] > 0 ? range.Numbers[texts[k * components + component]] : double.NaN;
            }
        }
    }

    private sealed class SetTerm : Term
    {
        private readonly SetIssue _set;
        private readonly TextColumn _column;
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

        public SetTerm(string name, SetIssue set)
        {
            _set = set;
            _column = new TextColumn(name, []);
            _column.Forgotten += _places.Clear;
            _lookup = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public override Column Column => _column;

        public override void Fill(ReadOnlySpan<int> signed, ReadOnlySpan<ushort> texts, int components, int row)
        {
            var codes = _column.From(row);
            for (var k = 0; k < signed.Length; k++)
            {
                codes[k] = signed[k] > 0 ? PlaceOf(texts.Slice(k * components + _set.FirstComponent, _set.Members.Length)) : TextColumn.None;
            }
        }

        private int PlaceOf(ReadOnlySpan<ushort> members)
        {
            // The zeros and ones of the members, taken as characters, are the key: nothing is allocated for a subset that has come up before.
            var key = MemoryMarshal.Cast<ushort, char>(members);
            if (!_lookup.TryGetValue(key, out var place))
            {
                var names = new List<string>();
                for (var m = 0; m < members.Length; m++)
                {
                    if (members[m] != 0)
                    {
                        names.Add(_set.Members[m]);
                    }
                }

                place = _column.PlaceOf(string.Join(',', names));
                _lookup[key] = place;
            }

            return place;
        }
    }
}
