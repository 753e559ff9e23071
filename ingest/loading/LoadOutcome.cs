using System.Globalization;
using System.Text;
using Survey.Coded;

namespace Survey.Ingest.Loading;

/// <summary>What became of one wave: a new revision, nothing new, or a problem; or a problem of the claims beside the instrument.</summary>
/// <param name="Wave">empty for the claims, which are of no wave</param>
/// <param name="Revision">the live revision's number; null after a problem in a wave that was never loaded</param>
/// <param name="Coded">null when nothing new was loaded</param>
/// <param name="Problem">why nothing was loaded, in one line; null when all is well</param>
public sealed record LoadOutcome(string Survey, string Wave, string File, int? Revision, CodedWave? Coded, string? Problem)
{
    private const int ShownRejects = 5;

    /// <summary>What kind of problem it is, one of <see cref="RejectCode"/>; null after one of form alone.</summary>
    public string? Code { get; init; }

    /// <summary>The SHA-256 of the file that came in, where its table written anew is kept in its place; null otherwise.</summary>
    public byte[]? RewrittenFrom { get; init; }

    /// <summary>What happened, for people; the first line says it all.</summary>
    public override string ToString()
    {
        if (Problem is not null && Wave.Length == 0)
            return $"{Problem} (the claims of {Survey} stay as they were)";
        if (Problem is not null)
            return $"{Problem} ({(Code is null ? "" : $"{Code}; ")}{Survey} {Wave} "
                + $"{(Revision is null ? "is not loaded" : $"stays at revision {Revision}")})";
        if (Coded is null)
            return $"{Survey} {Wave}: {File} is unchanged, revision {Revision}";
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Survey} {Wave}: {File} loaded as revision {Revision}")
            .Append(Accounts(Coded));
        if (RewrittenFrom is not null)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n  kept without them is its table, written anew as UTF-8 CSV; the SHA-256 of the file itself is "
                    + $"{Convert.ToHexStringLower(RewrittenFrom)}"
            );
        foreach (var reject in Coded.Rejects.Take(ShownRejects))
            text.Append(CultureInfo.InvariantCulture, $"\n  {reject}");
        return text.ToString();
    }

    /// <summary>What became of all rows and cells, in lines of their own.</summary>
    internal static string Accounts(CodedWave coded)
    {
        var accounts = coded.Accounts;
        var text = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"\n  {accounts.Rows} rows: {accounts.Respondents} respondents, {accounts.BlankRows} blank, "
                    + $"{accounts.RejectedRows} rejected"
                    + $"{(accounts.LeftOutRows > 0 ? $", {accounts.LeftOutRows} left out as declared" : "")}\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"  {accounts.NonBlankCells} cells with something in them: {accounts.Coded} coded, {accounts.RejectedCells} rejected, "
                    + $"{accounts.Ignored} ignored as declared"
            );
        foreach (var column in coded.Personal.Blanked)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n  personal data blanked in the kept file: column {column.Column} {Label.Quote(column.Header, 60)}, {column.Cells} cells"
            );
        foreach (var warning in coded.Warnings)
            text.Append(CultureInfo.InvariantCulture, $"\n  {warning.Code}: {warning.Text}");
        foreach (var reason in coded.Rejects.GroupBy(reject => reject.Code).OrderBy(group => group.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"\n  rejected as {reason.Key}: {reason.Count()}");
        return text.ToString();
    }
}
