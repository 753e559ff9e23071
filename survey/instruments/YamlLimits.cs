using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Survey.Instruments;

/// <summary>
/// What a YAML text may ask for, looked at before it is made into nodes: nodes in nodes take stack, which ends the program when there is
/// none left; aliases make a few lines into billions of nodes; and what is stored must be a text that PostgreSQL takes.
/// </summary>
internal sealed class YamlLimits
{
    /// <summary>Nodes in nodes; an instrument needs 10.</summary>
    public const int MaxDepth = 50;

    /// <summary>Texts, lists and mappings, what an alias stands for counted each time.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>Characters of one text.</summary>
    public const int MaxText = 10_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string file;

    // The lists and mappings that are open, with the nodes that were counted before them.
    private readonly Stack<(AnchorName Anchor, int Before)> open = [];
    private readonly Dictionary<AnchorName, int> anchored = [];
    private int nodes;

    private YamlLimits(string file) => this.file = file;

    /// <returns>how many texts, lists and mappings there are, what an alias stands for counted each time</returns>
    /// <exception cref="SurveyException">the text asks for more than it may, with file and line</exception>
    /// <exception cref="YamlException">it is no YAML</exception>
    public static int Check(string file, string text)
    {
        // YamlDotNet takes a NUL for the end of the text.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            throw new SurveyException($"{file}:{text.AsSpan(0, nul).Count('\n') + 1}: a NUL byte; a text was expected");
        var limits = new YamlLimits(file);
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
            limits.Look(parser.Current!);
        return limits.nodes;
    }

    private void Look(ParsingEvent node)
    {
        switch (node)
        {
            case MappingStart or SequenceStart:
                open.Push((((NodeEvent)node).Anchor, nodes));
                Add(node, 1);
                if (open.Count > MaxDepth)
                    throw Refused(node, $"lists and mappings inside each other, {open.Count} deep; {MaxDepth} is the most");
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, before) = open.Pop();
                if (!anchor.IsEmpty)
                    anchored[anchor] = nodes - before;
                break;
            case Scalar scalar:
                Add(node, 1);
                Check(scalar);
                if (!scalar.Anchor.IsEmpty)
                    anchored[scalar.Anchor] = 1;
                break;
            case AnchorAlias alias when open.Any(outer => outer.Anchor == alias.Value):
                throw Refused(node, $"\"*{alias.Value.Value}\" stands inside of what it is the name of");
            case AnchorAlias alias:
                Add(node, anchored.GetValueOrDefault(alias.Value, 1));
                break;
            default:
                break;
        }
    }

    private void Add(ParsingEvent node, int more)
    {
        nodes += more;
        if (nodes > MaxNodes)
            throw Refused(node, $"more than {MaxNodes} texts, lists and mappings, aliases written out; no author writes so many");
    }

    private void Check(Scalar scalar)
    {
        if (scalar.Value.Length > MaxText)
            throw Refused(scalar, $"a text of {scalar.Value.Length} characters; {MaxText} is the most: {Label.Quote(scalar.Value, 40)}");
        if (scalar.Value.Contains('\0', StringComparison.Ordinal))
            throw Refused(scalar, $"a NUL in a text, which cannot be stored: {Label.Quote(scalar.Value, 40)}");
        try
        {
            Strict.GetByteCount(scalar.Value);
        }
        catch (EncoderFallbackException exception)
        {
            throw Refused(scalar, $"half a character in a text, \"\\u{(int)exception.CharUnknown:x4}\", which cannot be stored");
        }
    }

    private SurveyException Refused(ParsingEvent node, string message) => new($"{file}:{node.Start.Line}: {message}");
}
