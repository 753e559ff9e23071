using System.Text.RegularExpressions;
using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What the columns of a raw file are taken for. Only a guess: a draft says so, and its author corrects it.</summary>
/// <param name="Metadata">ids, dates, names, addresses</param>
/// <param name="Ignored">columns without a header of their own and without anything in them</param>
public sealed record Guess(
    IReadOnlyList<GuessedQuestion> Questions,
    IReadOnlyList<InspectedColumn> Metadata,
    IReadOnlyList<InspectedColumn> Ignored
)
{
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase;

    private static readonly Regex MetadataHeader = new(
        @"^(timestamp|zeitstempel|horodateur"
            + @"|(respondent|collector|response|submission|submit|user|session|participant)[ _]?id|#|id|uuid|guid|token"
            + @"|(start|end|submit|submission|completion)[ _]?(date|time)( \(utc\))?"
            + @"|date (created|modified|submitted|started|completed)|(started|submitted|completed)( at| on)?"
            + @"|(collector|custom (data|value|variable)).*|language|locale|user ?agent|referrer)$",
        AnyCase
    );

    private static readonly Regex PersonalHeader = new(
        @"^((your |contact )?e-?mail( address)?|user ?name|((your|first|last|full|family|given) )*name|ip( |-)?(address)?"
            + @"|phone( number)?|(twitter|github|slack) (handle|id|user ?name))\??$",
        AnyCase
    );

    private static readonly Regex PersonalValue = new(
        @"^([^@\s]+@[^@\s]+\.[^@\s]+|\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7})$",
        AnyCase
    );

    public static Guess Of(Inspection inspection)
    {
        var metadata = inspection.Columns.Where(IsMetadata).ToList();
        var rest = inspection.Columns.Except(metadata).ToList();
        var ignored = rest.Where(column =>
                column.Answers == 0 && column.Name.Second.Length == 0 && (column.Name.Group.Length == 0 || !column.Name.IsNamed)
            )
            .ToList();
        rest = [.. rest.Except(ignored)];
        var questions =
            inspection.Format == ExportFormat.SurveyMonkey
                ? rest.GroupBy(column => (column.Name.Group, column.Name.GroupNumber)).SelectMany(group => GroupGuess.Of([.. group]))
                : ByColumn(rest);
        return new Guess([.. questions], metadata, ignored);
    }

    /// <summary>A column of ids, dates or persons; an option called "E-mail" is none.</summary>
    private static bool IsMetadata(InspectedColumn column)
    {
        var header = column.Name.Second.Length > 0 ? column.Name.Second : column.Name.Group;
        if ((column.Name.Second.Length == 0 || column.Name.Second == column.Name.Group) && MetadataHeader.IsMatch(column.Name.Group))
            return true;
        if (column.Values.Count == 0)
            return column.Name.Second.Length == 0 && PersonalHeader.IsMatch(header);
        return PersonalHeader.IsMatch(header) && column.Values[0].Text != header
            || column.Values.Where(value => PersonalValue.IsMatch(value.Text)).Sum(value => value.Count)
                > 0.8 * column.Values.Sum(value => value.Count);
    }

    /// <summary>A question a column, and a grid where several are called like one.</summary>
    private static IEnumerable<GuessedQuestion> ByColumn(List<InspectedColumn> columns)
    {
        var questions = columns.ConvertAll(column =>
            ColumnGuess.Open(
                column.Name.Group.Length > 0 ? column.Name.Group : "(no header)",
                column.Name.NumberedHeader,
                column,
                mayJoin: true
            )
        );
        return questions.GroupBy(question => GridText(question) ?? question.Header).SelectMany(grid => Grid(grid.Key, [.. grid]));
    }

    private static string? GridText(GuessedQuestion question) =>
        question.Columns[0].Name.GroupNumber == 1 ? GoogleForms.GridText(question.Text) : null;

    /// <summary>Columns "Question [Row]" are one grid, unless one of them holds free text.</summary>
    private static List<GuessedQuestion> Grid(string text, List<GuessedQuestion> rows)
    {
        if (
            rows.Count < 2
            || rows.Exists(row => row.Kind == QuestionKind.Text && row.Answers > 0)
            || rows.TrueForAll(row => row.Answers == 0)
        )
            return rows;
        if (rows.Exists(row => row.Kind == QuestionKind.Number))
            return rows.TrueForAll(row => row.Kind == QuestionKind.Number) ? [GridOf(text, QuestionKind.Number, [], rows)] : rows;
        var options = rows.SelectMany(row => row.Options)
            .GroupBy(option => option.Label)
            .Select(option => new GuessedOption(option.Key, option.Sum(row => row.Count), option.Any(row => row.Other)));
        var kind = rows.Exists(row => row.Kind == QuestionKind.Multiple) ? QuestionKind.Multiple : QuestionKind.Single;
        return [GridOf(text, kind, GuessedOption.InOrder(options), rows)];
    }

    private static GuessedQuestion GridOf(
        string text,
        QuestionKind kind,
        IReadOnlyList<GuessedOption> options,
        List<GuessedQuestion> rows
    ) => new(text, text, kind, options, [.. rows.Select(row => row.Text[(text.Length + 2)..^1])], [.. rows.Select(row => row.Columns[0])]);
}
