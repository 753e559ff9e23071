using Survey.Storage;
using Survey.Tests.Counting;

namespace Survey.Tests.Answers;

/// <summary>A survey whose questions are held against each other: raw, reconstructed and assumed waves of it.</summary>
internal static class CrosstabSurvey
{
    public const string Waves = """
          - { id: w1, label: Wave 1, file: w1.csv }
          - { id: w2, label: Wave 2, file: w2.csv, provenance: reconstructed }
          - { id: w3, label: Wave 3, file: w3.csv, respondents: assumed }
          - { id: w4 }
        """;

    public const string Questions = """
          - id: region
            text: Region?
            kind: single
            options: [North, South, { id: west, label: West, offered: [w4] }, { id: nowhere, label: Nowhere, missing: true }]
            nets: [{ id: somewhere, label: Somewhere, of: [north, south] }]
          - id: tools
            text: Tools?
            kind: multiple
            asked-of: ["region:north,south"]
            options: [Hammer, Saw, Drill]
            nets: [{ id: power, label: Power tools, of: [saw, drill] }]
          - { id: parts, text: Parts?, kind: multiple, options: [Nail, Screw] }
          - { id: grade, text: Grade?, kind: scale, options: ["1", "2"] }
          - { id: note, text: Note?, kind: text }
          - { id: age, text: Age?, kind: number }
          - { id: late, text: Late?, kind: single, asked: [w3], options: [Soon] }
        weights:
          - { id: even, label: Even regions, targets: { region: { north: 50, south: 50, west: 0, nowhere: 0 } } }
        """;

    public const string Header = "Region?,Tools?,Parts?,Grade?,Note?,Age?";

    public static readonly (string Row, int Times)[] First =
    [
        ("North,\"Hammer, Saw\",Nail,1,,", 20),
        ("North,Hammer,Screw,1,,", 10),
        ("North,Drill,\"Nail, Screw\",2,,", 10),
        ("South,Saw,Nail,2,,", 30),
        ("South,\"Saw, Drill\",,2,,", 10),
        ("Nowhere,Hammer,,1,,", 5),
        ("North,,,1,,", 15),
        (",Hammer,,,x,7", 7),
    ];

    /// <summary>For the rows of a theory, which share a database.</summary>
    public static async Task LoadedOnce(this TestDatabase postgres, string survey)
    {
        if (!(await LoadedSurvey.All(postgres.Database)).Any(loaded => loaded.Instrument.Survey == survey))
            await postgres.Load(survey);
    }

    public static async Task<string> Load(this TestDatabase postgres, string survey, params (string Row, int Times)[] first)
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(survey, Waves, Questions),
            ("w1.csv", SmallSurvey.Csv(Header, first is [] ? First : first)),
            ("w2.csv", SmallSurvey.Csv(Header, First)),
            ("w3.csv", SmallSurvey.Csv($"{Header},Late?", ("North,,,1,,,Soon", 40), ("South,,,1,,,Soon", 10)))
        );
        return survey;
    }
}
