namespace Survey.Instruments;

/// <summary>Reads <c>survey.yaml</c>, strictly; the format is described in survey/INSTRUMENT.md.</summary>
public static class InstrumentFile
{
    public const string Name = "survey.yaml";

    /// <summary>The JSON schema beside a drafted instrument, by which editors complete and check its keys.</summary>
    public const string SchemaName = "survey.schema.json";

    /// <summary>The schema's text.</summary>
    public static string Schema()
    {
        using var text = new StreamReader(typeof(InstrumentFile).Assembly.GetManifestResourceStream(SchemaName)!);
        return text.ReadToEnd();
    }

    private static readonly Dictionary<string, Disclosure> Disclosures = new()
    {
        ["open"] = Disclosure.Open,
        ["protected"] = Disclosure.Protected,
    };
    private static readonly Dictionary<string, Provenance> Provenances = new()
    {
        ["raw"] = Provenance.Raw,
        ["reconstructed"] = Provenance.Reconstructed,
    };
    private static readonly Dictionary<string, bool> RespondentCounts = new() { ["counted"] = false, ["assumed"] = true };
    private static readonly Dictionary<string, ExportFormat> Formats = new()
    {
        ["google-forms"] = ExportFormat.GoogleForms,
        ["surveymonkey"] = ExportFormat.SurveyMonkey,
        ["qualtrics"] = ExportFormat.Qualtrics,
        ["limesurvey"] = ExportFormat.LimeSurvey,
        ["microsoft-forms"] = ExportFormat.MicrosoftForms,
        ["typeform"] = ExportFormat.Typeform,
        ["kobo"] = ExportFormat.Kobo,
        ["alchemer"] = ExportFormat.Alchemer,
        ["bare-names"] = ExportFormat.BareNames,
        ["columns"] = ExportFormat.Columns,
    };

    /// <summary>Formats by the name that an instrument may give.</summary>
    public static IReadOnlyDictionary<string, ExportFormat> ExportFormats => Formats;

    /// <summary>What may part the fields of a row, by the name that an instrument may give.</summary>
    public static IReadOnlyDictionary<string, char> ExportDelimiters => Delimiters;

    /// <summary>What an instrument calls a format.</summary>
    public static string NameOf(ExportFormat format) => Formats.First(pair => pair.Value == format).Key;

    /// <summary>Encodings of raw files, by the name that an instrument may give.</summary>
    public static IReadOnlyList<string> Encodings { get; } = [Export.Auto, "utf-8", "utf-16", "windows-1252", "iso-8859-1", "macintosh"];

    /// <summary>What may part the fields of a row. A blank stands for none that is declared.</summary>
    private static readonly Dictionary<string, char> Delimiters = new()
    {
        [Export.Auto] = ' ',
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["tab"] = '\t',
    };

    /// <summary>As many rows above the first respondent as an export may have.</summary>
    private const int MostHeaderRows = 20;

    /// <summary>What is looked at in every wave, over all waves: 10,000 texts, lists and mappings a month for 40 years.</summary>
    private const int MostInWaves = 5_000_000;

    /// <summary>Reads an instrument.</summary>
    /// <param name="file">the name that errors give</param>
    /// <param name="yaml">the file's text</param>
    /// <exception cref="SurveyException">with file and line, on the first thing that is wrong, or still to be decided</exception>
    public static Instrument Parse(string file, string yaml)
    {
        Undecided.Refuse(file, yaml);
        return ParseUndecided(file, yaml);
    }

