using Spectre.Console.Rendering;

namespace NegotiationSim.Cli.Output;

/// <summary>
/// The last look at everything that is drawn: whatever is still hidden in a text becomes visible. Titles are made visible before they are measured, so that
/// nothing is left to do here; a teller that forgets it may spoil the look of a table but not the terminal.
/// </summary>
internal sealed class VisibleHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(drawn => new Shown(drawn));

    private sealed class Shown(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            drawn.Render(options, maxWidth).Select(segment => segment.IsControlCode || segment.IsLineBreak ? segment : Visibly(segment));

        private static Segment Visibly(Segment segment)
        {
            var text = Visible.Text(segment.Text);
            return ReferenceEquals(text, segment.Text) ? segment : new Segment(text, segment.Style);
        }
    }
}
