using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Survey.Instruments;

/// <summary>
/// A YAML mapping that is read strictly: every error names file and line, and a key that nothing asked for is one.
/// Read all keys, then call <see cref="Done"/>.
/// </summary>
internal sealed class YamlMap
{
    private readonly string file;
    private readonly string what;
    private readonly YamlMappingNode node;
    private readonly Dictionary<string, YamlNode> values = [];
    private readonly HashSet<string> asked = [];

    private YamlMap(string file, string what, YamlNode node)
    {
        this.file = file;
        this.what = what;
        this.node = node as YamlMappingNode ?? throw Error(file, node, $"{what} must be a mapping of keys, as in \"id: …\"");
        foreach (var (key, value) in this.node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                values.TryAdd(name, value);
        }
    }

    /// <summary>The mapping that a file holds.</summary>
    public static YamlMap Parse(string file, string text, string what)
    {
        var (stream, nodes) = (new YamlStream(), 0);
        try
        {
            nodes = YamlLimits.Check(file, text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw new SurveyException(
                $"{file}:{exception.Start.Line}: not YAML: {(exception.InnerException ?? exception).Message}",
                exception
            );
        }
        return stream.Documents.Count == 1
            ? new YamlMap(file, what, stream.Documents[0].RootNode) { Nodes = nodes }
            : throw new SurveyException($"{file}:1: one YAML document was expected, and {stream.Documents.Count} were found");
    }

    /// <summary>Of the mapping that a file holds: how many texts, lists and mappings are in the file, aliases written out.</summary>
    public int Nodes { get; private init; }

    public IEnumerable<string> Keys => node.Children.Keys.Select(key => Scalar(key, $"a key of {what}"));

    /// <summary>An error about the value of a key, or about the whole mapping where the key is not there.</summary>
    public SurveyException Error(string key, string message) => Error(file, Find(key) ?? node, message);

    /// <summary>An error about one entry of a list, counted from 0, or about the text that stands for a list of one.</summary>
    public SurveyException Error(string key, int item, string message) =>
        Error(file, Find(key) is YamlSequenceNode list ? list.Children[item] : Find(key)!, message);

    public string? Text(string key)
    {
        asked.Add(key);
        return Find(key) is { } value ? Scalar(value, $"\"{key}\" of {what}") : null;
    }

    public string RequiredText(string key) => Text(key) is { Length: > 0 } text ? text : throw Error(key, $"{what} has no \"{key}\"");

    public string RequiredId(string key = "id")
    {
        var id = RequiredText(key);
        return Label.IsId(id)
            ? id
            : throw Error(key, $"\"{id}\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside");
    }

    public bool Flag(string key) => OneOf(key, new Dictionary<string, bool> { ["true"] = true, ["false"] = false }) ?? false;

    public double? Number(string key)
    {
        var text = Text(key);
        if (text is null)
            return null;
        return double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw Error(key, $"\"{text}\" is not a number");
    }

    /// <summary>The value that the key's text stands for; null where the key is not there.</summary>
    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> known)
        where T : struct
    {
        var text = Text(key);
        if (text is null)
            return null;
        return known.TryGetValue(text, out var value)
            ? value
            : throw Error(key, $"\"{key}\" of {what} is \"{text}\", and not one of {string.Join(", ", known.Keys)}");
    }

    public IReadOnlyList<string>? Texts(string key) =>
        Items(key)?.Select(item => Scalar(item, $"an entry of \"{key}\" of {what}")).ToList();

    /// <summary>The texts of a list; a plain text is a list of one.</summary>
    public IReadOnlyList<string>? TextOrTexts(string key) => Find(key) is YamlScalarNode ? [Text(key)!] : Texts(key);

    /// <summary>Ids of a list, each of which must be known.</summary>
    public IReadOnlyList<string>? Known(string key, IReadOnlyCollection<string> known, string noun)
    {
        var ids = known.ToHashSet();
        foreach (var item in Items(key) ?? [])
        {
            var id = Scalar(item, $"an entry of \"{key}\" of {what}");
            if (!ids.Contains(id))
                throw Error(file, item, $"\"{key}\" of {what} names {noun} \"{id}\", which is none of {string.Join(", ", known)}");
        }
        return Texts(key);
    }

    /// <summary>Waves of a list, named one by one or as ranges.</summary>
    /// <returns>ids in the order of <paramref name="waves"/></returns>
    public IReadOnlyList<string>? Waves(string key, IReadOnlyList<string> waves)
    {
        var named = new HashSet<string>();
        foreach (var item in Items(key) ?? [])
        {
            var text = Scalar(item, $"an entry of \"{key}\" of {what}");
            named.UnionWith(
                WaveRange.Expand(text, waves)
                    ?? throw Error(file, item, $"\"{key}\" of {what} names wave \"{text}\", which is none of {string.Join(", ", waves)}")
            );
        }
        return Find(key) is null ? null : [.. waves.Where(named.Contains)];
    }

    public YamlMap? Map(string key, string child)
    {
        asked.Add(key);
        return Find(key) is { } value ? new YamlMap(file, child, value) : null;
    }

    /// <summary>The mappings of a list; an entry that is a plain text is given to <paramref name="shorthand"/>.</summary>
    public IReadOnlyList<T> List<T>(string key, string child, Func<YamlMap, T> read, Func<string, T>? shorthand = null) =>
        [
            .. (Items(key) ?? []).Select(item =>
                item is YamlScalarNode && shorthand is not null ? shorthand(Scalar(item, child)) : read(new YamlMap(file, child, item))
            ),
        ];

    /// <summary>Texts by key, as written.</summary>
    public IReadOnlyDictionary<string, string> Dictionary(string key)
    {
        var map = Map(key, $"\"{key}\" of {what}");
        return map is null ? new Dictionary<string, string>() : map.Keys.ToDictionary(name => name, name => map.Text(name) ?? "");
    }

    /// <summary>Fails on the first key that was not asked for.</summary>
    /// <param name="later">keys that are still to be asked for</param>
    public void Done(params string[] later)
    {
        asked.UnionWith(later);
        foreach (var (key, _) in node.Children)
        {
            var name = Scalar(key, $"a key of {what}");
            if (!asked.Contains(name))
                throw Error(file, key, $"{what} has an unknown key \"{name}\"; known are {string.Join(", ", asked)}");
        }
    }

    private YamlNode? Find(string key) => values.GetValueOrDefault(key);

    private IEnumerable<YamlNode>? Items(string key)
    {
        asked.Add(key);
        return Find(key) switch
        {
            null => null,
            YamlSequenceNode sequence => sequence.Children,
            { } other => throw Error(file, other, $"\"{key}\" of {what} must be a list"),
        };
    }

    private string Scalar(YamlNode value, string name) =>
        value is YamlScalarNode scalar ? scalar.Value ?? "" : throw Error(file, value, $"{name} must be a text");

    private static SurveyException Error(string file, YamlNode node, string message) => new($"{file}:{node.Start.Line}: {message}");
}
