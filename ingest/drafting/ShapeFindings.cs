using System.Text.RegularExpressions;
using Survey.Ingest.Dialects;
using Survey.Ingest.Guessing;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What is doubtful about a file as a whole: whether its header is one, whether a second table stands beside the first, and
/// which rows its tool marks as no respondents'.</summary>
internal sealed partial class ShapeFindings(Inspection inspection, Guess guess)
{
    /// <summary>So many headers that come again are a second table; fewer may be questions that were asked twice.</summary>
    private const int SecondTable = 3;

    private readonly string file = inspection.File.Name;
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> All()
    {
        Header();
        SideBySide();
        Statuses();
        if (inspection.RunnerUp is { } other && other.Sureness >= inspection.Evidence.Sureness - 0.15 && inspection.Evidence.Sureness > 0)
            Add(
                FindingCode.OtherDialect,
                FindingWeight.Doubt,
                file,
                $"may also be {InstrumentFile.NameOf(other.Format)}: {other.Why}",
                $"say --format {InstrumentFile.NameOf(other.Format)} if it is"
            );
        if (inspection.Confidence < 1)
            Add(
                FindingCode.GuessedEncoding,
                FindingWeight.Doubt,
                file,
                $"is no UTF-8, and taken for {inspection.Encoding}",
                "look at the letters with accents, and say --encoding if they are wrong"
            );
        if (inspection.BrokenRows > 0)
            Add(
                FindingCode.BrokenRows,
                FindingWeight.Doubt,
                file,
                $"{inspection.BrokenRows} rows have more or fewer fields than the header, and are not counted",
                "export the file again; a text with a delimiter in it must be quoted"
            );
        return findings;
    }

    /// <summary>Whether the header rows are respondents' rows: what they say stands below among other answers.</summary>
    private void Header()
    {
        var told = inspection.Columns.Where(column => column.Answers > 0).ToList();
        if (inspection.Export.NamingRows == 2)
        {
            var among = told.Where(column => IsAnswer(column, column.Name.Second)).ToList();
            if (among.Count > 0 && among.Count >= 0.3 * told.Count || told.Exists(column => Stamps.Is(column.Name.Second)))
            {
                var first = among.Count > 0 ? among[0] : told.First(column => Stamps.Is(column.Name.Second));
                Add(
                    FindingCode.RespondentInHeader,
                    FindingWeight.Decide,
                    $"{file}:{inspection.HeaderRows} column {first.Position + 1}",
                    $"{Label.Quote(first.Name.Second)} is in the second header row, and an answer of respondents below",
                    "if that row is a respondent's, draft again with --header-rows 1",
                    first.Position
                );
            }
            return;
        }
        // Where every header stands among the answers, a header row does.
        if (inspection.Columns.Where(column => column.Name.Group.Length > 0).All(column => column.CountOf(column.Name.Group) > 0))
            return;
        // What stands alone in its column may be the option that the header names.
        var telling = told.Count(column => column.Name.Group.Length > 0 && column.Values.Count > 1);
        var values = told.Where(column =>
                IsAnswer(column, column.Name.Group)
                || Stamps.Is(column.Name.Group)
                || Address().IsMatch(column.Name.Group)
                || Number().IsMatch(column.Name.Group) && !Names(column)
            )
            .ToList();
        if (values.Count > 0 && values.Count >= 0.3 * telling || told.Count > 1 && Stamps.Is(told[0].Name.Group))
            Add(
                FindingCode.NoHeader,
                FindingWeight.Decide,
                $"{file}:{inspection.HeaderRows} column {(values.Count > 0 ? values[0] : told[0]).Position + 1}",
                $"{Label.Quote((values.Count > 0 ? values[0] : told[0]).Name.Group)} is in the header, and looks like an "
                    + $"answer; {Math.Max(1, values.Count)} headers do",
                "write a row with the questions' texts above the first respondent; or draft again with --header-rows if "
                    + "another row holds them"
            );
    }

    /// <summary>Whether a header is one of several answers in its own column. An option's column may say nothing but its header.</summary>
    private static bool IsAnswer(InspectedColumn column, string header) =>
        header.Length > 0
        && column.CountOf(header) > 0
        && column.Values.Any(value => value.Text != header && value.Count > 1 && !BlankWords.SaysNo(value.Text));

    private static bool Names(InspectedColumn column) => column.Values.Count <= 1;

