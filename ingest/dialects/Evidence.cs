using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>Why a file is taken for the export of a tool.</summary>
/// <param name="HeaderRows">how many rows stand above the first respondent</param>
/// <param name="Sureness">from 0 to 1, only to compare dialects with</param>
/// <param name="Why">what of the file says so, in words</param>
public sealed record Evidence(ExportFormat Format, int HeaderRows, double Sureness, string Why);
