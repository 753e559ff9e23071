using System.Text.Json;
using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What a raw file is found to hold, for programs.</summary>
internal static class InspectionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(DraftedSurvey drafted)
    {
        var inspection = drafted.Inspection;
        return JsonSerializer.Serialize(
            new
            {
                File = inspection.File.Name,
                Dialect = Of(inspection.Evidence),
                RunnerUp = inspection.RunnerUp is { } other ? Of(other) : null,
                inspection.HeaderRows,
                inspection.Encoding,
                Columns = inspection.Columns.Count,
                inspection.Rows,
                drafted.Tried,
                Findings = drafted.Findings.Select(finding => new
                {
                    finding.Code,
                    Weight = finding.Weight.ToString().ToLowerInvariant(),
                    finding.Where,
                    Column = finding.Column < 0 ? (int?)null : finding.Column + 1,
                    finding.Seen,
                    finding.Do,
                }),
                Respondents = drafted.Run?.Respondents,
                Questions = drafted.Run?.Questions.Select(question => new
                {
                    question.Id,
                    question.Text,
                    Kind = question.Kind.ToString().ToLowerInvariant(),
                    Answered = drafted.Run.AnsweredBy(question.Id, []),
                    Options = question.Options.Select(option => new
                    {
                        option.Id,
                        option.Label,
                        Count = drafted.Run.CountOf(question.Id, [], option.Id),
                    }),
                }),
            },
            Options
        );
    }

    private static object Of(Evidence evidence) => new { Format = InstrumentFile.NameOf(evidence.Format), evidence.Why };
}
