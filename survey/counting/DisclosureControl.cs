using Survey.Instruments;

namespace Survey.Counting;

/// <summary>
/// What may be said of a protected survey: until disclosure control is there, toplines and trends of all respondents, and nothing else.
/// Every answer asks here first.
/// </summary>
internal static class DisclosureControl
{
    /// <exception cref="SurveyException">the survey is protected, and the query is about a part of its respondents</exception>
    public static void Plain(Instrument instrument, Query query)
    {
        if (query.Where.Count > 0)
            Breakdown(instrument, "a segment");
        if (query.Weight is not null)
            Breakdown(instrument, "weights");
        if (query.Base == BaseRule.Asked)
            Breakdown(instrument, "base \"asked\"");
    }

    /// <param name="what">what was asked for, as a message names it</param>
    /// <exception cref="SurveyException">the survey is protected</exception>
    public static void Breakdown(Instrument instrument, string what)
    {
        if (Refusal(instrument, what) is { } why)
            throw new SurveyException(why.Text);
    }

    /// <summary>Why something may not be said; null where the survey is open.</summary>
    /// <param name="what">as a message names it</param>
    public static Reason? Refusal(Instrument instrument, string what) =>
        instrument.Disclosure == Disclosure.Open
            ? null
            : new Reason(
                ReasonCode.Protected,
                $"survey \"{instrument.Survey}\" is protected: {what} could tell who somebody is; it answers toplines and trends "
                    + "of all respondents, or everything with \"disclosure: open\" in its instrument"
            );
}
