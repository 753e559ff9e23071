using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>A column of a family: the option or row that it is of.</summary>
/// <param name="Own">as the header calls it</param>
/// <param name="Label">in words</param>
internal sealed record Member(InspectedColumn Column, string Own, string Label)
{
    public Member(InspectedColumn column, string own)
        : this(column, own, PlainText.Of(own)) { }
}

/// <summary>Columns side by side that are of one question, because their headers share a stem or each holds nothing but its own
/// header.</summary>
/// <param name="Text">the question's</param>
/// <param name="Before">of every header, what stands before the column's own part</param>
/// <param name="After">what stands behind it</param>
internal sealed record Family(string Text, string Before, string After, IReadOnlyList<Member> Members)
{
    /// <summary>The headers with a place for what is each column's own.</summary>
    public string With(string place) => Before + place + After;

    /// <summary>The families of a file whose columns one row names, in the order of the file; a column without a family is one by
    /// itself.</summary>
    /// <param name="columns">without metadata</param>
    public static IEnumerable<Family> Of(ExportFormat format, IReadOnlyList<InspectedColumn> columns)
    {
        var stems = columns.Select(column => StemsOf(format, column)).ToList();
        for (var i = 0; i < columns.Count; )
        {
            var family = Coded(format, columns, i) ?? Best(columns, stems, i) ?? SaysItself(columns, i) ?? Alone(columns[i]);
            foreach (var part in Repeated(family))
                yield return part;
            i += family.Members.Count;
        }
    }

    public static Family Alone(InspectedColumn column) =>
        new(PlainText.Of(column.Name.Group), "", "", [new Member(column, column.Name.NumberedHeader)]);

    private static Dictionary<(string, string), Stem> StemsOf(ExportFormat format, InspectedColumn column)
    {
        var stems = new Dictionary<(string, string), Stem>();
        foreach (var stem in Stem.Of(format, column.Name.NumberedHeader))
            stems.TryAdd(stem.Shared, stem);
        return stems;
    }

    /// <summary>Columns whose codes say that they are of one question, as Qualtrics has it: their texts share a beginning.</summary>
    private static Family? Coded(ExportFormat format, IReadOnlyList<InspectedColumn> columns, int first)
    {
        if (format != ExportFormat.Qualtrics || Qualtrics.Stem(columns[first].Code) is not { } stem)
            return null;
        var own = columns
            .Skip(first)
            .TakeWhile(column => Qualtrics.Stem(column.Code) == stem && !column.Code.EndsWith("NPS_GROUP", StringComparison.Ordinal))
            .ToList();
        var told = own.TakeWhile(column => !Qualtrics.IsText(column.Code)).ToList();
        if (told.Count < 2)
            return null;
        var shared = Beginning([.. told.Select(column => column.Name.NumberedHeader)]);
        return shared.Length < 3
            ? null
            : new Family(
                SelectedChoice(PlainText.Question(shared)),
                shared,
                "",
                [.. told.Select(column => new Member(column, column.Name.NumberedHeader[shared.Length..]))]
            );
    }

    private static string SelectedChoice(string text) =>
        text.EndsWith("- Selected Choice", StringComparison.Ordinal) ? PlainText.Question(text[..^"- Selected Choice".Length]) : text;

    /// <summary>What headers begin with alike, up to a sign between a question and an option.</summary>
    private static string Beginning(List<string> headers)
    {
        var length = headers.Min(header => header.Length);
        var same = Enumerable.Range(0, length).TakeWhile(place => headers.TrueForAll(header => header[place] == headers[0][place])).Count();
        var cut = headers[0][..same];
        var end = cut.LastIndexOfAny(['-', ':', '?', '_', ']', '/', '.']);
        if (end < 0)
            return "";
        end++;
        while (end < same && cut[end] == ' ')
            end++;
        return cut[..end];
    }

