namespace Survey;

/// <summary>A value, or the reason why there is none.</summary>
public readonly record struct Known<T>
{
    private readonly T value;

    private Known(T value, Reason? why) => (this.value, Why) = (value, why);

    /// <summary>Null where there is a value.</summary>
    public Reason? Why { get; }

    /// <exception cref="NotComputableException">there is none</exception>
    public T Value => Why is null ? value : throw new NotComputableException(Why);

    public static implicit operator Known<T>(T value) => new(value, null);

    public static implicit operator Known<T>(Reason why) => new(default!, why);
}
