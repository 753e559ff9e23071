namespace Survey.Tests.Ingest.Written;

/// <summary>What made-up surveys are made of.</summary>
internal static class MadeTexts
{
    /// <summary>Topics, of which each makes one question of a survey.</summary>
    public static readonly string[] Topics =
    [
        "at work",
        "for testing",
        "to deploy your services",
        "in \"production\"",
        "for machine learning",
        "when you write documentation, tutorials or talks",
        "to keep secrets",
        "in your free time",
        "for monitoring (logs, metrics, traces)",
        "für Kundendaten",
        "on your own laptop",
        "with colleagues",
        "for code review",
        "in the e-mail team",
        "to plan releases",
        "for R&D",
    ];

    /// <summary>Labels of choices. Some hold what tools part labels with, quotes, and letters that are not ASCII.</summary>
    public static readonly string[] Labels =
    [
        "Docker",
        "Podman",
        "CRI-O (any version)",
        "Events (talks, meetups)",
        "Kubernetes, self-managed",
        "Kubernetes, managed by somebody else",
        "C",
        "C++",
        "C#",
        "Über 50 Knoten",
        "café au lait",
        "a \"quoted\" word",
        "Amazon Web Services (AWS)",
        "R&D / research",
        "I'm not sure yet",
        "Node.js",
        "Less than 1 year",
        "東京",
        "Books, courses, or videos",
        "None of these",
        "100 % open source",
        "Mail & chat",
        "Build it ourselves - from scratch",
        "Continuous integration, delivery and deployment with whatever tool the platform team of the company happens to support this year",
        "Spreadsheets",
        "Pen and paper",
        "vim",
        "Visual Studio Code",
        "Go",
        "Rust",
    ];

    /// <summary>Ordered answers; their points are one scale.</summary>
    public static readonly string[][] Scales =
    [
        ["1", "2", "3", "4", "5"],
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
        ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"],
        ["Very unlikely", "Unlikely", "Likely", "Very likely"],
        ["Never", "Rarely", "Sometimes", "Often", "Always"],
        ["Not important", "Slightly important", "Important", "Very important"],
        ["1: not at all", "2", "3", "4", "5: very much"],
    ];

    public static readonly string[] Rows =
    [
        "Easy to set up",
        "Well documented",
        "Fast enough",
        "Price, and what comes on top",
        "Support (mail, chat)",
        "Security",
        "Größe",
    ];

    private static readonly string[] Words =
    [
        "stable",
        "quick",
        "review",
        "storage",
        "guide",
        "never",
        "later",
        "cluster",
        "maybe",
        "naïve",
        "training",
        "\"better\"",
    ];

    /// <summary>What somebody types: no two texts of a number are the same.</summary>
    public static string Typed(Random random, int number)
    {
        var words = Enumerable.Range(0, random.Next(2, 6)).Select(_ => Words[random.Next(Words.Length)]);
        return $"{string.Join(' ', words)} {number}";
    }
}
