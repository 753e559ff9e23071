using Survey.Storage;

namespace Survey.Tables;

/// <summary>What was ever loaded of a wave.</summary>
public static class RevisionsColumns
{
    public static Table<HistoryEntry> Table { get; } =
        new(
            "revisions",
            "A row for every revision of a wave, oldest first",
            new Columns<HistoryEntry>()
                .Whole("revision", Unit.None, "its number, from 1", entry => entry.Number)
                .Truth("live", "whether figures come from it", entry => entry.Live)
                .Time("loaded_at", "when it was loaded, in UTC", entry => entry.LoadedAt)
                .Text("file", "the raw file's name", entry => entry.FileName)
                .Whole("bytes", Unit.Bytes, "the raw file's size", entry => entry.FileBytes)
                .Text(
                    "sha_256",
                    "the first twelve digits of the raw file's hash, as it came in",
                    entry => Convert.ToHexStringLower(entry.FileSha256.AsSpan(0, 6))
                )
                .Word(
                    "kept",
                    "what is kept of the raw file: file, as it came in; blanked, without its personal data; rewritten, its table as UTF-8 "
                        + "CSV, without its personal data",
                    entry => entry.Kept
                )
                .Whole("respondents", Unit.Respondents, "all respondents, whatever the base", entry => entry.Respondents)
                .Whole("coded", Unit.Cells, "those that became answers", entry => entry.Coded)
                .Whole("rejected", Unit.Cells, "those that could not be used", entry => entry.RejectedCells)
                .Whole("ignored", Unit.Cells, "those left out as the instrument says", entry => entry.Ignored)
                .Whole(
                    "instrument",
                    Unit.None,
                    "the number of the instrument's version that it was coded with",
                    entry => entry.InstrumentVersion
                )
        );
}
