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
    private static readonly Dictionary<string, QuestionKind> Kinds = new() { ["single"] = QuestionKind.Single, ["multiple"] = QuestionKind.Multiple, ["text"] = QuestionKind.Text };
    private static readonly Dictionary<string, Flag> Flags = new() { ["break"] = Flag.Break, ["differs"] = Flag.Differs, ["provisional"] = Flag.Provisional };

    /// <summary>Encodings of raw files, by the name that an instrument may give.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["utf-8", "windows-1252", "macintosh"];

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
        var export = ReadExport(map, new Export(ExportFormat.GoogleForms, "utf-8", [], [], 1));
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
            map.Number("reject-limit") ?? otherwise.RejectLimit);
        map.Done();
        return export.RejectLimit is >= 0 and <= 100 ? export : throw map.Error("reject-limit", "\"reject-limit\" is a percentage, 0 to 100");
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
    private static List<Question> ReadQuestion(YamlMap map, IReadOnlyCollection<string> waves)
    {
        var id = map.RequiredId();
        var text = map.RequiredText("text");
        var column = map.Text("column");
        map.RequiredText("kind");
        var kind = map.OneOf("kind", Kinds)!.Value;
        var asked = map.Known("asked", waves, "wave");
        var options = map.List("options", "an option", option => ReadOption(option, waves), label => new Option(Label.Slug(label), label, [], null, false, false));
        var rows = map.List("rows", "a row", row => ReadRow(row, waves), label => (Id: Label.Slug(label), Label: label, Wordings: (IReadOnlyList<string>)[], Asked: (IReadOnlyList<string>?)null));
        var ownWaves = map.Map("waves", $"\"waves\" of question \"{id}\"");
        map.Done("nets");

        if (kind == QuestionKind.Text && (options.Count > 0 || map.Keys.Contains("nets")))
            throw map.Error("kind", $"question \"{id}\" is of kind text, and has options or nets");
        if (kind != QuestionKind.Text && options.Count == 0)
            throw map.Error("kind", $"question \"{id}\" has no options");
        if (options.FirstOrDefault(option => option.Id.Length == 0) is { } unnamed)
            throw map.Error("options", $"option \"{unnamed.Label}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}");
        Unique(map, "options", options.Select((option, item) => (option.Id, item)), "option", $" in question \"{id}\"");
        if (rows.FirstOrDefault(row => row.Id.Length == 0) is { Label: { } label })
            throw map.Error("rows", $"row \"{label}\" of question \"{id}\" has nothing to make an id of; write it as {{ id: …, label: … }}");
        var nets = map.List("nets", "a net", net => ReadNet(net, options));
        Unique(map, "nets", options.Select(option => (option.Id, -1)).Concat(nets.Select((net, item) => (net.Id, item))), "option or net", $" in question \"{id}\"");
        foreach (var wave in waves)
            Unambiguous(map, "options", id, options, wave, null);
        var own = ownWaves is null ? [] : ownWaves.Keys.ToDictionary(wave => wave, wave => ReadWaveWording(ownWaves, wave, id, waves, options));
        if (kind == QuestionKind.Text)
            options = [CodebookQuestion.WroteText];

        if (rows.Count == 0)
            return [new Question(id, text, kind, null, asked, options, nets, own, column)];
        Unique(map, "rows", rows.Select((row, item) => (row.Id, item)), "row", $" in question \"{id}\"");
        return [.. rows.Select(row =>
        {
            var gridRow = new GridRow(id, text, row.Label, [.. row.Wordings.Prepend(row.Label).Select(Label.Normalise).Distinct()]);
            return new Question($"{id}.{row.Id}", CodebookQuestion.TextOf(text, gridRow), kind, gridRow, row.Asked ?? asked, options, nets, own, column);
        })];
    }

    private static (string Id, string Label, IReadOnlyList<string> Wordings, IReadOnlyList<string>? Asked) ReadRow(YamlMap map, IReadOnlyCollection<string> waves)
    {
        var row = (map.RequiredId(), map.RequiredText("label"), map.Texts("wordings") ?? [], map.Known("asked", waves, "wave"));
        map.Done();
        return row;
    }

    private static Option ReadOption(YamlMap map, IReadOnlyCollection<string> waves)
    {
        var option = new Option(
            map.RequiredId(), map.RequiredText("label"), map.Texts("wordings") ?? [], map.Known("offered", waves, "wave"), map.Flag("missing"), map.Flag("other"), map.Flag("any"));
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

    private static WaveWording ReadWaveWording(YamlMap parent, string wave, string question, IReadOnlyCollection<string> waves, IReadOnlyList<Option> options)
    {
        if (!waves.Contains(wave))
            throw parent.Error(wave, $"question \"{question}\" speaks of wave \"{wave}\", which is none of {string.Join(", ", waves)}");
        var map = parent.Map(wave, $"wave \"{wave}\" of question \"{question}\"")!;
        var flag = map.OneOf("flag", Flags);
        var text = map.Text("text");
        var reason = flag is null ? map.Text("reason") ?? "" : map.RequiredText("reason");
        var labels = map.Dictionary("labels");
        var repairs = new Dictionary<string, string>();
        foreach (var (found, meant) in map.Dictionary("repairs"))
        {
            if (!repairs.TryAdd(Label.Normalise(found), Label.Normalise(meant)))
                throw map.Error("repairs", $"\"repairs\" of question \"{question}\" mends \"{Label.Normalise(found)}\" twice");
        }
        map.Done();
        if (labels.Keys.FirstOrDefault(id => options.All(option => option.Id != id)) is { } unknown)
            throw map.Error("labels", $"\"labels\" of question \"{question}\" names option \"{unknown}\", which is none of {string.Join(", ", options.Select(option => option.Id))}");
        var wording = new WaveWording(text, flag, reason, labels, repairs);
        var meanings = Unambiguous(map, "labels", question, options, wave, wording);
        if (repairs.Values.FirstOrDefault(meant => !meanings.ContainsKey(meant)) is { } meaningless)
            throw map.Error("repairs", $"\"repairs\" of question \"{question}\" turns a text into \"{meaningless}\", which is no wording of an option that wave \"{wave}\" offered");
        return wording;
    }

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