    /// <summary>A block of headers that comes again: another table, with respondents of its own.</summary>
    private void SideBySide()
    {
        var again = inspection
            .Columns.Where(column =>
                column.Name.IsNamed
                && column.Name.GroupNumber > 1
                && column.Name.Group.Length > 0
                && column.Answers > 0
                && !guess.Questions.Any(question =>
                    question.Options.Any(option => option.Other)
                    && question.Columns.Any(own => own.Position == column.Position)
                    && question.Columns.Count > 1
                )
            )
            .ToList();
        // What stands right behind its namesake is a text beside an answer.
        again = again.FindAll(column => inspection.Columns.ElementAtOrDefault(column.Position - 1)?.Name.Group != column.Name.Group);
        var named = inspection.Columns.Where(column => column.Name.IsNamed && column.Name.Group.Length > 0).ToList();
        var places = again.Select(column => named.IndexOf(column)).ToHashSet();
        var block = places.Count(place => places.Contains(place + 1) || places.Contains(place + 2)) + (again.Count > 0 ? 1 : 0);
        var hasOwnRows = guess.Metadata.Any(column => column.Name.GroupNumber > 1 && column.Name.Group.Length > 0 && column.Answers > 0);
        if (again.Count == 0 || block < SecondTable && !hasOwnRows)
            return;
        var first = again[0];
        Add(
            FindingCode.SideBySide,
            FindingWeight.Decide,
            $"{file} column {first.Position + 1} {Label.Quote(first.Name.Group, 60)}",
            $"{again.Count} columns from here on are called like columns before them: a second table may stand beside the "
                + $"first, with respondents of its own",
            "put it into a file, and a wave, of its own; if the same people answered twice, leave it as it is",
            first.Position
        );
    }

    /// <summary>Rows that the tool marks: tests, previews, spam, and people who did not finish.</summary>
    private void Statuses()
    {
        foreach (var column in guess.Metadata)
        {
            var name = PlainText.Of(column.Code.Length > 0 ? column.Code : column.Name.Group);
            if (!Status().IsMatch(name) || column.HasMore && column.Values.Count == 0)
                continue;
            var tests = column
                .Values.Where(value =>
                    Test().IsMatch(value.Text)
                    || inspection.Format == ExportFormat.Qualtrics && name == "Status" && LegacyTest().IsMatch(value.Text)
                )
                .ToList();
            var partial = column.Values.Where(value => IsUnfinished(name, value.Text)).ToList();
            if (tests.Count > 0)
                AddRows(FindingCode.TestRows, FindingWeight.Decide, column, tests, "are tests, previews or spam by their tool's word");
            if (partial.Count > 0)
                AddRows(
                    FindingCode.Unfinished,
                    inspection.Format == ExportFormat.Qualtrics ? FindingWeight.Decide : FindingWeight.Doubt,
                    column,
                    partial,
                    "did not finish"
                );
        }
        var submitted = guess.Metadata.FirstOrDefault(column =>
            Submitted().IsMatch(column.Name.Group) && column.Answers < inspection.Rows - inspection.BlankRows && column.Answers > 0
        );
        if (submitted is not null && inspection.Format == ExportFormat.LimeSurvey)
            Add(
                FindingCode.Unfinished,
                FindingWeight.Doubt,
                $"{file} column {submitted.Position + 1} {Label.Quote(submitted.Name.Group)}",
                $"{inspection.Rows - inspection.BlankRows - submitted.Answers} rows are blank there: their people did not "
                    + $"finish, and are counted where they answered",
                $"leave them out with \"drop: {{ {submitted.Name.Group}: [\"\"] }}\" under \"export\"",
                submitted.Position
            );
    }

    private static bool IsUnfinished(string name, string value) =>
        name.Equals("Finished", StringComparison.OrdinalIgnoreCase) ? Not().IsMatch(value)
        : name.Equals("Progress", StringComparison.OrdinalIgnoreCase) ? false
        : Partial().IsMatch(value);

    private void AddRows(
        string code,
        FindingWeight weight,
        InspectedColumn column,
        IReadOnlyList<(string Text, int Count)> values,
        string what
    )
    {
        var texts = string.Join(", ", values.Select(value => Label.Quote(value.Text)));
        findings.Add(
            Finding.Of(
                code,
                weight,
                inspection,
                column,
                $"{values.Sum(value => value.Count)} rows say {texts}, and {what}",
                $"leave them out with \"drop: {{ {Draft.Quote(column.Name.Header)}: "
                    + $"[{string.Join(", ", values.Select(value => Draft.Quote(value.Text)))}] }}\" under \"export\", or count them"
            )
        );
    }

    private void Add(string code, FindingWeight weight, string where, string seen, string todo, int column = -1) =>
        findings.Add(new Finding(code, weight, where, seen, todo, column));

    [GeneratedRegex(@"^\S+@\S+\.\S+$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\d+([.,]\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(
        "^(?:status|(?:response )?type|finished|distribution ?channel|_validation_status|_status|reviewstate)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Status();

    [GeneratedRegex("\\b(?:preview|spam|test(?:ing)?|rejected|not approved|_not_approved)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Test();

    /// <summary>1 is a preview, 2 a test, 8 spam, and sums of these with 16 for offline.</summary>
    [GeneratedRegex("^(?:1|2|8|9|17|24|40)$")]
    private static partial Regex LegacyTest();

    [GeneratedRegex("^(?:partial|incomplete|in progress|started|disqualified|not finished)$", RegexOptions.IgnoreCase)]
    private static partial Regex Partial();

    [GeneratedRegex("^(?:false|0|no)$", RegexOptions.IgnoreCase)]
    private static partial Regex Not();

    [GeneratedRegex("^(?:submitdate|date submitted)$", RegexOptions.IgnoreCase)]
    private static partial Regex Submitted();
}
