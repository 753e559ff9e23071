using Survey.Instruments;

namespace Survey.Api.Pages;

/// <summary>Links to all questions of a survey; the rows of a grid stand under its text.</summary>
public static class QuestionList
{
    /// <param name="here">the id of the question whose page this is, or null</param>
    public static Html Of(Instrument instrument, string? here = null)
    {
        var items = instrument
            .Questions.GroupBy(question => question.Row?.Grid ?? question.Id)
            .Select(questions =>
                questions.First().Row is { } row
                    ? Html.Of(
                        $"<li>{row.GridText}<ul>"
                            + $"{Html.Join(questions.Select(question => Item(instrument, question, question.Row!.Label, here)))}</ul></li>"
                    )
                    : Item(instrument, questions.First(), questions.First().Text, here)
            );
        return Html.Of(
            $"""
            <h2>All questions</h2>
            <ul class="questions">{Html.Join(items)}</ul>
            """
        );
    }

    private static Html Item(Instrument instrument, Question question, string text, string? here) =>
        question.Id == here
            ? Html.Of($"""<li><strong aria-current="page">{text}</strong></li>""")
            : Html.Of($"""<li><a href="/{instrument.Survey}/{question.Id}">{text}</a></li>""");
}
