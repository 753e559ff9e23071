using CsCheck;
using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Tests.Counting;

internal sealed record NaiveOption(string Id, bool Missing, double? Value, IReadOnlyList<string>? Offered);

internal sealed record NaiveNet(string Id, IReadOnlyList<string> Of);

/// <param name="Asked">ids of waves; null for all</param>
/// <param name="Routing">whom a wave asked, by its id; waves that are not here asked everybody</param>
internal sealed record NaiveQuestion(
    string Id,
    QuestionKind Kind,
    IReadOnlyList<string>? Asked,
    IReadOnlyList<NaiveOption> Options,
    IReadOnlyList<NaiveNet> Nets,
    IReadOnlyDictionary<string, IReadOnlyList<Filter>> Routing
)
{
    public bool IsAskedIn(string wave) => Asked is null || Asked.Contains(wave);

    /// <summary>The options that an option or net stands for in a wave: none where the wave did not offer it.</summary>
    public List<string> OfferedIn(string wave, string id) =>
        [
            .. Options
                .Where(option =>
                    IsAskedIn(wave)
                    && (option.Offered is null || option.Offered.Contains(wave))
                    && (option.Id == id || Nets.Any(net => net.Id == id && net.Of.Contains(option.Id)))
                )
                .Select(option => option.Id),
        ];
}

/// <summary>What one respondent said. A question that was left out is not there.</summary>
/// <param name="Chosen">ids of options, by question; a text and a number have one option, which says that there is one</param>
/// <param name="Numbers">by question of kind number</param>
internal sealed record NaiveRespondent(
    IReadOnlyDictionary<string, IReadOnlySet<string>> Chosen,
    IReadOnlyDictionary<string, double> Numbers
)
{
    /// <summary>Whether any of these options of a question was chosen.</summary>
    public bool Chose(string question, IEnumerable<string> options) =>
        Chosen.TryGetValue(question, out var chosen) && options.Any(chosen.Contains);
}

internal sealed record NaiveWave(string Id, bool Reconstructed, IReadOnlyList<NaiveRespondent> Respondents);

/// <summary>What one option or net comes to in one wave.</summary>
/// <param name="Share">of the base, weighted where respondents are weighted</param>
/// <param name="Effective">Kish's effective base</param>
internal readonly record struct NaiveCount(int Count, int Base, double Share, double Effective);

/// <summary>
/// A survey as lists of respondents, and its figures by going through them one by one, as the definitions say: what the engine's answers
/// are compared with.
/// Nothing here uses the engine's counting: no bits, no stored counts, no sums by cells of equal weights.
/// </summary>
internal sealed record NaiveSurvey(string Id, IReadOnlyList<NaiveWave> Waves, IReadOnlyList<NaiveQuestion> Questions)
{
    /// <summary>The net that every scale has of its two highest points, if it has four.</summary>
    private const string Top2Box = "top-2-box";

    public NaiveQuestion Question(string id) => Questions.Single(question => question.Id == id);

    /// <summary>Whether it can be said of a wave's respondents who matches.</summary>
    public bool Tells(NaiveWave wave, IEnumerable<Filter> filters) =>
        filters.All(filter =>
            !wave.Reconstructed
            && Question(filter.Question).IsAskedIn(wave.Id)
            && (filter.Range is not null || filter.Options.Any(id => Question(filter.Question).OfferedIn(wave.Id, id).Count > 0))
        );

    public bool Matches(string wave, NaiveRespondent respondent, Filter filter)
    {
        var question = Question(filter.Question);
        if (filter.Range is { } range)
            return NumberOf(respondent, question) is { } number
                && (range.Low is null || number >= range.Low)
                && (range.High is null || number <= range.High);
        return respondent.Chosen.ContainsKey(question.Id)
            && respondent.Chose(question.Id, filter.Options.SelectMany(id => question.OfferedIn(wave, id))) != filter.None;
    }

    /// <summary>The number given, or that of the point of the scale; null for none, and for an answer that is marked missing.</summary>
    private static double? NumberOf(NaiveRespondent respondent, NaiveQuestion question) =>
        question.Kind == QuestionKind.Number
            ? respondent.Numbers.TryGetValue(question.Id, out var number)
                ? number
                : null
            : question.Options.FirstOrDefault(option => !option.Missing && respondent.Chose(question.Id, [option.Id]))?.Value;

