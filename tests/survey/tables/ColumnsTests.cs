using Survey.Tables;
using Xunit;

namespace Survey.Tests.Tables;

public sealed class ColumnsTests
{
    /// <summary>Of a crosstab the label of an option, of a reject the number of a column of its file.</summary>
    private const string TwoMeanings = "column";

    [Fact]
    public void EveryTabularAnswerIsDeclared() =>
        Assert.Equal(
            ["changes", "claims", "crosstab", "mix-shift", "overlap", "rejects", "revisions", "toplines", "trend"],
            DeclaredTables.All.Select(table => table.Name)
        );

    [Fact]
    public void NamesAreInSnakeCaseAndStandOnceInATable()
    {
        foreach (var table in DeclaredTables.All)
        {
            Assert.All(table.Columns, column => Assert.Matches("^[a-z]+[a-z0-9]*(_[a-z0-9]+)*$", column.Name));
            Assert.Equal(table.Columns.Count, table.Columns.DistinctBy(column => column.Name).Count());
        }
    }

    [Fact]
    public void EveryColumnHasAMeaningInOneLineWithoutAStop() =>
        Assert.All(
            DeclaredTables.All.SelectMany(table => table.Columns),
            column =>
            {
                Assert.Matches("^[^|\n]+[^|\n.]$", column.Meaning);
                Assert.True(column.Unit == Unit.None || column.Type is ColumnType.Whole or ColumnType.Number, column.Name);
            }
        );

    [Fact]
    public void EquallyNamedColumnsHaveTheSameTypeAndUnitInAllTables()
    {
        var columns = DeclaredTables.All.SelectMany(table => table.Columns).Where(column => column.Name != TwoMeanings);

        Assert.All(
            columns.GroupBy(column => column.Name, column => (column.Name, column.Type, column.Unit)),
            same => Assert.Single(same.Distinct())
        );
    }

    [Fact]
    public void ColumnsOfTwoWavesSayWhichOneTheyAreOf()
    {
        var one = new Columns<int>().Whole("base", Unit.Respondents, "those that the figure is of", number => number);
        var both = new Columns<(int From, int To)>().Earlier(one, row => row.From).Later(one, row => row.To);

        Assert.Equal(
            [
                ("from_base", "of the earlier wave: those that the figure is of", 3L),
                ("to_base", "of the later wave: those that the figure is of", 4L),
            ],
            both.All.Select(column => (column.Name, column.Meaning, (long)column.Value((3, 4))!))
        );
    }
}
