namespace NegotiationSim.Search.Conditions;

/// <summary>
/// What is left of many conditions when some components are set: per node of each condition two bits (undecided, true, false). What lies
/// below a decided node no longer matters and is cleared, so that prefixes with the same future have the same bits.
/// </summary>
internal sealed class ResidualConditions
{
    private const int NodesPerWord = 32;
    private const ulong Undecided = 0;
    private const ulong True = 1;
    private const ulong False = 2;

    private readonly List<int> _word = [];
    private readonly List<List<(int Condition, int Node)>> _leaves = [];
    private IReadOnlyList<ConcreteCondition> _conditions = [];
    private int _forbiddingCount;

    /// <summary>The length of a key.</summary>
    public int Words { get; private set; }

    public void Reset(IReadOnlyList<ConcreteCondition> conditions, int forbiddingCount, int componentCount)
    {
        _conditions = conditions;
        _forbiddingCount = forbiddingCount;
        _word.Clear();
        Words = 0;
        while (_leaves.Count < componentCount)
        {
            _leaves.Add([]);
        }

        foreach (var leaves in _leaves)
        {
            leaves.Clear();
        }

        for (var i = 0; i < conditions.Count; i++)
        {
            var tree = conditions[i].Tree;
            _word.Add(Words);
            Words += (tree.NodeCount + NodesPerWord - 1) / NodesPerWord;
            for (var node = 0; node < tree.NodeCount; node++)
            {
                if (tree.KindOf(node) == ConditionNode.Leaf)
                {
                    _leaves[tree.ComponentOf(tree.LeafOf(node))].Add((i, node));
                }
            }
        }
    }

    /// <summary>The tests of a component, those of one condition next to each other.</summary>
    public ReadOnlySpan<(int Condition, int Node)> LeavesOf(int component) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_leaves[component]);

    /// <summary>Writes the key of the empty prefix; false when a forbidding condition holds whatever follows.</summary>
    public bool Start(Span<ulong> key)
    {
        key.Clear();
        for (var i = 0; i < _conditions.Count; i++)
        {
            Decide(key, i);
            if (i < _forbiddingCount && Get(key, i, 0) == True)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets a component in a key; false when that meets a forbidding condition.</summary>
    public bool Advance(Span<ulong> key, int component, int value)
    {
        var leaves = LeavesOf(component);
        for (var i = 0; i < leaves.Length; i++)
        {
            var (condition, node) = leaves[i];
            var concrete = _conditions[condition];
            if (Get(key, condition, 0) == Undecided)
            {
                Set(key, condition, node, concrete.Passes(concrete.Tree.LeafOf(node), value) ? True : False);
            }

            var isLastOfCondition = i + 1 == leaves.Length || leaves[i + 1].Condition != condition;
            if (isLastOfCondition && Get(key, condition, 0) == Undecided)
            {
                Decide(key, condition);
            }

            if (isLastOfCondition && condition < _forbiddingCount && Get(key, condition, 0) == True)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two values of a component pass the same tests.</summary>
    public bool IsAlike(int component, int first, int second)
    {
        foreach (var (condition, node) in LeavesOf(component))
        {
            var concrete = _conditions[condition];
            var leaf = concrete.Tree.LeafOf(node);
            if (concrete.Passes(leaf, first) != concrete.Passes(leaf, second))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a condition holds, once all its components are set.</summary>
    public bool Holds(ReadOnlySpan<ulong> key, int condition) => Get(key, condition, 0) == True;

    /// <summary>Takes a decided condition out of a key, for whoever has drawn the consequence: keys that differ in nothing else are one from then on.</summary>
    public void Forget(Span<ulong> key, int condition) =>
        key[_word[condition]..(condition + 1 < _word.Count ? _word[condition + 1] : Words)].Clear();

    private void Decide(Span<ulong> key, int condition)
    {
        var tree = _conditions[condition].Tree;

        // Children stand behind their parent: backwards is from the leaves up, forwards from the root down.
        for (var node = tree.NodeCount - 1; node >= 0; node--)
        {
            if (tree.KindOf(node) != ConditionNode.Leaf && Get(key, condition, node) == Undecided)
            {
                Set(key, condition, node, Combine(key, condition, tree, node));
            }
        }

        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (Get(key, condition, node) != Undecided)
            {
                for (var below = node + 1; below < tree.EndOf(node); below++)
                {
                    Set(key, condition, below, Undecided);
                }

                node = tree.EndOf(node) - 1;
            }
        }
    }

    private ulong Combine(ReadOnlySpan<ulong> key, int condition, ConditionTree tree, int node)
    {
        if (tree.KindOf(node) == ConditionNode.Not)
        {
            return Get(key, condition, node + 1) switch { True => False, False => True, _ => Undecided };
        }

        var neutral = tree.KindOf(node) == ConditionNode.All ? True : False;
        var result = neutral;
        for (var child = node + 1; child < tree.EndOf(node); child = tree.EndOf(child))
        {
            var value = Get(key, condition, child);
            if (value == Undecided)
            {
                result = Undecided;
            }
            else if (value != neutral)
            {
                return value;
            }
        }

        return result;
    }

    private ulong Get(ReadOnlySpan<ulong> key, int condition, int node) =>
        (key[_word[condition] + node / NodesPerWord] >> (2 * (node % NodesPerWord))) & 3;

    private void Set(Span<ulong> key, int condition, int node, ulong value)
    {
        ref var word = ref key[_word[condition] + node / NodesPerWord];
        var shift = 2 * (node % NodesPerWord);
        word = (word & ~(3UL << shift)) | (value << shift);
    }
}
