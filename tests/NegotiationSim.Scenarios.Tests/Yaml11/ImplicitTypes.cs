using System.Text.RegularExpressions;

namespace NegotiationSim.Scenarios.Tests.Yaml11;

/// <summary>
/// What a plain scalar is to readers of YAML 1.1, as their documents say: the types of yaml.org/type, the resolver of PyYAML, and the scanner of Ruby's Psych (which also takes
/// <c>:a</c> for a symbol, commas for separators of digits, and words of any case).
/// </summary>
internal static class ImplicitTypes
{
    private static readonly (string Reader, string Type, Regex Form)[] s_forms =
    [
        .. Forms("yaml.org", RegexOptions.None,
            ("null", "~|null|Null|NULL|"),
            ("bool", "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"),
            ("int", "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"),
            ("float", @"[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
            ("timestamp", @"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9][0-9]?(:[0-9][0-9])?))?"),
            ("merge", "<<"),
            ("value", "=")),
        .. Forms("PyYAML", RegexOptions.None,
            ("float", @"[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"),
            ("yaml", "!|&|\\*")),
        .. Forms("Psych", RegexOptions.None,
            ("int", "[-+]?0[_,]*[0-7_,]+|[-+]?(0|[1-9]([0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+|[-+]?0b[01_,]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}"),
            ("float", @"[-+]?([0-9][0-9_,]*)?\.?[0-9.]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_,]*(:[0-5]?[0-9]){1,2}\.[0-9_]*"),
            ("date", "-?[0-9]{4}-(1[012]|0[0-9]|[0-9])-([12][0-9]|3[01]|0[0-9]|[0-9])"),
            ("symbol", ":.+")),
        .. Forms("Psych", RegexOptions.IgnoreCase, ("null", "~|null"), ("bool", "yes|true|on|no|false|off"), ("float", @"[-+]?\.inf|\.nan")),
    ];

    /// <summary>The type that some reader gives to a plain scalar; null where it is text to all of them.</summary>
    public static string? Of(string plain) =>
        s_forms.FirstOrDefault(form => form.Form.IsMatch(plain)) is { Reader: { } reader } found ? $"{found.Type} of {reader}" : null;

    private static IEnumerable<(string, string, Regex)> Forms(string reader, RegexOptions options, params (string Type, string Form)[] forms) =>
        forms.Select(form => (reader, form.Type, new Regex($"\\A({form.Form})\\z", options | RegexOptions.CultureInvariant)));
}
