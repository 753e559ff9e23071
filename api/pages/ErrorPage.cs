using Microsoft.AspNetCore.WebUtilities;

namespace Survey.Api.Pages;

/// <summary>What a browser shows of an error: what is so, and where to go on.</summary>
public static class ErrorPage
{
    /// <param name="detail">in a line, as a problem detail has it</param>
    public static IResult Of(int status, string detail) =>
        Html.Page(
            ReasonPhrases.GetReasonPhrase(status),
            Html.Of(
                $"""
                <section>
                <h1>{ReasonPhrases.GetReasonPhrase(status)}</h1>
                <p>{Sentence(detail)}</p>
                <p><a href="/">All surveys</a></p>
                </section>
                """
            ),
            status
        );

    /// <summary>As a sentence of its own.</summary>
    private static string Sentence(string detail) => detail.Length == 0 ? "" : $"{char.ToUpperInvariant(detail[0])}{detail[1..]}.";
}
