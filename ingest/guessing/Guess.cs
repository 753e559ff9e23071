using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>What the columns of a raw file are taken for. Only a guess: a draft says so, and its author corrects it.</summary>
/// <param name="Metadata">ids, dates, names, addresses, and what the tool says of its own work</param>
/// <param name="Ignored">columns that say nothing of their own: without a header and empty, or what other columns say too</param>
/// <param name="Blank">texts that stand for a blank cell all over the file</param>
public sealed record Guess(
    IReadOnlyList<GuessedQuestion> Questions,
    IReadOnlyList<InspectedColumn> Metadata,
    IReadOnlyList<InspectedColumn> Ignored,
    IReadOnlyList<string> Blank
)
{
    public static Guess Of(Inspection inspection)
    {
        var metadata = inspection.Columns.Where(column => Guessing.Metadata.Is(inspection, column)).ToList();
        var rest = inspection.Columns.Except(metadata).ToList();
        var blank = BlankWords.Of(rest, inspection.Format == ExportFormat.BareNames);
        rest = rest.ConvertAll(column => column.Without(blank));
        var ignored = rest.Where(column =>
                column.Answers == 0 && column.Name.Second.Length == 0 && (column.Name.Group.Length == 0 || !column.Name.IsNamed)
            )
            .ToList();
        rest = [.. rest.Except(ignored)];
        if (inspection.Export.NamingRows == 2)
            return new Guess(
                [.. rest.GroupBy(column => (column.Name.Group, column.Name.GroupNumber)).SelectMany(group => GroupGuess.Of([.. group]))],
                metadata,
                ignored,
                blank
            );
        var families = Family.Of(inspection.Format, rest).ToList();
        var joined = families.Where((family, place) => IsJoined(family, families.ElementAtOrDefault(place + 1))).ToList();
        var questions = families.Except(joined).SelectMany(family => Of(inspection.Format, family));
        return new Guess(
            OtherText.Attached([.. questions]),
            metadata,
            [.. ignored, .. joined.Select(family => family.Members[0].Column)],
            blank
        );
    }

    private static IEnumerable<GuessedQuestion> Of(ExportFormat format, Family family) =>
        family.Members is [var alone]
            ? [ColumnGuess.Open(TextOf(alone.Column), alone.Column.Name.NumberedHeader, alone.Column, SeparatorsOf(format))]
            : FamilyGuess.Of(family);

    private static string TextOf(InspectedColumn column) => column.Name.Group.Length > 0 ? PlainText.Of(column.Name.Group) : "(no header)";

    /// <summary>What may stand between the answers of a cell. KoboToolbox' blank would part every text.</summary>
    private static string[] SeparatorsOf(ExportFormat format) =>
        format switch
        {
            ExportFormat.Qualtrics => [JoinedAnswers.Usual, ","],
            _ => [JoinedAnswers.Usual, "; ", ";", "|"],
        };

    /// <summary>Whether a column says in one cell what the columns behind it say in one each: KoboToolbox writes both.</summary>
    private static bool IsJoined(Family family, Family? next) =>
        next is { Members.Count: > 1 }
        && family.Members is [var alone]
        && FamilyGuess.KindOf(next) == FamilyKind.Ticks
        && PlainText.Question(next.Before) == PlainText.Question(alone.Column.Name.Group)
        && alone.Column.Values.All(value => IsOf(value.Text, next));

    /// <summary>Whether a cell says nothing but options of a family, in whatever order.</summary>
    private static bool IsOf(string cell, Family family)
    {
        var left = family
            .Members.Select(member => member.Label)
            .OrderByDescending(label => label.Length)
            .Aggregate(cell, (text, label) => label.Length == 0 ? text : text.Replace(label, "", StringComparison.OrdinalIgnoreCase));
        return left.All(character => !char.IsLetterOrDigit(character));
    }
}
