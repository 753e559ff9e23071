namespace Survey;

/// <summary>A wave of a trend, with what is to be known of the question in it.</summary>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons</param>
/// <param name="Base">null where the wave did not ask the question</param>
public sealed record TrendWave(
    string Id, string Label, int Revision, Provenance Provenance, bool RespondentsAssumed, string Caveat, int Respondents,
    IReadOnlyList<string> Flags, IReadOnlyList<string> Notes, int? Base) : WaveSummary(Id, Label, Revision, Provenance, RespondentsAssumed, Caveat, Respondents);

/// <summary>A change from the last earlier wave that has a point.</summary>
/// <param name="From">that wave's id</param>
/// <param name="Points">percentage points</param>
/// <param name="Low">lower end of the 95 % interval of the change, in percentage points; null where none can be given</param>
/// <param name="P">two-sided p-value, 0 to 1; null where nothing was tested, and Note says why</param>
/// <param name="PAdjusted">Holm's adjustment of P over all changes of the answer</param>
/// <param name="Significant">PAdjusted is under 0.05, and nothing in Note forbids to say so</param>
/// <param name="Note">what the change must not be taken for; empty when there is nothing to say</param>
public sealed record Change(string From, double Points, double? Low, double? High, double? P, double? PAdjusted, bool Significant, string Note)
{
    /// <summary>How a note begins that says why the question differs between the waves.</summary>
    public const string NotComparable = "not comparable: ";
}

/// <summary>One option or net in one wave.</summary>
/// <param name="Wave">its id</param>
/// <param name="Label">in the wave's own wording</param>
public sealed record TrendPoint(string Wave, string Label, int Count, double Percent, double? Low, double? High, Change? Change);

/// <param name="Points">one for each wave of the trend; null where the wave did not ask or offer it</param>
public sealed record TrendOption(string Id, string Label, bool Net, IReadOnlyList<TrendPoint?> Points);

/// <summary>Toplines of one question across waves, with their changes.</summary>
public sealed record Trend(string Survey, QuestionSummary Question, BaseRule BaseRule, string Caveat, IReadOnlyList<TrendWave> Waves, IReadOnlyList<TrendOption> Options)
{
    private const double Level = 0.05;

    /// <param name="waves">ids of the waves to show, in any order; null for all that are loaded</param>
    /// <exception cref="NotFoundException">no such survey, question or wave, or a wave that was not loaded yet</exception>
    public static async Task<Trend> Of(
        SurveyDatabase database, string survey, string question, IReadOnlyCollection<string>? waves = null, BaseRule rule = BaseRule.Answered, CancellationToken cancel = default)
    {
        var instrument = await Surveys.Find(database, survey, cancel);
        var asked = instrument.Question(question);
        var live = await Tally.Read(database, survey, null, question, cancel);
        foreach (var wave in waves ?? [])
        {
            if (!live.ContainsKey(instrument.Wave(wave).Id))
                throw WaveToplines.NotLoaded(survey, wave);
        }
        var shown = instrument.Waves.Where(wave => live.ContainsKey(wave.Id) && (waves is null || waves.Contains(wave.Id))).ToList();
        return Of(instrument, asked, shown, live, rule);
    }

    private static Trend Of(Instrument instrument, Question question, List<Wave> waves, IReadOnlyDictionary<string, LiveWave> live, BaseRule rule)
    {
        var columns = waves.ConvertAll(wave => new Column(
            wave, instrument.At(wave).Questions.FirstOrDefault(asked => asked.Id == question.Id), live[wave.Id].Questions.GetValueOrDefault(question.Id)));
        var options = question.Options.Where(option => rule != BaseRule.Valid || !option.Missing).Select(option => (option.Id, option.Label, Net: false))
            .Concat(question.Nets.Select(net => (net.Id, net.Label, Net: true)))
            .Select(option => new TrendOption(option.Id, option.Label, option.Net, Points(instrument, question, columns, option.Net, option.Id, rule)));
        return new Trend(
            instrument.Survey,
            new QuestionSummary(question.Id, question.Text, question.Kind),
            rule,
            Figure.Caveat,
            columns.ConvertAll(column => Describe(question, column, live[column.Wave.Id], rule)),
            Adjusted([.. options]));
    }