    /// <summary>The positions of the respondents who match all filters.</summary>
    public List<int> Members(NaiveWave wave, IReadOnlyList<Filter> filters) =>
        [
            .. Enumerable
                .Range(0, wave.Respondents.Count)
                .Where(position => filters.All(filter => Matches(wave.Id, wave.Respondents[position], filter))),
        ];

    /// <summary>Who the percentages are of.</summary>
    public List<int> Base(NaiveWave wave, NaiveQuestion question, IReadOnlyList<Filter> filters, BaseRule rule) =>
        rule switch
        {
            BaseRule.All => Members(wave, filters),
            BaseRule.Asked => Members(wave, [.. filters, .. question.Routing.GetValueOrDefault(wave.Id, [])]),
            _ =>
            [
                .. Members(wave, filters)
                    .Where(position =>
                        wave.Respondents[position]
                            .Chose(
                                question.Id,
                                question.Options.Where(option => rule == BaseRule.Answered || !option.Missing).Select(option => option.Id)
                            )
                    ),
            ],
        };

    /// <summary>Null where the wave did not offer it, nothing can be said of the filters, or the base is nobody.</summary>
    /// <param name="weights">by position of the respondent; null for none</param>
    public NaiveCount? Count(
        NaiveWave wave,
        NaiveQuestion question,
        string id,
        IReadOnlyList<Filter> filters,
        BaseRule rule,
        IReadOnlyList<double>? weights = null
    )
    {
        var offered = question.OfferedIn(wave.Id, id);
        if (
            offered.Count == 0
            || !Tells(wave, filters)
            || (rule == BaseRule.Asked && !Tells(wave, question.Routing.GetValueOrDefault(wave.Id, [])))
        )
            return null;
        var of = Base(wave, question, filters, rule);
        var chose = of.Where(position => wave.Respondents[position].Chose(question.Id, offered)).ToList();
        var (weight, squares) = (
            of.Sum(position => weights?[position] ?? 1),
            of.Sum(position => weights is null ? 1 : weights[position] * weights[position])
        );
        return weight > 0
            ? new NaiveCount(chose.Count, of.Count, chose.Sum(position => weights?[position] ?? 1) / weight, weight * weight / squares)
            : null;
    }

    /// <summary>Every number that one of the respondents gave, or point of a scale that one chose, with the respondent's
    /// position.</summary>
    public List<(double Number, int Position)> Numbers(NaiveWave wave, NaiveQuestion question, IReadOnlyList<Filter> filters) =>
        !Tells(wave, filters) || !question.IsAskedIn(wave.Id)
            ? []
            :
            [
                .. from position in Members(wave, filters)
                let number = NumberOf(wave.Respondents[position], question)
                where number is not null
                select (number.Value, position),
            ];

    private string Yaml =>
        SmallSurvey.Yaml(
            Id,
            string.Join(
                '\n',
                Waves.Select(wave => $"  - {{ id: {wave.Id}, provenance: {(wave.Reconstructed ? "reconstructed" : "raw")} }}")
            ),
            string.Join(
                '\n',
                Questions.Select(question =>
                    $"  - {{ id: {question.Id}, text: '{question.Id}?', kind: {question.Kind.ToString().ToLowerInvariant()}{List(", asked", question.Asked)}{(!question.Kind.HasOptions() ? "" : $", options: [{string.Join(", ", question.Options.Select(OptionYaml))}]")}"
                    + $"{(question.Kind.HasOptions() ? $", nets: [{string.Join(", ", question.Nets.Where(net => net.Id != Top2Box).Select(net => $"{{ id: {net.Id}, label: Net {net.Id}{List(", of", net.Of)} }}"))}]" : "")} }}"
                )
            )
        );

    private static string OptionYaml(NaiveOption option) =>
        FormattableString.Invariant(
            $"{{ id: {option.Id}, label: Option {option.Id}, missing: {(option.Missing ? "true" : "false")}{(option.Value is { } value ? FormattableString.Invariant($", value: {value}") : "")}{List(", offered", option.Offered)} }}"
        );

    private static string List(string key, IReadOnlyList<string>? ids) => ids is null ? "" : $"{key}: [{string.Join(", ", ids)}]";

