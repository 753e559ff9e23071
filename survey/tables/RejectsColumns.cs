using Survey.Coded;

namespace Survey.Tables;

/// <summary>What of a wave's raw file could not be used.</summary>
public static class RejectsColumns
{
    public static Table<Reject> Table { get; } =
        new(
            "rejects",
            "A row for every cell and every row that could not be used, in the order of the file",
            new Columns<Reject>()
                .Text("file", "the raw file's name", reject => reject.File)
                .Whole("line", Unit.None, "the line of the file on which the row begins, from 1", reject => reject.Line)
                .Whole("column", Unit.None, "the column's number, from 1; 0 for a whole row", reject => reject.Column)
                .Text("header", "the column's name; blank for a whole row", reject => reject.Header)
                .Text("question", "the question's id; blank for a whole row", reject => reject.Question)
                .Text("value", "what the cell says", reject => reject.Value)
                .Text("code", "why it could not be used: see ingest/REJECTS.md", reject => reject.Code)
                .Text("expected", "what was expected, in words that stand behind the value", reject => reject.Expected)
        );
}
