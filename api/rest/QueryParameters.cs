using Microsoft.AspNetCore.Mvc;
using Survey.Counting;

namespace Survey.Api.Rest;

/// <summary>What an address says of whom an answer is about, and how it is judged. An endpoint that does not take all of it refuses the
/// rest (see <see cref="Parameters.Takes"/>).</summary>
public sealed record QueryParameters(
    [FromQuery(Name = "waves")] string? Waves,
    [FromQuery(Name = "where")] string[]? Where,
    [FromQuery(Name = "base")] string? Base,
    [FromQuery(Name = "weight")] string? Weight,
    [FromQuery(Name = "adjust")] string? Adjust
)
{
    /// <exception cref="SurveyException">something of it cannot be read</exception>
    public Query Query => Query.Parse(Waves, Where, Base, Weight, Adjust);
}
