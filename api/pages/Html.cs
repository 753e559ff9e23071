using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Survey.Answers;

namespace Survey.Api.Pages;

/// <summary>A piece of HTML. Made from an interpolated string, in which every value is escaped unless it is HTML itself.</summary>
public sealed class Html
{
    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static Html Of(Handler text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.markup)));

    public override string ToString() => markup;

    /// <summary>An entry of a list to choose from.</summary>
    /// <param name="chosen">the value that is chosen now</param>
    public static Html Choice(string value, string label, string chosen) =>
        value == chosen
            ? Of($"""<option value="{value}" selected>{label}</option>""")
            : Of($"""<option value="{value}">{label}</option>""");

    /// <summary>A whole page, with the links that every page has.</summary>
    public static IResult Page(string title, Html body, int status = StatusCodes.Status200OK) =>
        TypedResults.Text(
            Of(
                    $"""
                    <!doctype html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>{title}</title>
                    <link rel="stylesheet" href="/page.css">
                    </head>
                    <body>
                    <header><a class="home" href="/">Survey</a>
                    <nav><a href="/docs">API</a> <a href="/openapi/v1.json">OpenAPI</a></nav></header>
                    <main>
                    {body}
                    </main>
                    <footer>{Figure.Caveat}</footer>
                    </body>
                    </html>

                    """
                )
                .ToString(),
            "text/html",
            Encoding.UTF8,
            status
        );

    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + 16 * formattedCount);

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(Html? piece) => text.Append(piece?.markup);

        public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

        public void AppendFormatted(IFormattable value) =>
            text.Append(WebUtility.HtmlEncode(value.ToString(null, CultureInfo.InvariantCulture)));

        public override string ToString() => text.ToString();
    }
}
