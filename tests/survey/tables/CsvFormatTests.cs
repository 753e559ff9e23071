using Survey.Tables;
using Xunit;

namespace Survey.Tests.Tables;

public sealed class CsvFormatTests
{
    private enum Kind
    {
        NotComputable,
    }

    private static readonly Table<string?> Table = new(
        "one-of-each",
        "One row of every type",
        new Columns<string?>()
            .Text("text", "as it is", text => text)
            .Codes("codes", "with blanks", text => text?.Split(','))
            .Word("word", "as in JSON", text => text is null ? null : Kind.NotComputable)
            .Whole("whole", Unit.Bytes, "of more than 32 bits", text => text is null ? null : 10_000_000_000)
            .Number("number", Unit.None, "at full precision", text => text is null ? null : 0.1 + 0.2)
            .Truth("truth", "or not", text => text is null ? null : text.Length > 0)
            .Time("time", "in UTC", text => text is null ? null : new DateTime(2026, 1, 31, 23, 30, 5, DateTimeKind.Utc))
    );

    [Fact]
    public void EveryTypeHasItsForm() =>
        Assert.Equal(
            "text,codes,word,whole,number,truth,time\r\n"
                + "\"low,\"\"differs\"\"\",\"low \"\"differs\"\"\",notComputable,"
                + "10000000000,0.30000000000000004,true,2026-01-31T23:30:05Z\r\n"
                + ",,,,,,\r\n",
            CsvFormat.Text(Table, ["low,\"differs\"", null])
        );
}
