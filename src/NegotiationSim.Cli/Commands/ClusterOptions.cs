using System.CommandLine;
using System.CommandLine.Parsing;
using NegotiationSim.Cli.Clusters;
using NegotiationSim.Cluster;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Membership;

namespace NegotiationSim.Cli.Commands;

/// <summary>Which cluster a command works with.</summary>
internal sealed class ClusterOptions
{
    private const string AddressName = "--cluster";
    private const string IdName = "--cluster-id";
    private const string ParallelName = "--parallel";
    private const string Beside = "beside";
    private const string Spread = "spread";

    public Option<ClusterAddress?> Address { get; } = new(AddressName)
    {
        Description = "Play on the silos of a cluster ('negsim silo'), whose membership is kept in Redis or PostgreSQL: redis://HOST:PORT or postgres://HOST:PORT/DATABASE. Changes no result.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (ClusterAddress.TryParse(result.Tokens.Single().Value, out var address, out var complaint))
            {
                return address;
            }

            result.AddError(complaint);
            return null;
        },
    };

    public Option<string?> Id { get; } = new(IdName)
    {
        Description = "The name of the cluster: silos and commands that give the same one, and the same --cluster, belong together.",
        HelpName = "ID",
        CustomParser = ReadId,
    };

    public Option<string?> PasswordFile { get; } = new("--cluster-password-file")
    {
        Description = $"A file with the password of Redis or PostgreSQL; the environment variable {ClusterPassword.Variable} does the same.",
        HelpName = "FILE",
    };

    public Option<string?> SecretFile { get; } = new("--secret-file")
    {
        Description = $"The file with the secret of the cluster ('negsim silo --new-secret FILE' makes one); the environment variables {SecretSource.FileVariable} and {SecretSource.Variable} do the same. On this machine alone none is needed.",
        HelpName = "FILE",
    };

    public Option<string?> TlsCertificate { get; } = new("--tls-certificate")
    {
        Description = "The certificate that this side shows to the other, PEM or PFX. With it all connections are encrypted, and the other side has to show one too.",
        HelpName = "FILE",
    };

    public Option<string?> TlsKey { get; } = new("--tls-key") { Description = "The private key of the certificate, PEM, where it is not in the same file.", HelpName = "FILE" };

    public Option<string?> TlsAuthority { get; } = new("--tls-ca")
    {
        Description = "The authority whose certificates are accepted. Without it the other side has to show the very same certificate.",
        HelpName = "FILE",
    };

    public Option<bool> Insecure { get; } = new("--insecure") { Description = "Allow connections to other machines without TLS: all that they say can be read and changed on the way." };

    public Option<string?> Placement { get; } = new("--placement")
    {
        Description = "'spread' puts each state actor on a silo of its own, as governments keep their preferences at home; it takes longer. Default: beside, with the table. Changes no result.",
        HelpName = "beside|spread",
        CustomParser = result =>
        {
            var value = result.Tokens.Single().Value;
            if (value is not (Beside or Spread))
            {
                result.AddError($"--placement takes {Beside} or {Spread}; '{value}' is neither");
            }

            return value;
        },
    };

    /// <summary>Of a batch, with a cluster or without; a silo has one of its own.</summary>
    public Option<int?> Parallel { get; } = new(ParallelName)
    {
        Description = "Play N tables at a time. Default: as many as there are processors, fewer where memory is short. Changes no result.",
        HelpName = "N",
        CustomParser = result => (int)OptionNumbers.Whole(result, ParallelName, 1024, 1),
    };

    /// <summary>Of a silo; it is about the store alone.</summary>
    public Option<bool> Prepare { get; } = new("--prepare")
    {
        Description = "Make the tables in PostgreSQL that clusters need there, and end. Once for a database, by a user who may create them; it can be run again. Redis needs nothing.",
    };

    /// <summary>Of a silo; it needs no cluster.</summary>
    public Option<string?> NewSecret { get; } = new("--new-secret")
    {
        Description = "Write a new secret for a cluster into this file, and end. Silos and clients on several machines are given copies of it.",
        HelpName = "FILE",
    };

    /// <summary>Options that go together.</summary>
    public ClusterOptions()
    {
        Address.Validators.Add(result =>
        {
            if (IsGiven(result, Address) && !IsGiven(result, Id) && !IsDoneWithoutServing(result))
            {
                result.AddError($"{AddressName} needs the cluster's name beside it: {IdName} ID");
            }
        });
        Id.Validators.Add(result =>
        {
            if (IsGiven(result, Id) && !IsGiven(result, Address) && !IsGiven(result, NewSecret))
            {
                result.AddError($"{IdName} names a cluster, and {AddressName} URL says where to find it; it is missing");
            }
        });
        foreach (var option in Keys.Append(Placement))
        {
            option.Validators.Add(result =>
            {
                if (IsGiven(result, option) && !IsGiven(result, Address) && !IsGiven(result, NewSecret))
                {
                    result.AddError($"{option.Name} is about a cluster; say which with {AddressName} URL {IdName} ID");
                }
            });
        }

        Insecure.Validators.Add(result =>
        {
            if (IsGiven(result, Insecure) && IsGiven(result, TlsCertificate) && !IsDoneWithoutServing(result))
            {
                result.AddError(Exposure.Contradiction);
            }
        });
    }

    /// <summary>What a batch command takes.</summary>
    public IReadOnlyList<Option> OfBatches => [Address, Id, .. Keys, Placement];

    /// <summary>What proves that a command belongs to the cluster.</summary>
    private IReadOnlyList<Option> Keys => [PasswordFile, SecretFile, TlsCertificate, TlsKey, TlsAuthority, Insecure];

    /// <summary>Adds the options of a batch command, and that they go together.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in OfBatches)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds the options of a silo, which needs a cluster.</summary>
    /// <param name="command">The command.</param>
    public void AddToSilo(Command command)
    {
        foreach (var option in new Option[] { Address, Id }.Concat(Keys))
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!IsGiven(result, Address) && !IsGiven(result, NewSecret))
            {
                result.AddError($"{command.Name} needs a cluster: {AddressName} URL {IdName} ID");
            }
        });
    }

    /// <summary>The cluster of a batch command; null: it plays in this process.</summary>
    /// <exception cref="WrongInputException">The file with the password cannot be read.</exception>
    public ClusterOrder? Order(ParseResult parsed) =>
        Store(parsed) is not { } store || parsed.GetValue(Id) is not { } id ? null : new ClusterOrder(store, new ClusterName(id))
        {
            Door = new DoorOrder(
                parsed.GetValue(SecretFile),
                new TlsFiles(parsed.GetValue(TlsCertificate), parsed.GetValue(TlsKey), parsed.GetValue(TlsAuthority)),
                parsed.GetValue(Insecure)),
            Spread = parsed.GetValue(Placement) == Spread,
            Parallel = parsed.GetValue(Parallel),
        };

    /// <summary>The address of the membership store, with its password; null: none is given.</summary>
    /// <exception cref="WrongInputException">The file with the password cannot be read.</exception>
    public ClusterAddress? Store(ParseResult parsed) => parsed.GetValue(Address) is { } address ? WithPassword(address, parsed) : null;

    private ClusterAddress WithPassword(ClusterAddress address, ParseResult parsed)
    {
        try
        {
            return address.WithPassword(ClusterPassword.Read(parsed.GetValue(PasswordFile), Environment.GetEnvironmentVariable));
        }
        catch (MembershipException failure)
        {
            throw new WrongInputException(failure.Message);
        }
    }

    /// <summary>Whether a silo does something else and ends. What else must not be given then is for it to say.</summary>
    private bool IsDoneWithoutServing(SymbolResult place) => IsGiven(place, Prepare) || IsGiven(place, NewSecret);

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(SymbolResult place, Option option) => place.GetResult(option) is { Implicit: false };

    private static string? ReadId(ArgumentResult result)
    {
        var id = result.Tokens.Single().Value;
        if (ClusterName.Complaint(id) is { } complaint)
        {
            result.AddError($"{IdName} {complaint}");
        }

        return id;
    }
}
