using Survey.Answers;

namespace Survey.Tables;

/// <summary>A change of a sheet, or what of a question was not compared.</summary>
/// <param name="Entry">null for what was not compared</param>
/// <param name="Option">that only one of the waves has; null for a question as a whole, as in a change</param>
public sealed record ChangeRow(Changes Sheet, ChangeEntry? Entry, ComparedQuestion? Question = null, AbsentOption? Option = null);

/// <summary>Every change between two waves, in the sheet's order; then, without figures and with why, what was not compared.</summary>
public static class ChangesColumns
{
    public static Table<ChangeRow> Table { get; } =
        new(
            "changes",
            "A row for every change, ranked ones first; then for options of one wave only, and for questions that were not compared",
            new Columns<ChangeRow>()
                .Whole("rank", Unit.None, "1 for the first; blank for what is not ranked", row => row.Entry?.Rank)
                .Text(
                    "standing",
                    "`ranked`, `mirror`, `low`, `differs`, `untested` or `not compared`",
                    row => row.Entry?.Standing.ToString().ToLowerInvariant() ?? "not compared"
                )
                .Text("question_id", "the question's id", row => row.Entry?.Question ?? row.Question?.Id)
                .Text("question", "in the later wave's own wording", row => row.Entry?.Text ?? row.Question?.Text)
                .Text("option_id", "the id of the option or net; blank for a mean", row => row.Entry?.Option ?? row.Option?.Id)
                .Text(
                    "option",
                    "its label in the later wave's own wording; `mean` for a mean",
                    row => row.Entry?.Label ?? row.Option?.Label
                )
                .Truth("net", "whether it is a net", row => row.Entry?.Net ?? row.Option?.Net)
                .Text(
                    "measure",
                    "`percent` or `mean`",
                    row =>
                        row.Entry is null ? null
                        : row.Entry.Option is null ? "mean"
                        : "percent"
                )
                .Truth("exploratory", "whether it is of none of the key questions, and adjusted apart", row => row.Entry?.Exploratory)
                .Earlier(Side(), row => row.Entry?.From)
                .Later(Side(), row => row.Entry?.To)
                .With(TestedChangeColumns.All, row => row.Entry?.Change)
                .Text(
                    "note",
                    "what the change must not be taken for, or why there is none",
                    row => row.Entry?.Change.Note ?? row.Option?.Why ?? row.Question?.NotCompared
                )
                .With(WaveColumns.Survey, row => row.Sheet.Survey)
                .Text("from", "the earlier wave's id", row => row.Sheet.From.Id)
                .Text("from_wave", "the earlier wave's label", row => row.Sheet.From.Label)
                .Earlier(WaveColumns.All.Only("revision", "provenance", "respondents"), row => row.Sheet.From)
                .Text("to", "the later wave's id", row => row.Sheet.To.Id)
                .Text("to_wave", "the later wave's label", row => row.Sheet.To.Label)
                .Later(WaveColumns.All.Only("revision", "provenance", "respondents"), row => row.Sheet.To)
                .Earlier(WeightingColumns.All, row => row.Sheet.From.Weighting)
                .Later(WeightingColumns.All, row => row.Sheet.To.Weighting)
                .With(QueryColumns.All, row => row.Sheet.Query)
                .With(QueryColumns.Caveat, row => row.Sheet.Caveat)
        );

    public static IEnumerable<ChangeRow> Rows(Changes changes)
    {
        foreach (var entry in changes.Entries)
            yield return new ChangeRow(changes, entry);
        foreach (var question in changes.Questions)
        foreach (var option in question.OnlyOnce)
            yield return new ChangeRow(changes, null, question, option);
        foreach (var question in changes.Questions.Where(question => question.NotCompared.Length > 0))
            yield return new ChangeRow(changes, null, question);
    }

    private static Columns<ChangeSide?> Side() =>
        new Columns<ChangeSide?>()
            .Whole("count", Unit.Respondents, "who chose it, or gave a number", side => side?.Count)
            .Whole("base", Unit.Respondents, "those that the figure is of", side => side?.Base)
            .With(FigureColumns.EffectiveBase, side => side?.EffectiveBase)
            .Number("value", Unit.PercentOrNumbers, "a percentage or a mean, as the measure says", side => side?.Percent ?? side?.Mean)
            .Number("low", Unit.PercentOrNumbers, "lower end of the 95 % interval; blank where none can be given", side => side?.Low)
            .Number("high", Unit.PercentOrNumbers, "upper end of the 95 % interval", side => side?.High)
            .With(FigureColumns.Flags, side => side?.Flags);
}
