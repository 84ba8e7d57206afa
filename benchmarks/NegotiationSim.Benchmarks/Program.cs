using BenchmarkDotNet.Running;
using NegotiationSim.Benchmarks;

// BenchmarkDotNet's own options (--filter, --list, --job, ...); docs/benchmarks.md says which are of use here.
var namesAJob = args.Any(arg => arg is "--job" or "-j" || arg.StartsWith("--job=", StringComparison.Ordinal));
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, new SuiteConfig(namesAJob)).ToList();

// It would leave with 0 whatever happened. A benchmark that failed, and a filter that meets nothing, must not pass unseen.
var mayRunNothing = args.Any(arg => arg is "--list" or "--help" or "--info" or "--version");
var isDone = (summaries.Count > 0 || mayRunNothing) && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(report => report.Success));
return isDone ? 0 : 1;