    /// <summary>Reads an instrument in which something may still have to be decided, to try it.</summary>
    /// <param name="file">the name that errors give</param>
    /// <param name="yaml">the file's text</param>
    /// <exception cref="SurveyException">with file and line, on the first thing that is wrong</exception>
    public static Instrument ParseUndecided(string file, string yaml)
    {
        var map = YamlMap.Parse(file, yaml, "the instrument");
        var survey = map.RequiredId("survey");
        var title = map.RequiredText("title");
        var disclosure = map.OneOf("disclosure", Disclosures) ?? Disclosure.Protected;
        var headline = map.RequiredText("headline");
        var headlineOption = map.RequiredText("headline-option");
        var (minimum, mask) = (ComparisonFile.MinimumBase(map), map.Flag(ComparisonFile.Mask));
        var export = ReadExport(map, Export.Default);
        var position = 0;
        var waves = map.List("waves", "a wave", wave => ReadWave(wave, position++, export));
        map.Done("questions", WeightSchemeFile.Key, ComparisonFile.Key);
        if (waves.Count == 0)
            throw map.Error("waves", "the instrument has no waves");
        if ((long)waves.Count * map.Nodes > MostInWaves)
            throw map.Error(
                "waves",
                $"{waves.Count} waves and {map.Nodes} texts, lists and mappings, each of which is looked at in every wave; "
                    + $"{MostInWaves} are the most in all"
            );
        QuestionFile.Unique(map, "waves", waves.Select((wave, item) => (wave.Id, item)), "wave");
        var waveIds = waves.Select(wave => wave.Id).ToList();
        var lists = map.List("questions", "a question", question => QuestionFile.Read(question, waveIds));
        var questions = lists.SelectMany(rows => rows).ToList();
        if (questions.Count == 0)
            throw map.Error("questions", "the instrument has no questions");
        QuestionFile.Unique(map, "questions", lists.SelectMany((rows, item) => rows.Select(question => (question.Id, item))), "question");
        var (routing, entry) = (new RoutingFile(questions, waveIds), 0);
        questions = [.. map.List("questions", "a question", question => routing.Read(question, lists[entry++])).SelectMany(rows => rows)];
        var weights = new WeightSchemeFile(questions, waveIds).Read(map);
        var published = map.List("waves", "a wave", wave => PublishedFile.Read(wave, questions));
        waves = [.. waves.Zip(published, (wave, figures) => wave with { Published = figures })];

        var headlineQuestion =
            questions.Find(question => question.Id == headline)
            ?? throw map.Error(
                "headline",
                $"the headline \"{headline}\" is none of the questions {string.Join(", ", questions.Select(question => question.Id))}"
            );
        if (
            !headlineQuestion.Options.Any(option => option.Id == headlineOption)
            && !headlineQuestion.Nets.Any(net => net.Id == headlineOption)
        )
            throw map.Error("headline-option", $"\"{headlineOption}\" is neither an option nor a net of question \"{headline}\"");
        return new Instrument
        {
            Survey = survey,
            Title = title,
            Disclosure = disclosure,
            Headline = headline,
            HeadlineOption = headlineOption,
            Waves = waves,
            Questions = questions,
            Weights = weights,
            MinimumBase = minimum,
            Mask = mask,
            Key = ComparisonFile.KeyQuestions(map, questions),
            Yaml = yaml,
        };
    }

    /// <summary>Reads the instrument of a survey's folder.</summary>
    /// <exception cref="SurveyException">the folder holds none, or one with an error in it</exception>
    public static Instrument Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
            throw new SurveyException($"{folder}: no {Name} there; a survey's folder holds one, described in survey/INSTRUMENT.md");
        return Parse(file, YamlFile.Text(file));
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
            map.Number("reject-limit") ?? otherwise.RejectLimit
        )
        {
            RespondentId = map.Text("respondent-id") ?? otherwise.RespondentId,
            Delimiter = map.OneOf("delimiter", Delimiters) is { } delimiter ? (delimiter == ' ' ? null : delimiter) : otherwise.Delimiter,
            Sheet = map.Text("sheet") ?? otherwise.Sheet,
            DeclaredHeaderRows = ReadHeaderRows(map) ?? otherwise.DeclaredHeaderRows,
            Personal = map.Texts("personal") ?? otherwise.Personal,
            Blank = map.Texts("blank") is { } blank ? Normalised(blank) : otherwise.Blank,
        };
        map.Done();
        return export.RejectLimit is >= 0 and <= 100
            ? export
            : throw map.Error("reject-limit", "\"reject-limit\" is a percentage, 0 to 100");
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
        var wave = new Wave
        {
            Id = id,
            Label = map.Text("label") ?? id,
            Position = position,
            Fielded = map.Text("fielded") ?? "",
            File = map.Text("file") ?? "",
            Source = map.Text("source") ?? "",
            Provenance = map.OneOf("provenance", Provenances) ?? Provenance.Raw,
            RespondentsAssumed = map.OneOf("respondents", RespondentCounts) ?? false,
            Export = ReadExport(map, export),
        };
        map.Done(PublishedFile.Key);
        if (wave.File != Path.GetFileName(wave.File))
            throw map.Error("file", $"\"file\" of wave \"{id}\" is \"{wave.File}\"; it must be a plain name, of a file beside {Name}");
        return wave;
    }

    internal static string[] Normalised(IEnumerable<string>? texts) => [.. (texts ?? []).Select(Label.Normalise)];
}
