using NegotiationSim.Reports.Pages;

namespace NegotiationSim.Reports.Tests;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")]
    [InlineData("a & b \"c\"", "a &amp; b &quot;c&quot;")]
    [InlineData("left \u202egnp.exe", "left &lt;U+202E&gt;gnp.exe")]
    [InlineData("line\none\ttab", "line one tab")]
    [InlineData("和平谈判 مفاوضات", "和平谈判 مفاوضات")]
    public void Of_TextInBraces_IsEscaped(string text, string expected) => Assert.Equal($"<p>{expected}</p>", Markup.Of($"<p>{text}</p>").Text);

    [Fact]
    public void Of_HalfACharacter_IsReplaced() => Assert.Equal("<p>\ufffd alone</p>", Markup.Of($"<p>{"\ud800 alone"}</p>").Text);

    [Fact]
    public void Of_MarkupInBraces_StaysMarkup() => Assert.Equal("<p><b>1 &lt; 2</b></p>", Markup.Of($"<p>{Markup.Of($"<b>{1} &lt; {"2"}</b>")}</p>").Text);
}
