namespace NegotiationSim.Scenarios.Reading;

/// <summary>Finds drivers that lead back to themselves, by a depth-first search on a stack of its own.</summary>
internal static class DriverCircles
{
    /// <summary>Circles such that every driver on a circle that is missing here leads into one of these.</summary>
    public static List<List<string>> Find(List<string> names, Dictionary<string, List<string>> uses)
    {
        var circles = new List<List<string>>();
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var depthOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new List<(string Name, int Next)>();
        foreach (var name in names)
        {
            Enter(name);
            while (path.Count > 0)
            {
                var (current, next) = path[^1];
                if (next == uses[current].Count)
                {
                    done.Add(current);
                    depthOf.Remove(current);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (current, next + 1);
                var used = uses[current][next];
                if (!depthOf.TryGetValue(used, out var depth))
                {
                    Enter(used);
                    continue;
                }

                // Both ends known: the circle shares drivers with one that is reported already.
                if (!reported.Contains(used) && !reported.Contains(current))
                {
                    var circle = path.GetRange(depth, path.Count - depth).ConvertAll(step => step.Name);
                    reported.UnionWith(circle);
                    circles.Add(circle);
                }
            }
        }

        return circles;

        void Enter(string name)
        {
            if (!done.Contains(name) && depthOf.TryAdd(name, path.Count))
            {
                path.Add((name, 0));
            }
        }
    }
}
