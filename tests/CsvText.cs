using System.Text;
using CsvHelper;

namespace Survey.Tests;

/// <summary>CSV as tests read it.</summary>
public static class CsvText
{
    /// <summary>Rows of a text with one header row, each by column name.</summary>
    public static List<Dictionary<string, string>> Rows(string text)
    {
        using var reader = CsvReader.Create(
            Encoding.UTF8.GetBytes(text),
            new CsvReaderOptions
            {
                HasHeader = true,
                Separator = ',',
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            }
        );
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
            rows.Add(
                reader
                    .Headers.Select((name, column) => (name, column))
                    .ToDictionary(pair => pair.name, pair => reader.GetString(pair.column))
            );
        return rows;
    }

    public static List<Dictionary<string, string>> File(string path) => Rows(System.IO.File.ReadAllText(path));
}
