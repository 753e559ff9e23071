using System.Globalization;
using Survey.Instruments;

namespace Survey.Tests.Ingest.Wild;

/// <param name="Label">or <see cref="ExpectedQuestion.Typed"/> where respondents typed what is no option</param>
/// <param name="Also">other labels that it may have</param>
internal sealed record ExpectedOption(string Label, int Count, IReadOnlyList<string> Also)
{
    public IEnumerable<string> Labels => Also.Prepend(Label);
}

/// <param name="Text">a grid's row is <c>text / row</c></param>
/// <param name="Names">other texts that it may have</param>
/// <param name="Kinds">each is right; empty where the kind is not known</param>
/// <param name="Columns">from 1, in the file; empty where they are not known</param>
internal sealed record ExpectedQuestion(
    string Text,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Kinds,
    int Answered,
    IReadOnlyList<int> Columns,
    IReadOnlyList<ExpectedOption> Options
)
{
    /// <summary>In place of a label: those who typed something that is no option; how many options that makes is not known.</summary>
    public const string Typed = "<other>";

    public bool TakesTexts => Options.Any(option => option.Label == Typed);
}

/// <summary>What was counted of a raw file by others than Survey.</summary>
internal sealed record ExpectedWave(int Respondents, IReadOnlyList<ExpectedQuestion> Questions)
{
    /// <summary>Of a file of <c>wild</c>, from the counts beside it, as the README there says to read them.</summary>
    /// <param name="headers">what may stand over each column</param>
    public static ExpectedWave OfWild(string name, IReadOnlyList<IReadOnlyList<string>> headers)
    {
        var rows = CsvText.File(RealData.File($"wild/expected/{name}.csv"));
        return new ExpectedWave(
            Number(rows[0], "respondents"),
            [
                .. rows.GroupBy(row => row["question"])
                    .Select(question =>
                    {
                        var columns = Parts(question.First(), "columns", ' ')
                            .ConvertAll(column => int.Parse(column, CultureInfo.InvariantCulture));
                        return new ExpectedQuestion(
                            question.Key,
                            [.. columns.SelectMany(column => headers[column - 1]).Distinct()],
                            Parts(question.First(), "kind", '|'),
                            Number(question.First(), "answered"),
                            columns,
                            [.. question.Select(row => new ExpectedOption(row["option"], Number(row, "count"), Parts(row, "also", " | ")))]
                        );
                    }),
            ]
        );
    }

    /// <summary>Of a file of <c>cncf</c>: counts by a question's id, which an instrument gives its texts for.</summary>
    public static ExpectedWave OfCncf(string counts, Instrument instrument, string wave)
    {
        var rows = CsvText.File(counts);
        var questions = instrument.At(instrument.Wave(wave)).Questions.ToDictionary(question => question.Id);
        return new ExpectedWave(
            Number(rows[0], "respondents"),
            [
                .. rows.GroupBy(row => string.Join('.', row["question"].Split('/').SelectMany(part => part.Split('.')).Select(Label.Slug)))
                    .Select(rowsOfOne =>
                    {
                        var question = questions[rowsOfOne.Key];
                        return new ExpectedQuestion(
                            question.Text,
                            [.. NamesOf(question)],
                            [],
                            Number(rowsOfOne.First(), "answered"),
                            [],
                            [
                                .. rowsOfOne.Select(row => new ExpectedOption(
                                    row["option"],
                                    Number(row, "count"),
                                    [.. AlsoOf(question, row["option"])]
                                )),
                            ]
                        );
                    }),
            ]
        );
    }

    private static IEnumerable<string> NamesOf(CodebookQuestion question)
    {
        if (question.Column is { } column)
            yield return column;
        foreach (var row in question.Row?.Wordings ?? [])
            yield return CodebookQuestion.TextOf(question.Row!.GridText, question.Row with { Label = row });
    }

    /// <summary>The option's other wordings, and what a spreadsheet made of them.</summary>
    private static IEnumerable<string> AlsoOf(CodebookQuestion question, string label)
    {
        var option = question.Options.Single(option => Label.Normalise(option.Label) == Label.Normalise(label));
        return option.Wordings.Concat(
            question.Repairs.Where(repair => option.Wordings.Contains(Label.Normalise(repair.Value))).Select(repair => repair.Key)
        );
    }

    private static int Number(Dictionary<string, string> row, string column) => int.Parse(row[column], CultureInfo.InvariantCulture);

    private static List<string> Parts(Dictionary<string, string> row, string column, string separator) =>
        [.. row[column].Split(separator, StringSplitOptions.RemoveEmptyEntries)];

    private static List<string> Parts(Dictionary<string, string> row, string column, char separator) => Parts(row, column, $"{separator}");
}
