using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>Who chose both an option of the row question and one of the column question.</summary>
/// <param name="Column">the id of the column's option or net</param>
/// <param name="Count">unweighted</param>
/// <param name="ColumnPercent">of those in the column, 0 to 100; null where there are none</param>
/// <param name="RowPercent">of those in the row</param>
public sealed record CrosstabCell(
    string Column,
    int Count,
    double? ColumnPercent,
    double? ColumnLow,
    double? ColumnHigh,
    double? RowPercent,
    double? RowLow,
    double? RowHigh
);

/// <param name="Total">all in the row, whatever they said to the column question: the total column</param>
/// <param name="Cells">one for each column</param>
public sealed record CrosstabRow(Margin Total, IReadOnlyList<CrosstabCell> Cells);

/// <param name="Rows">ids: the options whose respondents are the tested table's rows; one option or net of a multi-select by itself, chosen
/// or not</param>
/// <param name="Columns">as for rows</param>
public sealed record CrosstabTest(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, Association Test);

/// <summary>One question against another within one wave.</summary>
/// <param name="Base">those in the base of both questions, unweighted</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Rows">by the options and nets of the row question</param>
/// <param name="Columns">all in each column, whatever they said to the row question: the total row</param>
/// <param name="Tests">one; where a question allows several answers, one for each of its options and nets</param>
/// <param name="Untested">why there are no tests, in words; empty where there are</param>
public sealed record Crosstab(
    string Survey,
    WaveSummary Wave,
    QuerySummary Query,
    Weighting? Weighting,
    string Caveat,
    TableQuestion Row,
    TableQuestion Column,
    int Base,
    double? EffectiveBase,
    IReadOnlyList<CrosstabRow> Rows,
    IReadOnlyList<Margin> Columns,
    IReadOnlyList<CrosstabTest> Tests,
    string Untested
)
{
    /// <param name="row">a question's id</param>
    /// <param name="column">another's</param>
    /// <param name="query">its waves are not looked at; plain when not given</param>
    /// <exception cref="NotFoundException">no such survey, wave or question, the wave was not loaded yet, or it did not ask one of the
    /// questions</exception>
    /// <exception cref="NotComputableException">nothing can be said of the query's respondents in this wave</exception>
    /// <exception cref="SurveyException">these questions cannot be crossed, or the query cannot be asked of this survey</exception>
    public static async Task<Crosstab> Of(
        SurveyDatabase database,
        string survey,
        string row,
        string column,
        string wave,
        Query? query = null,
        CancellationToken cancel = default
    )
    {
        query ??= new();
        var loaded = await LoadedSurvey.Live(database, survey, cancel);
        var instrument = loaded.Instrument;
        Disclose.Breakdown(instrument, "a crosstab");
        var (down, across) = (Crossed(instrument, row), Crossed(instrument, column));
        if (row == column)
            throw new SurveyException(
                $"row and column are both \"{row}\"; two questions were expected. Which options of a multi-select go together, is "
                    + "answered by its overlap"
            );
        var joint = await JointBase.Read(database, loaded, wave, [down, across], query, cancel);
        var (rows, columns) = (joint.Choices(down), joint.Choices(across));
        var cells = rows.Select(one => columns.Select(other => joint.Population.Count(one.Set, other.Set)).ToList()).ToList();
        var counted = joint.All.Respondents;
        return new Crosstab(
            instrument.Survey,
            WaveSummary.Of(joint.Wave),
            QuerySummary.Of(query, instrument),
            joint.Weighting,
            Figure.Caveat,
            TableQuestion.Of(down, joint),
            TableQuestion.Of(across, joint),
            counted,
            joint.Population.IsWeighted ? joint.All.EffectiveBase : null,
            [
                .. rows.Select(
                    (one, index) =>
                        new CrosstabRow(joint.MarginOf(one), [.. columns.Select((other, at) => Cell(joint, one, other, cells[index][at]))])
                ),
            ],
            [.. columns.Select(joint.MarginOf)],
            joint.Untested.Length > 0 ? [] : CrosstabFamily.Of(down, across, rows, columns, cells, counted, query.Adjust),
            joint.Untested
        );
    }

    /// <summary>The test that a cell belongs to; null where there is none.</summary>
    public Association? TestOf(Margin row, Margin column) =>
        Tests.FirstOrDefault(test => test.Rows.Contains(row.Id) && test.Columns.Contains(column.Id))?.Test;

    private static Question Crossed(Instrument instrument, string id)
    {
        var question = instrument.Question(id);
        return question.Kind.HasOptions()
            ? question
            : throw new SurveyException(
                $"question \"{id}\" is of kind {question.Kind.ToString().ToLowerInvariant()}; a crosstab is of questions of kind "
                    + "single, multiple or scale"
            );
    }

    private static CrosstabCell Cell(JointBase joint, Choice row, Choice column, Sum both)
    {
        var (ofColumn, ofRow) = (joint.FigureOf(both, column.Sum), joint.FigureOf(both, row.Sum));
        return new CrosstabCell(
            column.Id,
            both.Respondents,
            ofColumn?.Percent,
            ofColumn?.Low,
            ofColumn?.High,
            ofRow?.Percent,
            ofRow?.Low,
            ofRow?.High
        );
    }
}
