namespace Survey.Instruments;

/// <summary>Where a wave's rows come from: a raw export, or rows made to fit published figures.</summary>
public enum Provenance
{
    Raw,
    Reconstructed,
}

/// <summary>The tool whose export a raw file is; it decides how columns and cells are read.</summary>
public enum ExportFormat
{
    GoogleForms,
    SurveyMonkey,
}

/// <summary>How a wave's raw file is written.</summary>
/// <param name="Format">the tool that wrote it</param>
/// <param name="Encoding">a name that <see cref="System.Text.Encoding.GetEncoding(string)"/> knows; <see cref="Auto"/> to go by the file
/// itself</param>
/// <param name="Metadata">columns that are not answers; <c>*</c> stands for any text</param>
/// <param name="Ignore">columns that are answers but not used; <c>*</c> stands for any text</param>
/// <param name="Keep">only rows whose cell in a column says one of these are respondents; texts, normalised, by the column's name</param>
/// <param name="Drop">rows whose cell in a column says one of these are left out</param>
/// <param name="RejectLimit">the percentage of a question's cells that may be rejected before the load is refused</param>
public sealed record Export(
    ExportFormat Format,
    string Encoding,
    IReadOnlyList<string> Metadata,
    IReadOnlyList<string> Ignore,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keep,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Drop,
    double RejectLimit
)
{
    /// <summary>In place of a name: what the file itself says.</summary>
    public const string Auto = "auto";

    /// <summary>What holds where an instrument says nothing.</summary>
    public static readonly Export Default = new(
        ExportFormat.GoogleForms,
        Auto,
        [],
        [],
        new Dictionary<string, IReadOnlyList<string>>(),
        new Dictionary<string, IReadOnlyList<string>>(),
        1
    );

    /// <summary>The column that names each respondent, which makes it metadata; <c>*</c> stands for any text; null when none is
    /// declared.</summary>
    public string? RespondentId { get; init; }

    /// <summary>What parts the fields of a row; null to go by the file itself.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Of an XLSX, the sheet that holds the answers; the first when empty.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>How many rows stand above the first respondent, where it is not as many as the format needs.</summary>
    public int? DeclaredHeaderRows { get; init; }

    /// <summary>Columns that tell who somebody is, which makes them metadata and blanks them in the kept file; <c>*</c> stands for any
    /// text.</summary>
    public IReadOnlyList<string> Personal { get; init; } = [];

    /// <summary>How many of the rows above the first respondent name the columns; they are the last of them.</summary>
    public int NamingRows => Format == ExportFormat.SurveyMonkey ? 2 : 1;

    /// <summary>How many rows stand above the first respondent.</summary>
    public int HeaderRows => DeclaredHeaderRows ?? NamingRows;
}

/// <summary>One fielding of the survey, as the instrument declares it.</summary>
/// <param name="Position">0 for the earliest; the order of a trend</param>
/// <param name="Fielded">when it was asked, in words for people; may be empty</param>
/// <param name="File">the raw file's name, beside the instrument</param>
/// <param name="Source">where the raw file can be had; may be empty</param>
/// <param name="RespondentsAssumed">the number of respondents was never published, and is assumed</param>
public sealed record Wave(
    string Id,
    string Label,
    int Position,
    string Fielded,
    string File,
    string Source,
    Provenance Provenance,
    bool RespondentsAssumed,
    Export Export
)
{
    /// <summary>What has to be printed wherever the wave is shown, in words; empty for a raw wave.</summary>
    public string Caveat =>
        (Provenance, RespondentsAssumed) switch
        {
            (Provenance.Reconstructed, true) => "reconstructed from published percentages; number of respondents assumed",
            (Provenance.Reconstructed, false) => "reconstructed from published percentages",
            (_, true) => "number of respondents assumed",
            _ => "",
        };
}
