using Survey.Tables;
using Xunit;

namespace Survey.Tests.Tables;

/// <summary>docs/tables.md says what the tables declare; <see cref="Renewal"/> writes it anew.</summary>
public sealed class TablesDocumentTests
{
    private const string Renewal = "SURVEY_RENEW_DOCS=1 ./test --filter TablesDocument";

    private const string Introduction = $"""
        # Tables
        The columns of every tabular answer. The API gives each table as CSV at the address that ends in its name
        (`/api/v1/surveys/container/questions/using/trend.csv`), and `toplines` of one question at `topline.csv` too.
        `reports changes -o` and `reports claims -o` write the same bytes; `ingest rejects` writes `rejects`, and
        `ingest revisions` lists `revisions`.

        A CSV has one row of names above its rows, in UTF-8, with CRLF (RFC 4180). Numbers have a point and full
        precision, truths are `true` and `false`, times are in UTC (ISO 8601). What is missing is blank.
        Columns of the same name are of the same type and unit in all tables, but for `column`.

        A text that a spreadsheet would run has an apostrophe before it: one that begins with `=`, `@`, a tab or a carriage return, or
        with `+` or `-` and is no number. An option labelled `=SUM(A1)` is `'=SUM(A1)` in `toplines.csv`, and so are `- 3` and `-5 %`
        with an apostrophe; `-5` and `+3.2` stay. JSON has every text as it is, and so has the raw file that is kept.

        This document is made from the declarations in `survey/tables`; to write it anew:
        `{Renewal}`.

        """;

    [Fact]
    public void ListsTheColumnsOfEveryTable()
    {
        var path = Path.Combine(Repository.Root, "docs", "tables.md");
        var expected = Introduction + string.Concat(DeclaredTables.All.Select(table => $"\n## {table.Name}\n{TableMarkdown.Of(table)}"));
        if (Environment.GetEnvironmentVariable("SURVEY_RENEW_DOCS") is "1")
            File.WriteAllText(path, expected);

        Assert.True(expected == File.ReadAllText(path), $"docs/tables.md is not what survey/tables declares; to write it anew: {Renewal}");
    }
}
