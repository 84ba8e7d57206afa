using NegotiationSim.Reports.Storage;

namespace NegotiationSim.Reports.Experiments;

/// <summary>A folder cannot be used as it was asked for; nothing in it was touched. The message is one line and says what would be right.</summary>
public sealed class FolderException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Writing failed on the way, as on a full disk. What was put to rest before is safe. The message is fit for a person.</summary>
public sealed class StorageException(string message, Exception cause) : Exception(message, cause)
{
    /// <summary>What a failure to write means: a disk that failed, or a place that was badly chosen.</summary>
    internal static Exception Of(string path, Exception failure)
    {
        var message = $"'{path}' cannot be written: {DiskFailure.Reason(failure)}";
        return DiskFailure.IsOfTheDisk(failure) ? new StorageException(message, failure) : new FolderException(message, failure);
    }
}
