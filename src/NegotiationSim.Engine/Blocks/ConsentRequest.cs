namespace NegotiationSim.Engine.Blocks;

/// <summary>Why somebody is asked whether it would go along with a text.</summary>
[GenerateSerializer, Alias("negsim.consent-purpose")]
public enum ConsentPurpose : byte
{
    /// <summary>A principal asks its own ratifier beforehand; nothing follows from the answer.</summary>
    Consultation,

    /// <summary>A signed text is put to a ratifier.</summary>
    Ratification,

    /// <summary>A tabled text is put to a principal.</summary>
    TabledText,
}

/// <summary>A text per active replica, and the question whether the actor goes along with it. Reused; nobody writes until the reply is there.</summary>
[GenerateSerializer, Immutable, Alias("negsim.consent-request")]
public sealed class ConsentRequest
{
    [Id(0)] public ConsentPurpose Purpose { get; set; }

    /// <summary>The round in which the text is, or would be, signed.</summary>
    [Id(1)] public int Round { get; set; }

    /// <summary>The slots asked about; the first <see cref="ActiveCount"/> count.</summary>
    [Id(2)] public int[] Active { get; set; } = [];

    [Id(3)] public int ActiveCount { get; set; }

    /// <summary>The text of the k-th question (of slot <c>Active[k]</c>): a value per component, question after question.</summary>
    [Id(4)] public ushort[] Texts { get; set; } = [];

    /// <summary>Per slot the actors that signed or consented before, a bit per actor: whose pressure counts.</summary>
    [Id(5)] public ulong[] Supporters { get; set; } = [];

    [Id(6)] public Announcements Announcements { get; set; } = new();

    /// <summary>Makes room for <paramref name="questions"/> questions about texts of <paramref name="components"/> components.</summary>
    public void Ensure(int questions, int components)
    {
        if (Active.Length < questions)
        {
            Active = new int[questions];
            Texts = new ushort[questions * components];
        }
    }
}

/// <summary>An answer to a <see cref="ConsentRequest"/>.</summary>
[GenerateSerializer, Alias("negsim.answer")]
public enum Answer : byte
{
    None,

    Willing,

    /// <summary>Under a patron's pressure.</summary>
    Pressed,

    /// <summary>The text is worth less to it than no deal, or the commitment cannot be trusted.</summary>
    RefusedWorth,

    /// <summary>The text crosses a red line; the reply names it.</summary>
    RefusedLine,

    /// <summary>The referendum went against it.</summary>
    RefusedReferendum,

    /// <summary>A ratifier that it consults would refuse.</summary>
    RefusedByRatifier,
}

/// <summary>Answers, the k-th for the k-th question. Owned and rewritten by the actor that answers.</summary>
[GenerateSerializer, Immutable, Alias("negsim.consent-reply")]
public sealed class ConsentReply
{
    [Id(0)] public Answer[] Answers { get; set; } = [];

    /// <summary>The red line that a refusal names, an index into the actor's lines, or -1.</summary>
    [Id(1)] public short[] RedLines { get; set; } = [];

    /// <summary>In a consultation, where a red line is named: what it forbids, an index into <see cref="Variants"/>.</summary>
    [Id(2)] public int[] RedLineVariants { get; set; } = [];

    /// <summary>What the actor's named lines forbid; null where it has named none.</summary>
    [Id(3)] public LineVariants? Variants { get; set; }

    /// <summary>Makes room for <paramref name="count"/> answers.</summary>
    public void Ensure(int count)
    {
        if (Answers.Length < count)
        {
            Answers = new Answer[count];
            RedLines = new short[count];
            RedLineVariants = new int[count];
        }
    }

    /// <summary>Whether the k-th answer lets the text pass.</summary>
    public bool Consents(int k) => Answers[k] is Answer.Willing or Answer.Pressed;
}
