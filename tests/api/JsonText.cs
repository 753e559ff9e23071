using System.Text.Json;

namespace Survey.Tests.Api;

/// <summary>JSON that a test spells out over several lines.</summary>
internal static class JsonText
{
    /// <summary>The same JSON as the API writes it: on one line, in the same order, without white space.</summary>
    public static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }
}
