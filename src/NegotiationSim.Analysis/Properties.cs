using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("NegotiationSim.Analysis.Tests")]