    /// <summary>As its file would be read, with the routing.</summary>
    public Instrument Instrument
    {
        get
        {
            var read = InstrumentFile.Parse(InstrumentFile.Name, Yaml);
            return read with
            {
                Questions =
                [
                    .. read.Questions.Select(question =>
                        question with
                        {
                            Routing = Questions.FirstOrDefault(known => known.Id == question.Id)?.Routing ?? question.Routing,
                        }
                    ),
                ],
            };
        }
    }

    /// <summary>Stores every wave as a first revision, and has the database read the survey with <paramref name="instrument"/>.</summary>
    public async Task Store(SurveyDatabase database, Instrument instrument)
    {
        using var folder = new TemporaryFolder();
        foreach (var wave in Waves)
        {
            using var coded = new CodedWave(instrument.At(instrument.Wave(wave.Id)))
            {
                Accounts = new Accounts(wave.Respondents.Count, wave.Respondents.Count, 0, 0, 0, 0, 0, 0),
            };
            foreach (var (number, question) in coded.Codebook.Questions.Index())
            {
                foreach (var (respondent, answers) in wave.Respondents.Index())
                {
                    foreach (var id in answers.Chosen.GetValueOrDefault(question.Id, new HashSet<string>()))
                        coded.Option(number, question.Options.Index().Single(option => option.Item.Id == id).Index)[respondent] = true;
                    if (answers.Numbers.TryGetValue(question.Id, out var given))
                        coded.Numbers(number)[respondent] = given;
                }
            }
            var file = Path.Combine(folder.Path, $"{wave.Id}.csv");
            await File.WriteAllTextAsync(file, $"{Id} {wave.Id}");
            await Revision.Store(database, instrument, coded, await RawCopy.Of(file));
        }
        database.Instruments[(Id, 1)] = instrument;
    }

    /// <summary>Its id is to be given.</summary>
    public static readonly Gen<NaiveSurvey> Any =
        from waves in Gen.Int[1, 4].Select(count => Enumerable.Range(1, count).Select(number => $"w{number}").ToList())
        from questions in Gen.Int[2, 5]
            .SelectMany(count => List(Enumerable.Range(1, count).Select(number => AnyQuestion($"q{number}", waves))))
        from routed in List(questions.Select((question, position) => Routed(question, [.. questions.Take(position)], waves)))
        from filled in List(waves.Select(wave => AnyWave(wave, routed)))
        select new NaiveSurvey("", filled, routed);

    private static Gen<NaiveQuestion> AnyQuestion(string id, List<string> waves) =>
        from kind in Gen.Frequency(
            (3, Gen.Const(QuestionKind.Single)),
            (3, Gen.Const(QuestionKind.Multiple)),
            (3, Gen.Const(QuestionKind.Scale)),
            (1, Gen.Const(QuestionKind.Text)),
            (2, Gen.Const(QuestionKind.Number))
        )
        from asked in Gen.Frequency(
            (3, Gen.Const((IReadOnlyList<string>?)null)),
            (1, Some(waves, 1).Select(some => (IReadOnlyList<string>?)some))
        )
        from options in Gen.Int[2, 6]
            .SelectMany(count =>
                List(
                    Enumerable
                        .Range(1, count)
                        .Select(number => AnyOption($"{id}o{number}", kind == QuestionKind.Scale ? number - 2.5 : null, waves))
                )
            )
        let counted = options.Where(option => !option.Missing).Select(option => option.Id).ToList()
        from nets in Gen.Int[0, counted.Count == 0 || !kind.HasOptions() ? 0 : 2]
            .SelectMany(count =>
                List(Enumerable.Range(1, count).Select(number => Some(counted, 1).Select(of => new NaiveNet($"{id}n{number}", of))))
            )
        select new NaiveQuestion(
            id,
            kind,
            asked,
            kind.HasOptions() ? options : [new NaiveOption(kind == QuestionKind.Text ? "text" : "number", false, null, null)],
            kind == QuestionKind.Scale && counted.Count >= 4 ? [.. nets, new NaiveNet(Top2Box, counted[^2..])] : nets,
            new Dictionary<string, IReadOnlyList<Filter>>()
        );

