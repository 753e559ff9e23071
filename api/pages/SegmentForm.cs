using Survey.Answers;
using Survey.Instruments;

namespace Survey.Api.Pages;

/// <summary>A form that chooses whom a question's figures are about: a segment, weights. It needs no scripts.</summary>
public static class SegmentForm
{
    private const int Choices = 2;

    /// <summary>Questions with more options than this would make a list that nobody reads; the API filters by them all the same.</summary>
    private const int MostOptions = 30;

    /// <param name="query">what is chosen now</param>
    public static Html Of(Instrument instrument, QuerySummary query)
    {
        if (instrument.Disclosure == Disclosure.Protected)
            return Html.Of($"");
        var chosen = query.Where.Concat(Enumerable.Repeat("", Choices)).Take(Math.Max(Choices, query.Where.Count));
        var selects = chosen.Select(
            (filter, position) =>
                Html.Of(
                    $"""
                    <label>{(position == 0 ? "Only respondents with" : "and")} <select name="where">{Html.Join(
                        Options(instrument, filter)
                    )}</select></label>

                    """
                )
        );
        var weights =
            instrument.Weights.Count == 0
                ? null
                : Html.Of(
                    $"""
                    <label>weighted <select name="weight">{Html.Join(
                        instrument.Weights.Select(scheme => (scheme.Id, scheme.Label)).Prepend(("", "not")).Select(weight =>
                            Html.Choice(weight.Item1, weight.Item2, query.Weight ?? "")
                        )
                    )}</select></label>

                    """
                );
        return Html.Of(
            $"""
            <form class="segment" method="get">
            {Html.Join(selects)}{weights}{Address.Kept(Address.Parts(query).Where(part => part.Name is not ("where" or "weight")))}
            <button>Show</button>
            </form>
            """
        );
    }

    private static IEnumerable<Html> Options(Instrument instrument, string chosen)
    {
        yield return Html.Choice("", "anything", chosen);
        // A filter that came by address may be none of the list.
        if (chosen.Length > 0 && !Listed(instrument).Any(question => question.Options.Any(option => Filter(question, option.Id) == chosen)))
            yield return Html.Choice(chosen, chosen, chosen);
        foreach (var question in Listed(instrument))
        {
            var choices = question.Choices.Select(choice => Html.Choice(Filter(question, choice.Id), choice.Label, chosen));
            yield return Html.Of($"""<optgroup label="{question.Text}">{Html.Join(choices)}</optgroup>""");
        }
    }

    private static IEnumerable<Question> Listed(Instrument instrument) =>
        instrument.Questions.Where(question => question.Kind.HasOptions() && question.Options.Count <= MostOptions);

    private static string Filter(Question question, string option) => $"{question.Id}:{option}";
}
