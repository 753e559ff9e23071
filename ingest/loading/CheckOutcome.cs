using System.Globalization;
using System.Text;
using Survey.Coded;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>What a load of a wave's raw file would come to.</summary>
/// <param name="Live">the live revision; null where the wave was never loaded</param>
/// <param name="Coded">null where nothing new would be loaded, or where the file cannot be read to its end</param>
/// <param name="Problems">every reason to refuse the file that can be seen, one line each</param>
/// <param name="Changes">counts that the live revision has otherwise</param>
public sealed record CheckOutcome(
    string Survey,
    string Wave,
    string File,
    Revision? Live,
    CodedWave? Coded,
    IReadOnlyList<string> Problems,
    IReadOnlyList<CountChange> Changes
)
{
    private const int ShownRejects = 50;

    /// <summary>What would happen, for people; the problems are not in it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Problems.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Survey} {Wave}: {File} would be refused, for "
                    + $"{(Problems.Count == 1 ? "1 problem" : $"{Problems.Count} problems")}; "
                    + $"{(Live is null ? "the wave is not loaded" : $"revision {Live.Number} stays live")}"
            );
        else if (Coded is null)
            return $"{Survey} {Wave}: {File} is unchanged, revision {Live?.Number}; a load would change nothing";
        else
            text.Append(CultureInfo.InvariantCulture, $"{Survey} {Wave}: {File} would be loaded as a new revision")
                .Append(LoadOutcome.Accounts(Coded));
        AppendRejects(text);
        if ((Problems.Count == 0 || Changes.Count > 0) && Live is not null)
            AppendChanges(text, Live);
        return text.ToString();
    }

    /// <summary>Each text that could not be used once, with the first place of it, the most frequent ones first.</summary>
    private void AppendRejects(StringBuilder text)
    {
        var rejects = (Coded?.Rejects ?? [])
            .GroupBy(reject => (reject.Column, reject.Value, reject.Code, reject.Expected))
            .OrderByDescending(group => group.Count())
            .ToList();
        foreach (var group in rejects.Take(ShownRejects))
            text.Append(CultureInfo.InvariantCulture, $"\n  {group.First()}{(group.Count() == 1 ? "" : $" ({group.Count()} times)")}");
        if (rejects.Count > ShownRejects)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {rejects.Count - ShownRejects} more texts that cannot be used");
    }

    private void AppendChanges(StringBuilder text, Revision live)
    {
        if (Changes.Count == 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n  no count differs from revision {live.Number}, which has {live.Respondents} respondents"
            );
        else
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n  counts that differ from revision {live.Number}, which has {live.Respondents} respondents:\n  "
                )
                .Append(ChangeTable.Of(Changes).TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal));
    }
}
