using System.Globalization;

namespace NegotiationSim.Scenarios.Arithmetic;

/// <summary>
/// A number that says how this system computes: two systems that promise the same bytes have the same one. It is a hash over a thousand values each of <see cref="PortableMath"/>'s functions, of the basic operations that
/// everything rests on (the four of them, square roots, roundings, conversions to integers also of what they cannot hold), and of the digits that doubles are written with.
/// </summary>
public static class ArithmeticFingerprint
{
    private const int Values = 1000;
    private const ulong NotANumber = 0x7FF8_0000_0000_0000;

    /// <summary>Computes the fingerprint, in about a millisecond; nothing is kept.</summary>
    /// <returns>Sixteen hexadecimal digits.</returns>
    public static string Compute()
    {
        var hash = new Hash();
        for (var i = 0; i < Values; i++)
        {
            AddFunctions(ref hash);
            AddOperations(ref hash, hash.AnyNumber(), hash.AnyNumber());
            AddConversions(ref hash, (hash.Uniform() - 0.5) * PortableMath.Pow(2, 80 * hash.Uniform()));
        }

        return hash.State.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static void AddFunctions(ref Hash hash)
    {
        hash.Add(PortableMath.Exp(1460 * hash.Uniform() - 750));
        hash.Add(PortableMath.Exp(2 * hash.Uniform() - 1));
        var x = Math.Abs(hash.AnyNumber());
        hash.Add(PortableMath.Log(x));
        hash.Add(PortableMath.Log2(x));
        hash.Add(PortableMath.Log10(x));
        hash.Add(PortableMath.Log(0.5 + hash.Uniform()));
        hash.Add(PortableMath.Pow(x, 2 * hash.Uniform() - 1));
        hash.Add(PortableMath.Pow(hash.Uniform(), 20 * hash.Uniform()));
    }

    private static void AddOperations(ref Hash hash, double x, double y)
    {
        hash.Add(x + y);
        hash.Add(x - y * 0.75);
        hash.Add(x * y);
        hash.Add(x / y);
        hash.Add(Math.Sqrt(x));

        // A product and a sum in one expression: rounded twice, wherever it is compiled.
        var (a, b, c) = (hash.Uniform(), hash.Uniform(), hash.Uniform());
        hash.Add(a * b - c);
        hash.Add(a * b + c * c);
        hash.Add(Math.Min(x, y));
        hash.Add(Math.Max(x, -x));
        hash.Add((float)x);
    }

    private static void AddConversions(ref Hash hash, double x)
    {
        unchecked
        {
            hash.Add((ulong)(int)x);
            hash.Add((ulong)(long)x);
            hash.Add((uint)x);
            hash.Add((ulong)x);
        }

        hash.Add(Math.Round(x / 65536));
        hash.Add(Math.Floor(x / 3));
        hash.Add((double)(ulong)Math.Abs(x));
        foreach (var digit in x.ToString("R", CultureInfo.InvariantCulture))
        {
            hash.Add(digit);
        }
    }

    /// <summary>A hash and, beside it, the inputs: both from the mixing function of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).</summary>
    private struct Hash()
    {
        private const ulong Step = 0x9E3779B97F4A7C15;

        private ulong _input;

        public ulong State { get; private set; } = Step;

        public void Add(double value) => Add(double.IsNaN(value) ? NotANumber : BitConverter.DoubleToUInt64Bits(value));

        public void Add(ulong bits) => State = Mix(State + Step ^ bits);

        /// <summary>In [0, 1).</summary>
        public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

        /// <summary>A number of any size, subnormal ones and infinity among them.</summary>
        public double AnyNumber() => Next() is var bits && (bits & 0x3F) != 0 ? Number(bits) : (bits & 0x40) != 0 ? Number(bits & ~(0x7FFUL << 52)) : double.PositiveInfinity;

        private static double Number(ulong bits) => BitConverter.UInt64BitsToDouble(bits) is var number && double.IsNaN(number) ? 0 : number;

        private ulong Next() => Mix(_input += Step);

        private static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
