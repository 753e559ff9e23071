using System.Text;

namespace Survey;

/// <summary>Reads <c>survey.yaml</c>, strictly; the format is described in survey/INSTRUMENT.md.</summary>
public static class InstrumentFile
{
    public const string Name = "survey.yaml";

    private static readonly Dictionary<string, Disclosure> Disclosures = new() { ["open"] = Disclosure.Open, ["protected"] = Disclosure.Protected };
    private static readonly Dictionary<string, Provenance> Provenances = new() { ["raw"] = Provenance.Raw, ["reconstructed"] = Provenance.Reconstructed };
    private static readonly Dictionary<string, bool> RespondentCounts = new() { ["counted"] = false, ["assumed"] = true };
    private static readonly Dictionary<string, ExportFormat> Formats = new() { ["google-forms"] = ExportFormat.GoogleForms, ["surveymonkey"] = ExportFormat.SurveyMonkey };
    private static readonly Dictionary<string, QuestionKind> Kinds = new() { ["single"] = QuestionKind.Single, ["multiple"] = QuestionKind.Multiple, ["scale"] = QuestionKind.Scale, ["text"] = QuestionKind.Text };
    private static readonly Dictionary<string, Flag> Flags = new() { ["break"] = Flag.Break, ["differs"] = Flag.Differs, ["provisional"] = Flag.Provisional };

    /// <summary>Encodings of raw files, by the name that an instrument may give.</summary>
    public static IReadOnlyList<string> Encodings { get; } = [Export.Auto, "utf-8", "utf-16", "windows-1252", "iso-8859-1", "macintosh"];

