using System.Text.RegularExpressions;
using Survey.Ingest.Dialects;
using Survey.Ingest.Guessing;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What is doubtful about single columns and questions, by their headers and values.</summary>
internal sealed partial class ColumnFindings(Inspection inspection, Guess guess)
{
    private const int Many = 25;
    private const int Long = 80;

    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> All()
    {
        foreach (var column in guess.Metadata)
            OfMetadata(column);
        if (guess.Metadata.Where(column => !Metadata.IsPersonal(column)).ToList() is { Count: > 0 } own)
            findings.Add(
                new Finding(
                    FindingCode.NoAnswers,
                    FindingWeight.Note,
                    inspection.File.Name,
                    $"no answers stand in {own.Count} of the columns ({Names(own)}); they make nobody a respondent",
                    "take those that were asked out of \"metadata\""
                )
            );
        if (guess.Blank.Count > 0)
            findings.Add(
                new Finding(
                    FindingCode.BlankTokens,
                    FindingWeight.Doubt,
                    inspection.File.Name,
                    $"{string.Join(", ", guess.Blank.Select(text => Label.Quote(text)))} stands all over the file, and is "
                        + $"read as a blank cell",
                    "take it out of \"blank\" if it is an answer"
                )
            );
        foreach (var column in guess.Ignored.Where(column => column.Answers > 0))
            Add(
                FindingCode.SaidTwice,
                FindingWeight.Note,
                column,
                "says in one cell what the columns behind it say in one each, and is ignored",
                "nothing needs to be done"
            );
        foreach (var question in guess.Questions)
            Of(question);
        SameNames();
        return findings;
    }

    private void OfMetadata(InspectedColumn column)
    {
        if (Metadata.IsPersonal(column))
            Add(
                FindingCode.Personal,
                FindingWeight.Doubt,
                column,
                column.Answers == 0 ? "is a column for personal data, and empty" : $"tells who people are, in {column.Answers} rows",
                "keep it under \"metadata\", or better export the file without it"
            );
        else if (Metadata.IsDates(column) && !Metadata.IsStamp(inspection, column))
            Add(
                FindingCode.Dates,
                FindingWeight.Doubt,
                column,
                $"holds dates, such as {Label.Quote(column.Values[0].Text)}, which are no options and no numbers; it is left out",
                "if it was asked, make a number of it, such as days or years, in the file"
            );
        if (column.Values.Take(20).Any(value => Stamps.IsScientific(value.Text)))
            Add(
                FindingCode.SpreadsheetDamage,
                FindingWeight.Doubt,
                column,
                $"holds {Label.Quote(column.Values.First(value => Stamps.IsScientific(value.Text)).Text)}: a spreadsheet cut its numbers",
                "export the file again, and do not open it in a spreadsheet"
            );
    }

    /// <summary>Its most frequent answer; nothing where all are too long to be kept.</summary>
    private static string Example(InspectedColumn column) =>
        column.Values.Count > 0 ? $", such as {Label.Quote(column.Values[0].Text)}" : "";

