using Survey.Answers;
using Survey.Claims;
using Survey.Instruments;
using Survey.Reports.Words;
using Survey.Storage;

namespace Survey.Api.Pages;

/// <summary>The page of a survey's claims: what was published, and what comes out; those that moved first.</summary>
public static class ClaimsPage
{
    /// <summary>Where the page of a survey is.</summary>
    public static string At(string survey) => $"/{survey}/-/claims";

    public static async Task<IResult> Get(SurveyDatabase database, string survey, CancellationToken cancel)
    {
        var live = await LoadedSurvey.Live(database, survey, cancel);
        var instrument = live.Instrument;
        var claims = await CheckedClaims.Of(database, live, cancel);
        return Html.Page(
            $"Claims · {instrument.Title}",
            Html.Of(
                $"""
                <section>
                <p class="survey"><a href="/{survey}/{instrument.Headline}">{instrument.Title}</a></p>
                <h1>Claims</h1>
                <p class="headline">{claims.Summary}.</p>
                {(
                    claims.Claims.Count > 0
                        ? Table(claims)
                        : Html.Of(
                            $"<p>A <code>claims.yaml</code> beside the survey's <code>survey.yaml</code> "
                                + $"holds what was published about it, to be checked here.</p>"
                        )
                )}
                <p>The data: <a href="/api/v1/surveys/{survey}/claims">JSON</a> <a href="/api/v1/surveys/{survey}/claims.csv">CSV</a></p>
                </section>
                """
            )
        );
    }

    /// <summary>A link to a survey's claims; null where it has none.</summary>
    public static async Task<Html?> Link(SurveyDatabase database, string survey, CancellationToken cancel) =>
        await StoredClaims.Any(database, survey, cancel)
            ? Html.Of($"""<p><a href="{At(survey)}">Claims: what was published, checked</a></p>""")
            : null;

    private static Html Table(CheckedClaims claims)
    {
        var notes = claims.Waves.Select(wave =>
            Html.Of(
                $"<li>{wave.Label}: revision {wave.Revision}, {Formatted.Count(wave.Respondents)} "
                    + $"respondents{(wave.Caveat.Length > 0 ? "; " : "")}{wave.Caveat}</li>"
            )
        );
        var notCompared = claims.WhyNotCompared is { } why ? Html.Of($"<li>not compared with earlier revisions: {why.Text}</li>") : null;
        return Html.Of(
            $"""
            <ul class="notes">{Html.Join(
                notes
            )}{notCompared}<li>percentages are of those who answered the question, where nothing else is said</li></ul>
            <div class="wide"><table class="claims">
            <thead><tr>
            <th scope="col">What was published</th><th scope="col">stated</th><th scope="col">found</th>
            <th scope="col" class="words">verdict</th>
            </tr></thead>
            <tbody>{Html.Join(claims.MovedFirst().Select(claim => Row(claims.Survey, claim)))}</tbody>
            </table></div>
            """
        );
    }

    private static Html Row(string survey, CheckedClaim claim)
    {
        var moved = claim.Moved is { } before
            ? Html.Of($"""<small class="moved">moved; before ({Formatted.Revisions(before.Figures)}): {before.Sentence}</small>""")
            : null;
        var notes = Among(claim.Query).Append(claim.Note).Where(note => note.Length > 0).Select(note => Html.Of($"<small>{note}</small>"));
        return Html.Of(
            $"""
            <tr id="{claim.Id}" class="{ClassOf(claim.Verdict)}"><th scope="row">{Text(survey, claim)}<small>{Source(
                claim.Source
            )}</small></th><td>{Formatted.Stated(claim)}</td><td>{Formatted.Found(claim.Figures)}</td>
            <td class="words"><strong>{Mark(claim.Verdict)}</strong> {claim.Sentence}{Html.Join(notes)}{moved}</td></tr>
            """
        );
    }

    /// <summary>The claim, leading to the figures that it was checked with.</summary>
    private static Html Text(string survey, CheckedClaim claim) =>
        claim is { Question: { } question, Query: { } query } && claim.Figures.All(figure => figure.Count is not null)
            ? Html.Of($"""<a href="/{survey}/{question.Id}{Address.Query(query)}">{claim.Text}</a>""")
            : Html.Of($"{claim.Text}");

    /// <summary>Only web addresses lead anywhere.</summary>
    private static Html Source(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? Html.Of($"""<a href="{source}" rel="noreferrer">{address.Host}</a>""")
            : Html.Of($"{source}");

    private static string ClassOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Reproduced => "reproduced",
            Verdict.ByConstruction => "by-construction",
            Verdict.Off => "off",
            Verdict.NotSignificant => "not-significant",
            _ => "not-computable",
        };

    private static IEnumerable<string> Among(QuerySummary? query) =>
        query is null ? []
        : query.Base == BaseRule.Answered ? Formatted.Among(query)
        : Formatted.Among(query).Append($"Of those {query.BaseInWords}");

    /// <summary>The verdict before its sentence, which begins with the words itself where nothing is computable.</summary>
    private static string Mark(Verdict verdict) =>
        verdict == Verdict.NotComputable ? verdict.Mark() : $"{verdict.Mark()} {verdict.InWords()}";
}