    /// <summary>An option that is missing from a scale may have a number all the same: 99 for "don't know".</summary>
    private static Gen<NaiveOption> AnyOption(string id, double? value, List<string> waves) =>
        from missing in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from offered in Gen.Frequency(
            (4, Gen.Const((IReadOnlyList<string>?)null)),
            (1, Some(waves, 0).Select(some => (IReadOnlyList<string>?)some))
        )
        select new NaiveOption(id, missing, value, offered);

    private static Gen<NaiveQuestion> Routed(NaiveQuestion question, List<NaiveQuestion> earlier, List<string> waves) =>
        earlier.Count == 0
            ? Gen.Const(question)
            : from routed in Gen.Frequency((2, Gen.Const(new List<string>())), (1, Some(waves, 1)))
            from filters in AnyFilter(earlier).List[1, 2]
            select question with
            {
                Routing = routed.ToDictionary(wave => wave, _ => (IReadOnlyList<Filter>)filters),
            };

    private static Gen<NaiveWave> AnyWave(string id, List<NaiveQuestion> questions) =>
        from reconstructed in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from count in Gen.Frequency((1, Gen.Int[0, 3]), (1, Gen.Int[62, 66]), (3, Gen.Int[4, 150]))
        from answers in List(questions.Select(question => Gen.Select(Answers(question, id), Gen.Int[-4, 12]).List[count]))
        select new NaiveWave(
            id,
            reconstructed,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(position =>
                    {
                        var given = questions
                            .Select(
                                (question, number) =>
                                    (
                                        Question: question,
                                        Chosen: answers[number][position].Item1,
                                        Number: answers[number][position].Item2 / 2.0
                                    )
                            )
                            .Where(answer => answer.Chosen.Count > 0)
                            .ToList();
                        return new NaiveRespondent(
                            given.ToDictionary(answer => answer.Question.Id, answer => (IReadOnlySet<string>)answer.Chosen.ToHashSet()),
                            given
                                .Where(answer => answer.Question.Kind == QuestionKind.Number)
                                .ToDictionary(answer => answer.Question.Id, answer => answer.Number)
                        );
                    }),
            ]
        );

    private static Gen<List<string>> Answers(NaiveQuestion question, string wave)
    {
        var offered = question.Options.Select(option => option.Id).Where(id => question.OfferedIn(wave, id).Count > 0).ToList();
        return question.Kind == QuestionKind.Multiple
            ? Some(offered, 0)
            : Gen.Int[-1, offered.Count - 1].Select(chosen => chosen < 0 ? [] : new List<string> { offered[chosen] });
    }

    /// <summary>A filter on one of the questions.</summary>
    public static Gen<Filter> AnyFilter(IReadOnlyList<NaiveQuestion> questions) =>
        Gen.Int[0, questions.Count - 1]
            .SelectMany(number =>
            {
                var question = questions[number];
                List<string> ids = [.. question.Options.Select(option => option.Id), .. question.Nets.Select(net => net.Id)];
                var named = from none in Gen.Bool from some in Some(ids, 1) select new Filter(question.Id, some, none, null);
                var ranged =
                    from ends in Gen.Select(Gen.Int[-3, 8], Gen.Int[0, 6], Gen.Int[0, 2])
                    let low = ends.Item1 / 2.0
                    select new Filter(
                        question.Id,
                        [],
                        false,
                        new NumberRange(ends.Item3 == 1 ? null : low, ends.Item3 == 2 ? null : low + ends.Item2 / 2.0)
                    );
                return question.Kind is QuestionKind.Scale or QuestionKind.Number ? Gen.OneOf(named, ranged) : named;
            });

    /// <summary>Some of them, in their order.</summary>
    public static Gen<List<T>> Some<T>(IReadOnlyList<T> all, int least) =>
        from taken in Gen.Bool.Array[all.Count]
        from always in Gen.Int[0, Math.Max(0, all.Count - 1)]
        select all.Where((_, position) => taken[position] || (least > 0 && position == always)).ToList();

    private static Gen<List<T>> List<T>(IEnumerable<Gen<T>> each) =>
        each.Aggregate(Gen.Const(new List<T>()), (before, one) => before.SelectMany(list => one.Select(next => (List<T>)[.. list, next])));
}
