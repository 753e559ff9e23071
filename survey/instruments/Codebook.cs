using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Instruments;

/// <summary>The instrument as one wave sees it: the questions it asked, the options it offered, in its own wordings.</summary>
public sealed record Codebook(Wave Wave, IReadOnlyList<CodebookQuestion> Questions)
{
    /// <summary>Changes whenever anything changes that bears on how the wave's raw file is coded or named.</summary>
    public byte[] Fingerprint() =>
        SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    Format = 1,
                    Wave.Id,
                    Wave.Export,
                    Questions,
                }
            )
        );
}

/// <param name="Label">the wave's own wording, as tables of the wave show it</param>
/// <param name="Wordings">every text that means the option, normalised, the label among them</param>
public sealed record CodebookOption(string Id, string Label, IReadOnlyList<string> Wordings, bool Missing, bool Other, bool Any = false);

/// <param name="Text">the wave's own wording, a grid's row in brackets behind it</param>
/// <param name="Nets">with those of their options that the wave offered; at least one</param>
/// <param name="Repairs">by the normalised text that was found</param>
/// <param name="Blank">texts, normalised, that are no answer</param>
/// <param name="Columns">columns, counted from 1, whose headers are lost, and the id of the option that each is of</param>
/// <param name="Column">the header of its columns where that is not its text, normalised, or null</param>
public sealed record CodebookQuestion(
    string Id,
    string Text,
    QuestionKind Kind,
    GridRow? Row,
    IReadOnlyList<CodebookOption> Options,
    IReadOnlyList<Net> Nets,
    IReadOnlyDictionary<string, string> Repairs,
    IReadOnlyList<string> Blank,
    IReadOnlyDictionary<int, string> Columns,
    string? Column = null
)
{
    /// <summary>The one option of a question of kind text: the respondent wrote something.</summary>
    public static readonly Option WroteText = new("text", "<text>", [], null, Missing: false, Other: true);

    /// <summary>The one option of a question of kind number: the respondent gave one.</summary>
    public static readonly Option WroteNumber = new("number", "<number>", [], null, Missing: false, Other: false);

    /// <summary>Of kind number: the numbers that may be an answer; null for any. Not in the fingerprint where there are none, so that
    /// others keep theirs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NumberRange? Limits { get; init; }

    internal static CodebookQuestion Of(Question question, string wave)
    {
        var own = question.Waves.GetValueOrDefault(wave);
        var text = own?.Text ?? question.Row?.GridText ?? question.Text;
        var options = question
            .Options.Where(option => option.IsOfferedIn(wave))
            .Select(option => new CodebookOption(
                option.Id,
                own?.Labels.GetValueOrDefault(option.Id) ?? option.Label,
                WordingsOf(option, own),
                option.Missing,
                option.Other,
                option.Any
            ))
            .ToList();
        var offered = options.Select(option => option.Id).ToHashSet();
        var nets = question
            .Nets.Select(net => net with { Of = [.. net.Of.Where(offered.Contains)] })
            .Where(net => net.Of.Count > 0)
            .ToList();
        return new CodebookQuestion(
            question.Id,
            TextOf(text, question.Row),
            question.Kind,
            question.Row is null ? null : question.Row with { GridText = text },
            options,
            nets,
            own?.Repairs ?? new Dictionary<string, string>(),
            own?.Blank ?? question.Blank,
            own?.Columns ?? new Dictionary<int, string>(),
            question.Column is null ? null : Label.Normalise(question.Column)
        )
        {
            Limits = question.Limits,
        };
    }

    /// <summary>Every text that means an option, normalised; a wave's own label and the finer answers that it offered are among them
    /// there.</summary>
    internal static IReadOnlyList<string> WordingsOf(Option option, WaveWording? own) =>
        [
            .. option
                .Wordings.Prepend(option.Label)
                .Prepend(own?.Labels.GetValueOrDefault(option.Id) ?? option.Label)
                .Select(Label.Normalise)
                .Concat(own?.Recode.Where(finer => finer.Value == option.Id).Select(finer => finer.Key) ?? [])
                .Distinct(),
        ];

    /// <summary>How a question is written out; a grid's row stands in brackets behind the grid's text.</summary>
    public static string TextOf(string text, GridRow? row) => row is null ? text : $"{text} [{row.Label}]";
}
