using System.Globalization;
using NegotiationSim.Fuzzing;

// NegotiationSim.Fuzzing scenarios|imports [COUNT [FIRST [CHILDREN [SECONDS [MEGABYTES]]]]]
// NegotiationSim.Fuzzing show scenarios|imports SEED    prints the files and the commands of one case
if (args is ["child", var served])
{
    return await Child.ServeAsync(Enum.Parse<FuzzKind>(served, ignoreCase: true));
}

if (args is ["show", var shown, var shownSeed])
{
    var fuzzCase = FuzzCase.Of(Enum.Parse<FuzzKind>(shown, ignoreCase: true), ulong.Parse(shownSeed, CultureInfo.InvariantCulture), new Corpus(), ".");
    foreach (var (name, text) in fuzzCase.Files)
    {
        Console.Out.WriteLine($"=== {name}\n{text}");
    }

    foreach (var command in fuzzCase.Commands)
    {
        Console.Out.WriteLine("=== " + string.Join(' ', command));
    }

    return 0;
}

if (args.Length == 0 || !Enum.TryParse<FuzzKind>(args[0], ignoreCase: true, out var kind))
{
    Console.Error.WriteLine("usage: NegotiationSim.Fuzzing scenarios|imports [COUNT [FIRST [CHILDREN [SECONDS [MEGABYTES]]]]]");
    return 2;
}

int Number(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
var settings = new FuzzSettings(kind, (ulong)Number(2, 0), Number(1, 1_000), Number(3, 1), Number(4, 60), Number(5, 1_024));
return await new Supervisor(settings).RunAsync() ? 0 : 1;
