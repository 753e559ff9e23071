namespace Survey.Instruments;

/// <summary>What texts mean as answers to one question in one wave: its repairs, and after them every wording of an option.</summary>
public sealed class OptionWordings
{
    private readonly CodebookQuestion question;
    private readonly Dictionary<string, int> options = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public OptionWordings(CodebookQuestion question)
    {
        this.question = question;
        bySpan = options.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var option = 0; option < question.Options.Count; option++)
        {
            foreach (var wording in !question.Kind.HasOptions() ? [] : question.Options[option].Wordings)
                options.TryAdd(wording, option);
        }
    }

    /// <summary>Every wording of every option, normalised.</summary>
    public IReadOnlyCollection<string> All => options.Keys;

    /// <summary>A text as it is looked up: normalised, and repaired where the wave says so.</summary>
    public string Repaired(string text)
    {
        var normal = Label.Normalise(text);
        return question.Repairs.GetValueOrDefault(normal, normal);
    }

    /// <summary>The position of the option that a text means; -1 where it means none.</summary>
    /// <param name="repaired">as <see cref="Repaired"/> gives it</param>
    public int Find(ReadOnlySpan<char> repaired) => bySpan.TryGetValue(repaired, out var option) ? option : -1;

    /// <summary>The same for a text as it stands in a file.</summary>
    public int OptionOf(string text) => Find(Repaired(text));
}
