using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>A table of no tool that is known: one header row, and whatever the instrument says of its columns.</summary>
internal static class PlainColumns
{
    public static Evidence Look() => new(ExportFormat.Columns, 1, 0.2, "one header row; no tool's own columns are among it");
}
