using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>What somebody says of a file that is otherwise found out from it.</summary>
/// <param name="Encoding">as an instrument names it</param>
/// <param name="Format">null for the likeliest</param>
/// <param name="HeaderRows">rows above the first respondent; null for as many as the format has</param>
/// <param name="Sheet">of an XLSX; the first when empty</param>
/// <param name="Delimiter">null for the one that the file shows</param>
public sealed record Overrules(
    string Encoding = Export.Auto,
    ExportFormat? Format = null,
    int? HeaderRows = null,
    string Sheet = "",
    char? Delimiter = null
);
