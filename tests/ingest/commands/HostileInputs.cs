using System.IO.Compression;
using System.Text;
using Survey.Instruments;
using Survey.Tests.Counting;
using Survey.Tests.Ingest.Reading;

namespace Survey.Tests.Ingest.Commands;

/// <summary>Folders of a survey in which one file is made to take memory or time without end, each with what is said of it.</summary>
internal static class HostileInputs
{
    private const int Deep = 100_000;

    private static readonly string Good = Yaml("");

    /// <summary>By name: what makes the folder, and the beginning of the one line that is said, without the folder's path.</summary>
    public static IReadOnlyDictionary<string, (Action<SurveyFolder> Make, string Said)> All { get; } =
        Instruments()
            .Concat(Claims())
            .Concat(Raw())
            .Concat(Workbooks())
            .ToDictionary(input => input.Name, input => (input.Make, input.Said));

    private static IEnumerable<(string Name, Action<SurveyFolder> Make, string Said)> Instruments()
    {
        const string TooDeep = "lists and mappings inside each other, 51 deep; 50 is the most";
        const string TooMany = "more than 100000 texts, lists and mappings, aliases written out; no author writes so many";
        yield return Survey("brackets", () => new string('[', Deep), $":1: {TooDeep}");
        yield return Survey("braces", () => Repeated("{a: ", Deep), $":1: {TooDeep}");
        yield return Survey("dashes", () => Repeated("- ", Deep), $":1: {TooDeep}");
        yield return Survey("question-marks", () => Repeated("? ", Deep), $":1: {TooDeep}");
        yield return Survey("brackets-in-a-question", () => Yaml(", options: " + new string('[', Deep)), ":12: lists and mappings inside");
        yield return Survey(
            "indented",
            () => string.Concat(Enumerable.Range(0, 2_000).Select(depth => $"{new string(' ', depth)}a:\n")),
            $":51: {TooDeep}"
        );
        yield return Survey(
            "many-keys",
            () => string.Concat(Enumerable.Range(0, 600_000).Select(key => $"k{key}: 1\n")),
            $":50000: {TooMany}"
        );
        yield return Survey("many-entries", () => "waves:\n" + Repeated("- a\n", 2_000_000), $":99999: {TooMany}");
        yield return Survey(
            "laughs",
            () =>
                "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + string.Concat(
                    Enumerable
                        .Range(1, 30)
                        .Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n")
                ),
            $":5: {TooMany}"
        );
        yield return Survey("inside-itself", () => "a: &a [1, *a]\n", ":1: \"*a\" stands inside of what it is the name of");
        yield return Survey("one-text", () => new string('a', 9_000_000), ":1: a text of 9000000 characters; 10000 is the most: \"aaaa");
        yield return Survey("open-quote", () => "title: \"" + new string('a', 9_000_000), ":1: not YAML: ");
        yield return Survey(
            "label-of-5-mb",
            () => Yaml($", options: [A, {new string('b', 5_000_000)}]"),
            ":12: a text of 5000000 characters; "
        );
        yield return Survey(
            "nul-escaped",
            () => Yaml(", options: [A, \"B\\0\"]"),
            ":12: a NUL in a text, which cannot be stored: \"B\\u0000\""
        );
        yield return Survey("nul", () => Yaml(", options: [A, B\0]"), ":12: a NUL byte; a text was expected");
        yield return Survey("half-a-character", () => Yaml(", options: [A, \"\\uD800\"]"), ":12: ");
        yield return Survey("comments", () => Repeated("# nothing\n", 1_100_000), ": more than 10 MB, which no author writes");
        yield return Survey("documents", () => Repeated("--- a\n", 1_500_000), $":100001: {TooMany}");
        yield return Survey("tags", () => $"a: {Repeated("!a ", 1_000_000)}b\n", ":1: not YAML: ");
        yield return Survey("waves", () => Whole(Waves(10_000), "A"), ":6: 10000 waves and 30023 texts, lists and mappings, each of which");
        yield return Survey(
            "waves-and-options",
            () => Whole(Waves(1_000), string.Join(", ", Enumerable.Range(0, 80_000).Select(option => $"o{option}"))),
            ":6: 1000 waves and 83022 texts, lists and mappings, each of which"
        );
        yield return ("gigabytes", folder => Sparse(folder, InstrumentFile.Name, 3_000_000_000), "/survey.yaml: more than 10 MB");
        yield return ("zeros", folder => Zeros(folder, InstrumentFile.Name), "/survey.yaml:1: the file is empty, or a device or a pipe");
        yield return ("pipe", folder => Pipe(folder, InstrumentFile.Name), "/survey.yaml:1: the file is empty, or a device or a pipe");
    }

    private static IEnumerable<(string Name, Action<SurveyFolder> Make, string Said)> Claims()
    {
        const string Name = "claims.yaml";
        yield return ("claims-brackets", folder => folder.Write(Name, new string('[', Deep)), "/claims.yaml:1: lists and mappings inside");
        yield return ("claims-zeros", folder => Zeros(folder, Name), "/claims.yaml:1: the file is empty, or a device or a pipe");
        yield return ("claims-pipe", folder => Pipe(folder, Name), "/claims.yaml:1: the file is empty, or a device or a pipe");
        yield return ("claims-gigabytes", folder => Sparse(folder, Name, 3_000_000_000), "/claims.yaml: more than 10 MB");
        yield return (
            "claims-text-of-5-mb",
            folder => folder.Write(Name, $"claims:\n  - {{ id: a, source: s, text: {new string('b', 5_000_000)} }}\n"),
            "/claims.yaml:2: a text of 5000000 characters"
        );
    }

    private static IEnumerable<(string Name, Action<SurveyFolder> Make, string Said)> Raw()
    {
        const string Nothing = "w1.raw:1 column 1: the file is empty, or a device or a pipe";
        const string Times = "w1.raw: the gzip file unpacks to more than 200 times its size";
        yield return ("raw-zeros", folder => Zeros(folder, "w1.raw"), Nothing);
        yield return ("raw-pipe", folder => Pipe(folder, "w1.raw"), Nothing);
        yield return ("raw-empty", folder => folder.Write("w1.raw", ""), Nothing);
        yield return Bytes("raw-blank-lines-packed", () => Packed("Q?\n", "\n", 1_000_000_000), Times);
        yield return Bytes("raw-one-line-packed", () => Packed("Q?\n", "a", 1_000_000_000), Times);
        yield return Bytes("raw-rows-packed", () => Packed("Q?\n", "A\n", 1_000_000_000), Times);
        yield return Bytes(
            "raw-quote-packed",
            () => Packed("Q?\n\"", "\n", 90_000_000),
            "w1.raw:2: a row of more than 16 MB; a quote may be"
        );
        yield return Bytes(
            "raw-packed-twice",
            () => RawFiles.Gzip(RawFiles.Gzip(new byte[10_000_000])),
            "w1.raw: this is a gzip file inside a gzip file"
        );
        yield return ("raw-nuls", folder => Sparse(folder, "w1.raw", 300_000_000), "w1.raw:1: a row of more than 16 MB");
        yield return Text("raw-long-row", () => "Q?\n" + new string('a', 20_000_000), "w1.raw:2: a row of more than 16 MB");
        yield return Text(
            "raw-columns",
            () => new string(',', 100_000) + "\n" + new string(',', 100_000),
            "w1.raw:1: 100001 columns; 16384 is"
        );
        yield return Text(
            "raw-headers",
            () => string.Join(',', Enumerable.Range(0, 16_000).Select(n => $"{n} {new string('h', 500)}")) + "\n1\n",
            "w1.raw:1 column 1: "
        );
        yield return (
            "pattern-of-stars",
            folder =>
            {
                folder.Write(
                    InstrumentFile.Name,
                    Good.Replace(
                        "file: w1.raw",
                        $"file: w1.raw, export: {{ ignore: [\"{Repeated("*a", 200)}*b\"] }}",
                        StringComparison.Ordinal
                    )
                );
                folder.Write("w1.raw", $"Q?,{new string('a', 1_000_000)}\nA,\n");
            },
            "w1.raw:1 column 2: \"aaaa"
        );
    }

    private static IEnumerable<(string Name, Action<SurveyFolder> Make, string Said)> Workbooks()
    {
        yield return Sheet(
            "xlsx-column",
            () => Row(1, "A1", "Q?") + Row(2, "ZZZZZZ2", "A"),
            "w1.raw: cell \"ZZZZZZ2\" of xl/worksheets/sheet1.xml is no place in a sheet"
        );
        yield return Sheet(
            "xlsx-row",
            () => Row(1, "A1", "Q?") + Row(2147483647, "A2147483647", "A"),
            "w1.raw: row \"2147483647\" of xl/worksheets"
        );
        yield return Sheet(
            "xlsx-cell-in-row",
            () => Row(1, "A1", "Q?") + Row(2, "A2147483647", "A"),
            "w1.raw: cell \"A2147483647\" of xl/worksheets"
        );
        yield return Sheet(
            "xlsx-row-of-zero",
            () => Row(1, "A1", "Q?") + Row(0, "A0", "A"),
            "w1.raw: row \"0\" of xl/worksheets/sheet1.xml is no place in a sheet"
        );
        yield return Sheet(
            "xlsx-far-out",
            () => Row(1, "XFD1", "Q?") + Row(1_048_576, "A1048576", "A"),
            "w1.raw: xl/worksheets/sheet1.xml goes down to row 1048576 and over 16384 columns, more than 200000000 places"
        );
        yield return Sheet(
            "xlsx-deep",
            () => Repeated("<row>", Deep),
            "w1.raw: the XLSX is damaged: elements inside each other, more than 100 deep"
        );
        yield return Sheet(
            "xlsx-cells",
            () => "<row r=\"1\">" + Repeated("<c/>", 4_000_000) + "</row>",
            "w1.raw: cell \"1\" of xl/worksheets/sheet1.xml is no place in a sheet"
        );
        yield return Bytes(
            "xlsx-sheets",
            () => RawFiles.Xlsx([.. Enumerable.Range(0, 50_000).Select(n => ($"S{n}", ""))]),
            "w1.raw: the XLSX has 50005 parts; 10000 are the most"
        );
        yield return Bytes(
            "xlsx-sheets-of-one-part",
            () => RawFiles.Zip(("xl/workbook.xml", $"<workbook><sheets>{Repeated("<sheet name=\"a\"/>", 50_000)}</sheets></workbook>")),
            "w1.raw: the XLSX has more than 1000 sheets"
        );
        yield return Bytes(
            "xlsx-one-part-twice",
            () =>
                RawFiles.Zip(
                    ("xl/workbook.xml", "<workbook/>"),
                    (
                        "xl/_rels/workbook.xml.rels",
                        Wrapped("Relationships", Repeated("<Relationship Target=\"worksheets/sheet1.xml\"/>", 900))
                    )
                ),
            "w1.raw: the XLSX is damaged: \"worksheets/sheet1.xml\" is named twice"
        );
        yield return Bytes(
            "xlsx-bomb",
            () => RawFiles.Zip(("xl/workbook.xml", ""), ("a", new string('0', 120_000_000))),
            "w1.raw: the XLSX holds more than 100 MB"
        );
        yield return Bytes(
            "xlsx-entities",
            () => RawFiles.Zip(("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>")),
            "w1.raw: the XLSX is damaged: "
        );
    }

    private static string Repeated(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Wrapped(string element, string content) => $"<{element}>{content}</{element}>";

    private static string Yaml(string options) =>
        SmallSurvey.Yaml(
            "hostile",
            "  - { id: w1, file: w1.raw }",
            $"  - {{ id: q, text: Q?, kind: single{(options.Length == 0 ? ", options: [A, B]" : options)} }}"
        );

    /// <summary>A headline option that there is not: all else must be right.</summary>
    private static string Whole(string waves, string options) =>
        "survey: s\ntitle: t\nheadline: q\nheadline-option: none\nwaves:\n"
        + $"{waves}questions:\n  - {{ id: q, text: Q, kind: single, options: [{options}] }}\n";

    private static string Waves(int count) => string.Concat(Enumerable.Range(0, count).Select(wave => $"  - {{ id: w{wave} }}\n"));

    private static string Row(int number, string place, string text) =>
        $"<row r=\"{number}\"><c r=\"{place}\" t=\"str\"><v>{text}</v></c></row>";

    private static (string, Action<SurveyFolder>, string) Survey(string name, Func<string> yaml, string said) =>
        (name, folder => folder.Write(InstrumentFile.Name, yaml()), $"/survey.yaml{said}");

    private static (string, Action<SurveyFolder>, string) Text(string name, Func<string> text, string said) =>
        Bytes(name, () => Encoding.UTF8.GetBytes(text()), said);

    private static (string, Action<SurveyFolder>, string) Bytes(string name, Func<byte[]> bytes, string said) =>
        (name, folder => folder.Write("w1.raw", bytes()), said);

    private static (string, Action<SurveyFolder>, string) Sheet(string name, Func<string> rows, string said) =>
        Bytes(name, () => RawFiles.Xlsx(("S", rows())), said);

    /// <summary>Gzip of a text that goes on and on.</summary>
    private static byte[] Packed(string begins, string goesOn, int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(begins));
            var piece = Encoding.UTF8.GetBytes(Repeated(goesOn, 1_000_000 / goesOn.Length));
            for (var written = 0; written < length; written += piece.Length)
                gzip.Write(piece);
        }
        return packed.ToArray();
    }

    private static void Sparse(SurveyFolder folder, string name, long length)
    {
        using var file = File.Create(Path.Combine(folder.Path, name));
        file.SetLength(length);
    }

    private static void Zeros(SurveyFolder folder, string name)
    {
        File.Delete(Path.Combine(folder.Path, name));
        File.CreateSymbolicLink(Path.Combine(folder.Path, name), "/dev/zero");
    }

    private static void Pipe(SurveyFolder folder, string name)
    {
        File.Delete(Path.Combine(folder.Path, name));
        Shell.Run("mkfifo", [name], folder.Path).GetAwaiter().GetResult();
    }
}
