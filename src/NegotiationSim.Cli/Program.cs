using System.Text;
using NegotiationSim.Cli;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.OutputEncoding = utf8;
using var interruption = new Interruption();
return await new NegsimProgram(RealSurroundings.Create()).RunAsync(args, interruption.Token);
