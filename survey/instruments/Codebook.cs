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
public sealed record CodebookOption(string Id, string Label, IReadOnlyList<string> Wordings, bool Missing, bool Other, bool Any = false)
{
    /// <summary>The header of a column of its own, normalised; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }
}

/// <summary>A question as one wave asked it. The order of these members is that of the fingerprint.</summary>
public sealed record CodebookQuestion
{
    public required string Id { get; init; }

    /// <summary>The wave's own wording, a grid's row in brackets behind it.</summary>
    public required string Text { get; init; }

    public required QuestionKind Kind { get; init; }

    public required GridRow? Row { get; init; }

    public required IReadOnlyList<CodebookOption> Options { get; init; }

    /// <summary>With those of their options that the wave offered; at least one.</summary>
    public required IReadOnlyList<Net> Nets { get; init; }

    /// <summary>By the normalised text that was found.</summary>
    public required IReadOnlyDictionary<string, string> Repairs { get; init; }

    /// <summary>Texts, normalised, that are no answer.</summary>
    public required IReadOnlyList<string> Blank { get; init; }

    /// <summary>Columns, counted from 1, whose headers are lost, and the id of the option that each is of.</summary>
    public required IReadOnlyDictionary<int, string> Columns { get; init; }

    /// <summary>The header of its columns where that is not its text, normalised, or null.</summary>
    public required string? Column { get; init; }

    /// <summary>The one option of a question of kind text: the respondent wrote something.</summary>
    public static readonly Option WroteText = new()
    {
        Id = "text",
        Label = "<text>",
        Other = true,
    };

    /// <summary>The one option of a question of kind number: the respondent gave one.</summary>
    public static readonly Option WroteNumber = new() { Id = "number", Label = "<number>" };

    /// <summary>In the header of a question's columns: what stands there is an option of it.</summary>
    public const string OptionPlace = "{option}";

    /// <summary>In the header of a grid's columns: what stands there is a row of it.</summary>
    public const string RowPlace = "{row}";

    /// <summary>What stands between the answers of a cell that holds several; null for ", ".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Separator { get; init; }

    /// <summary>Texts, normalised, that tick an option in the column that it has to itself; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ticked { get; init; }

    /// <summary>Of kind number: the numbers that may be an answer; null for any. Not in the fingerprint where there are none, so that
    /// others keep theirs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NumberRange? Limits { get; init; }

    internal static CodebookQuestion Of(Question question, Wave asking)
    {
        var wave = asking.Id;
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
            )
            {
                Column = option.Column is null ? null : Label.Normalise(option.Column),
            })
            .ToList();
        var said = options.SelectMany(option => option.Wordings).ToHashSet();
        var column = own?.Column ?? question.Column;
        var offered = options.Select(option => option.Id).ToHashSet();
        var nets = question
            .Nets.Select(net => net with { Of = [.. net.Of.Where(offered.Contains)] })
            .Where(net => net.Of.Count > 0)
            .ToList();
        return new CodebookQuestion
        {
            Id = question.Id,
            Text = TextOf(text, question.Row),
            Kind = question.Kind,
            Row = question.Row is null ? null : question.Row with { GridText = text },
            Options = options,
            Nets = nets,
            Repairs = own?.Repairs ?? new Dictionary<string, string>(),
            Blank = [.. own?.Blank ?? question.Blank, .. (asking.Export.Blank ?? []).Where(text => !said.Contains(text))],
            Columns = own?.Columns ?? new Dictionary<int, string>(),
            Column = column is null ? null : Label.Normalise(column),
            Separator = question.Separator,
            Ticked = question.Ticked.Count == 0 ? null : question.Ticked,
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
