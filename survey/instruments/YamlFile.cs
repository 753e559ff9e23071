using System.Text;

namespace Survey.Instruments;

/// <summary>The text of a YAML file that an author writes.</summary>
internal static class YamlFile
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxBytes = 10_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SurveyException">it cannot be read, is no file of a size that an author writes, or is not UTF-8</exception>
    public static string Text(string file)
    {
        try
        {
            if (PlainFile.IsEmptyOrEndless(file))
                throw new SurveyException($"{file}:1: the file is empty, or a device or a pipe; YAML was expected");
            return PlainFile.At(file) is not { Exists: true, Length: > MaxBytes }
                ? File.ReadAllText(file, Strict)
                : throw new SurveyException(
                    $"{file}: more than {MaxBytes / 1_000_000} MB, which no author writes; is it another file under this name?"
                );
        }
        catch (DecoderFallbackException exception)
        {
            throw new SurveyException($"{file}: not UTF-8; save it as UTF-8", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{file}: cannot be read: {exception.Message}", exception);
        }
    }
}
