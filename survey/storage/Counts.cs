using Dapper;
using Survey.Coded;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>What is counted: an option, a net, or one of a question's bases, as <see cref="Selection"/> has them; or the numbers that only
/// one of two codings has.</summary>
public sealed record Counted(string Question, SetKind Kind, string Option)
{
    /// <summary>For people: an option by its id alone, a net by its id, a base by its name.</summary>
    public string Name =>
        Kind switch
        {
            SetKind.Option => Option,
            SetKind.Net => $"net {Option}",
            SetKind.OtherNumbers => "numbers that the other has not",
            _ => Kind.Name(),
        };
}

/// <summary>A count that is not the same in two codings of a wave.</summary>
/// <param name="From">null where the first was coded without it</param>
/// <param name="To">null where the second was coded without it</param>
public sealed record CountChange(Counted What, int? From, int? To);

/// <summary>Every count of one coding of a wave, stored or not.</summary>
public sealed record Counts(int Respondents, IReadOnlyDictionary<Counted, int> Of)
{
    /// <summary>Every different number that was given, by question of kind number.</summary>
    internal IReadOnlyDictionary<string, NumberCount[]> Numbers { get; init; } = new Dictionary<string, NumberCount[]>();

    private sealed record Row(int Respondents, string? QuestionId, string? Kind, string? OptionId, int Count);

    /// <summary>The counts of a wave that is coded, and perhaps not stored.</summary>
    public static Counts Coded(CodedWave coded) =>
        new(
            coded.Accounts.Respondents,
            coded
                .Selections()
                .ToDictionary(
                    selection => new Counted(selection.Question, selection.Kind, selection.Option),
                    selection => selection.Respondents.Count
                )
        )
        {
            Numbers = coded
                .Numbers()
                .ToDictionary(given => given.Question, given => NumberCount.Of(given.Numbers.ToArray(coded.Accounts.Respondents))),
        };

    /// <summary>The counts of a revision that is there.</summary>
    public static async Task<Counts> Stored(
        SurveyDatabase database,
        string survey,
        string wave,
        int revision,
        CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        var rows = (
            await connection.QueryAsync<Row>(
                new CommandDefinition(
                    """
                    select respondents, question_id, kind, option_id, coalesce(sum(count), 0)::int as count
                    from revision
                    left join selection using (survey_id, wave_id, revision)
                    where survey_id = @survey and wave_id = @wave and revision = @revision
                    group by respondents, question_id, kind, option_id
                    """,
                    new
                    {
                        survey,
                        wave,
                        revision,
                    },
                    cancellationToken: cancel
                )
            )
        ).ToList();
        var numbers = await NumberCount.Read(
            database,
            survey,
            [
                .. rows.Where(row => row.OptionId == CodebookQuestion.WroteNumber.Id)
                    .Select(row => new QuestionKey(wave, revision, row.QuestionId!))
                    .Distinct(),
            ],
            cancel
        );
        return new Counts(
            rows[0].Respondents,
            rows.Where(row => row.QuestionId is not null)
                .ToDictionary(row => new Counted(row.QuestionId!, SetKinds.Parse(row.Kind!), row.OptionId!), row => row.Count)
        )
        {
            Numbers = numbers.ToDictionary(given => given.Key.Question, given => given.Value),
        };
    }

    /// <summary>What is not the same here and there, in the instrument's order; what the instrument no longer has comes last.</summary>
    public IReadOnlyList<CountChange> ChangesTo(Counts other, Instrument instrument)
    {
        var questions = instrument
            .Questions.Select((question, position) => (question, position))
            .ToDictionary(pair => pair.question.Id, pair => pair.position);
        return
        [
            .. Of
                .Keys.Union(other.Of.Keys)
                .Select(what => new CountChange(what, Find(Of, what), Find(other.Of, what)))
                .Where(change => change.From != change.To)
                .Concat(OtherNumbersThan(other))
                .OrderBy(change => questions.GetValueOrDefault(change.What.Question, int.MaxValue))
                .ThenBy(change => change.What.Question, StringComparer.Ordinal)
                .ThenBy(change => change.What.Kind)
                .ThenBy(change => Position(change.What))
                .ThenBy(change => change.What.Option, StringComparer.Ordinal),
        ];

        int Position(Counted what)
        {
            if (!questions.TryGetValue(what.Question, out var position))
                return int.MaxValue;
            var question = instrument.Questions[position];
            var ids = (
                what.Kind == SetKind.Option ? question.Options.Select(option => option.Id) : question.Nets.Select(net => net.Id)
            ).ToList();
            return ids.IndexOf(what.Option) is >= 0 and var found ? found : int.MaxValue;
        }
    }

    /// <summary>The same number of answers may be other numbers.</summary>
    private IEnumerable<CountChange> OtherNumbersThan(Counts other) =>
        from question in Numbers.Keys.Intersect(other.Numbers.Keys)
        let equal = Equal(Numbers[question], other.Numbers[question])
        let given = (Here: Given(Numbers[question]), There: Given(other.Numbers[question]))
        where equal < Math.Max(given.Here, given.There)
        select new CountChange(new Counted(question, SetKind.OtherNumbers, ""), given.Here - equal, given.There - equal);

    private static int Given(NumberCount[] counts) => counts.Sum(count => count.Respondents);

    /// <summary>How many of some numbers have an equal of their own among others.</summary>
    private static int Equal(NumberCount[] first, NumberCount[] second)
    {
        var others = second.ToDictionary(count => count.Value, count => count.Respondents);
        return first.Sum(count => Math.Min(count.Respondents, others.GetValueOrDefault(count.Value)));
    }

    private static int? Find(IReadOnlyDictionary<Counted, int> counts, Counted what) =>
        counts.TryGetValue(what, out var count) ? count : null;
}
