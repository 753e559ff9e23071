using Survey.Ingest.Guessing;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Drafting;

/// <summary>A raw file, what it is taken for, what is doubtful about that, and the instrument that was written, and
/// tried, for it.</summary>
/// <param name="Yaml">the instrument's text; null where nothing can be drafted</param>
/// <param name="Run">what a dry run of it gave; null where there is none</param>
internal sealed record DraftedSurvey(Inspection Inspection, Guess Guess, IReadOnlyList<Finding> Findings, string? Yaml, DryRun? Run)
{
    /// <summary>What the dry run gave, in words.</summary>
    public string Tried => Run?.InWords() ?? "nothing was asked";

    /// <param name="survey">the survey's id</param>
    /// <param name="wave">the id of the wave that the file holds</param>
    /// <exception cref="SurveyException">the file cannot be read</exception>
    public static DraftedSurvey Of(RawCopy file, Overrules overrules, string survey, string wave)
    {
        var inspection = Inspection.Of(file, overrules);
        var guess = Guess.Of(inspection);
        List<Finding> findings =
        [
            .. new ShapeFindings(inspection, guess).All(),
            .. new RowFindings(inspection, guess).All(),
            .. ShiftFindings.Of(inspection, guess),
            .. new ColumnFindings(inspection, guess).All(),
            .. SpeedFindings.Of(inspection, guess),
        ];
        if (guess.Questions.Count == 0)
            return new DraftedSurvey(inspection, guess, Sorted(findings), null, null);
        var draft = new Draft(inspection, guess, survey, wave);
        var run = DryRun.Of(file, InstrumentFile.ParseUndecided($"the draft for {file.Name}", draft.Text([], null)));
        findings.AddRange(run.Findings(inspection));
        findings = Sorted(findings);
        return new DraftedSurvey(inspection, guess, findings, draft.Text(findings, run), run);
    }

    /// <summary>What must be decided first.</summary>
    private static List<Finding> Sorted(IEnumerable<Finding> findings) =>
        [
            .. findings
                .GroupBy(finding => (finding.Code, finding.Column, finding.Column < 0 ? finding.Where : ""))
                .Select(same => same.MaxBy(finding => finding.Weight)!)
                .OrderByDescending(finding => finding.Weight)
                .ThenBy(finding => finding.Column),
        ];
}
