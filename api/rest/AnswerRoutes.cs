using Survey.Answers;
using Survey.Claims;
using Survey.Reports.Charts;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>The answers about a survey, each with its address, as JSON, as CSV and, where it has a picture, as PNG and SVG.</summary>
public static class AnswerRoutes
{
    /// <summary>The limit of charts that are drawn at the same time.</summary>
    public const string ChartsLimit = "charts";

    private static readonly string[] Among = ["where", "base", "weight"];

    /// <summary>Gives an answer.</summary>
    private delegate Task<T> Give<T>(SurveyDatabase database, AnswerParameters asked, CancellationToken cancel);

    public static void Map(RouteGroupBuilder api)
    {
        Table(
            api,
            "Counts and percentages of all questions of a wave",
            "/waves/{wave}/toplines",
            Among,
            (database, asked, cancel) => WaveToplines.Of(database, asked.Survey, asked.Wave!, null, asked.Query, cancel),
            ToplinesColumns.Table,
            ToplinesColumns.Rows
        );
        Table(
            api,
            "Counts and percentages of one question in one wave",
            "/questions/{question}/topline",
            ["wave", .. Among],
            (database, asked, cancel) => WaveToplines.Of(database, asked.Survey, WaveOf(asked), asked.Question, asked.Query, cancel),
            ToplinesColumns.Table,
            ToplinesColumns.Rows
        );
        Table(
            api,
            "One question across waves, with tested changes",
            "/questions/{question}/trend",
            ["waves", .. Among, "adjust"],
            (database, asked, cancel) => Trend.Of(database, asked.Survey, asked.Question!, asked.Query, cancel),
            TrendColumns.Table,
            TrendColumns.Rows,
            (TrendChart.Png, TrendChart.Svg)
        );
        Table(
            api,
            "Which options of a multi-select go together",
            "/questions/{question}/overlap",
            ["wave", .. Among, "adjust"],
            (database, asked, cancel) => Overlap.Of(database, asked.Survey, asked.Question!, WaveOf(asked), asked.Query, cancel),
            OverlapColumns.Table,
            OverlapColumns.Rows
        );
        Table(
            api,
            "One question against another within a wave",
            "/crosstab",
            ["row", "column", "wave", .. Among, "adjust"],
            (database, asked, cancel) =>
                Crosstab.Of(
                    database,
                    asked.Survey,
                    Parameters.Required("row", asked.Row, "a question's id"),
                    Parameters.Required("column", asked.Column, "a question's id"),
                    WaveOf(asked),
                    asked.Query,
                    cancel
                ),
            CrosstabColumns.Table,
            CrosstabColumns.Rows
        );
        Table(
            api,
            "Every change between two waves, ranked",
            "/changes",
            ["from", "to", .. Among, "adjust"],
            (database, asked, cancel) => Changes.Of(database, asked.Survey, asked.From, asked.To, asked.Query, cancel),
            ChangesColumns.Table,
            ChangesColumns.Rows
        );
        Table(
            api,
            "How much of a change is composition, and how much behaviour",
            "/questions/{question}/mix-shift",
            ["option", "by", "from", "to", .. Among],
            (database, asked, cancel) =>
                MixShift.Of(
                    database,
                    asked.Survey,
                    asked.Question!,
                    Parameters.Required("option", asked.Option, "the id of an option or net"),
                    Parameters.Required("by", asked.By, "the id of a question with one answer"),
                    Parameters.Required("from", asked.From, "a wave's id"),
                    Parameters.Required("to", asked.To, "a wave's id"),
                    asked.Query,
                    cancel
                ),
            MixShiftColumns.Table,
            MixShiftColumns.Rows,
            (MixChart.Png, MixChart.Svg)
        );
        Table(
            api,
            "What was published, checked against what is loaded",
            "/claims",
            [],
            (database, asked, cancel) => CheckedClaims.Of(database, asked.Survey, cancel),
            ClaimsColumns.Table,
            ClaimsColumns.Rows
        );
    }

    private static string WaveOf(AnswerParameters asked) => Parameters.Required("wave", asked.Wave, "a wave's id");

    /// <summary>An answer about a survey, as JSON; with ".csv" behind its address, as CSV; where it has a picture, with ".png" and
    /// ".svg".</summary>
    private static void Table<T, TRow>(
        RouteGroupBuilder api,
        string what,
        string address,
        string[] takes,
        Give<T> give,
        Table<TRow> table,
        Func<T, IEnumerable<TRow>> rows,
        (Func<T, byte[]> Png, Func<T, string> Svg)? picture = null
    )
        where T : notnull
    {
        RouteHandlerBuilder Map<TResult>(string ending, string asWhat, Func<T, TResult> result)
            where TResult : IResult =>
            api.MapGet(
                    $"/surveys/{{survey}}{address}{ending}",
                    async (SurveyDatabase database, [AsParameters] AnswerParameters asked, CancellationToken cancel) =>
                        result(await give(database, asked, cancel))
                )
                .Takes(takes)
                .WithSummary($"{what}{asWhat}");

        Map("", "", answer => TypedResults.Ok(answer));
        Map(".csv", ", as CSV", answer => CsvFile.Of(table, rows(answer)))
            .WithDescription(TableMarkdown.Of(table))
            .Produces<string>(contentType: CsvFile.ContentType);
        if (picture is not var (png, svg))
            return;
        Map(".png", ", as PNG", answer => TypedResults.Bytes(png(answer), "image/png"))
            .Produces<byte[]>(contentType: "image/png")
            .RequireRateLimiting(ChartsLimit);
        Map(".svg", ", as SVG", answer => TypedResults.Text(svg(answer), "image/svg+xml"))
            .Produces<string>(contentType: "image/svg+xml")
            .RequireRateLimiting(ChartsLimit);
    }
}
