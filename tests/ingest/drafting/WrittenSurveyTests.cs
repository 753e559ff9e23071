using CsCheck;
using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Ingest.Drafting;

public sealed class WrittenSurveyTests
{
    private const string Seed = "0N0XIzNsQ0O2";
    private const int Cases = 200;

    private static readonly IReadOnlyList<WrittenSurvey> Surveys = WrittenSurvey.Any.Array[Cases].Single(_ => true, Seed);

    [Fact]
    public Task WhatWasAnsweredIsCountedFromGoogleForms() => CountsAreThoseOfTheAuthor("google-forms", survey => survey.GoogleForms());

    [Fact]
    public Task WhatWasAnsweredIsCountedFromSurveyMonkey() => CountsAreThoseOfTheAuthor("surveymonkey", survey => survey.SurveyMonkey());

    private static async Task CountsAreThoseOfTheAuthor(string format, Func<WrittenSurvey, string> write)
    {
        foreach (var (number, survey) in Surveys.Index())
        {
            var csv = write(survey);
            using var folder = new SurveyFolder(survey.Yaml(format));
            var counted = Counts(survey, folder.Instrument, await RawCopy.Of(folder.Write("w.csv", csv)));
            Assert.True(
                survey.Counts().SequenceEqual(counted),
                $"case {number} of seed {Seed}: {string.Join('\n', survey.Counts().Except(counted))}\nnot\n{string.Join('\n', counted.Except(survey.Counts()))}\n{csv}"
            );
        }
    }

    private static List<string> Counts(WrittenSurvey survey, Instrument instrument, RawCopy file)
    {
        var coded = WaveReader.Read(file, instrument.At(instrument.Waves[0]));
        Assert.Empty(coded.Rejects);
        var sets = coded.Selections().ToDictionary(set => (set.Question, set.Kind, set.Option), set => set.Respondents.Count);
        var counts = new List<string>();
        foreach (var question in survey.Questions)
        {
            for (var row = 0; row < question.Answers.Count; row++)
            {
                var id = question.Rows.Count == 0 ? $"q{question.Number}" : $"q{question.Number}.row-{row + 1}";
                counts.AddRange(
                    question.Labels.Select((_, option) => $"{question.Number}.{row} {option}: {sets[(id, SetKind.Option, $"o{option}")]}")
                );
                counts.Add($"{question.Number}.{row} answered: {sets[(id, SetKind.Answered, "")]}");
            }
        }
        counts.Add($"respondents: {coded.Accounts.Respondents}");
        return counts;
    }
}
