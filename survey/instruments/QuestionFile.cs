namespace Survey.Instruments;

/// <summary>Reads one question of an instrument, or one for each row of a grid; see <see cref="InstrumentFile"/>.</summary>
internal static class QuestionFile
{
    private static readonly Dictionary<string, QuestionKind> Kinds = new()
    {
        ["single"] = QuestionKind.Single,
        ["multiple"] = QuestionKind.Multiple,
        ["scale"] = QuestionKind.Scale,
        ["number"] = QuestionKind.Number,
        ["text"] = QuestionKind.Text,
    };

    private const string Apart = "offered-apart";

    private static readonly Dictionary<string, bool> NotComparableApart = new() { ["comparable"] = false, ["not-comparable"] = true };

    /// <summary>One question, or one for each row of a grid.</summary>
    public static List<Question> Read(YamlMap map, IReadOnlyList<string> waves)
    {
        var id = map.RequiredId();
        var text = map.RequiredText("text");
        var column = map.Text("column");
        map.RequiredText("kind");
        var kind = map.OneOf("kind", Kinds)!.Value;
        var asked = map.Waves("asked", waves);
        var options = map.List(
            "options",
            "an option",
            option => ReadOption(option, waves),
            label => new Option
            {
                Id = Label.Slug(label),
                Label = label,
                Value = NumberIn(label),
            }
        );
        var blank = InstrumentFile.Normalised(map.Texts("blank"));
        var limits = ReadLimits(map, id, kind);
        var (separator, ticked) = (map.Text("separator"), InstrumentFile.Normalised(map.Texts("ticked")));
        var apart = map.OneOf(Apart, NotComparableApart);
        map.Done("rows", "waves", "nets", RoutingFile.Key);

        if (!kind.HasOptions() && (options.Count > 0 || map.Keys.Contains("nets")))
            throw map.Error("kind", $"question \"{id}\" is of kind {NameOf(kind)}, and has options or nets");
        if (separator is not null && (separator.Length == 0 || kind != QuestionKind.Multiple))
            throw map.Error(
                "separator",
                $"\"separator\" of question \"{id}\" is what stands between several answers in a cell, and only a multiple has it"
            );
        if (column?.Contains(CodebookQuestion.RowPlace, StringComparison.Ordinal) == true && !map.Keys.Contains("rows"))
            throw map.Error("column", $"\"column\" of question \"{id}\" has a place for a row, and the question has no rows");
        if (column?.Contains(CodebookQuestion.OptionPlace, StringComparison.Ordinal) == true && !kind.HasOptions())
            throw map.Error("column", $"\"column\" of question \"{id}\" has a place for an option, and the question has no options");
        if (kind.HasOptions() && options.Count == 0)
            throw map.Error("kind", $"question \"{id}\" has no options");
        if (apart is not null && kind != QuestionKind.Multiple)
            throw map.Error(Apart, $"question \"{id}\" is of kind {NameOf(kind)}, and has \"{Apart}\", which only a multiple has");
        if (options.FirstOrDefault(option => option.Id.Length == 0) is { } unnamed)
            throw map.Error(
                "options",
                $"option \"{unnamed.Label}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}"
            );
        Unique(map, "options", options.Select((option, item) => (option.Id, item)), "option", $" in question \"{id}\"");
        if (kind == QuestionKind.Scale && options.FirstOrDefault(option => option.Value is null && !option.Missing) is { } unvalued)
            throw map.Error(
                "options",
                $"option \"{unvalued.Label}\" of question \"{id}\" has no place on the scale; give it a \"value\", or mark it \"missing\""
            );
        var nets = map.List("nets", "a net", net => ReadNet(net, options));
        Unique(
            map,
            "nets",
            options.Select(option => (option.Id, -1)).Concat(nets.Select((net, item) => (net.Id, item))),
            "option or net",
            $" in question \"{id}\""
        );
        if (
            kind == QuestionKind.Scale
            && Net.Top2Box(options) is { } top
            && !nets.Any(net => net.Id == top.Id)
            && !options.Any(option => option.Id == top.Id)
        )
            nets = [.. nets, top];
        foreach (var wave in waves)
            WaveWordingFile.Unambiguous(map, "options", id, options, wave, null);
        var own = WaveWordingFile.Read(map, id, kind, waves, options);
        if (!kind.HasOptions())
            options = [kind == QuestionKind.Number ? CodebookQuestion.WroteNumber : CodebookQuestion.WroteText];
        var question = new Question
        {
            Id = id,
            Text = text,
            Kind = kind,
            Asked = asked,
            Options = options,
            Nets = nets,
            Blank = blank,
            Waves = own,
            Column = column,
            Limits = limits,
            Separator = separator,
            Ticked = ticked,
            ApartNotComparable = apart ?? false,
        };
        var rows = map.List(
            "rows",
            "a row",
            row => ReadRow(row, question, waves),
            label => RowOf(question, Label.Slug(label), label, [], null, own)
        );
        map.Done();
        if (rows.FirstOrDefault(row => row.Id.EndsWith('.')) is { Row.Label: { } unnamedRow })
            throw map.Error(
                "rows",
                $"row \"{unnamedRow}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}"
            );
        Unique(map, "rows", rows.Select((row, item) => (row.Id[(id.Length + 1)..], item)), "row", $" in question \"{id}\"");
        return rows.Count == 0 ? [question] : [.. rows];
    }

