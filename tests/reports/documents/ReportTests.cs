using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Documents;
using Survey.Statistics;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using Xunit;

namespace Survey.Tests.Reports.Documents;

public sealed class ReportTests
{
    [Fact]
    public void TheTitlePageSaysWhatTheReportIsOf()
    {
        var text = Pages(Data())[0];

        Assert.Contains("A survey of tools", text, StringComparison.Ordinal);
        Assert.Contains("Fielded in April · 229 respondents · revision 1 of the data", text, StringComparison.Ordinal);
        Assert.Contains("April: reconstructed from published percentages.", text, StringComparison.Ordinal);
        Assert.Contains(
            "April: 55.0 % of 229 respondents who answered said “Yes” (Do you like it?); 50.0 % in March; not tested:",
            OneLine(text),
            StringComparison.Ordinal
        );
        Assert.Contains("s w2 · revision 1 of the data · reconstructed from published percentages", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AQuestionHasItsWordingItsBaseAndItsFigures()
    {
        var text = OneLine(string.Join('\n', Pages(Data())));

        Assert.Contains("1. Do you like it?", text, StringComparison.Ordinal);
        Assert.Contains("Percentages are of the 229 who answered, out of 229 respondents.", text, StringComparison.Ordinal);
        Assert.Contains("Yes 126 55.0 48.5–61.3 50.0 +5.0 a", text, StringComparison.Ordinal);
        Assert.Contains("net: Any answer 229 100.0 98.4–100.0 100.0 –", text, StringComparison.Ordinal);
        Assert.Contains("a not tested: rows are reconstructed from published percentages.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("*", text.Split("How to read this")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ASignificantChangeIsMarked()
    {
        var text = OneLine(string.Join('\n', Pages(Data(Trends.Two(Trends.Change("w1", 5.02, 0.01, significant: true))))));

        Assert.Contains("Yes 126 55.0 48.5–61.3 50.0 +5.0 *", text, StringComparison.Ordinal);
        Assert.Contains("* significant at the 5 % level, adjusted for the number of comparisons.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReasonOfAFlagIsSaidOnceAtTheQuestion()
    {
        var trend = Trends.Two(
            Trends.Change("w1", 5.02, reasons: new Reason(ReasonCode.NotComparable, "only users were asked")),
            second: Trends.Wave("w2", "April", 229, flag: new Reason(ReasonCode.Differs, "only users were asked"))
        );
        var text = OneLine(string.Join('\n', Pages(Data(trend, headline: null))));

        // Once at each of the four questions that are made of the trend, and at the text.
        Assert.Equal(5, text.Split("only users were asked").Length - 1);
        Assert.Contains("April differs: only users were asked.", text, StringComparison.Ordinal);
        Assert.Contains("a not comparable, for the reason given above.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void VerbatimsAreCountedAndNotPrinted() =>
        Assert.Contains(
            "12 of 229 respondents wrote something. What they wrote is not printed.",
            OneLine(string.Join('\n', Pages(Data()))),
            StringComparison.Ordinal
        );

    [Fact]
    public void TheRowsOfAGridStandUnderOneHeading()
    {
        var text = string.Join('\n', Pages(Data()));

        Assert.Contains("3. Where do you use it?", text, StringComparison.Ordinal);
        Assert.Contains("At work", text, StringComparison.Ordinal);
        Assert.Contains("At home", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4. Where do you use it?", text, StringComparison.Ordinal);
        Assert.Contains("4. Anything else?", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AQuestionThatNobodyAnsweredHasNoChart()
    {
        var data = Data();
        var question = data.Questions[0];
        var unanswered = new ReportQuestion(
            question.Topline with
            {
                Answered = 0,
                Base = 0,
                Options = [],
            },
            null,
            Trends.Of("Do you like it?", QuestionKind.Single, [Trends.Wave("w2", "April", 0)], Trends.Option("yes", "Yes", [null]))
        );

        var text = OneLine(string.Join('\n', Pages(data with { Questions = [unanswered] })));

        Assert.Contains("April: there is no figure for “Yes” (Do you like it?).", text, StringComparison.Ordinal);
        Assert.Contains("1. Do you like it? None of 229 respondents answered.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PagesAreNumbered()
    {
        var pages = Pages(Data());

        Assert.True(pages.Count > 1);
        Assert.All(
            pages.Select((text, i) => (text, i)),
            page => Assert.Contains($"page {page.i + 1} of {pages.Count}", page.text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void TheReportEndsWithHowToReadIt()
    {
        var text = OneLine(Pages(Data())[^1]);

        Assert.Contains("How to read this", text, StringComparison.Ordinal);
        Assert.Contains(Figure.Caveat, text, StringComparison.Ordinal);
        Assert.Contains("March: the raw export of the survey, revision 1, 200 respondents.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameDataGivesTheSameBytes() => Assert.Equal(Report.Pdf(Data()), Report.Pdf(Data()));

    [Fact]
    public void TheDocumentHasATitleAnAuthorAndNoDates()
    {
        using var document = PdfDocument.Open(Report.Pdf(Data()));

        Assert.Equal(("A survey of tools, April", "A survey of tools"), (document.Information.Title, document.Information.Author));
        Assert.Null(document.Information.CreationDate);
        Assert.Null(document.Information.ModifiedDate);
    }

    [Fact]
    public void ALongTableGoesOnUnderItsQuestion()
    {
        var text = Pages(Data(Trends.Many(2, 60), headline: null));

        Assert.All(
            Enumerable.Range(1, 59),
            option => Assert.Contains($"Option number {option}", string.Join('\n', text), StringComparison.Ordinal)
        );
        Assert.True(
            text.Count(page =>
                page.Contains("95 % interval\n", StringComparison.Ordinal)
                || OneLine(page).Contains("count % 95 % interval", StringComparison.Ordinal)
            ) >= 2
        );
    }

    [Fact]
    public void OfANumberItIsSaidHowManyGaveOne()
    {
        var number = Trends.Of(
            "How many?",
            QuestionKind.Number,
            [Trends.Wave("w1", "March", 12), Trends.Wave("w2", "April", 14)],
            Trends.Option("number", "<number>", Trends.Point(12, 100), Trends.Point(14, 100))
        );
        var text = OneLine(string.Join('\n', Pages(Data(number, headline: null))));

        Assert.Contains("How many? 14 of 14 respondents gave a number.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<number>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheReportOpensWithItsSignificantChanges()
    {
        var pages = Pages(Data() with { Changes = Sheets.Tested() });
        var text = OneLine(pages[0]);

        Assert.Contains("What changed since March", text, StringComparison.Ordinal);
        Assert.Contains(
            "Asia, of “What is your geographic location?”: 22.6 %, 5.2 points more than in March (17.4 %); p < 0.001.",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Europe, of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("How good is it?", text, StringComparison.Ordinal);
        Assert.Contains(
            "4 changes of 2 questions were compared. 2 can be ranked; 1 is significant at the 5 % level",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "With 229 respondents in this wave and 200 in the one before (March), a share near 50 % must change by at least 9.5 "
                + "points, and one near 10 % by 5.7, to be noticed",
            OneLine(string.Join('\n', pages)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AtMostTenChangesAreSaidAndTheOthersCounted()
    {
        var text = OneLine(
            Pages(
                Data() with
                {
                    Changes = Sheets.Of([.. Enumerable.Range(1, 12).Select(i => Sheets.Share($"Option {i}", 10, 10 + i, p: 0.001))]),
                }
            )[0]
        );

        Assert.Contains("Option 10, of", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Option 11, of", text, StringComparison.Ordinal);
        Assert.Contains("2 more changes are significant.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNothingIsTestedTheLargestChangesAreSaidAsSuch()
    {
        var pages = Pages(Data() with { Changes = Sheets.Untested() });

        Assert.Contains(
            "Nothing is tested: rows are reconstructed from published percentages. The largest differences, untested: • Asia, of "
                + "“What is your geographic location?”: 22.6 %; 17.4 % in March; not tested.",
            OneLine(pages[0]),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Detectable change", string.Join('\n', pages), StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNothingIsSignificantThatIsSaid() =>
        Assert.Contains(
            "What changed since March No change is significant at the 5 % level. That does not mean that nothing changed:",
            OneLine(Pages(Data() with { Changes = Sheets.Of([Sheets.Share("Asia", 17, 18, p: 0.5)]) })[0]),
            StringComparison.Ordinal
        );

    private static ReportData Data(Trend? trend = null, string? headline = "q")
    {
        trend ??= Trends.Two(
            Trends.Change("w1", 5.02, reasons: Trends.Reconstructed),
            second: Trends.Wave("w2", "April", 229, Provenance.Reconstructed)
        );
        var text = Trends.Of(
            "Anything else?",
            QuestionKind.Text,
            trend.Waves,
            Trends.Option("text", "<text>", Trends.Point(10, 100), Trends.Point(12, 100))
        );
        return new ReportData(
            "s",
            "A survey of tools",
            trend.Waves[^1],
            "in April",
            headline,
            "yes",
            Figure.Caveat,
            [
                Question(trend),
                Question(trend with { Question = trend.Question with { Id = "other", Text = "And this?" } }),
                Question(
                    trend with
                    {
                        Question = trend.Question with { Id = "grid.work", Text = "Where do you use it? [At work]" },
                    },
                    new GridRow("grid", "Where do you use it?", "At work", [])
                ),
                Question(
                    trend with
                    {
                        Question = trend.Question with { Id = "grid.home", Text = "Where do you use it? [At home]" },
                    },
                    new GridRow("grid", "Where do you use it?", "At home", [])
                ),
                Question(text with { Question = text.Question with { Id = "else" } }),
            ]
        )
        {
            MinimumBase = 30,
        };
    }

    private static ReportQuestion Question(Trend trend, GridRow? row = null)
    {
        var wave = trend.Waves[^1];
        var options = trend
            .Options.Where(option => option.Points[^1] is not null)
            .Select(option =>
            {
                var (point, figure) = (
                    option.Points[^1]!,
                    Figure.Of(option.Points[^1]!.Count, new Proportion(option.Points[^1]!.Count, wave.Base!.Value), false)!
                );
                return new ToplineOption(new Choice(option.Id, option.Label, option.Net))
                {
                    Count = point.Count,
                    Figure = figure with { Percent = point.Percent },
                };
            });
        var answered = trend.Question.Kind == QuestionKind.Text ? 12 : wave.Base!.Value;
        return new ReportQuestion(
            new Topline
            {
                Id = trend.Question.Id,
                Text = trend.Question.Text,
                Kind = trend.Question.Kind,
                Reasons = wave.Reasons,
                Answered = answered,
                Base = answered,
                Options = [.. options],
            },
            row,
            trend
        );
    }

    private static List<string> Pages(ReportData data)
    {
        using var document = PdfDocument.Open(Report.Pdf(data));
        return [.. document.GetPages().Select(page => ContentOrderTextExtractor.GetText(page))];
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
