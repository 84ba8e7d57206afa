namespace NegotiationSim.Grains;

/// <summary>
/// Lets so many blocks play at the same time on a silo, whoever drives them; the others wait, in the order in which they came. Each driver opens as many tables as the silo has, so several drivers would share its processors, and the threads that answer
/// pulses, among more of them than it was told to play.
/// </summary>
/// <param name="count">How many, at least 1.</param>
internal sealed class TableSeats(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);
    private int _waiting;

    /// <summary>How many blocks wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a seat.</summary>
    /// <param name="giveUp">Gives the block up, whether it waits or plays.</param>
    /// <returns>To be disposed when the block has been played.</returns>
    /// <exception cref="OperationCanceledException">It was given up while it waited.</exception>
    public async ValueTask<IDisposable> TakeAsync(CancellationToken giveUp)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _free.WaitAsync(giveUp);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Seat(_free, giveUp);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    /// <summary>Free again when its block has ended, and at once when it is given up: a block that waits for an answer that was lost may never end.</summary>
    private sealed class Seat : IDisposable
    {
        private readonly SemaphoreSlim _free;
        private readonly CancellationTokenRegistration _giveUp;
        private int _isLeft;

        public Seat(SemaphoreSlim free, CancellationToken giveUp)
        {
            _free = free;
            _giveUp = giveUp.UnsafeRegister(static seat => ((Seat)seat!).Leave(), this);
        }

        public void Dispose()
        {
            _giveUp.Unregister();
            Leave();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                _free.Release();
            }
        }
    }
}
