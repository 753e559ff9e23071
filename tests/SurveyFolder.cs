using System.Text;
using Survey.Instruments;

namespace Survey.Tests;

/// <summary>A survey's folder in a temporary place, thrown away after the test.</summary>
public sealed class SurveyFolder : IDisposable
{
    public SurveyFolder(string yaml) => Write(InstrumentFile.Name, yaml);

    public string Path { get; } = Directory.CreateTempSubdirectory("survey-folder-").FullName;

    public Instrument Instrument => InstrumentFile.Read(Path);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
