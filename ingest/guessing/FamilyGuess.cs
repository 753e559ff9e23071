using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>What the columns of a family are.</summary>
internal enum FamilyKind
{
    /// <summary>one column an option</summary>
    Ticks,

    /// <summary>one column a row, which share their options</summary>
    Grid,
}

/// <summary>Guesses what the columns of a family ask, by what stands in them.</summary>
internal static class FamilyGuess
{
    /// <summary>A grid's row has no more different answers than this.</summary>
    private const int MostStatuses = 30;

    /// <summary>What a family is; null where its columns only happen to be called alike.</summary>
    public static FamilyKind? KindOf(Family family)
    {
        var told = family.Members.Where(member => !IsTyped(member)).ToList();
        var ticks = told.Where(IsTick).ToList();
        if (ticks.Count >= 2 && ticks.Count == told.Count && ticks.Exists(tick => tick.Column.Answers > 0) && !SayOneAnswer(ticks))
            return FamilyKind.Ticks;
        var rows = Rows(family);
        return rows.Count >= 2 && rows[0] == family.Members[0] && 2 * rows.Count > family.Members.Count ? FamilyKind.Grid : null;
    }

    /// <summary>Whether a column holds one option: its own name, one text, or yes and no.</summary>
    public static bool IsTick(Member member)
    {
        if (member.Column.HasMore)
            return false;
        var yes = member.Column.Values.Where(value => !BlankWords.SaysNo(value.Text)).ToList();
        return yes.Count <= 1 || yes.Count <= 4 && SaysItself(member) && yes[0].Count >= 0.6 * yes.Sum(value => value.Count);
    }

    /// <summary>The questions that a family asks, each of at least one column: where all its columns stand apart, none is left to the
    /// family.</summary>
    public static IEnumerable<GuessedQuestion> Of(Family family) =>
        (KindOf(family) == FamilyKind.Ticks ? Ticks(family) : Grid(family)).Where(question => question.Columns.Count > 0);

    /// <summary>Whether the text of an option that takes any stands in the column, or nothing.</summary>
    private static bool IsTyped(Member member) =>
        !IsTick(member) && (OptionGuess.IsOther(Plain(member)) || OptionGuess.IsComment(Plain(member)));

    private static bool SaysItself(Member member) =>
        member.Column.Values.Count > 0
        && PlainText.Folded(member.Column.Values[0].Text) is var said
        && said == PlainText.Folded(Plain(member));

    /// <summary>Rows of a grid whose few respondents all said the same, in place of options.</summary>
    private static bool SayOneAnswer(List<Member> ticks)
    {
        var said = ticks.Where(tick => tick.Column.Answers > 0).Select(tick => Yes(tick)).Distinct().ToList();
        return said.Count == 1 && said[0] is { } text && !BlankWords.SaysYes(text) && !ticks.Exists(SaysItself);
    }

    private static string? Yes(Member member) =>
        member.Column.Values.Select(value => value.Text).FirstOrDefault(text => !BlankWords.SaysNo(text));

    /// <summary>What a column calls itself, without the number of a second one.</summary>
    private static string Plain(Member member)
    {
        var number = $" #{member.Column.Name.GroupNumber}";
        return member.Column.Name.GroupNumber > 1 && member.Label.EndsWith(number, StringComparison.Ordinal)
            ? member.Label[..^number.Length]
            : member.Label;
    }

    private static List<GuessedQuestion> Ticks(Family family)
    {
        var apart = family
            .Members.Where(member => !IsTick(member) && !OptionGuess.IsOther(Plain(member)) || OptionGuess.IsRemark(Plain(member)))
            .ToList();
        var own = family.Members.Except(apart).ToList();
        var ticked = own.Select(Yes)
            .OfType<string>()
            .GroupBy(text => text)
            .Where(same => same.Count() > 1 || BlankWords.SaysYes(same.Key))
            .Select(same => same.Key)
            .ToList();
        var blank = own.Where(IsTick)
            .SelectMany(member => member.Column.Values)
            .Select(value => value.Text)
            .Where(BlankWords.SaysNo)
            .Distinct()
            .ToList();
        var labels = own.Select(member => PlainText.Folded(Plain(member))).ToHashSet();
        var options = own.GroupBy(member => OptionGuess.IsPlainOther(Plain(member)) ? "other" : PlainText.Folded(Plain(member)))
            .Select(same => OptionOf([.. same], ticked, text => IsAnothers(text, [.. same], own, labels)))
            .ToList();
        return
        [
            new GuessedQuestion(
                family.Text,
                family.With(CodebookQuestion.OptionPlace),
                QuestionKind.Multiple,
                options,
                [],
                [.. own.Select(member => member.Column)]
            )
            {
                Ticked = ticked,
                Blank = blank,
            },
            .. apart.Select(member => Apart(member)),
        ];
    }