    /// <summary>The longest stem that the columns from here on share and whose cells agree with it; a shorter one where the longer would
    /// leave a column of the same kind alone.</summary>
    private static Family? Best(IReadOnlyList<InspectedColumn> columns, List<Dictionary<(string, string), Stem>> stems, int first)
    {
        for (var strength = 4; strength > 0; strength--)
        {
            Family? best = null;
            foreach (
                var stem in stems[first]
                    .Values.Where(stem => stem.Strength == strength)
                    .OrderByDescending(stem => stem.Before.Length + stem.After.Length)
            )
            {
                var count = Run(stems, first, stem.Shared);
                if (count < 2)
                    continue;
                var family = new Family(
                    stem.Text,
                    stem.Before,
                    stem.After,
                    [
                        .. Enumerable
                            .Range(first, count)
                            .Select(column => new Member(
                                columns[column],
                                stems[column][stem.Shared].Own,
                                stems[column][stem.Shared].Label
                            )),
                    ]
                );
                if (FamilyGuess.KindOf(family) is not { } kind)
                    continue;
                if (best is null)
                    best = family;
                else if (
                    kind == FamilyKind.Ticks
                    && family.Members.Count > best.Members.Count
                    && Enumerable
                        .Range(first + best.Members.Count, family.Members.Count - best.Members.Count)
                        .Any(column => LongestRun(stems, column, stem, strength) == stem.Shared)
                )
                    best = family;
            }
            if (best is not null)
                return best;
        }
        return null;
    }

    /// <summary>How many columns from one on share a stem.</summary>
    private static int Run(List<Dictionary<(string, string), Stem>> stems, int first, (string, string) shared)
    {
        var end = first;
        while (end < stems.Count && stems[end].ContainsKey(shared))
            end++;
        return end - first;
    }

    /// <summary>The longest stem that a column shares with a neighbour.</summary>
    private static (string, string) LongestRun(List<Dictionary<(string, string), Stem>> stems, int column, Stem otherwise, int strength) =>
        stems[column]
            .Values.Where(stem =>
                stem.Strength == strength
                && (
                    column + 1 < stems.Count && stems[column + 1].ContainsKey(stem.Shared)
                    || column > 0 && stems[column - 1].ContainsKey(stem.Shared)
                )
            )
            .OrderByDescending(stem => stem.Before.Length + stem.After.Length)
            .Select(stem => stem.Shared)
            .FirstOrDefault(otherwise.Shared);

    /// <summary>Columns that each hold their own header and nothing else: the options of one question, whose text the file does not
    /// say.</summary>
    private static Family? SaysItself(IReadOnlyList<InspectedColumn> columns, int first)
    {
        var own = columns
            .Skip(first)
            .TakeWhile(column =>
                column.Values.Count == 1
                && !column.HasMore
                && PlainText.Folded(column.Values[0].Text) == PlainText.Folded(column.Name.Group)
            )
            .ToList();
        if (own.Count < 2)
            return null;
        if (first + own.Count < columns.Count && OptionGuess.IsOther(columns[first + own.Count].Name.Group))
            own.Add(columns[first + own.Count]);
        return new Family(
            PlainText.Of(own[0].Name.Group),
            "",
            "",
            [.. own.Select(column => new Member(column, column.Name.NumberedHeader))]
        );
    }

    /// <summary>A question that stands twice in a file, its options numbered the second time, is two.</summary>
    private static IEnumerable<Family> Repeated(Family family)
    {
        var parts = family.Members.GroupBy(member => member.Column.Name.GroupNumber).ToList();
        if (parts.Count < 2 || family.After.Length > 0 || !parts.TrueForAll(part => part.Count(member => FamilyGuess.IsTick(member)) > 1))
        {
            yield return family;
            yield break;
        }
        foreach (var part in parts)
            yield return part.Key == 1
                ? family with
                {
                    Members = [.. part],
                }
                : new Family(
                    family.Text,
                    family.Before,
                    $" #{part.Key}",
                    [.. part.Select(member => new Member(member.Column, member.Own[..^$" #{part.Key}".Length]))]
                );
    }
}
