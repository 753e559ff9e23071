using Survey.Counting;

namespace Survey.Api.Rest;

/// <summary>All that an address can say of an answer, in its path or behind its question mark. An endpoint that does not take all of it
/// refuses the rest (see <see cref="Parameters.Takes"/>). What each means stands in <see cref="OpenApi"/>.</summary>
public sealed record AnswerParameters(
    string Survey,
    string? Question,
    string? Wave,
    string? Row,
    string? Column,
    string? Option,
    string? By,
    string? From,
    string? To,
    string? Waves,
    string[]? Where,
    string? Base,
    string? Weight,
    string? Adjust
)
{
    /// <exception cref="SurveyException">something of it cannot be read</exception>
    public Query Query => Query.Parse(Waves, Where, Base, Weight, Adjust);
}
