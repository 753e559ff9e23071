using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>Who chose both an option of the row question and one of the column question.</summary>
public sealed record CrosstabCell
{
    /// <summary>The id of the column's option or net.</summary>
    public required string Column { get; init; }

    /// <summary>Unweighted.</summary>
    public required int Count { get; init; }

    /// <summary>Of those in the column, 0 to 100; null where there are none.</summary>
    public double? ColumnPercent => OfColumn?.Percent;

    public double? ColumnLow => OfColumn?.Interval?.Low;

    public double? ColumnHigh => OfColumn?.Interval?.High;

    /// <summary>Of those in the row.</summary>
    public double? RowPercent => OfRow?.Percent;

    public double? RowLow => OfRow?.Interval?.Low;

    public double? RowHigh => OfRow?.Interval?.High;

    /// <summary>What they are of those in the column; null where there are none.</summary>
    [JsonIgnore]
    public Figure? OfColumn { get; init; }

    /// <summary>What they are of those in the row; null where there are none.</summary>
    [JsonIgnore]
    public Figure? OfRow { get; init; }
}

/// <param name="Total">all in the row, whatever they said to the column question: the total column</param>
/// <param name="Cells">one for each column</param>
public sealed record CrosstabRow(Margin Total, IReadOnlyList<CrosstabCell> Cells);

/// <param name="Rows">ids: the options whose respondents are the tested table's rows; one option or net of a multi-select by itself, chosen
/// or not</param>
/// <param name="Columns">as for rows</param>
public sealed record CrosstabTest(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, Association Test);

/// <summary>One question against another within one wave.</summary>
public sealed record Crosstab
{
    public required string Survey { get; init; }

    public required WaveSummary Wave { get; init; }

    public required QuerySummary Query { get; init; }

    /// <summary>How the wave's respondents were weighted, or null.</summary>
    public Weighting? Weighting { get; init; }

    public required string Caveat { get; init; }

    public required TableQuestion Row { get; init; }

    public required TableQuestion Column { get; init; }

    /// <summary>Those in the base of both questions, unweighted.</summary>
    public required int Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>By the options and nets of the row question.</summary>
    public required IReadOnlyList<CrosstabRow> Rows { get; init; }

    /// <summary>All in each column, whatever they said to the row question: the total row.</summary>
    public required IReadOnlyList<Margin> Columns { get; init; }

    /// <summary>One; where a question allows several answers, one for each of its options and nets.</summary>
    public required IReadOnlyList<CrosstabTest> Tests { get; init; }

    /// <summary>Why there are no tests, in words; empty where there are.</summary>
    public string Untested => WhyUntested.InWords();

    /// <summary>Null where there are tests.</summary>
    [JsonIgnore]
    public Reason? WhyUntested { get; init; }

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
        DisclosureControl.Breakdown(instrument, "a crosstab");
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
        return new Crosstab
        {
            Survey = instrument.Survey,
            Wave = WaveSummary.Of(joint.Wave),
            Query = QuerySummary.Of(query, instrument),
            Weighting = joint.Weighting,
            Caveat = Figure.Caveat,
            Row = TableQuestion.Of(down, joint),
            Column = TableQuestion.Of(across, joint),
            Base = counted,
            EffectiveBase = joint.Population.IsWeighted ? joint.All.EffectiveBase : null,
            Rows =
            [
                .. rows.Select(
                    (one, index) =>
                        new CrosstabRow(
                            joint.MarginOf(down, one),
                            [.. columns.Select((other, at) => Cell(joint, one, other, cells[index][at]))]
                        )
                ),
            ],
            Columns = [.. columns.Select(other => joint.MarginOf(across, other))],
            Tests = joint.Untested is null ? CrosstabFamily.Of(down, across, rows, columns, cells, joint) : [],
            WhyUntested = joint.Untested,
        };
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

    private static CrosstabCell Cell(JointBase joint, CountedChoice row, CountedChoice column, WeightedCount both) =>
        new()
        {
            Column = column.Choice.Id,
            Count = both.Respondents,
            OfColumn = joint.FigureOf(both, column.Sum),
            OfRow = joint.FigureOf(both, row.Sum),
        };
}