    private static bool IsAnothers(string text, List<Member> columns, List<Member> all, HashSet<string> labels) =>
        labels.Contains(PlainText.Folded(text)) || all.Except(columns).Any(member => IsTick(member) && member.Column.CountOf(text) > 0);

    /// <summary>The option of a column, or of its column and that of its text.</summary>
    /// <param name="isAnothers">whether a text is what another column is called, or says too, and so means no option here</param>
    private static GuessedOption OptionOf(List<Member> columns, IReadOnlyList<string> ticked, Func<string, bool> isAnothers)
    {
        var label = Plain(columns[0]);
        var words = columns
            .SelectMany(member =>
                (IsTick(member) ? member.Column.Values.Select(value => value.Text) : [])
                    .Where(text => !BlankWords.SaysNo(text) && !ticked.Contains(text))
                    .Where(text => PlainText.Folded(text) == PlainText.Folded(label) || !isAnothers(text))
                    .Prepend(member.Own)
            )
            .Where(text => text != label)
            .Distinct()
            .ToList();
        var said = columns.Where(IsTick).Select(member => Yes(member)).OfType<string>().FirstOrDefault(text => !ticked.Contains(text));
        var isOther =
            OptionGuess.IsOther(label)
            && (columns.Exists(member => !IsTick(member)) || columns.Count > 1 || said is not null && !OptionGuess.IsOther(said));
        return new GuessedOption(label, columns.Max(member => member.Column.Answers), words, isOther);
    }

    private static List<GuessedQuestion> Grid(Family family)
    {
        var rows = Rows(family);
        var statuses = GuessedOption.Of(
            rows.SelectMany(member => member.Column.Values)
                .GroupBy(value => value.Text)
                .Select(same => (same.Key, same.Sum(value => value.Count)))
        );
        var isNumber = rows.TrueForAll(member => NumberGuess.Is(member.Column, family.Text));
        var question = new GuessedQuestion(
            family.Text,
            family.With(CodebookQuestion.RowPlace),
            isNumber ? QuestionKind.Number : QuestionKind.Single,
            isNumber ? [] : statuses,
            [.. rows.Select(member => new GuessedRow(Plain(member) is { Length: > 0 } text ? text : member.Own, member.Own))],
            [.. rows.Select(member => member.Column)]
        );
        return [isNumber ? question : ScaleGuess.Of(question), .. family.Members.Except(rows).Select(Apart)];
    }

    /// <summary>A column that is a question of its own.</summary>
    private static GuessedQuestion Apart(Member member) =>
        ColumnGuess.Open(PlainText.Of(member.Column.Name.Group), member.Column.Name.NumberedHeader, member.Column, []);

    /// <summary>The rows of a grid: columns that share their values. Empty ones among them are rows that nobody answered.</summary>
    private static List<Member> Rows(Family family)
    {
        var closed = family
            .Members.Where(member =>
                !member.Column.HasMore && member.Column.Values.Count is > 0 and <= MostStatuses && !OptionGuess.IsOther(Plain(member))
            )
            .ToList();
        if (closed.Count >= 2 && closed.TrueForAll(member => NumberGuess.Is(member.Column, family.Text)))
            return closed;
        var shared = closed
            .SelectMany(member => member.Column.Values)
            .GroupBy(value => value.Text)
            .Where(value => value.Count() > 1)
            .Select(value => value.Key)
            .ToHashSet();
        var rows = closed
            .Where(member =>
                member.Column.Values.Where(value => shared.Contains(value.Text)).Sum(value => value.Count) >= 0.8 * member.Column.Answers
            )
            .ToList();
        if (rows.Count < 2 || shared.Count < 2 || !rows.Exists(member => member.Column.Values.Count > 1))
            return [];
        return
        [
            .. family.Members.Where(member =>
                rows.Contains(member)
                || member.Column.Answers == 0 && !OptionGuess.IsOther(Plain(member)) && !OptionGuess.IsComment(Plain(member))
            ),
        ];
    }
}
