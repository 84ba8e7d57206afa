using NegotiationSim.Scenarios.Reading.Language;
using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>
/// A mapping seen through its table of keys. Making it reports keys that are unknown, empty or missing; the methods read values with the
/// shape that the table gives and return the fallback where there is none or it is in error.
/// </summary>
internal sealed class MapView
{
    private readonly ReadingContext _context;
    private readonly MappingNode _node;
    private readonly MappingShape _shape;

    /// <summary>Keys that an unknown key was probably meant to be; they are not reported as missing as well.</summary>
    private readonly HashSet<string> _slips = new(StringComparer.Ordinal);

    public MapView(ReadingContext context, Place place, MappingNode node, MappingShape shape)
    {
        _context = context;
        _node = node;
        _shape = shape;
        Place = place;
        foreach (var (key, value) in node.Entries)
        {
            CheckKey(key, value);
        }

        foreach (var key in shape.Keys)
        {
            if (key.Required && node.Find(key.Name) is null && !_slips.Contains(key.Name))
            {
                context.Error(place, $"{shape.Name}: the key `{key.Name}` is missing; {Decapitalise(key.Summary)}");
            }
        }
    }

    public Place Place { get; }

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of a key; null where it is missing or empty.</summary>
    public Place? Find(string key) =>
        _node.Find(key) is { } value && value is not ScalarNode { Kind: ScalarKind.Null } ? Place.Child(key, value) : null;

    /// <summary>Where the key itself stands, else the mapping.</summary>
    public Position At(string key)
    {
        foreach (var entry in _node.Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Key.Position;
            }
        }

        return Place.Position;
    }

    /// <summary>The keys of <paramref name="names"/> that are present.</summary>
    public List<string> Present(params ReadOnlySpan<string> names)
    {
        var present = new List<string>();
        foreach (var name in names)
        {
            if (Has(name))
            {
                present.Add(name);
            }
        }

        return present;
    }

    /// <summary>The one key of <paramref name="names"/> that is present; null (and an error) when none or several are.</summary>
    public string? OneOf(params ReadOnlySpan<string> names)
    {
        var present = Present(names);
        if (present.Count == 1)
        {
            return present[0];
        }

        var choices = string.Join(", ", names.ToArray().Select(n => $"`{n}`"));
        if (present.Count == 0 && _slips.Overlaps(names.ToArray()))
        {
            return null;
        }

        if (present.Count == 0)
        {
            _context.Error(Place, $"{_shape.Name}: one of {choices} is needed");
        }
        else
        {
            _context.Error(At(present[1]), $"{_shape.Name}: `{present[1]}` and `{present[0]}` exclude each other; keep one of {choices}");
        }

        return null;
    }

    public Quantity? Quantity(string key) =>
        Find(key) is { } place ? _context.Quantity(place, LegalOf(key), $"`{key}`") : null;

    public Quantity Quantity(string key, double fallback) =>
        Quantity(key) ?? Scenarios.Quantity.Of(fallback, Place.Join(Place.Path, key));

    public double? Number(string key) =>
        Find(key) is { } place ? _context.Number(place, LegalOf(key), $"`{key}`") : null;

    public int Whole(string key, int fallback) =>
        Find(key) is { } place && _shape.Find(key)?.Shape is WholeShape whole ? _context.Whole(place, whole.Minimum, whole.Maximum, $"`{key}`") ?? fallback : fallback;

    public bool Flag(string key, bool fallback) => Find(key) is { } place ? _context.Flag(place, $"`{key}`") ?? fallback : fallback;

    public string? Text(string key) => Find(key) is { } place ? _context.Text(place, $"`{key}`") : null;

    public DateOnly? Date(string key) => Find(key) is { } place ? _context.Date(place, $"`{key}`") : null;

    public TimeSpan Duration(string key, TimeSpan fallback) =>
        Find(key) is { } place ? _context.Duration(place, $"`{key}`", mayBeZero: fallback == TimeSpan.Zero) ?? fallback : fallback;

    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Find(key) is not { } place)
        {
            return fallback;
        }

        NotYetSimulated.Note(_context, _shape, key, place);
        return _context.Choice<T>(place, $"`{key}`") ?? fallback;
    }

    public IEnumerable<Place> Items(string key) => Find(key) is { } place ? _context.Items(place, $"`{key}`") : [];

    public IEnumerable<(ScalarNode Key, Place Value)> Entries(string key) =>
        Find(key) is { } place ? _context.Entries(place, $"`{key}`") : [];

    /// <summary>The mapping under a key; null where it is missing or in error.</summary>
    public MapView? Map(string key, MappingShape shape) => Find(key) is { } place ? _context.Map(place, shape) : null;

    private Legal LegalOf(string key) => Legal(_shape.Find(key)!.Shape);

    private static Legal Legal(Shape shape) => shape switch
    {
        NumberShape number => number.Legal,
        EitherShape either => either.Options.OfType<NumberShape>().First().Legal,
        _ => Language.Legal.Any,
    };

    private void CheckKey(ScalarNode key, Node value)
    {
        if (_shape.Find(key.Text) is null)
        {
            var names = _shape.Keys.Select(k => k.Name);
            _context.Error(key.Position, $"{_shape.Name}: unknown key {key.Describe()}{_context.Hint(key.Text, names)}");
            if (!_context.Findings.Full && NearestName.Find(key.Text, names) is { } meant)
            {
                _slips.Add(meant);
            }
        }
        else if (value is ScalarNode { Kind: ScalarKind.Null })
        {
            _context.Error(key.Position, $"{_shape.Name}: `{key.Text}` has no value; give it one or leave the key out");
        }

        NotYetSimulated.Note(_context, _shape, key);
    }

    private static string Decapitalise(string text) => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');
}
