using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>
/// The cells and rows of a file that could not be used, kept with their reasons. A file that says other things than the instrument expects
/// is not loaded with holes: so many of a question's cells may be rejected, and so many rows, as the instrument's "reject-limit" says.
/// </summary>
internal sealed class RejectLimit
{
    /// <summary>Rejects that are kept of a file; with one more it is refused.</summary>
    private const int Most = 100_000;

    private readonly string file;
    private readonly IReadOnlyList<Column> columns;
    private readonly CodedWave coded;

    /// <summary>By question, its cells that said anything, and those of them that were rejected.</summary>
    private readonly long[] cells,
        rejected;

    public RejectLimit(string file, IReadOnlyList<Column> columns, CodedWave coded)
    {
        (this.file, this.columns, this.coded) = (file, columns, coded);
        cells = new long[coded.Codebook.Questions.Count];
        rejected = new long[coded.Codebook.Questions.Count];
    }

    /// <summary>Counts a cell of a question, whatever becomes of it.</summary>
    public void Count(int question) => cells[question]++;

    public void Reject(RawFile raw, int column, CodingProblem problem)
    {
        coded.Accounts.RejectedCells++;
        rejected[columns[column].Question]++;
        Keep(
            new Reject
            {
                File = file,
                Line = raw.Line,
                Column = column + 1,
                Header = columns[column].Header,
                Question = coded.Codebook.Questions[columns[column].Question].Id,
                Value = PersonalData.Masked(raw.Text(column)),
                Code = problem.Code,
                Expected = problem.Expected,
            }
        );
    }

    public void RejectRow(RawFile raw, CodingProblem problem)
    {
        coded.Accounts.RejectedRows++;
        Keep(
            new Reject
            {
                File = file,
                Line = raw.Line,
                Code = problem.Code,
                Expected = problem.Expected,
            }
        );
    }

    /// <summary>Why the file is refused, after its last row: one line for the rows, and one for each question, of which too many were
    /// rejected.</summary>
    public IEnumerable<string> Exceeded()
    {
        var codebook = coded.Codebook;
        var (rows, allowed) = (coded.Accounts.Rows, codebook.Wave.Export.RejectLimit);
        if (100.0 * coded.Accounts.RejectedRows > allowed * rows)
            yield return Message(
                $"{coded.Accounts.RejectedRows} of {rows} rows",
                "rows",
                "mend the file",
                coded.Rejects.First(reject => reject.Column == 0)
            );
        for (var question = 0; question < cells.Length; question++)
        {
            if (100.0 * rejected[question] > allowed * cells[question])
                yield return Message(
                    $"{rejected[question]} of {cells[question]} cells of question \"{codebook.Questions[question].Id}\"",
                    "cells",
                    codebook.Questions[question].Kind == QuestionKind.Number
                        ? "mend them with \"repairs\", or name those that are no answer under \"blank\""
                        : "add their wordings to the instrument",
                    coded.Rejects.First(reject => reject.Question == codebook.Questions[question].Id)
                );
        }

        string Message(string share, string noun, string remedy, Reject first) =>
            FormattableString.Invariant($"{first}; {share} cannot be used, more than the {allowed} % that may be: {remedy}, ")
            + $"or raise \"reject-limit\" of wave \"{codebook.Wave.Id}\"; such {noun} would not be counted";
    }

    private void Keep(Reject reject)
    {
        if (coded.Rejects.Count == Most)
            throw new Refusal(
                RejectCode.TooManyRejects,
                $"{coded.Rejects[0]}; this is the first of more than {Most} cells and rows that cannot be used: is this the instrument of "
                    + "another survey?"
            );
        coded.Rejects.Add(reject);
    }
}
