using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>The trends that claims are checked against, all of the same revisions. Claims that ask alike share one, so that many claims are
/// a few questions to the database.</summary>
internal sealed class ClaimTrends(SurveyDatabase database, LoadedSurvey survey, IReadOnlyList<Claim> claims)
{
    private readonly Dictionary<string, Trend> read = [];

    public static Query QueryOf(Claim claim) =>
        Query.Parse(@base: claim.Base, weight: claim.Weight) with
        {
            Waves = claim.Waves,
            Where = claim.Where,
        };

    /// <summary>A trend that has the waves of a claim, which must be loaded; of a change no others, because all changes of an answer are
    /// one family.</summary>
    /// <exception cref="SurveyException">the claim's query cannot be asked of this survey</exception>
    public async Task<Trend> Of(Claim claim, CancellationToken cancel)
    {
        var asked = Asked(claim);
        var waves =
            claim.Kind == ClaimKind.Change
                ? claim.Waves
                :
                [
                    .. claims
                        .Where(other => other.Kind is ClaimKind.Share or ClaimKind.Rank && Asked(other) == asked)
                        .SelectMany(other => other.Waves)
                        .Where(survey.Waves.ContainsKey)
                        .Distinct(),
                ];
        var key = string.Join('\n', waves.Prepend(asked));
        if (read.TryGetValue(key, out var known))
            return known;
        return read[key] = await Trend.Of(database, survey, claim.Question, QueryOf(claim) with { Waves = waves }, cancel);
    }

    /// <summary>What a claim asks, whatever its waves.</summary>
    private static string Asked(Claim claim) =>
        string.Join(
            '\n',
            claim
                .Where.Select(filter => filter.ToString())
                .Prepend($"{claim.Question} {claim.Base ?? BaseRule.Answered.Name()} {claim.Weight}")
        );
}
