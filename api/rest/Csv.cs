using System.Text;
using Survey.Answers;
using Survey.Statistics;

namespace Survey.Api.Rest;

/// <summary>Answers as CSV, in UTF-8, written as <see cref="CsvFormat"/> says.</summary>
public static class Csv
{
    public const string ContentType = "text/csv";

    /// <summary>What a file says of the wave that it is of.</summary>
    public static IReadOnlyList<string> WaveHeader { get; } =
    ["survey", "wave", "wave_label", "revision", "provenance", "wave_caveat", "respondents"];

    public static object?[] Wave(string survey, WaveSummary wave) =>
        [survey, wave.Id, wave.Label, wave.Revision, wave.Provenance.ToString().ToLowerInvariant(), wave.Caveat, wave.Respondents];

    /// <summary>What a file says of the test that a row belongs to.</summary>
    public static IReadOnlyList<string> TestHeader { get; } =
    ["test_respondents", "chi_square", "degrees_of_freedom", "p", "p_adjusted", "cramers_v", "significant", "test_note"];

    /// <param name="untested">why there are no tests; empty where there are</param>
    public static object?[] Test(Association? test, string untested) =>
        [
            test?.Respondents,
            test?.Statistic,
            test?.DegreesOfFreedom,
            test?.P,
            test?.PAdjusted,
            test?.CramersV,
            test?.Significant,
            test?.Note ?? untested,
        ];

    public static IResult File(IReadOnlyList<string> header, IEnumerable<object?[]> rows) => File(CsvFormat.Table(header, rows));

    public static IResult File(string table) => TypedResults.Text(table, ContentType, Encoding.UTF8);
}
