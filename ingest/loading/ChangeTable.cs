using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>Counts that differ, as a table for people.</summary>
internal static class ChangeTable
{
    private static readonly string[] Header = ["question", "option", "from", "to", "difference"];

    public static string Of(IEnumerable<CountChange> changes) => PlainTable.Of(Header, changes.Select(Cells), "question", "option");

    private static string[] Cells(CountChange change) =>
        [
            change.What.Question,
            change.What.Name,
            FormattableString.Invariant($"{change.From}"),
            FormattableString.Invariant($"{change.To}"),
            change switch
            {
                { From: null } => "new",
                { To: null } => "gone",
                _ => (change.To.Value - change.From.Value).ToString("+0;-0", System.Globalization.CultureInfo.InvariantCulture),
            },
        ];
}
