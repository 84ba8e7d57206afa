using System.Collections.Immutable;
using System.Globalization;
using NegotiationSim.Analysis.Statistics;
using NegotiationSim.Engine;
using NegotiationSim.Engine.Blocks;
using NegotiationSim.Reports.Json;
using NegotiationSim.Reports.Replicas;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Reports.Pages;

/// <summary>What a report adds up from the rows of a batch beyond its summary. Counts and quantiles do not depend on how the rows are grouped; memory does not grow with their number.</summary>
public sealed class RowTally
{
    private static readonly Dictionary<string, Ending> s_endings = Enum.GetValues<Ending>().ToDictionary(JsonNames.Of, StringComparer.Ordinal);

    /// <summary>Different texts of one set that are counted before they are added up member by member.</summary>
    private const int MostSubsets = 1 << 14;

    private readonly Scenario _scenario;
    private readonly Dictionary<int, long[][]> _members = [];
    private readonly SortedDictionary<int, long[]> _rounds = [];
    private readonly Dictionary<BlockCause, long[]> _causes = [];
    private readonly Dictionary<(string?, string?, string?, string?), BlockCause> _names = [];
    private readonly Dictionary<BlockCause, long[]> _risks = [];
    private readonly Dictionary<string, long[]>[] _terms;
    private readonly ActorTally?[] _actors;

    /// <summary>An empty tally.</summary>
    public RowTally(Scenario scenario)
    {
        _scenario = scenario;
        _terms = [.. scenario.Space.Issues.Select(_ => new Dictionary<string, long[]>(StringComparer.Ordinal))];
        _actors = [.. scenario.Actors.Select(actor => actor.Preferences is null ? null : new ActorTally())];
    }

    /// <summary>How many rows there were.</summary>
    public long Runs { get; private set; }

    /// <summary>By round of the signature, ascending: how many texts were signed in it, by ending.</summary>
    public IReadOnlyDictionary<int, long[]> Rounds => _rounds;

    /// <summary>By cause, without whose incidents added most: how many replicas it ended, by ending.</summary>
    public IReadOnlyDictionary<BlockCause, long[]> Causes => _causes;

    /// <summary>What ended agreements in force: by cause how many in each period, the commonest cause first, those that are equally common in the order of their kind and actor.</summary>
    public ImmutableArray<(BlockCause Cause, long[] Periods)> Risks =>
        [.. _risks.OrderByDescending(risk => risk.Value.Sum()).ThenBy(risk => risk.Key.Kind).ThenBy(risk => risk.Key.Actor).ThenBy(risk => risk.Key.Event).Select(risk => (risk.Key, risk.Value))];

    /// <summary>What an actor came to; null for a mediator.</summary>
    public ActorTally? Actor(int actor) => _actors[actor];

    /// <summary>The columns that are read.</summary>
    public static IReadOnlyList<string> Columns(Scenario scenario) =>
    [
        "ending", "cause", "cause_actor", "cause_red_line", "cause_event", "round", "period",
        .. scenario.Space.Issues.Select(issue => "agreement." + issue.Id),
        .. scenario.Actors.Where(actor => actor.Preferences is not null).SelectMany(actor => new[] { $"actors.{actor.Id}.utility", $"actors.{actor.Id}.no_deal" }),
    ];

    /// <summary>Reads all rows of a batch.</summary>
    /// <exception cref="InvalidDataException">They are not those of a batch of this scenario.</exception>
    public static async Task<RowTally> ReadAsync(Scenario scenario, ReplicaReader reader)
    {
        var tally = new RowTally(scenario);
        try
        {
            await reader.ReadAsync([.. Columns(scenario)], tally.Add).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new InvalidDataException($"it is no table of this scenario's replicas: {e.Message}", e);
        }

        return tally;
    }

    /// <summary>How often each value of an issue, or each member of a set, was agreed: by ending, the values in the order of the file.</summary>
    /// <param name="issue">The issue's place.</param>
    public ImmutableArray<long[]> Terms(int issue)
    {
        AddUp(issue);
        return [.. _members[issue]];
    }

    /// <summary>Adds the texts of an issue that were counted to its values or members, and forgets them.</summary>
    private void AddUp(int issue)
    {
        var counted = _scenario.Space.Issues[issue];
        var set = counted as SetIssue;
        if (!_members.TryGetValue(issue, out var values))
        {
            _members.Add(issue, values = [.. Enumerable.Range(0, set?.Members.Length ?? counted.ValueCount).Select(_ => new long[s_endings.Count])]);
        }

        foreach (var (text, counts) in _terms[issue])
        {
            var named = set is null ? [TermIds.ValueOf(counted, text)] : text.Length == 0 ? [] : text.Split(',').Select(member => set.Members.IndexOf(member));
            foreach (var value in named)
            {
                for (var e = 0; e < counts.Length; e++)
                {
                    values[value][e] += counts[e];
                }
            }
        }

        _terms[issue].Clear();
    }