    private void Of(GuessedQuestion question)
    {
        var first = question.Columns[0];
        var options = question.Options.Where(option => !option.Other).ToList();
        if (inspection.Export.NamingRows == 1 && first.Name.Group.Length == 0 && first.Answers > 0)
            Add(
                FindingCode.LostHeader,
                FindingWeight.Decide,
                first,
                $"has no header, and {first.Answers} answers{Example(first)}",
                "write its header into the file; or say under \"text\" what was asked"
            );
        foreach (
            var nameless in question.Columns.Where(column =>
                inspection.Export.NamingRows == 2 && !column.Name.IsNamed && column.Name.Second.Length == 0 && column.Answers > 0
            )
        )
            Add(
                FindingCode.LostHeader,
                FindingWeight.Decide,
                nameless,
                $"has no header in either row, and {nameless.Answers} answers{Example(nameless)}",
                "write its headers into the file; or ignore it"
            );
        if (question.Header == CodebookQuestion.OptionPlace)
            Add(
                FindingCode.UnnamedQuestion,
                FindingWeight.Doubt,
                first,
                $"and the {question.Columns.Count - 1} columns behind it are options of one question, whose text the file does not say",
                "write under \"text\" what was asked"
            );
        if (options.Count == 1 && question.Options.Count == 1 && question.Rows.Count == 0)
            Add(
                FindingCode.OneOption,
                FindingWeight.Doubt,
                first,
                $"has one answer only, {Label.Quote(options[0].Label)}",
                "add the other options, or ignore the column"
            );
        if (question.Columns is [var only] && question.Kind != QuestionKind.Number && MixedNumbers(only) is { } mixed)
            Add(
                FindingCode.MixedNumbers,
                FindingWeight.Doubt,
                first,
                $"is answered mostly in numbers, and in {mixed} cells otherwise",
                "make it a number, and mend the rest with \"repairs\" of the wave"
            );
        if (options.Count > Many)
            Add(
                FindingCode.ManyOptions,
                FindingWeight.Doubt,
                first,
                $"has {options.Count} options",
                "make it a text if people typed the answers"
            );
        if (options.Where(option => option.Label.Length > Long).ToList() is { Count: > 0 } longer)
            Add(
                FindingCode.LongLabel,
                FindingWeight.Note,
                first,
                $"has {longer.Count} labels over {Long} characters, such as {Label.Quote(longer[0].Label, 60)}",
                "give them shorter labels, and name the long ones under \"wordings\""
            );
        NearLabels(first, options);
        var others = question.Options.Where(option => option.Other).Select(option => Label.Quote(option.Label, 40)).ToList();
        if (others.Count > 1)
            Add(
                FindingCode.SeveralOthers,
                FindingWeight.Doubt,
                first,
                $"has {others.Count} options that take text: {string.Join(", ", others)}",
                "make them one if they are, with the other names under \"wordings\""
            );
        if (options.Where(option => Stamps.IsDamagedRange(option.Label)).ToList() is { Count: > 0 } damaged)
            Add(
                FindingCode.SpreadsheetDamage,
                FindingWeight.Doubt,
                first,
                $"has {string.Join(", ", damaged.Select(option => Label.Quote(option.Label)))}: a spreadsheet made dates of "
                    + $"ranges such as 10-49",
                "write the label as it was, and what stands in the file under \"wordings\""
            );
        if (options.Count > 2 && options.TrueForAll(option => Code().IsMatch(option.Label)) && question.Kind != QuestionKind.Scale)
            Add(
                FindingCode.CodesOnly,
                FindingWeight.Doubt,
                first,
                $"is answered in codes ({string.Join(", ", options.Take(5).Select(option => option.Label))})",
                "write the labels; what stands in the file becomes the option's \"code\""
            );
        if (
            question.Options.FirstOrDefault(option => option.Other) is { Column: null } other
            && question.Columns.Count == 1
            && other.Count > 0
        )
            Add(
                FindingCode.TypedTexts,
                FindingWeight.Note,
                first,
                $"what hardly anybody says else is taken for the text of {Label.Quote(other.Label)}",
                "make options of the texts that were offered"
            );
    }

    /// <summary>How many cells are no numbers where most are, and too many differ to be options; null where that is not so.</summary>
    private static int? MixedNumbers(InspectedColumn column)
    {
        var numbers = column.Values.Where(value => NumberText.Parse(value.Text) is not null).ToList();
        var count = numbers.Sum(value => value.Count);
        return numbers.Count >= 12 && count >= 0.5 * column.Answers && count < column.Answers ? column.Answers - count : null;
    }

    private void NearLabels(InspectedColumn column, List<GuessedOption> options)
    {
        foreach (var near in options.GroupBy(option => PlainText.Folded(option.Label)).Where(same => same.Count() > 1))
            Add(
                FindingCode.NearLabels,
                FindingWeight.Doubt,
                column,
                $"has {string.Join(" and ", near.Select(option => Label.Quote(option.Label)))}, which differ in case, "
                    + $"blanks or marks only, and are counted apart",
                "make them one option, and name the others under \"wordings\""
            );
    }

    private void SameNames()
    {
        foreach (
            var same in inspection
                .Columns.Where(column => column.Name.Group.Length > 0 && column.Name.IsNamed && inspection.Export.NamingRows == 1)
                .GroupBy(column => column.Name.Group)
                .Where(same =>
                    same.Count() > 1
                    && !guess.Questions.Any(question => same.All(column => question.Columns.Any(own => own.Position == column.Position)))
                )
        )
            Add(
                FindingCode.SameName,
                FindingWeight.Doubt,
                same.ElementAt(1),
                $"is called like column {same.First().Position + 1}",
                "see that they are what the draft takes them for; it tells them apart by \"#2\""
            );
    }

    private void Add(string code, FindingWeight weight, InspectedColumn column, string seen, string todo) =>
        findings.Add(Finding.Of(code, weight, inspection, column, seen, todo));

    private static string Names(List<InspectedColumn> columns) =>
        string.Join(", ", columns.Take(6).Select(column => Label.Quote(column.Name.Header, 40))) + (columns.Count > 6 ? ", …" : "");

    [GeneratedRegex("^(?:\\d{1,3}|[A-Z]{1,3}\\d{1,4}|-oth-)$")]
    private static partial Regex Code();
}
