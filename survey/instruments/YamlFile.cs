using System.Text;

namespace Survey.Instruments;

/// <summary>The text of a YAML file that an author writes.</summary>
internal static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SurveyException">it cannot be read, or is not UTF-8</exception>
    public static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file, Strict);
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
