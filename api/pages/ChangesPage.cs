using Survey.Answers;
using Survey.Api.Rest;
using Survey.Instruments;
using Survey.Reports.Words;
using Survey.Storage;

namespace Survey.Api.Pages;

/// <summary>The sheet of changes between two waves, the ranked ones first, and what could not be compared.</summary>
public static class ChangesPage
{
    /// <summary>Where the page of a survey is.</summary>
    public static string At(string survey) => $"/{survey}/-/changes";

    public static async Task<IResult> Get(SurveyDatabase database, [AsParameters] AnswerParameters asked, CancellationToken cancel)
    {
        var survey = asked.Survey;
        var loaded = await LoadedSurvey.Live(database, survey, cancel);
        var instrument = loaded.Instrument;
        var changes = await Changes.Of(database, loaded, asked.From, asked.To, asked.Query, cancel);
        return Html.Page(
            $"What changed from {changes.From.Label} to {changes.To.Label} · {instrument.Title}",
            Html.Of(
                $"""
                <section>
                <p class="survey"><a href="/{survey}/{instrument.Headline}">{instrument.Title}</a></p>
                <h1>What changed from {changes.From.Label} to {changes.To.Label}</h1>
                {Form(changes, [.. loaded.Named(null).Select(wave => wave.Wave)])}
                {Said(changes)}
                {Data(changes)}
                {Table(changes, "Ranked changes", [.. changes.Entries.Where(entry => entry.Rank is not null)])}
                {Table(changes, "Not ranked, by size", [.. changes.Entries.Where(entry => entry.Rank is null)])}
                {NotCompared(changes)}
                {QuestionList.Of(instrument)}
                </section>
                """
            )
        );
    }

    private static Html Form(Changes changes, IReadOnlyList<Wave> waves) =>
        Html.Of(
            $"""
            <form class="waves" method="get">
            {Select("from", "From", waves, changes.From.Id)} {Select("to", "to", waves, changes.To.Id)}
            {Address.Kept(Address.Parts(changes.Query))}
            <button>Compare</button>
            </form>
            """
        );

    private static Html Select(string name, string label, IReadOnlyList<Wave> waves, string chosen) =>
        Html.Of(
            $"""
            <label>{label} <select name="{name}">{Html.Join(
                waves.Select(wave => Html.Choice(wave.Id, wave.Label, chosen))
            )}</select></label>
            """
        );

    /// <summary>What the sheet comes to, and what was asked.</summary>
    private static Html Said(Changes changes)
    {
        var query = changes.Query;
        var asked = string.Join(
            ' ',
            Formatted.Among(query).Prepend($"Percentages are of those {query.BaseInWords}").Select(said => $"{said}.")
        );
        var caveats = new[] { changes.From, changes.To }
            .SelectMany(wave => (wave.Weighting?.Warnings ?? []).Prepend(wave.Caveat).Select(said => (wave.Label, Said: said)))
            .Where(said => said.Said.Length > 0)
            .Select(said => Html.Of($"<li>{said.Label}: {said.Said}</li>"));
        return Html.Of(
            $"""<p>{string.Join(' ', ChangesWords.Summary(changes))}</p><p class="survey asked">{asked}</p>"""
                + $"""<ul class="notes">{Html.Join(caveats)}</ul>"""
        );
    }

    private static Html Data(Changes changes)
    {
        var query = Address.Query(Address.Parts(changes.Query).Prepend(("to", changes.To.Id)).Prepend(("from", changes.From.Id)));
        var address = $"/api/v1/surveys/{changes.Survey}/changes";
        return Html.Of(
            $"""<p class="survey asked">The data: <a href="{address}{query}">JSON</a> <a href="{address}.csv{query}">CSV</a></p>"""
        );
    }

    private static Html? Table(Changes changes, string heading, IReadOnlyList<ChangeEntry> entries) =>
        entries.Count == 0
            ? null
            : Html.Of(
                $"""
                <h2>{heading}</h2>
                <div class="wide"><table class="changes">
                <thead><tr>
                <th scope="col">Answer</th><th scope="col">{changes.From.Label}</th><th scope="col">{changes.To.Label}</th>
                <th scope="col">Change</th><th scope="col">{(entries[0].Rank is null ? "Why not ranked" : "Adjusted p")}</th>
                </tr></thead>
                <tbody>{Html.Join(entries.Select(entry => Row(changes, entry)))}</tbody>
                </table></div>
                """
            );

    private static Html Row(Changes changes, ChangeEntry entry)
    {
        var interval = entry.Change.Interval is null ? null : Html.Of($"<small>{ChangesWords.Interval(entry)}</small>");
        var last = entry.Rank is null
            ? ChangesWords.Short(entry.Standing)
            : $"{Formatted.P(entry.Change.PAdjusted!.Value)}{(entry.Exploratory ? ", exploratory" : "")}";
        var note = entry.Change.Note.Length > 0 ? Html.Of($"<small>{entry.Change.Note}</small>") : null;
        return Html.Of(
            $"""
            <tr{(entry.Net ? Html.Of($" class=\"net\"") : null)}><th scope="row">{entry.Label}{(
                entry.Net ? Html.Of($" <small>net</small>") : null
            )}<small class="of"><a href="/{changes.Survey}/{entry.Question}{Address.Query(changes.Query)}">{entry.Text}</a></small></th>
            {Side(entry.From)}{Side(entry.To)}<td><span class="{(entry.Change.Significant ? "significant" : "")}">{ChangesWords.Change(
                entry
            )}{(entry.Change.Significant ? " *" : "")}</span>{interval}</td><td>{last}{note}</td></tr>
            """
        );
    }

    private static Html Side(ChangeSide side) =>
        Html.Of(
            $"""<td class="{(side.Reasons.Have(ReasonCode.Low) ? "low" : "")}">{ChangesWords.Value(side)}"""
                + $"<small>n = {Formatted.Base(side.Base, side.EffectiveBase)}</small></td>"
        );

    /// <summary>What the questions must not be taken for, and what of them has no change.</summary>
    private static Html? NotCompared(Changes changes)
    {
        var items = changes
            .Questions.Select(question => (question, Notes: Notes(question).ToList()))
            .Where(pair => pair.Notes.Count > 0)
            .Select(pair =>
                Html.Of(
                    $"""<li><a href="/{changes.Survey}/{pair.question.Id}{Address.Query(changes.Query)}">{pair.question.Text}</a>"""
                        + $"<ul>{Html.Join(pair.Notes.Select(note => Html.Of($"<li>{note}</li>")))}</ul></li>"
                )
            )
            .ToList();
        return items.Count == 0
            ? null
            : Html.Of(
                $"""
                <h2>Compared with care, or not at all</h2>
                <ul class="notes">{Html.Join(items)}</ul>
                """
            );
    }

    private static IEnumerable<string> Notes(ComparedQuestion question)
    {
        if (question.Problem is not null)
            yield return $"not compared: {question.NotCompared}";
        if (question.DifferentBases is { } bases)
            yield return bases.Text;
        foreach (var flag in question.Flags.Where(flag => !IsSaid(flag.Reason)))
            yield return $"{flag}";
        foreach (var option in question.OnlyOnce)
            yield return $"{(option.Net ? "net: " : "")}{option.Label}: {option.Why}";

        // The reason of a break, and of different bases, is said already.
        bool IsSaid(Reason flag) => flag == question.Problem || question.DifferentBases?.Reasons.Contains(flag.Text) == true;
    }
}
