using System.Text.Json.Serialization;
using Survey.Answers;
using Survey.Counting;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>How many claims there are of each verdict, and how many moved.</summary>
public sealed record ClaimCounts(int Claims, int Reproduced, int ByConstruction, int Off, int NotSignificant, int NotComputable, int Moved)
{
    internal static ClaimCounts Of(IReadOnlyCollection<CheckedClaim> claims)
    {
        int Count(Verdict verdict) => claims.Count(claim => claim.Verdict == verdict);
        return new ClaimCounts(
            claims.Count,
            Count(Verdict.Reproduced),
            Count(Verdict.ByConstruction),
            Count(Verdict.Off),
            Count(Verdict.NotSignificant),
            Count(Verdict.NotComputable),
            claims.Count(claim => claim.Moved is not null)
        );
    }
}

/// <summary>Every claim of a survey, checked against the live revisions.</summary>
public sealed record CheckedClaims
{
    public required string Survey { get; init; }

    public required string Summary { get; init; }

    public required ClaimCounts Counts { get; init; }

    /// <summary>Those that the claims name and that are loaded, in order of time.</summary>
    public required IReadOnlyList<WaveSummary> Waves { get; init; }

    /// <summary>Those of them that have a revision before the live one, as it was: what moved claims are compared with.</summary>
    public required IReadOnlyList<WaveSummary> Before { get; init; }

    /// <summary>Why nothing is compared with revisions before, in words; empty where it is.</summary>
    public string NotCompared => WhyNotCompared.InWords();

    public required string Caveat { get; init; }

    /// <summary>In the order of claims.yaml; none where the survey has no claims.</summary>
    public required IReadOnlyList<CheckedClaim> Claims { get; init; }

    /// <summary>Null where it is compared.</summary>
    [JsonIgnore]
    public Reason? WhyNotCompared { get; init; }

    /// <summary>Those that moved, and then the others.</summary>
    public IEnumerable<CheckedClaim> MovedFirst() => Claims.OrderBy(claim => claim.Moved is null);

    /// <exception cref="SurveyException">nothing was compared, because the survey is protected</exception>
    public CheckedClaims OnlyMoved() =>
        WhyNotCompared is { } why
            ? throw new SurveyException(why.Text)
            : this with
            {
                Claims = [.. Claims.Where(claim => claim.Moved is not null)],
            };

    /// <exception cref="NotFoundException">no such survey</exception>
    /// <exception cref="SurveyException">a claim names what the instrument no longer has</exception>
    public static async Task<CheckedClaims> Of(SurveyDatabase database, string survey, CancellationToken cancel = default) =>
        await Of(database, await LoadedSurvey.Live(database, survey, cancel), cancel);

    /// <exception cref="SurveyException">a claim names what the instrument no longer has</exception>
    public static async Task<CheckedClaims> Of(SurveyDatabase database, LoadedSurvey live, CancellationToken cancel = default)
    {
        var claims = await ClaimsFile.Stored(database, live.Instrument, cancel);
        // What changed between two revisions of a protected survey could tell who somebody is.
        var refusal = DisclosureControl.Refusal(live.Instrument, "what changed between revisions");
        var before = refusal is null ? await BeforeOf(database, live, cancel) : live;
        var named = claims.SelectMany(claim => claim.Waves).Where(live.Waves.ContainsKey).ToHashSet();
        var earlier = before.Waves.Values.Where(wave => wave.Revision != live.Waves[wave.Id].Revision).ToList();
        var found = await ClaimCheck.All(database, live, claims, cancel);
        if (earlier.Count > 0)
            found = [.. found.Zip(await ClaimCheck.All(database, before, claims, cancel), (now, then) => now.Since(then))];
        var counts = ClaimCounts.Of(found);
        return new CheckedClaims
        {
            Survey = live.Instrument.Survey,
            Summary = InWords(counts, earlier.Count > 0),
            Counts = counts,
            Waves = Summaries(live.Waves.Values, named),
            Before = Summaries(earlier, named),
            WhyNotCompared = refusal,
            Caveat = Figure.Caveat,
            Claims = found,
        };
    }

    /// <summary>The same survey with the revisions before the live ones. A load that comes in between changes nothing of it but what it is
    /// compared with.</summary>
    private static async Task<LoadedSurvey> BeforeOf(SurveyDatabase database, LoadedSurvey live, CancellationToken cancel)
    {
        var before = await LoadedSurvey.Before(database, live.Instrument.Survey, cancel);
        return live with
        {
            Waves = live.Waves.ToDictionary(
                pair => pair.Key,
                pair =>
                    before.Waves.GetValueOrDefault(pair.Key) is { } then && then.Revision < pair.Value.Revision
                        ? pair.Value with
                        {
                            Revision = then.Revision,
                            Respondents = then.Respondents,
                        }
                        : pair.Value
            ),
        };
    }

    private static IReadOnlyList<WaveSummary> Summaries(IEnumerable<LoadedWave> waves, HashSet<string> named) =>
        [.. waves.Where(wave => named.Contains(wave.Id)).OrderBy(wave => wave.Wave.Position).Select(WaveSummary.Of)];

    /// <summary>"80 claims: 73 reproduced, 1 off, 6 not computable; 2 moved since the revisions before".</summary>
    private static string InWords(ClaimCounts counts, bool compared)
    {
        var verdicts = new[]
        {
            (Count: counts.Reproduced, Verdict.Reproduced),
            (Count: counts.ByConstruction, Verdict.ByConstruction),
            (Count: counts.Off, Verdict.Off),
            (Count: counts.NotSignificant, Verdict.NotSignificant),
            (Count: counts.NotComputable, Verdict.NotComputable),
        }
            .Where(verdict => verdict.Count > 0)
            .Select(verdict => $"{verdict.Count} {verdict.Item2.InWords()}");
        var all = counts.Claims == 1 ? "1 claim" : $"{counts.Claims} claims";
        var moved = compared ? $"; {(counts.Moved == 0 ? "none" : counts.Moved)} moved since the revisions before" : "";
        return counts.Claims == 0 ? all : $"{all}: {string.Join(", ", verdicts)}{moved}";
    }
}