    private static TrendWave Describe(Question question, Column column, LiveWave live, BaseRule rule)
    {
        var wave = column.Wave;
        var counted = column.Tally?.Base(rule);
        var flags = QuestionFlags.Of(question, wave, counted);
        return new TrendWave(wave.Id, wave.Label, live.Revision, wave.Provenance, wave.RespondentsAssumed, wave.Caveat, live.Respondents, flags.Codes, flags.Notes, counted);
    }

    private static List<TrendPoint?> Points(Instrument instrument, Question question, List<Column> columns, bool net, string id, BaseRule rule)
    {
        var points = new List<TrendPoint?>();
        (Wave Wave, Proportion Proportion)? earlier = null;
        foreach (var column in columns)
        {
            if (column.Label(net, id) is not { } label || column.Tally?.Count(net, id) is not { } count
                || Figure.Of(new Proportion(count, column.Tally.Base(rule)), column.Wave.RespondentsAssumed) is not { } figure)
            {
                points.Add(null);
                continue;
            }
            var proportion = new Proportion(count, column.Tally.Base(rule));
            var change = earlier is var (from, before) ? ChangeBetween(instrument, question, from, before, column.Wave, proportion) : null;
            points.Add(new TrendPoint(column.Wave.Id, label, count, figure.Percent, figure.Low, figure.High, change));
            earlier = (column.Wave, proportion);
        }
        return points;
    }

    /// <summary>
    /// Null across a break. What else lies between the waves is said in the note, and forbids to call the change significant.
    /// Significant says for now whether it may be called so; <see cref="Adjusted"/> decides, when the whole family is known.
    /// </summary>
    private static Change? ChangeBetween(Instrument instrument, Question question, Wave from, Proportion before, Wave to, Proportion now)
    {
        var between = instrument.Waves.Where(wave => wave.Position > from.Position && wave.Position <= to.Position);
        var flags = between.Select(wave => question.FlagIn(wave.Id)).OfType<(Flag Flag, string Reason)>().ToList();
        if (flags.Exists(flag => flag.Flag == Flag.Break))
            return null;
        var difference = Difference.Between(before, now);
        var notes = flags.Where(flag => flag.Flag == Flag.Differs).Select(flag => Change.NotComparable + flag.Reason).ToList();
        var reconstructed = from.Provenance == Provenance.Reconstructed || to.Provenance == Provenance.Reconstructed;
        if (reconstructed || from.RespondentsAssumed || to.RespondentsAssumed)
        {
            notes.Insert(0, reconstructed ? "not tested: rows are reconstructed from published percentages" : "not tested: the number of respondents is assumed");
            return new Change(from.Id, 100 * difference.Points, null, null, null, null, false, string.Join("; ", notes));
        }
        var comparable = notes.Count == 0;
        if (difference.Exact)
            notes.Add("Fisher's exact test: an expected count is under 5");
        return new Change(
            from.Id, 100 * difference.Points, 100 * difference.Interval.Low, 100 * difference.Interval.High, difference.P, null, comparable, string.Join("; ", notes));
    }

    /// <summary>Holm's adjustment over every tested change of the answer, nets included.</summary>
    private static List<TrendOption> Adjusted(List<TrendOption> options)
    {
        var family = options.SelectMany(option => option.Points).Select(point => point?.Change?.P).OfType<double>().ToList();
        var adjusted = new Queue<double>(Family.Adjust(family, Adjustment.Holm));
        return options.ConvertAll(option => option with
        {
            Points = option.Points.Select(point => point?.Change?.P is null ? point : point with { Change = Judged(point.Change, adjusted.Dequeue()) }).ToList(),
        });
    }

    private static Change Judged(Change change, double adjusted) => change with { PAdjusted = adjusted, Significant = change.Significant && adjusted < Level };

    /// <param name="InWave">the question as the wave asked it, or null</param>
    private sealed record Column(Wave Wave, CodebookQuestion? InWave, Tally? Tally)
    {
        public string? Label(bool net, string id) => net
            ? InWave?.Nets.FirstOrDefault(candidate => candidate.Id == id)?.Label
            : InWave?.Options.FirstOrDefault(candidate => candidate.Id == id)?.Label;
    }
}
