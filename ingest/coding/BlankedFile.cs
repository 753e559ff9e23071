using Survey.Coded;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>
/// A copy of a raw file with its personal data blanked: byte by byte the same otherwise where that can be, else its table written anew. It
/// is a temporary file, gone when this is disposed.
/// </summary>
internal sealed class BlankedFile : IDisposable
{
    private readonly TemporaryFile content = new();

    private BlankedFile() { }

    /// <summary>The raw file with this copy as what is kept of it.</summary>
    public RawCopy Copy { get; private set; } = null!;

    /// <summary>Writes the copy, and reads it again: it must code to the same, and have no personal data left.</summary>
    /// <exception cref="SurveyException">there is no such copy, or the file is no longer the one that was coded</exception>
    public static async Task<BlankedFile> Of(RawCopy file, CodedWave coded, CancellationToken cancel) =>
        BlankedBytes.Of(file, coded) is { } bytes && await Written(file, coded, false, bytes.Write, cancel) is { } inPlace
            ? inPlace
            : await Written(file, coded, true, (copy, cancel) => BlankedTable.Write(file, coded, copy, cancel), cancel)
                ?? throw NotBlanked(file, coded);

    public void Dispose() => content.Dispose();

    /// <returns>null where the copy says something else than the file, or has personal data left</returns>
    private static async Task<BlankedFile?> Written(
        RawCopy file,
        CodedWave coded,
        bool anew,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancel
    )
    {
        var copy = new BlankedFile();
        try
        {
            await write(copy.content, cancel);
            copy.content.Flush();
            var kept = (await RawCopy.Of(copy.content.Path, cancel)) with { Name = file.Name, IsRewritten = anew || file.IsRewritten };
            copy.Copy = file with { Kept = kept };
            if (SaysTheSame(kept, coded, cancel))
                return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
        copy.Dispose();
        return null;
    }

    private static SurveyException NotBlanked(RawCopy file, CodedWave coded)
    {
        var column = coded.Personal.Blanked[0];
        return new SurveyException(
            $"{file.Name}: column {column.Column} {Label.Quote(column.Header, 60)} has personal data, and the file says something else "
                + "without them, so that no copy of it can be kept; export it without that column"
        );
    }

    private static bool SaysTheSame(RawCopy written, CodedWave coded, CancellationToken cancel)
    {
        var export = coded.Codebook.Wave.Export;
        // Blanked ids would all be the same.
        var anyone = export with
        {
            RespondentId = null,
            Metadata = export.RespondentId is { } id ? [.. export.Metadata, id] : export.Metadata,
        };
        var codebook = coded.Codebook with { Wave = coded.Codebook.Wave with { Export = anyone } };
        CodedWave again;
        try
        {
            again = WaveReader.Read(written, codebook, null, cancel);
        }
        catch (SurveyException exception) when (exception is not NoRoomException)
        {
            return false;
        }
        using (again)
            return again.Accounts.Respondents == coded.Accounts.Respondents
                && again.Accounts.Rows == coded.Accounts.Rows
                && again.Accounts.Coded == coded.Accounts.Coded
                && again.Accounts.RejectedCells == coded.Accounts.RejectedCells
                && again
                    .Selections()
                    .Select(set => set.Respondents.Count)
                    .SequenceEqual(coded.Selections().Select(set => set.Respondents.Count))
                && again.Personal.Cells.Count == 0
                && !again.Personal.Blanked.Any(left => again.Personal.Columns[left.Column - 1].Length == 0);
    }
}
