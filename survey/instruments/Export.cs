using System.Text.Json.Serialization;

namespace Survey.Instruments;

/// <summary>The tool whose export a raw file is; it decides how many rows name the columns. New ones come last: the fingerprints of
/// codebooks hold a format's place.</summary>
public enum ExportFormat
{
    GoogleForms,
    SurveyMonkey,
    Qualtrics,
    LimeSurvey,
    MicrosoftForms,
    Typeform,
    Kobo,
    Alchemer,

    /// <summary>names of variables in place of questions, as Stack Overflow and Kaggle publish them</summary>
    BareNames,

    /// <summary>none of these: the instrument says everything</summary>
    Columns,
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

    /// <summary>Texts, normalised, that are no answer to any question; null for none. Not in the fingerprint where there are none, so that
    /// others keep theirs; those of the questions take them in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Blank { get; init; }

    /// <summary>How many of the rows above the first respondent name the columns. SurveyMonkey's two may have been made one.</summary>
    public int NamingRows => Format == ExportFormat.SurveyMonkey && DeclaredHeaderRows != 1 ? 2 : 1;

    /// <summary>How many rows stand above the first respondent.</summary>
    public int HeaderRows => DeclaredHeaderRows ?? (Format == ExportFormat.Qualtrics ? 3 : NamingRows);

    /// <summary>How many rows stand above those that name the columns. They are the last of the header rows; of Qualtrics' rows of codes,
    /// texts and import ids the texts.</summary>
    [JsonIgnore]
    public int RowsAboveNames => Format == ExportFormat.Qualtrics ? Math.Min(1, HeaderRows - 1) : HeaderRows - NamingRows;
}
