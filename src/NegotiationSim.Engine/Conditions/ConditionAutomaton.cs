using NegotiationSim.Engine.Utilities;

namespace NegotiationSim.Engine.Conditions;

/// <summary>
/// Many conditions, decided together while an outcome's components are set one after the other: a layered automaton. Two prefixes share
/// a state when whatever follows decides every condition alike, so the states are few although outcomes are many. A prefix that already
/// meets a forbidding condition has no state. Rebuilt in place, and only when a condition changed.
/// </summary>
internal sealed class ConditionAutomaton
{
    /// <summary>The most states per layer; prefixes beyond are left out of the search, which then is not exact.</summary>
    public const int MostStates = 1 << 12;

    /// <summary>Steps from states by values that are kept, all components together: 128 MB. With thousands of values there are fewer states for it.</summary>
    private const int MostTransitions = 1 << 25;

    /// <summary>So many states there are in any case.</summary>
    private const int FewestStates = 16;

    /// <summary>No state: the prefix meets a forbidding condition.</summary>
    public const int Dead = -1;

    private readonly ComponentLayout _layout;
    private readonly int _mostStates;
    private readonly int[][] _next;
    private readonly int[] _stateCount;
    private readonly ResidualConditions _residual = new();
    private readonly List<ConcreteCondition> _conditions = [];
    private readonly List<int> _versions = [];
    private int _forbiddingCount = -1;
    private bool[] _held = [];
    private ulong[] _keys = [];
    private ulong[] _nextKeys = [];
    private int[] _slots = new int[64];
    private int[] _classOf = [];

    public ConditionAutomaton(ComponentLayout layout)
    {
        _layout = layout;
        _mostStates = Math.Clamp(MostTransitions / Math.Max(1, layout.TableLength), FewestStates, MostStates);
        _next = new int[layout.ComponentCount][];
        _stateCount = new int[layout.ComponentCount + 1];
        Array.Fill(_next, []);
    }

    /// <summary>False when there were more states than are kept.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The number of states after the first <paramref name="layer"/> components; state 0 of layer 0 is the start.</summary>
    public int StateCount(int layer) => _stateCount[layer];

    /// <summary>Per state and value of a component the state of the next layer, or <see cref="Dead"/>.</summary>
    public ReadOnlySpan<int> Next(int component) => _next[component];

    public int Next(int component, int state, int value) => _next[component][state * _layout.ValueCount(component) + value];

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
        Grow(ref _keys, _residual.Words);
        _stateCount[0] = 1;
        var alive = _residual.Start(_keys.AsSpan(0, _residual.Words));
        for (var c = 0; c < _layout.ComponentCount; c++)
        {
            Grow(ref _next[c], _stateCount[c] * _layout.ValueCount(c));
            if (!alive)
            {
                Array.Fill(_next[c], Dead);
            }
            else if (_residual.LeavesOf(c).Length == 0)
            {
                Pass(c);
            }
            else
            {
                Branch(c);
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

    /// <summary>A component that no condition looks at.</summary>
    private void Pass(int component)
    {
        _stateCount[component + 1] = _stateCount[component];
        var values = _layout.ValueCount(component);
        for (var i = 0; i < _stateCount[component] * values; i++)
        {
            _next[component][i] = i / values;
        }
    }

    private void Branch(int component)
    {
        var values = _layout.ValueCount(component);
        var words = _residual.Words;
        FindClasses(component, values);
        Array.Clear(_slots);
        var count = 0;
        for (var state = 0; state < _stateCount[component]; state++)
        {
            var key = _keys.AsSpan(state * words, words);
            for (var v = 0; v < values; v++)
            {
                ref var next = ref _next[component][state * values + v];
                if (_classOf[v] < v)
                {
                    next = _next[component][state * values + _classOf[v]];
                    continue;
                }

                Grow(ref _nextKeys, (count + 1) * words);
                var candidate = _nextKeys.AsSpan(count * words, words);
                key.CopyTo(candidate);
                next = _residual.Advance(candidate, component, v) ? Intern(candidate, ref count) : Dead;
            }
        }

        _stateCount[component + 1] = count;
        (_keys, _nextKeys) = (_nextKeys, _keys);
    }

    /// <summary>Values that pass the same tests lead to the same states: per value the first one like it.</summary>
    private void FindClasses(int component, int values)
    {
        Grow(ref _classOf, values);
        for (var v = 0; v < values; v++)
        {
            var first = 0;
            while (first < v && !(_classOf[first] == first && _residual.IsAlike(component, first, v)))
            {
                first++;
            }

            _classOf[v] = first;
        }
    }

    /// <summary>The state with the key that stands behind the last one, which becomes a new state when there is none.</summary>
    private int Intern(ReadOnlySpan<ulong> key, ref int count)
    {
        if (count * 2 >= _slots.Length)
        {
            Rehash(count);
        }

        var slot = Find(key, count);
        if (_slots[slot] != 0)
        {
            return _slots[slot] - 1;
        }

        if (count == _mostStates)
        {
            IsComplete = false;
            return Dead;
        }

        _slots[slot] = ++count;
        return count - 1;
    }

    private int Find(ReadOnlySpan<ulong> key, int count)
    {
        var hash = 0UL;
        foreach (var word in key)
        {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 32;
        }

        var slot = (int)(hash & (ulong)(_slots.Length - 1));
        while (_slots[slot] != 0 && !_nextKeys.AsSpan((_slots[slot] - 1) * key.Length, key.Length).SequenceEqual(key))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    private void Rehash(int count)
    {
        _slots = new int[_slots.Length * 4];
        for (var state = 0; state < count; state++)
        {
            _slots[Find(_nextKeys.AsSpan(state * _residual.Words, _residual.Words), count)] = state + 1;
        }
    }

    private void ReadHeld()
    {
        var counted = _conditions.Count - _forbiddingCount;
        var states = _stateCount[_layout.ComponentCount];
        Grow(ref _held, states * counted);
        for (var state = 0; state < states; state++)
        {
            for (var i = 0; i < counted; i++)
            {
                _held[state * counted + i] = _residual.Holds(_keys.AsSpan(state * _residual.Words, _residual.Words), _forbiddingCount + i);
            }
        }
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            Array.Resize(ref array, Math.Max(length, array.Length * 2));
        }
    }
}
