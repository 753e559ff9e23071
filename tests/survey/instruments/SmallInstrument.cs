using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

/// <summary>An instrument that is right, to be broken in one place.</summary>
internal static class SmallInstrument
{
    /// <summary>A whole instrument, in which each test breaks one thing.</summary>
    public const string Small = """
        survey: s
        title: T
        headline: q
        headline-option: a
        waves:
          - { id: w1, file: w1.csv }
          - { id: w2, file: w2.csv }
        questions:
          - id: q
            text: Q?
            kind: single
            options: [A, B]
            nets:
              - { id: any, label: Any, of: [a, b] }
          - id: g
            text: G?
            kind: single
            options: [Yes, No]
            rows: [R1, R2]
        """;

    public static void Refused(string found, string written, string message)
    {
        Assert.Equal(2, Small.Split(found).Length);
        Assert.Equal(
            message,
            Assert
                .Throws<SurveyException>(() =>
                    InstrumentFile.Parse(InstrumentFile.Name, Small.Replace(found, written, StringComparison.Ordinal))
                )
                .Message
        );
    }
}
