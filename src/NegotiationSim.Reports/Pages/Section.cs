namespace NegotiationSim.Reports.Pages;

/// <summary>A part of the page with a heading of its own.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What stands under it.</param>
internal sealed record Section(string Id, string Title, Markup Body);
