using System.Globalization;
using Survey.Answers;

namespace Survey.Claims;

/// <summary>Verdicts on claims in words.</summary>
internal static class ClaimWords
{
    /// <summary>What a claim states of one of its waves, as printed.</summary>
    public static string Stated(Claim claim, int item) =>
        claim.Kind switch
        {
            ClaimKind.Respondents => claim.Respondents!.Value.ToString(CultureInfo.InvariantCulture),
            ClaimKind.Rank => claim.Rank!.Value.ToString(CultureInfo.InvariantCulture),
            _ => claim.Stated[item].Text,
        };

    /// <summary>"84.7 % (194 of 229) comes out, 0.1 points less than 84.8 %".</summary>
    public static string Share(ClaimedNumber stated, ClaimFigure figure)
    {
        var shown = stated.Show(figure.Percent!.Value);
        var found = $"{shown} % ({Of(figure)})";
        var bound = stated.Bound switch
        {
            Bound.Over => $"over {Plain(stated.Percent)} %",
            Bound.Under => $"under {Plain(stated.Percent)} %",
            _ => $"{stated.Text} %",
        };
        if (stated.Bound != Bound.Within)
            return figure.Agrees == true ? $"{found} is {bound}" : $"{found} comes out, which is not {bound}";
        var decimals = shown.Length - shown.IndexOf('.', StringComparison.Ordinal) - 1;
        return figure.Agrees == true
            ? $"{found} agrees with {bound}"
            : $"{found} comes out, {Figure.Show(Math.Abs(figure.Difference!.Value), decimals)} points "
                + $"{More(figure.Difference.Value)} than {bound}";
    }

    /// <summary>A net's share that was stated as the sum of its options' shares.</summary>
    /// <param name="surplus">by how many answers the options' counts exceed the net's respondents</param>
    /// <param name="parts">how many options were added up</param>
    public static string Sum(ClaimedNumber stated, ClaimFigure figure, double sum, int surplus, int parts)
    {
        var twice =
            parts == 2
                ? $"{Respondents(surplus)} twice"
                : $"those who chose several of them more than once, {Count(surplus)} times too often";
        return $"not reproduced as a net: {stated.Text} % is the sum of its options' shares ({stated.Show(sum)} %), which counts "
            + $"{twice}; the net is {stated.Show(figure.Percent!.Value)} % ({Of(figure)})";
    }

    /// <summary>"“ECS” is in place 2 of 3, with 12.2 % (9 of 74)".</summary>
    public static string Place(string option, ClaimFigure figure, int of) =>
        $"“{option}” is in place {figure.Place} of {of}{(figure.Agrees == true ? "" : $", and not {figure.Stated}")}, "
        + $"with {Figure.ShowPercent(figure.Percent!.Value, 1)} % ({Of(figure)})";

    /// <summary>"230 respondents, 1 more than 229".</summary>
    public static string Respondents(int found, int stated) =>
        found == stated
            ? $"{Respondents(found)}, as stated"
            : $"{Respondents(found)}, {Count(Math.Abs(found - stated))} {(found > stated ? "more" : "fewer")} than {Count(stated)}";

    /// <summary>How the share moved, and whether that was tested; of figures that are not compared how far they are apart; empty where no
    /// difference is computed.</summary>
    public static string Movement(Change? change) =>
        change is null ? ""
        : !change.IsComparable ? $"They are {Figure.Show(Math.Abs(change.Points), 1)} points apart"
        : (Figure.Show(Math.Abs(change.Points), 1), change.Points > 0) switch
        {
            ("0.0", _) => "It moved by less than a tenth of a point",
            var (points, rose) => $"It {(rose ? "rose" : "fell")} by {points} points",
        } + (change.Significant ? ", which is significant" : ", which chance could explain");

    /// <summary>What bears on a figure by itself: that its base is low, or that it is provisional.</summary>
    /// <param name="wave">its label, where several stand in the same claim</param>
    public static string Notes(ClaimFigure figure, string wave = "") =>
        Join([
            .. figure
                .Reasons.Where(reason => reason.Code is ReasonCode.Low or ReasonCode.Provisional)
                .Select(reason => wave.Length > 0 ? $"{wave}: {reason}" : $"{reason}"),
        ]);

    public static string Join(params IEnumerable<string> notes) => string.Join("; ", notes.Where(note => note.Length > 0));

    /// <summary>Sentences with their stops, and a capital where one begins with a small letter.</summary>
    public static string Sentence(params IEnumerable<string> parts) =>
        string.Join(' ', parts.Where(part => part.Length > 0).Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}."));

    private static string Of(ClaimFigure figure) =>
        $"{Count(figure.Count!.Value)} of {Count(figure.Base!.Value)}{(figure.EffectiveBase is null ? "" : ", weighted")}";

    private static string Respondents(int count) => count == 1 ? "1 respondent" : $"{Count(count)} respondents";

    private static string More(double difference) => difference > 0 ? "more" : "less";

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);
}
