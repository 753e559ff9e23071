using System.Text.RegularExpressions;
using Survey.Ingest.Dialects;

namespace Survey.Ingest.Guessing;

/// <summary>Columns that nobody was asked: ids, stamps, persons, and what a tool says of its own work.</summary>
internal static partial class Metadata
{
    /// <summary>Whether a column is of ids, dates or persons, or its tool's own; an option called "E-mail" is none.</summary>
    public static bool Is(Inspection inspection, InspectedColumn column)
    {
        var name = column.Name;
        var header = name.Second.Length > 0 ? name.Second : name.Group;
        var isAlone = name.Second.Length == 0 || name.Second == name.Group;
        if (isAlone && (Header().IsMatch(PlainText.Of(name.Group)) || Dialect.IsMetadata(inspection.Format, column.Code, name.Group)))
            return true;
        if (isAlone && (IsIndex(column, inspection.Rows) || IsDates(column)))
            return true;
        return IsPersonal(column, header);
    }

    /// <summary>Whether a column tells who somebody is.</summary>
    public static bool IsPersonal(InspectedColumn column)
    {
        var name = column.Name;
        return IsPersonal(column, name.Second.Length > 0 ? name.Second : name.Group);
    }

    /// <summary>Whether a column only counts the rows, as a program writes it that keeps tables: without a header,
    /// or "Unnamed: 0".</summary>
    public static bool IsIndex(InspectedColumn column, long rows) =>
        Unnamed().IsMatch(column.Name.Group)
        && column.Name.Second.Length == 0
        && column.IsOfNumbers
        && column.Answers > 1
        && column.Answers >= rows - 1
        && column.Values.All(value => value.Count == 1);

    /// <summary>Whether dates stand in a column and nothing else. Of the answers to a question they are no
    /// options and no numbers.</summary>
    public static bool IsDates(InspectedColumn column) =>
        column.Values.Count > 2 && column.Values.Take(50).All(value => Stamps.Is(value.Text) && !value.Text.All(char.IsAsciiDigit));

    /// <summary>Whether a column is called as a tool calls its own stamps.</summary>
    public static bool IsStamp(Inspection inspection, InspectedColumn column) =>
        Header().IsMatch(PlainText.Of(column.Name.Group)) || Dialect.IsMetadata(inspection.Format, column.Code, column.Name.Group);

    private static bool IsPersonal(InspectedColumn column, string header)
    {
        if (column.Values.Count == 0)
            return column.Name.Second.Length == 0 && PersonalHeader().IsMatch(header);
        return PersonalHeader().IsMatch(header) && column.Values[0].Text != header
            || column.Values.Where(value => PersonalValue().IsMatch(value.Text)).Sum(value => value.Count)
                > 0.8 * column.Values.Sum(value => value.Count);
    }

    [GeneratedRegex(
        @"^(?:timestamp|zeitstempel|horodateur"
            + @"|(?:respondent|collector|response|submission|submit|user|session|participant|internal)[ _]?id|#|_?id|uuid|guid|token"
            + @"|(?:start|end|submit|submission|completion|last modified)[ _]?(?:date|time)(?: \(utc\))?"
            + @"|date (?:created|modified|submitted|started|completed)|(?:started|submitted|completed)(?: at| on)?|time started"
            + @"|(?:collector|custom (?:data|value|variable)).*|language|start language|locale|user ?agent|browser|referrer|referer|seed"
            + @"|(?:response )?(?:status|type)|duration(?: \(in seconds\))?|interviewtime|last ?page|submitdate|startlanguage|network id)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Header();

    [GeneratedRegex(@"^(?:unnamed: \d+|)$", RegexOptions.IgnoreCase)]
    private static partial Regex Unnamed();

    [GeneratedRegex(
        @"^(?:(?:your |contact )?e-?mail(?: address)?|user ?name|(?:(?:your|first|last|full|family|given) )*name|ip(?: |-)?(?:address)?"
            + @"|phone(?: number)?|(?:twitter|github|slack) (?:handle|id|user ?name))\??$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PersonalHeader();

    [GeneratedRegex(
        @"^(?:[^@\s]+@[^@\s]+\.[^@\s]+|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7})$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PersonalValue();
}
