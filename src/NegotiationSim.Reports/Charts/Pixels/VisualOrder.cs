using System.Globalization;
using System.Text;
using NegotiationSim.Reports.Charts.Drawings;

namespace NegotiationSim.Reports.Charts.Pixels;

/// <summary>
/// The characters of a line from left to right as they are drawn: the Unicode bidirectional algorithm (UAX 9) without embeddings, which have been taken out. The direction of the line is that of its first letter that has one;
/// numbers run from left to right; what has no direction goes with its neighbours where they agree, else with the line.
/// </summary>
internal static class VisualOrder
{
    private const string Brackets = "()[]{}<>«»";

    public static string Of(string text)
    {
        var characters = TextFit.Characters(text).ToList();
        var directions = characters.Select(DirectionOf).ToArray();
        if (!directions.Contains(Direction.Right))
        {
            return text;
        }

        var line = directions.First(direction => direction != Direction.None);
        Resolve(directions, line);
        var runs = new List<(Direction Direction, List<string> Characters)>();
        for (var i = 0; i < characters.Count; i++)
        {
            if (runs.Count == 0 || runs[^1].Direction != directions[i])
            {
                runs.Add((directions[i], []));
            }

            runs[^1].Characters.Add(characters[i]);
        }

        if (line == Direction.Right)
        {
            runs.Reverse();
        }

        return string.Concat(runs.SelectMany(run => run.Direction == Direction.Right ? Enumerable.Reverse(run.Characters).Select(Mirrored) : run.Characters));
    }

    private static Direction DirectionOf(string character)
    {
        var rune = Rune.GetRuneAt(character, 0);
        return TextFit.IsRightToLeft(rune) ? Direction.Right : Rune.IsLetterOrDigit(rune) ? Direction.Left : Direction.None;
    }

    private static void Resolve(Direction[] directions, Direction line)
    {
        for (var i = 0; i < directions.Length;)
        {
            if (directions[i] != Direction.None)
            {
                i++;
                continue;
            }

            var end = Array.FindIndex(directions, i, direction => direction != Direction.None);
            var (before, after) = (i == 0 ? line : directions[i - 1], end < 0 ? line : directions[end]);
            end = end < 0 ? directions.Length : end;
            Array.Fill(directions, before == after ? before : line, i, end - i);
            i = end;
        }
    }

    private static string Mirrored(string character) => character.Length == 1 && Brackets.IndexOf(character[0], StringComparison.Ordinal) is >= 0 and var at ? Brackets[at ^ 1].ToString(CultureInfo.InvariantCulture) : character;

    private enum Direction
    {
        None,
        Left,
        Right,
    }
}
