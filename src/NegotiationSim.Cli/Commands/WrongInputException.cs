namespace NegotiationSim.Cli.Commands;

/// <summary>What the user handed in cannot be used; the message says in one line why and what would be right.</summary>
internal sealed class WrongInputException(string message) : Exception(message);
