using Survey.Tests.Ingest.Wild;

namespace Survey.Tests.Ingest.Written;

/// <summary>A made-up survey as a tool would export it, and what must be counted of that.</summary>
/// <param name="Dialect">the tool, and which of its exports: "limesurvey codes"</param>
/// <param name="Ending">of the file: "csv"</param>
internal sealed record WrittenExport(string Dialect, string Ending, byte[] Content, ExpectedWave Expected)
{
    /// <summary>What writes a survey as a tool does, by tool and kind of export.</summary>
    public static readonly IReadOnlyDictionary<string, Func<MadeSurvey, WrittenExport>> Writers = new Dictionary<
        string,
        Func<MadeSurvey, WrittenExport>
    >
    {
        ["google forms through sheets"] = GoogleFormsWriter.ThroughSheets,
        ["google forms own csv"] = GoogleFormsWriter.OwnCsv,
        ["surveymonkey"] = SurveyMonkeyWriter.TwoRows,
        ["surveymonkey flattened"] = SurveyMonkeyWriter.Flattened,
        ["limesurvey codes and texts"] = LimeSurveyWriter.CodesAndTexts,
        ["limesurvey codes"] = LimeSurveyWriter.Codes,
        ["limesurvey texts"] = LimeSurveyWriter.Texts,
        ["qualtrics texts"] = QualtricsWriter.Texts,
        ["qualtrics numbers"] = QualtricsWriter.Numbers,
        ["qualtrics legacy"] = QualtricsWriter.Legacy,
        ["microsoft forms"] = MicrosoftFormsWriter.Workbook,
        ["typeform"] = TypeformWriter.Csv,
        ["kobo"] = KoboWriter.Csv,
        ["alchemer"] = AlchemerWriter.Csv,
        ["stack overflow"] = BareNamesWriter.StackOverflow,
        ["kaggle"] = BareNamesWriter.Kaggle,
        ["tick columns"] = TickColumnsWriter.Csv,
    };
}