    /// <summary>A row of a grid is a question; what a wave says otherwise of the row comes before what it says of the grid.</summary>
    private static Question ReadRow(YamlMap map, Question grid, IReadOnlyList<string> waves)
    {
        var (id, label) = (map.RequiredId(), map.RequiredText("label"));
        var (wordings, asked) = (map.Texts("wordings") ?? [], map.Waves("asked", waves));
        var own = new Dictionary<string, WaveWording>(grid.Waves);
        foreach (
            var (wave, wording) in WaveWordingFile.Read(
                map,
                $"{grid.Id}.{id}",
                grid.Kind,
                waves,
                grid.Kind == QuestionKind.Number ? [] : grid.Options
            )
        )
            own[wave] = wording;
        map.Done();
        return RowOf(grid, id, label, wordings, asked, own);
    }

    private static Question RowOf(
        Question grid,
        string id,
        string label,
        IReadOnlyList<string> wordings,
        IReadOnlyList<string>? asked,
        IReadOnlyDictionary<string, WaveWording> own
    )
    {
        var row = new GridRow(grid.Id, grid.Text, label, [.. wordings.Prepend(label).Select(Label.Normalise).Distinct()]);
        return grid with
        {
            Id = $"{grid.Id}.{id}",
            Text = CodebookQuestion.TextOf(grid.Text, row),
            Row = row,
            Asked = asked ?? grid.Asked,
            Waves = own,
        };
    }

    /// <summary>The numbers that may be an answer; null for any.</summary>
    private static NumberRange? ReadLimits(YamlMap map, string question, QuestionKind kind)
    {
        var limits = new NumberRange(map.Number("min"), map.Number("max"));
        foreach (var (key, limit) in new[] { ("min", limits.Low), ("max", limits.High) })
        {
            if (limit is not null && kind != QuestionKind.Number)
                throw map.Error(key, $"question \"{question}\" is of kind {NameOf(kind)}, and has \"{key}\", which only a number has");
            if (limit is { } number && !double.IsFinite(number))
                throw map.Error(key, $"\"{key}\" of question \"{question}\" is no number that there is");
        }
        if (limits.Low > limits.High)
            throw map.Error(
                "max",
                FormattableString.Invariant($"\"max\" of question \"{question}\" is {limits.High}, under its \"min\", {limits.Low}")
            );
        return limits is { Low: null, High: null } ? null : limits;
    }

    /// <summary>A kind as instruments write it.</summary>
    public static string NameOf(QuestionKind kind) => Kinds.First(known => known.Value == kind).Key;

    private static Option ReadOption(YamlMap map, IReadOnlyList<string> waves)
    {
        var (id, label, code) = (map.RequiredId(), map.RequiredText("label"), map.Text("code"));
        var option = new Option
        {
            Id = id,
            Label = label,
            Wordings = code is null ? map.Texts("wordings") ?? [] : [.. map.Texts("wordings") ?? [], code],
            Offered = map.Waves("offered", waves),
            Missing = map.Flag("missing"),
            Other = map.Flag("other"),
            Value = map.Number("value") ?? NumberIn(label) ?? NumberIn(code),
            Any = map.Flag("any"),
            Column = map.Text("column"),
        };
        map.Done();
        return option;
    }

    private static Net ReadNet(YamlMap map, IReadOnlyList<Option> options)
    {
        var net = new Net(
            map.RequiredId(),
            map.RequiredText("label"),
            map.Known("of", [.. options.Select(option => option.Id)], "option") ?? []
        );
        map.Done();
        if (net.Of.Count == 0)
            throw map.Error("of", $"net \"{net.Id}\" is of no options");
        var of = net.Of.ToHashSet();
        if (options.FirstOrDefault(option => option.Missing && of.Contains(option.Id)) is { } missing)
            throw map.Error("of", $"net \"{net.Id}\" takes in option \"{missing.Id}\", which is marked \"missing\"");
        return net;
    }

    /// <summary>The number that a text is, as the points of a scale are; null when it is none.</summary>
    private static double? NumberIn(string? text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <param name="ids">each with its entry in the list of that key</param>
    public static void Unique(YamlMap map, string key, IEnumerable<(string Id, int Item)> ids, string noun, string where = "")
    {
        var seen = new HashSet<string>();
        foreach (var (id, item) in ids)
        {
            if (!seen.Add(id))
                throw map.Error(key, item, $"{noun} \"{id}\" stands twice{where}");
        }
    }
}
