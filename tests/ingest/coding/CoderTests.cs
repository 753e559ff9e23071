using System.Text;
using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public sealed class CoderTests
{
    private const string Strict = """
        kind: multiple
        options:
          - Docker
          - { id: swarm, label: "Docker, Swarm" }
          - { id: size, label: 10-49, wordings: [10 to 49] }
          - { id: na, label: N/A, missing: true }
        waves: { w: { repairs: { Oct-49: 10-49 } } }
        """;

    private static readonly string Open = Strict.Replace(
        "waves:",
        "  - { id: other, label: Other, wordings: [Other (please specify)], other: true }\nwaves:",
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("Docker", "docker")]
    [InlineData("Docker, Swarm", "swarm")]
    [InlineData("Docker, Docker, Swarm", "docker swarm")]
    [InlineData("Docker, Swarm, Docker", "swarm docker")]
    [InlineData("Docker, Docker", "docker")]
    [InlineData("10-49, N/A", "size na")]
    [InlineData("10 to 49, 10-49", "size")]
    [InlineData(" Docker, \u00A0N/A\u200B ", "docker na")]
    [InlineData("Docker, , N/A", "docker na")]
    [InlineData("Oct-49", "size")]
    public void JoinedAnswersAreTheLongestOptionsFirst(string cell, string options) =>
        Codes(Strict, Coder(Strict).JoinedAnswers(cell), options, null);

    [Fact]
    public void TheLongestOptionIsFirstHoweverLabelsAndCellsAreMadeOfTheSamePieces()
    {
        var random = new Random(20160325);
        for (var i = 0; i < 3000; i++)
        {
            var labels = Enumerable.Range(0, random.Next(1, 7)).Select(_ => Joined(1 + random.Next(3))).Distinct().ToList();
            var coder = Coder(
                $"""
                kind: multiple
                options:
                {string.Join('\n', labels.Select((label, option) => $"  - {{ id: o{option}, label: \"{label}\" }}"))}
                  - {"{ id: other, label: Other, other: true }"}
                """
            );
            var cell = Joined(1 + random.Next(8));

            var (options, text) = Naive(labels, cell);
            var coding = coder.JoinedAnswers(cell);
            Assert.True(
                options.SequenceEqual(coding.Options) && text == coding.Verbatim,
                $"{cell} of {string.Join(" | ", labels)}: {string.Join(' ', coding.Options)} “{coding.Verbatim}”"
            );
        }

        string Joined(int pieces) =>
            string.Join(", ", Enumerable.Range(0, pieces).Select(_ => new[] { "a", "b", "ab", "a b", "a,b" }[random.Next(5)]));

        static (List<int> Options, string? Text) Naive(List<string> labels, string rest)
        {
            var (options, text) = (new List<int>(), new List<string>());
            while (rest.Length > 0)
            {
                var label = labels
                    .Where(label => rest == label || rest.StartsWith(label + ", ", StringComparison.Ordinal))
                    .MaxBy(label => label.Length);
                var piece = label ?? rest.Split(", ")[0];
                if (label is null)
                    text.Add(piece);
                else if (!options.Contains(labels.IndexOf(label)))
                    options.Add(labels.IndexOf(label));
                rest = rest.Length == piece.Length ? "" : rest[(piece.Length + 2)..];
            }
            if (text.Count > 0)
                options.Add(labels.Count);
            return (options, text.Count == 0 ? null : string.Join(", ", text));
        }
    }

    [Theory]
    [InlineData("Podman", "other", "Podman")]
    [InlineData("Docker, Podman", "docker other", "Podman")]
    [InlineData("Podman, Docker, Swarm, and more, really", "swarm other", "Podman, and more, really")]
    [InlineData("Other, Podman", "other", "Podman")]
    [InlineData("Dockers", "other", "Dockers")]
    [InlineData("Docker,Swarm", "other", "Docker,Swarm")]
    [InlineData("docker", "other", "docker")]
    [InlineData("Other (please specify)", "other", null)]
    public void WhatNoOptionExplainsIsTheTextOfOther(string cell, string options, string? text) =>
        Codes(Open, Coder(Open).JoinedAnswers(cell), options, text);

    [Theory]
    [InlineData("Docker, Kubernetes, N/A", "says \"Kubernetes\", which is none of 4 options")]
    [InlineData("Docker, Dokcer, N/A, more", "says \"Dokcer, more\", which is none of 4 options; nearest \"Docker, Swarm\"")]
    [InlineData("Docker , N/A", "says \"Docker \", which is none of 4 options; nearest \"Docker\"")]
    [InlineData("Podman, more", "is none of 4 options")]
    [InlineData("docker", "is none of 4 options; nearest \"Docker\"")]
    public void WithoutOtherTheCellIsRejectedWhole(string cell, string expected) =>
        Rejects(Coder(Strict).JoinedAnswers(cell), RejectCode.UnknownOption, expected);

    [Theory]
    [InlineData("Docker", "docker", null)]
    [InlineData(" Docker,\u00A0 Swarm ", "swarm", null)]
    [InlineData("10 to 49", "size", null)]
    [InlineData("Oct-49", "size", null)]
    [InlineData("Other", "other", null)]
    [InlineData(" Docker,  N/A ", "other", "Docker,  N/A")]
    public void OneAnswerIsAnOptionOrTheTextOfOther(string cell, string options, string? text) =>
        Codes(Open, Coder(Open).Answer(cell, takesText: true), options, text);

    [Theory]
    [InlineData(Strict, true, "Dokcer", "is none of 4 options; nearest \"Docker\"")]
    [InlineData(Strict, true, "Kubernetes", "is none of 4 options")]
    [InlineData(Strict, false, "Oct-48", "is none of 4 options")]
    public void OneAnswerThatIsNoOptionIsRejected(string question, bool takesText, string cell, string expected) =>
        Rejects(Coder(question).Answer(cell, takesText), RejectCode.UnknownOption, expected);

    [Fact]
    public void WhereTheTextOfOtherHasItsOwnColumnAnAnswerIsAnOption() =>
        Rejects(Coder(Open).Answer("Dokcer", takesText: false), RejectCode.UnknownOption, "is none of 5 options; nearest \"Docker\"");

    [Theory]
    [InlineData(1, "Docker, Swarm", "swarm", null)]
    [InlineData(2, " 10 to 49", "size", null)]
    [InlineData(2, "Oct-49", "size", null)]
    [InlineData(4, "Other", "other", null)]
    [InlineData(4, " Podman ", "other", "Podman")]
    [InlineData(4, "Docker", "other", "Docker")]
    public void ATickSaysItsOwnOptionOrTheTextOfOther(int option, string cell, string options, string? text) =>
        Codes(Open, Coder(Open).Tick(option, cell), options, text);

    [Theory]
    [InlineData(0, "Podman", "in the column of \"Docker\"")]
    [InlineData(2, "1", "in the column of \"10-49\"")]
    public void ATickOfSomethingElseIsRejected(int option, string cell, string expected) =>
        Rejects(Coder(Open).Tick(option, cell), RejectCode.WrongOption, expected);

    [Fact]
    public void ATickOfAnotherOptionIsRejectedAsShifted() =>
        Rejects(
            Coder(Open).Tick(0, "Docker, Swarm"),
            RejectCode.Shifted,
            "is another option, in the column of \"Docker\"; header and cells may be shifted against each other"
        );

    [Theory]
    [InlineData("Oct-49", 2)]
    [InlineData(" 10\u00A0to 49", 2)]
    [InlineData("Oct-48", -1)]
    [InlineData("", -1)]
    public void AHeaderNamesAnOptionAfterItsRepair(string text, int option) =>
        Assert.Equal(option, new OptionWordings(Book(Strict)).OptionOf(text));

    [Theory]
    [InlineData(" Because. ", "Because.")]
    [InlineData("<text>", "<text>")]
    public void AnythingIsAnAnswerToATextQuestion(string cell, string text) =>
        Codes("kind: text", Coder("kind: text").Answer(cell, takesText: true), "text", text);

    [Theory]
    [InlineData("42", 42)]
    [InlineData(" 1,250\u00A0", 1250)]
    [InlineData("+1,234,567.5", 1234567.5)]
    [InlineData("-0.5", -0.5)]
    [InlineData(".25", 0.25)]
    [InlineData("007", 7)]
    [InlineData("ten", 10)]
    public void ANumberIsReadInOneFormEverywhere(string cell, double number)
    {
        const string Age = "kind: number\nmin: -1\nwaves: { w: { repairs: { ten: 10 } } }";
        var coding = Coder(Age).Answer(cell, takesText: true);

        Codes(Age, coding, "number", null);
        Assert.Equal(number, coding.Number);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("<number>")]
    [InlineData("12 %")]
    [InlineData("$12")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("12,50")]
    [InlineData("0,125")]
    [InlineData("1,2500")]
    [InlineData("1250,000")]
    [InlineData("1.250,5")]
    [InlineData("1.2.3")]
    [InlineData("1 250")]
    [InlineData("5.")]
    [InlineData("--5")]
    [InlineData("NaN")]
    [InlineData("\u0665")]
    [InlineData("10-49")]
    public void AnythingElseIsNoNumber(string cell) =>
        Rejects(
            Coder("kind: number").Answer(cell, takesText: true),
            RejectCode.NotANumber,
            "is not a number; one such as 12, -0.5 or 1,250 was expected"
        );

    [Fact]
    public void WhatNoFloatCanHoldIsNoNumber() =>
        Rejects(
            Coder("kind: number").Answer(new string('9', 400), takesText: true),
            RejectCode.NotANumber,
            "is not a number; one such as 12, -0.5 or 1,250 was expected"
        );

    [Theory]
    [InlineData("-0.1", "is under 0, the least that the question allows")]
    [InlineData("120.5", "is over 120, the most that the question allows")]
    [InlineData("0", null)]
    [InlineData("120", null)]
    public void ANumberThatTheQuestionDoesNotAllowIsRejected(string cell, string? expected)
    {
        var coding = Coder("kind: number\nmin: 0\nmax: 120").Answer(cell, takesText: true);

        Assert.Equal(expected is null ? null : new CodingProblem(RejectCode.OutOfRange, expected), coding.Problem);
        Assert.Equal(expected is null, coding.Number is not null);
    }

    [Fact]
    public void WhatIsDeclaredToBeNoAnswerIsNoNumber() =>
        Assert.Same(CodedCell.NoAnswer, Coder("kind: number\nblank: [\"99\", \"-\"]").Answer(" 99", takesText: true));

    /// <summary>Texts of pieces of what an instrument names, as files write them.</summary>
    [Fact]
    public void WhatNamesNothingIsCodedAsAnyTextIs()
    {
        string[] pieces =
        [
            "Caf\u00E9",
            "Cafe\u0301",
            "e\u0301",
            "10-49",
            "Oct-49",
            "n/a",
            " ",
            "  ",
            "\u00A0",
            "\u200B",
            "\t",
            "o",
            "#2",
            "=\u0338",
            "\u65E5",
        ];
        var coder = Coder(
            """
            kind: single
            options: [Caf\u00E9, 10-49, { id: other, label: Other, other: true }]
            blank: [n/a]
            waves: { w: { repairs: { Oct-49: 10-49 } } }
            """.Replace("\\u00E9", "\u00E9", StringComparison.Ordinal)
        );
        var random = new Random(16);
        var named = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!coder.NamesNothing(Encoding.UTF8.GetBytes(text)))
            {
                named++;
                continue;
            }
            Assert.Equal((2, text.Trim(), null), Said(coder.Answer(text, takesText: true)));
            Assert.Equal((2, text.Trim(), null), Said(coder.Tick(2, text)));
        }
        Assert.InRange(named, 5_000, 15_000);
        Assert.Equal([2], coder.AnyAnswer()!.Options);
        Assert.Equal([2], coder.AnyTick(2)!.Options);
        Assert.Null(coder.AnyTick(0));

        static (int Option, string? Verbatim, CodingProblem? Problem) Said(CodedCell coding) =>
            (coding.Options.Single(), coding.Verbatim, coding.Problem);
    }

    [Theory]
    [InlineData("kind: single\noptions: [A, B]")]
    [InlineData("kind: number")]
    public void WhereNoOptionTakesTextEveryCellIsRead(string question) => Assert.Null(Coder(question).AnyAnswer());

    [Fact]
    public void TheSameCellIsAlwaysCodedTheSame()
    {
        var coder = Coder(Open);

        Assert.Equal(coder.JoinedAnswers("Docker, Podman").Options, coder.JoinedAnswers("Docker, Podman").Options);
    }

    private static void Codes(string question, CodedCell coding, string options, string? text)
    {
        Assert.Null(coding.Problem);
        Assert.Equal(options, Ids(question, coding));
        Assert.Equal(text, coding.Verbatim);
    }

    private static void Rejects(CodedCell coding, string code, string expected)
    {
        Assert.Equal(new CodingProblem(code, expected), coding.Problem);
        Assert.Empty(coding.Options);
        Assert.Null(coding.Verbatim);
    }

    private static string Ids(string question, CodedCell coding) =>
        string.Join(' ', coding.Options.Select(option => Book(question).Options[option].Id));

    private static Coder Coder(string question) => new(Book(question));

    /// <summary>A question, in YAML without its id and text, as wave w sees it.</summary>
    private static CodebookQuestion Book(string question)
    {
        var yaml = $$"""
            survey: s
            title: T
            headline: h
            headline-option: text
            waves: [{ id: w }]
            questions:
              - { id: h, text: H?, kind: text }
              - id: q
                text: Q?
            {{string.Join('\n', question.Split('\n').Select(line => "    " + line))}}
            """;
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, yaml);
        return instrument.At(instrument.Wave("w")).Questions[1];
    }
}
