using NegotiationSim.Scenarios.Reading.Yaml;

namespace NegotiationSim.Scenarios.Reading;

/// <summary>Every random stream of a scenario by the hash of its name; two names with one hash would share their draws.</summary>
internal sealed class StreamRegister
{
    private readonly Dictionary<ulong, string> _names = [];

    public void Add(string name, Position position, Findings findings)
    {
        if (!_names.TryAdd(StreamName.Hash(name), name) && _names[StreamName.Hash(name)] != name)
        {
            findings.Error(position, $"the draws of `{name}` and `{_names[StreamName.Hash(name)]}` would be the same (their names have one hash); rename one of them");
        }
    }

    /// <summary>Adds the streams of all distributions in an expression.</summary>
    public void AddAll(Expression expression, Position position, Findings findings)
    {
        switch (expression)
        {
            case Negate negate:
                AddAll(negate.Operand, position, findings);
                break;
            case Binary binary:
                AddAll(binary.Left, position, findings);
                AddAll(binary.Right, position, findings);
                break;
            case Distribution distribution:
                Add(distribution.StreamName, position, findings);
                foreach (var argument in distribution.Arguments)
                {
                    AddAll(argument, position, findings);
                }

                break;
        }
    }
}