    private void Add(ReplicaRows rows)
    {
        var (ending, round, period) = (rows.Texts("ending"), rows.Numbers("round"), rows.Numbers("period"));
        var endings = new Ending[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            endings[i] = s_endings[ending[i] ?? throw new FormatException("a row has no ending")];
            if (!double.IsNaN(round[i]))
            {
                Count(_rounds, (int)round[i])[(int)endings[i]]++;
            }
        }

        AddCauses(rows, endings, period);
        for (var issue = 0; issue < _terms.Length; issue++)
        {
            AddTerms(rows, "agreement." + _scenario.Space.Issues[issue].Id, _terms[issue], endings);
            if (_terms[issue].Count > MostSubsets)
            {
                AddUp(issue);
            }
        }

        for (var a = 0; a < _actors.Length; a++)
        {
            if (_actors[a] is { } actor)
            {
                var id = _scenario.Actors[a].Id;
                actor.Add(endings, rows.Numbers($"actors.{id}.utility"), rows.Numbers($"actors.{id}.no_deal"));
            }
        }

        Runs += rows.Count;
    }

    private void AddCauses(ReplicaRows rows, Ending[] endings, double[] periods)
    {
        var (kinds, actors, lines, events) = (rows.Texts("cause"), rows.Texts("cause_actor"), rows.Texts("cause_red_line"), rows.Texts("cause_event"));
        for (var i = 0; i < rows.Count; i++)
        {
            var name = (kinds[i], actors[i], lines[i], events[i]);
            if (!_names.TryGetValue(name, out var cause))
            {
                _names.Add(name, cause = CauseIds.Of(_scenario, kinds[i], actors[i], lines[i], events[i]));
            }

            Count(_causes, cause)[(int)endings[i]]++;
            if (endings[i] == Ending.Collapsed)
            {
                if (!_risks.TryGetValue(cause, out var counts))
                {
                    _risks.Add(cause, counts = new long[_scenario.Implementation?.Horizon ?? throw new FormatException("an agreement collapsed, and there is no implementation")]);
                }

                counts[(int)periods[i] - 1]++;
            }
        }
    }

    private static void AddTerms(ReplicaRows rows, string column, Dictionary<string, long[]> terms, Ending[] endings)
    {
        var texts = rows.IsText(column) ? rows.Texts(column) : null;
        var numbers = texts is null ? rows.Numbers(column) : null;
        for (var i = 0; i < rows.Count; i++)
        {
            var term = texts is not null ? texts[i] : double.IsNaN(numbers![i]) ? null : numbers[i].ToString("R", CultureInfo.InvariantCulture);
            if (term is not null)
            {
                Count(terms, term)[(int)endings[i]]++;
            }
        }
    }

    private static long[] Count<T>(IDictionary<T, long[]> counts, T key)
    {
        if (!counts.TryGetValue(key, out var found))
        {
            counts.Add(key, found = new long[s_endings.Count]);
        }

        return found;
    }
}

/// <summary>What the endings and no deal were worth to an actor.</summary>
public sealed class ActorTally
{
    private readonly ValueHistogram _noDeal = new();
    private readonly double[] _sums = new double[Enum.GetValues<Ending>().Length];
    private readonly long[] _counts = new long[Enum.GetValues<Ending>().Length];

    /// <summary>What no deal was worth to it at the end.</summary>
    public Spread? NoDeal => _noDeal.Spread();

    /// <summary>In how many replicas the ending was worth more to it than no deal, by more than 1e-9.</summary>
    public long Better { get; private set; }

    /// <summary>In how many it was worth less.</summary>
    public long Worse { get; private set; }

    /// <summary>The mean worth of an ending to it; null where nothing ended so.</summary>
    public double? Mean(Ending ending) => _counts[(int)ending] == 0 ? null : _sums[(int)ending] / _counts[(int)ending];

    internal void Add(Ending[] endings, double[] utilities, double[] noDeals)
    {
        for (var i = 0; i < endings.Length; i++)
        {
            _noDeal.Add(noDeals[i]);
            _sums[(int)endings[i]] += utilities[i];
            _counts[(int)endings[i]]++;
            Better += utilities[i] > noDeals[i] + 1e-9 ? 1 : 0;
            Worse += utilities[i] < noDeals[i] - 1e-9 ? 1 : 0;
        }
    }
}
