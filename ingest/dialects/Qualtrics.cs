using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// How Qualtrics writes an export: a row of codes, a row of texts, and today a third one of import ids in JSON. A question's columns are
/// Q2_1, Q2_2 …, a matrix' rows too, Q4#1_2 where two stand side by side, and Q2_4_TEXT holds what was typed. Kaggle publishes the first
/// two rows, with Q7_Part_1 and Q7_OTHER.
/// </summary>
internal static partial class Qualtrics
{
    private static readonly string[] MetadataCodes =
    [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "ResponseID",
        "ResponseSet",
        "Name",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "EmailAddress",
        "ExternalReference",
        "ExternalDataReference",
        "LocationLatitude",
        "LocationLongitude",
        "LocationAccuracy",
        "DistributionChannel",
        "UserLanguage",
        "Q_RecaptchaScore",
        "Q_TotalDuration",
        "Time from Start to Finish (seconds)",
    ];

    public static Evidence? Look(Beginning file)
    {
        var (codes, texts) = (file.Row(0), file.Row(1));
        if (file.Row(2).Count(IsImportId) > file.Row(2).Length / 2)
            return new Evidence(ExportFormat.Qualtrics, 3, 0.99, "the third row holds import ids");
        var known = codes.Count(code => MetadataCodes.Contains(code, StringComparer.OrdinalIgnoreCase) || Legacy().IsMatch(code));
        var numbered = codes.Count(code => QuestionCode().IsMatch(code));
        if (known + numbered < 0.6 * codes.Length || numbered == 0)
            return null;
        var pairs = codes
            .Zip(texts)
            .Count(pair =>
                Legacy().IsMatch(pair.First) && IsMetadata("", pair.Second)
                || IsMetadata(pair.First, "") && Compact(pair.First) == Compact(pair.Second)
            );
        var asked = Enumerable
            .Range(0, codes.Length)
            .Where(column => QuestionCode().IsMatch(codes[column]) && !Legacy().IsMatch(codes[column]) && texts[column].Length > 0)
            .ToList();
        var questions = asked.Count(column =>
            (texts[column].Contains(' ', StringComparison.Ordinal) || texts[column].Length > 15)
            && !file.Below(2, column).Contains(texts[column])
        );
        if (asked.Count > 0 && questions >= 0.8 * asked.Count && (pairs >= 2 || questions >= 0.8 * numbered))
            return new Evidence(ExportFormat.Qualtrics, 2, pairs >= 2 ? 0.97 : 0.85, "codes such as Q1 stand above the questions' texts");
        return known >= 5
            ? new Evidence(
                ExportFormat.Qualtrics,
                1,
                0.85,
                $"{known} columns are called as Qualtrics calls its own; the row of texts is gone"
            )
            : null;
    }

    /// <summary>Whether a column holds nothing that was asked.</summary>
    /// <param name="text">what the second row says</param>
    public static bool IsMetadata(string code, string text) =>
        MetadataCodes.Contains(code, StringComparer.OrdinalIgnoreCase)
        || Legacy().IsMatch(code)
        || MetadataCodes.Any(known => Compact(known) == Compact(text))
        || code.EndsWith("_DO", StringComparison.Ordinal)
        || TopicCode().IsMatch(code);

    /// <summary>What the columns of one question, or of one side of it, share: Q2 of Q2_1, Q4#1 of Q4#1_2; null where the code is that of
    /// a question with one column.</summary>
    public static string? Stem(string code) =>
        QuestionCode().Match(code) is { Success: true } match && match.Groups[2].Success ? match.Groups[1].Value : null;

    /// <summary>Whether the column holds what was typed beside an option or to a question.</summary>
    public static bool IsText(string code) => code.EndsWith("_TEXT", StringComparison.Ordinal);

    /// <summary>Whether an import id of the third row says that answers were typed.</summary>
    public static bool IsTextId(string importId) => IsImportId(importId) && TextId().IsMatch(importId);

    private static bool IsImportId(string cell) => cell.StartsWith('{') && cell.Contains("ImportId", StringComparison.Ordinal);

    private static string Compact(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex("QID[0-9]+_TEXT['\"]")]
    private static partial Regex TextId();

    [GeneratedRegex("^V[0-9]+$")]
    private static partial Regex Legacy();

    [GeneratedRegex(
        "^([A-Z]{1,3}[A-Za-z]*[0-9]+(?:\\.[0-9]+)?[A-Za-z]?(?:#[0-9]+)?)((?:_(?:[0-9]+|Part_[0-9]+|OTHER|TEXT|NPS_GROUP"
            + "|x?[0-9]+))+(?:_TEXT)?)?$"
    )]
    private static partial Regex QuestionCode();

    [GeneratedRegex(" - (Topics|Parent Topics|Sentiment.*)$|^Q_")]
    private static partial Regex TopicCode();
}
