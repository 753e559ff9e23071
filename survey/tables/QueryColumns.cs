using Survey.Answers;
using Survey.Counting;

namespace Survey.Tables;

/// <summary>The last columns of every answer to a query: what was asked, so that a file says by itself what it holds.</summary>
public static class QueryColumns
{
    /// <summary>Of no query where no percentage was asked for.</summary>
    public static Columns<QuerySummary?> All { get; } =
        Asked()
            .Text("adjust", "how p-values are adjusted: `holm`, `bh` or `none`", query => query is null ? null : Query.Name(query.Adjust));

    /// <summary>The same of an answer that has no p-values.</summary>
    public static Columns<QuerySummary?> Untested { get; } = Asked().Text("adjust", "always blank: there are no p-values", _ => null);

    public static Columns<string> Caveat { get; } =
        new Columns<string>().Text("caveat", "what intervals and tests take for granted", caveat => caveat);

    private static Columns<QuerySummary?> Asked() =>
        new Columns<QuerySummary?>()
            .Text("base_rule", "whom percentages are of, in words", query => query?.BaseInWords)
            .Text("segment", "the filters in words; blank where all respondents are counted", query => query?.Segment)
            .Text("weight", "the label of the weight scheme; blank where respondents are not weighted", query => query?.WeightInWords);
}