    /// <summary>What may part the fields of a row. A blank stands for none that is declared.</summary>
    private static readonly Dictionary<string, char> Delimiters = new() { [Export.Auto] = ' ', ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t' };

    /// <summary>As many rows above the first respondent as an export may have.</summary>
    private const int MostHeaderRows = 20;

    /// <summary>Reads an instrument.</summary>
    /// <param name="file">the name that errors give</param>
    /// <param name="yaml">the file's text</param>
    /// <exception cref="SurveyException">with file and line, on the first thing that is wrong</exception>
    public static Instrument Parse(string file, string yaml)
    {
        var map = YamlMap.Parse(file, yaml, "the instrument");
        var survey = map.RequiredId("survey");
        var title = map.RequiredText("title");
        var disclosure = map.OneOf("disclosure", Disclosures) ?? Disclosure.Protected;
        var headline = map.RequiredText("headline");
        var headlineOption = map.RequiredText("headline-option");
        var export = ReadExport(map, Export.Default);
        var position = 0;
        var waves = map.List("waves", "a wave", wave => ReadWave(wave, position++, export));
        map.Done("questions");
        if (waves.Count == 0)
            throw map.Error("waves", "the instrument has no waves");
        Unique(map, "waves", waves.Select((wave, item) => (wave.Id, item)), "wave");
        var waveIds = waves.Select(wave => wave.Id).ToList();
        var lists = map.List("questions", "a question", question => ReadQuestion(question, waveIds));
        var questions = lists.SelectMany(rows => rows).ToList();
        if (questions.Count == 0)
            throw map.Error("questions", "the instrument has no questions");
        Unique(map, "questions", lists.SelectMany((rows, item) => rows.Select(question => (question.Id, item))), "question");

        var headlineQuestion = questions.Find(question => question.Id == headline)
            ?? throw map.Error("headline", $"the headline \"{headline}\" is none of the questions {string.Join(", ", questions.Select(question => question.Id))}");
        if (!headlineQuestion.Options.Any(option => option.Id == headlineOption) && !headlineQuestion.Nets.Any(net => net.Id == headlineOption))
            throw map.Error("headline-option", $"\"{headlineOption}\" is neither an option nor a net of question \"{headline}\"");
        return new Instrument(survey, title, disclosure, headline, headlineOption, waves, questions, yaml);
    }

    /// <summary>Reads the instrument of a survey's folder.</summary>
    /// <exception cref="SurveyException">the folder holds none, or one with an error in it</exception>
    public static Instrument Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
            throw new SurveyException($"{folder}: no {Name} there; a survey's folder holds one, described in survey/INSTRUMENT.md");
        try
        {
            return Parse(file, File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException exception)
        {
            throw new SurveyException($"{file}: not UTF-8; save it as UTF-8", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{file}: cannot be read: {exception.Message}", exception);
        }
    }

    private static Export ReadExport(YamlMap parent, Export otherwise)
    {
        var map = parent.Map("export", "\"export\"");
        if (map is null)
            return otherwise;
        var encoding = map.Text("encoding") ?? otherwise.Encoding;
        if (!Encodings.Contains(encoding))
            throw map.Error("encoding", $"\"encoding\" is \"{encoding}\", and not one of {string.Join(", ", Encodings)}");
        var export = new Export(
            map.OneOf("format", Formats) ?? otherwise.Format,
            encoding,
            map.Texts("metadata") ?? otherwise.Metadata,
            map.Texts("ignore") ?? otherwise.Ignore,
            ReadRows(map, "keep") ?? otherwise.Keep,
            ReadRows(map, "drop") ?? otherwise.Drop,
            map.Number("reject-limit") ?? otherwise.RejectLimit)
        {
            RespondentId = map.Text("respondent-id") ?? otherwise.RespondentId,
            Delimiter = map.OneOf("delimiter", Delimiters) is { } delimiter ? (delimiter == ' ' ? null : delimiter) : otherwise.Delimiter,
            Sheet = map.Text("sheet") ?? otherwise.Sheet,
            DeclaredHeaderRows = ReadHeaderRows(map) ?? otherwise.DeclaredHeaderRows,
            Personal = map.Texts("personal") ?? otherwise.Personal,
        };
        map.Done();
        if (export.HeaderRows < export.NamingRows)
            throw map.Error("header-rows", $"\"header-rows\" is {export.HeaderRows}, and an export of this format has {export.NamingRows} or more");
        return export.RejectLimit is >= 0 and <= 100 ? export : throw map.Error("reject-limit", "\"reject-limit\" is a percentage, 0 to 100");
    }

    /// <summary>Texts by the name of the column that says them.</summary>
    private static Dictionary<string, IReadOnlyList<string>>? ReadRows(YamlMap parent, string key)
    {
        if (parent.Map(key, $"\"{key}\"") is not { } map)
            return null;
        return map.Keys.ToDictionary(Label.Normalise, column => (IReadOnlyList<string>)Normalised(map.Texts(column)));
    }

    private static int? ReadHeaderRows(YamlMap map)
    {
        var rows = map.Number("header-rows");
        return rows is null || (rows is >= 1 and <= MostHeaderRows && rows % 1 == 0)
            ? (int?)rows
            : throw map.Error("header-rows", $"\"header-rows\" is a whole number, 1 to {MostHeaderRows}");
    }

    private static Wave ReadWave(YamlMap map, int position, Export export)
    {
        var id = map.RequiredId();
        var wave = new Wave(
            id,
            map.Text("label") ?? id,
            position,
            map.Text("fielded") ?? "",
            map.Text("file") ?? "",
            map.Text("source") ?? "",
            map.OneOf("provenance", Provenances) ?? Provenance.Raw,
            map.OneOf("respondents", RespondentCounts) ?? false,
            ReadExport(map, export));
        map.Done();
        if (wave.File != Path.GetFileName(wave.File))
            throw map.Error("file", $"\"file\" of wave \"{id}\" is \"{wave.File}\"; it must be a plain name, of a file beside {Name}");
        return wave;
    }

    /// <summary>One question, or one for each row of a grid.</summary>
    private static List<Question> ReadQuestion(YamlMap map, IReadOnlyList<string> waves)
    {
        var id = map.RequiredId();
        var text = map.RequiredText("text");
        var column = map.Text("column");
        map.RequiredText("kind");
        var kind = map.OneOf("kind", Kinds)!.Value;
        var asked = map.Waves("asked", waves);
        var options = map.List("options", "an option", option => ReadOption(option, waves), label => new Option(Label.Slug(label), label, [], null, false, false, NumberIn(label)));
        var blank = Normalised(map.Texts("blank"));
        map.Done("rows", "waves", "nets");

        if (kind == QuestionKind.Text && (options.Count > 0 || map.Keys.Contains("nets")))
            throw map.Error("kind", $"question \"{id}\" is of kind text, and has options or nets");
        if (kind != QuestionKind.Text && options.Count == 0)
            throw map.Error("kind", $"question \"{id}\" has no options");
        if (options.FirstOrDefault(option => option.Id.Length == 0) is { } unnamed)
            throw map.Error("options", $"option \"{unnamed.Label}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}");
        Unique(map, "options", options.Select((option, item) => (option.Id, item)), "option", $" in question \"{id}\"");
        if (kind == QuestionKind.Scale && options.FirstOrDefault(option => option.Value is null && !option.Missing) is { } unvalued)
            throw map.Error("options", $"option \"{unvalued.Label}\" of question \"{id}\" has no place on the scale; give it a \"value\", or mark it \"missing\"");
        var nets = map.List("nets", "a net", net => ReadNet(net, options));
        Unique(map, "nets", options.Select(option => (option.Id, -1)).Concat(nets.Select((net, item) => (net.Id, item))), "option or net", $" in question \"{id}\"");
        foreach (var wave in waves)
            Unambiguous(map, "options", id, options, wave, null);
        var own = ReadWaveWordings(map, id, waves, options);
        if (kind == QuestionKind.Text)
            options = [CodebookQuestion.WroteText];
        var question = new Question(id, text, kind, null, asked, options, nets, blank, own, column);
        var rows = map.List("rows", "a row", row => ReadRow(row, question, waves), label => RowOf(question, Label.Slug(label), label, [], null, own));
        map.Done();
        if (rows.FirstOrDefault(row => row.Id.EndsWith('.')) is { Row.Label: { } unnamedRow })
            throw map.Error("rows", $"row \"{unnamedRow}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}");
        Unique(map, "rows", rows.Select((row, item) => (row.Id[(id.Length + 1)..], item)), "row", $" in question \"{id}\"");
        return rows.Count == 0 ? [question] : [.. rows];
    }

    /// <summary>A row of a grid is a question; what a wave says otherwise of the row comes before what it says of the grid.</summary>
    private static Question ReadRow(YamlMap map, Question grid, IReadOnlyList<string> waves)
    {
        var (id, label) = (map.RequiredId(), map.RequiredText("label"));
        var (wordings, asked) = (map.Texts("wordings") ?? [], map.Waves("asked", waves));
        var own = new Dictionary<string, WaveWording>(grid.Waves);
        foreach (var (wave, wording) in ReadWaveWordings(map, $"{grid.Id}.{id}", waves, grid.Options))
            own[wave] = wording;
        map.Done();
        return RowOf(grid, id, label, wordings, asked, own);
    }

    private static Question RowOf(
        Question grid, string id, string label, IReadOnlyList<string> wordings, IReadOnlyList<string>? asked, IReadOnlyDictionary<string, WaveWording> own)
    {
        var row = new GridRow(grid.Id, grid.Text, label, [.. wordings.Prepend(label).Select(Label.Normalise).Distinct()]);
        return grid with { Id = $"{grid.Id}.{id}", Text = CodebookQuestion.TextOf(grid.Text, row), Row = row, Asked = asked ?? grid.Asked, Waves = own };
    }

    private static Option ReadOption(YamlMap map, IReadOnlyList<string> waves)
    {
        var (id, label, code) = (map.RequiredId(), map.RequiredText("label"), map.Text("code"));
        var option = new Option(
            id,
            label,
            code is null ? map.Texts("wordings") ?? [] : [.. map.Texts("wordings") ?? [], code],
            map.Waves("offered", waves),
            map.Flag("missing"),
            map.Flag("other"),
            map.Number("value") ?? NumberIn(label) ?? NumberIn(code),
            map.Flag("any"));
        map.Done();
        return option;
    }

    private static Net ReadNet(YamlMap map, IReadOnlyList<Option> options)
    {
        var net = new Net(map.RequiredId(), map.RequiredText("label"), map.Known("of", [.. options.Select(option => option.Id)], "option") ?? []);
        map.Done();
        if (net.Of.Count == 0)
            throw map.Error("of", $"net \"{net.Id}\" is of no options");
        if (options.FirstOrDefault(option => option.Missing && net.Of.Contains(option.Id)) is { } missing)
            throw map.Error("of", $"net \"{net.Id}\" takes in option \"{missing.Id}\", which is marked \"missing\"");
        return net;
    }

    /// <summary>What waves say otherwise of a question or a row, each wave at most once.</summary>
    private static Dictionary<string, WaveWording> ReadWaveWordings(YamlMap parent, string question, IReadOnlyList<string> waves, IReadOnlyList<Option> options)
    {
        var own = new Dictionary<string, WaveWording>();
        if (parent.Map("waves", $"\"waves\" of question \"{question}\"") is not { } map)
            return own;
        foreach (var key in map.Keys)
        {
            var named = WaveRange.Expand(key, waves)
                ?? throw map.Error(key, $"question \"{question}\" speaks of wave \"{key}\", which is none of {string.Join(", ", waves)}");
            foreach (var wave in named)
            {
                if (!own.TryAdd(wave, ReadWaveWording(map, key, wave, question, options)))
                    throw map.Error(key, $"question \"{question}\" speaks of wave \"{wave}\" twice");
            }
        }
        return own;
    }

    private static WaveWording ReadWaveWording(YamlMap parent, string key, string wave, string question, IReadOnlyList<Option> options)
    {
        var map = parent.Map(key, $"wave \"{key}\" of question \"{question}\"")!;
        var flag = map.OneOf("flag", Flags);
        var wording = new WaveWording(
            map.Text("text"),
            flag,
            flag is null ? map.Text("reason") ?? "" : map.RequiredText("reason"),
            map.Dictionary("labels"),
            NormalisedKeys(map, "repairs", question).ToDictionary(pair => pair.Key, pair => Label.Normalise(pair.Value)),
            NormalisedKeys(map, "recode", question),
            map.Texts("blank") is { } blank ? Normalised(blank) : null,
            ReadColumns(map, question));
        map.Done();
        foreach (var (name, ids) in new[] { ("labels", wording.Labels.Keys), ("recode", wording.Recode.Values), ("columns", wording.Columns.Values) })
        {
            if (ids.FirstOrDefault(id => options.All(option => option.Id != id)) is { } unknown)
                throw map.Error(name, $"\"{name}\" of question \"{question}\" names option \"{unknown}\", which is none of {string.Join(", ", options.Select(option => option.Id))}");
        }
        if (wording.Recode.Values.FirstOrDefault(id => !options.First(option => option.Id == id).IsOfferedIn(wave)) is { } absent)
            throw map.Error("recode", $"\"recode\" of question \"{question}\" counts an answer as option \"{absent}\", which wave \"{wave}\" did not offer");
        if (wording.Columns.Values.FirstOrDefault(id => !options.First(option => option.Id == id).IsOfferedIn(wave)) is { } ghost)
            throw map.Error("columns", $"\"columns\" of question \"{question}\" names option \"{ghost}\", which wave \"{wave}\" did not offer");
        var meanings = Unambiguous(map, "labels", question, options, wave, wording);
        if (wording.Repairs.Values.FirstOrDefault(meant => !meanings.ContainsKey(meant)) is { } meaningless)
            throw map.Error("repairs", $"\"repairs\" of question \"{question}\" turns a text into \"{meaningless}\", which is no wording of an option that wave \"{wave}\" offered");
        return wording;
    }

    private static Dictionary<int, string> ReadColumns(YamlMap map, string question)
    {
        var columns = new Dictionary<int, string>();
        foreach (var (found, option) in map.Dictionary("columns"))
        {
            if (!int.TryParse(found, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number < 1)
                throw map.Error("columns", $"\"columns\" of question \"{question}\" names column \"{found}\"; a column's number was expected, 1 for the first of the file");
            if (!columns.TryAdd(number, option))
                throw map.Error("columns", $"\"columns\" of question \"{question}\" names column {number} twice");
        }
        return columns;
    }

    private static Dictionary<string, string> NormalisedKeys(YamlMap map, string key, string question)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (found, meant) in map.Dictionary(key))
        {
            if (!texts.TryAdd(Label.Normalise(found), meant))
                throw map.Error(key, $"\"{key}\" of question \"{question}\" {(key == "repairs" ? "mends" : "names")} \"{Label.Normalise(found)}\" twice");
        }
        return texts;
    }

    private static string[] Normalised(IEnumerable<string>? texts) => [.. (texts ?? []).Select(Label.Normalise)];

    /// <summary>The number that a text is, as the points of a scale are; null when it is none.</summary>
    private static double? NumberIn(string? text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="ids">each with its entry in the list of that key</param>
    private static void Unique(YamlMap map, string key, IEnumerable<(string Id, int Item)> ids, string noun, string where = "")
    {
        var seen = new HashSet<string>();
        foreach (var (id, item) in ids)
        {
            if (!seen.Add(id))
                throw map.Error(key, item, $"{noun} \"{id}\" stands twice{where}");
        }
    }

    /// <summary>No text may mean two options in one wave.</summary>
    /// <param name="own">what the wave says otherwise, or null</param>
    /// <returns>the wave's options by the texts that mean them</returns>
    private static Dictionary<string, string> Unambiguous(YamlMap map, string key, string question, IReadOnlyList<Option> options, string wave, WaveWording? own)
    {
        var meanings = new Dictionary<string, string>();
        foreach (var option in options.Where(option => option.IsOfferedIn(wave)))
        {
            foreach (var wording in CodebookQuestion.WordingsOf(option, own))
            {
                if (!meanings.TryAdd(wording, option.Id))
                    throw map.Error(key, $"in question \"{question}\" the text \"{wording}\" means both option \"{meanings[wording]}\" and option \"{option.Id}\" in wave \"{wave}\"");
            }
        }
        return meanings;
    }
}
