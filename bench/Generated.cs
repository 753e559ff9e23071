using System.Globalization;
using System.Text;
using Survey.Instruments;

namespace Survey.Bench;

/// <summary>A folder with a generated survey of 24 monthly waves: the raw files of a Google Forms export, and the instrument. The same size
/// is the same data, byte by byte.</summary>
/// <param name="Folder">holds it, and is kept for the next run</param>
/// <param name="Respondents">in all waves</param>
internal sealed record Generated(string Folder, int Respondents, IReadOnlyList<GeneratedQuestion> Questions)
{
    public const string Survey = "bench";
    public const string Weights = "as-first";
    public const int WaveCount = 24;

    /// <summary>Changes whenever other data are generated, so that kept ones are not taken for them.</summary>
    private const int Version = 1;

    public static IReadOnlyList<string> Waves { get; } =
    [
        .. Enumerable
            .Range(0, WaveCount)
            .Select(wave => string.Create(CultureInfo.InvariantCulture, $"{2024 + wave / 12}-{wave % 12 + 1:00}")),
    ];

    /// <summary>The raw files' bytes.</summary>
    public long Bytes => Waves.Sum(wave => new FileInfo(FileOf(wave)).Length);

    /// <summary>Finds the data of a size, or makes them.</summary>
    public static async Task<Generated> Of(int respondents, int questions = 20)
    {
        var folder = Path.Combine(
            Place.Kept,
            string.Create(CultureInfo.InvariantCulture, $"generated-{Version}-{respondents}x{questions}")
        );
        var generated = new Generated(folder, respondents, GeneratedQuestion.All(questions));
        if (Directory.Exists(folder))
            return generated;
        await Console.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"generating {respondents} respondents to {questions} questions")
        );
        // What is made is made under another name: a folder that is there is whole.
        var unfinished = generated with
        {
            Folder = $"{folder}-{Guid.NewGuid():N}",
        };
        Directory.CreateDirectory(unfinished.Folder);
        await File.WriteAllTextAsync(Path.Combine(unfinished.Folder, InstrumentFile.Name), Yaml(generated.Questions));
        Parallel.For(0, WaveCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, unfinished.Write);
        Directory.Move(unfinished.Folder, folder);
        return generated;
    }

    public string FileOf(string wave) => Path.Combine(Folder, $"{wave}.csv");

    public GeneratedQuestion Question(string id) => Questions.First(question => question.Id == id);

    /// <summary>A wave's respondents, one after the other in the same object.</summary>
    public IEnumerable<GeneratedRow> Rows(int wave)
    {
        var row = new GeneratedRow(Questions, wave, WaveCount);
        var count = Respondents / WaveCount + (wave < Respondents % WaveCount ? 1 : 0);
        for (var respondent = 0; respondent < count; respondent++)
        {
            row.Next();
            // A respondent who says nothing at all is none, and would stand in the tables of the others only.
            if (
                row
                    .Answers.Index()
                    .All(pair =>
                        Questions[pair.Index].Kind is QuestionKind.Text or QuestionKind.Multiple
                            ? pair.Item == 0 && row.Texts[pair.Index] is null
                            : pair.Item < 0
                    )
            )
                row.Answers[0] = 0;
            yield return row;
        }
    }

    private void Write(int wave)
    {
        using var writer = new StreamWriter(FileOf(Waves[wave]), append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        writer.WriteLine($"Timestamp,{string.Join(',', Questions.Select(question => Quoted(question.Text)))}");
        var at = new DateTime(2024, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddMonths(wave);
        var line = new StringBuilder();
        foreach (var row in Rows(wave))
        {
            at = at.AddSeconds(7);
            line.Clear().Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm:ss}");
            for (var question = 0; question < Questions.Count; question++)
                Append(line.Append(','), Questions[question], row.Answers[question], row.Texts[question]);
            writer.Write(line.Append('\n'));
        }
    }

    private static void Append(StringBuilder line, GeneratedQuestion question, int answer, string? text)
    {
        if (question.Kind == QuestionKind.Number && answer >= 0)
            line.Append(CultureInfo.InvariantCulture, $"{answer}");
        else if (question.Kind is QuestionKind.Single or QuestionKind.Scale && answer >= 0)
            line.Append(Quoted(question.Labels[answer]));
        else if (question.Kind == QuestionKind.Multiple && answer > 0)
            line.Append(Quoted(string.Join(", ", question.Labels.Where((_, option) => (answer >> option & 1) != 0))));
        else if (text is not null)
            line.Append(Quoted(text));
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The instrument.</summary>
    public static string Yaml(IReadOnlyList<GeneratedQuestion> questions)
    {
        var yaml = new StringBuilder(
            $"survey: {Survey}\ntitle: Bench\ndisclosure: open\nheadline: s1\nheadline-option: {questions[0].OptionIds[0]}\n"
        );
        yaml.Append("export: { format: google-forms, metadata: [Timestamp] }\nwaves:\n");
        foreach (var wave in Waves)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ id: {wave}, label: \"{wave}\", fielded: \"{wave}\", file: {wave}.csv }}\n");
        yaml.Append("questions:\n");
        foreach (var question in questions)
        {
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - id: {question.Id}\n    text: \"{question.Text}\"\n    kind: {question.Kind.ToString().ToLowerInvariant()}\n"
            );
            if (question.Labels.Count > 0)
                yaml.Append("    options:\n")
                    .AppendJoin(
                        "",
                        question.Labels.Zip(
                            question.OptionIds,
                            (label, id) =>
                                $"      - {{ id: \"{id}\", label: "
                                + $"\"{label}\"{(label == GeneratedQuestion.NotApplicable ? ", missing: true" : "")} }}\n"
                        )
                    );
        }
        return yaml.Append(
                CultureInfo.InvariantCulture,
                $"weights:\n  - {{ id: {Weights}, label: As in the first wave, like: {Waves[0]}, by: [s1, s2] }}\n"
            )
            .ToString();
    }
}
