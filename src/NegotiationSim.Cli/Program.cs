using NegotiationSim.Cli;
using NegotiationSim.Cli.Output;

var streams = StandardStreams.Open();
using var interruption = new Interruption();
return await new NegsimProgram(RealSurroundings.Create(streams)).RunAsync(args, interruption.Token);
