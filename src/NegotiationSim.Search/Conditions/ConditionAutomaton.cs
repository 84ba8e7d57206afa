using NegotiationSim.Search.Utilities;

namespace NegotiationSim.Search.Conditions;

/// <summary>
/// Many conditions, decided together while an outcome's components are set one after the other: a layered automaton. Two prefixes share
/// a state when whatever follows decides every condition alike, so the states are few although outcomes are many. A prefix that already
/// meets a forbidding condition has no state. Rebuilt in place, and only when a condition changed.
/// </summary>
internal sealed class ConditionAutomaton
{
    /// <summary>The most states per layer; prefixes beyond are left out of the search, which then is not exact.</summary>
    public const int MostStates = 1 << 12;

    /// <summary>
    /// Halves of outcomes are kept for each state, and each is tried with every value of the next component: with more than 8,192 values there are fewer states, so that a search stays below a gigabyte.
    /// </summary>
    private const int MostStatesByValues = 1 << 25;

    /// <summary>So many states there are in any case.</summary>
    private const int FewestStates = 16;

    /// <summary>No state: the prefix meets a forbidding condition.</summary>
    public const int Dead = -1;

    private readonly ComponentLayout _layout;
    private readonly int _mostStates;
    private readonly int[][] _next;

    // Values that pass the same tests lead to the same states and share a column: a component of thousands of values that a few lines look at has a few columns.
    private readonly int[] _columns;
    private readonly ushort[] _columnOf;
    private readonly int[] _stateCount;
    private readonly ResidualConditions _residual = new();
    private readonly List<ConcreteCondition> _conditions = [];
    private readonly List<int> _versions = [];
    private int _forbiddingCount = -1;
    private bool[] _held = [];
    private RowSet<ulong> _keys = new(1);
    private RowSet<ulong> _nextKeys = new(1);
    private ulong[] _key = [];
    private int[] _firstOf = [];

    public ConditionAutomaton(ComponentLayout layout)
    {
        _layout = layout;
        _mostStates = Math.Clamp(MostStatesByValues / Math.Max(1, layout.TableLength), FewestStates, MostStates);
        _next = new int[layout.ComponentCount][];
        _columns = new int[layout.ComponentCount];
        _columnOf = new ushort[layout.TableLength];
        _stateCount = new int[layout.ComponentCount + 1];
        Array.Fill(_next, []);
    }

    /// <summary>False when there were more states than are kept.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The number of states after the first <paramref name="layer"/> components; state 0 of layer 0 is the start.</summary>
    public int StateCount(int layer) => _stateCount[layer];

    /// <summary>The state of the next layer to which a value of a component leads, or <see cref="Dead"/>.</summary>
    public int Next(int component, int state, int value) => _next[component][state * _columns[component] + _columnOf[_layout.Offset(component) + value]];

    /// <summary>Whether a counted condition holds for the outcomes that end in a state of the last layer.</summary>
    public bool Holds(int finalState, int counted) => _held[finalState * (_conditions.Count - _forbiddingCount) + counted];

    /// <summary>Builds the automaton.</summary>
    /// <param name="forbidding">Conditions that no outcome may meet, and those that only count.</param>
    /// <param name="forbiddingCount">How many of the first conditions forbid.</param>
    public void Build(ReadOnlySpan<ConcreteCondition> forbidding, int forbiddingCount)
    {
        if (IsUnchanged(forbidding, forbiddingCount))
        {
            return;
        }

        _conditions.Clear();
        _versions.Clear();
        foreach (var condition in forbidding)
        {
            _conditions.Add(condition);
            _versions.Add(condition.Version);
        }

        _forbiddingCount = forbiddingCount;
        _residual.Reset(_conditions, forbiddingCount, _layout.ComponentCount);
        IsComplete = true;
        Room.Reserve(ref _key, _residual.Words);
        _keys.Clear(_residual.Words);
        _nextKeys.Clear(_residual.Words);
        _stateCount[0] = 1;
        var key = _key.AsSpan(0, _residual.Words);
        var alive = _residual.Start(key);
        _keys.Add(key);
        for (var c = 0; c < _layout.ComponentCount; c++)
        {
            if (alive && _residual.LeavesOf(c).Length > 0)
            {
                Branch(c);
            }
            else
            {
                Pass(c, alive);
            }
        }

        ReadHeld();
    }

    private bool IsUnchanged(ReadOnlySpan<ConcreteCondition> conditions, int forbiddingCount)
    {
        if (forbiddingCount != _forbiddingCount || conditions.Length != _conditions.Count)
        {
            return false;
        }

        for (var i = 0; i < conditions.Length; i++)
        {
            if (_conditions[i] != conditions[i] || _versions[i] != conditions[i].Version)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A component that no condition looks at, or that comes when nothing is left to look at.</summary>
    private void Pass(int component, bool alive)
    {
        _stateCount[component + 1] = alive ? _stateCount[component] : 0;
        _columns[component] = 1;
        _columnOf.AsSpan(_layout.Offset(component), _layout.ValueCount(component)).Clear();
        Room.Reserve(ref _next[component], _stateCount[component]);
        for (var state = 0; state < _stateCount[component]; state++)
        {
            _next[component][state] = alive ? state : Dead;
        }
    }

    private void Branch(int component)
    {
        var columns = FindColumns(component, _layout.ValueCount(component));
        Room.Reserve(ref _next[component], _stateCount[component] * columns);
        _nextKeys.Clear();
        var key = _key.AsSpan(0, _residual.Words);
        for (var state = 0; state < _stateCount[component]; state++)
        {
            for (var column = 0; column < columns; column++)
            {
                _keys[state].CopyTo(key);
                _next[component][state * columns + column] = _residual.Advance(key, component, _firstOf[column]) ? StateOf(key) : Dead;
            }
        }

        _stateCount[component + 1] = _nextKeys.Count;
        (_keys, _nextKeys) = (_nextKeys, _keys);
    }

    /// <summary>The state of a key in the next layer: a new one where there is none and room for another.</summary>
    private int StateOf(ReadOnlySpan<ulong> key)
    {
        if (_nextKeys.Count == _mostStates && !_nextKeys.Contains(key))
        {
            IsComplete = false;
            return Dead;
        }

        _nextKeys.Add(key, out var state);
        return state;
    }

    /// <summary>Gives values that pass the same tests one column; returns the number of columns.</summary>
    private int FindColumns(int component, int values)
    {
        var columnOf = _columnOf.AsSpan(_layout.Offset(component), values);
        Room.Reserve(ref _firstOf, values);
        var columns = 0;
        for (var v = 0; v < values; v++)
        {
            var column = 0;
            while (column < columns && !_residual.IsAlike(component, _firstOf[column], v))
            {
                column++;
            }

            columnOf[v] = (ushort)column;
            if (column == columns)
            {
                _firstOf[columns++] = v;
            }
        }

        _columns[component] = columns;
        return columns;
    }

    private void ReadHeld()
    {
        var counted = _conditions.Count - _forbiddingCount;
        var states = _stateCount[_layout.ComponentCount];
        Room.Reserve(ref _held, states * counted);
        for (var state = 0; state < states; state++)
        {
            for (var i = 0; i < counted; i++)
            {
                _held[state * counted + i] = _residual.Holds(_keys[state], _forbiddingCount + i);
            }
        }
    }
}
