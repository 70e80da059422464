using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Worker.Cli.Connect;

/// <summary>Speaks with the coordinator: what options answer is not asked; the rest is asked on a terminal, takes its default in a script, and a missing answer ends in one sentence.</summary>
/// <param name="screen">Where it is said.</param>
/// <param name="around">Where it is typed.</param>
/// <param name="given">Answers by options; null for a question they say nothing about.</param>
/// <param name="ask">Whether anything may be asked: a person types, and did not say <c>--yes</c>.</param>
/// <param name="patience">Longest wait, in place of the question's own; null for that.</param>
internal sealed class CommandDialogue(Screen screen, Surroundings around, Func<Question, IReadOnlyList<string>?> given, bool ask, TimeSpan? patience) : IDialogue
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly Question Longer = new("longer", new("Rien encore. Attendre plus longtemps ?", "Nothing yet. Wait longer?"), QuestionKind.Confirm) { Default = "yes" };

    private readonly HashSet<string> _anew = new(StringComparer.Ordinal);

    /// <summary>Whether anything may be asked.</summary>
    public bool Asks => ask;

    /// <summary>Whether an option answers a question.</summary>
    public bool IsAnswered(Question question) => Given(question) is { Count: > 0 };

    /// <summary>From now on this question is asked, whatever an option says: what the option gave was at fault.</summary>
    public void AskAnew(string key) => _anew.Add(key);

    /// <summary>Asks until the answer can be read; a script's must be readable at once.</summary>
    /// <param name="question">A text.</param>
    /// <param name="read">Throws a <see cref="ConnectException"/> that says why not.</param>
    /// <param name="cancel">Ends the dialogue.</param>
    public async Task<T> AskAsync<T>(Question question, Func<string, T> read, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return read(await AskAsync(question, cancel));
            }
            catch (ConnectException fault) when (ask)
            {
                Say(fault.Sentence);
                AskAnew(question.Key);
            }
        }
    }

    /// <inheritdoc/>
    public void Say(Phrase line)
    {
        if (screen.Json)
        {
            screen.Note(line.French, line.English); // the output is the result's
        }
        else
        {
            screen.Say(line.French, line.English);
        }
    }

    /// <inheritdoc/>
    public async Task<string> AskAsync(Question question, CancellationToken cancel)
    {
        if (Given(question) is { Count: > 0 } answers)
        {
            return question.Kind is QuestionKind.Secret or QuestionKind.Code ? await FromFileAsync(question, answers[0], cancel) : string.Join(", ", answers).Trim();
        }
        if (!ask)
        {
            return question.Default ?? (question.Optional ? "" : throw Missing(question, []));
        }
        while (true)
        {
            Prompt(question, question.Default);
            var typed = question.Kind == QuestionKind.Secret ? await TypedAsync(Hidden, cancel) : await TypedAsync(around.Input!.ReadLine, cancel);
            if (typed.Length > 0 || question.Default is not null || question.Optional)
            {
                return typed.Length > 0 ? typed : question.Default ?? "";
            }
            Say(new("Il faut une réponse (Ctrl+C pour abandonner).", "An answer is needed (Ctrl+C to give up)."));
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (Given(question) is { Count: > 0 } answers)
        {
            return Choosing.ByName(question, names, answers);
        }
        if (!ask)
        {
            // What is offered alone needs no choice.
            return question.Default is { } usual ? Choosing.ByName(question, names, [usual]) : names.Count == 1 ? [0] : question.Optional ? [] : throw Missing(question, names);
        }
        for (var place = 0; place < names.Count; place++)
        {
            Say(new($"  {place + 1}. {names[place]}", $"  {place + 1}. {names[place]}"));
        }
        var otherwise = question.Default is { } name ? Choosing.ByName(question, names, [name]) : names.Count == 1 ? [0] : [];
        while (true)
        {
            Prompt(question, otherwise is [var first] ? $"{first + 1}" : (question.Kind == QuestionKind.Choices ? new Phrase("numéros ou noms, par exemple 1,3", "numbers or names, like 1,3") : new("un numéro ou un nom", "a number or a name")).In(screen.Language));
            var typed = await TypedAsync(around.Input!.ReadLine, cancel);
            try
            {
                return typed.Length == 0 && otherwise.Count > 0 ? otherwise : Choosing.Typed(question, names, typed);
            }
            catch (ConnectException unclear)
            {
                Say(unclear.Sentence);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ConfirmAsync(Question question, CancellationToken cancel)
    {
        if (Given(question) is { Count: > 0 } answers)
        {
            return Answers.YesOrNo(question, answers[0]);
        }
        var usual = question.Default is { } text ? Answers.YesOrNo(question, text) : (bool?)null;
        if (!ask)
        {
            return usual ?? (question.Optional ? false : throw Missing(question, []));
        }
        while (true)
        {
            Prompt(question, (usual, screen.Language) switch { (true, "fr") => "O/n", (true, _) => "Y/n", (false, "fr") => "o/N", (false, _) => "y/N", (_, "fr") => "o/n", _ => "y/n" });
            var typed = await TypedAsync(around.Input!.ReadLine, cancel);
            if ((typed.Length == 0 ? usual : Answers.Said(typed)) is { } answer)
            {
                return answer;
            }
            Say(new("Répondez oui ou non.", "Say yes or no."));
        }
    }

    /// <inheritdoc/>
    public async Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        if (await look(cancel) is { } there)
        {
            return there;
        }
        Say(new($"… {question.Words.French}{(ask ? " (Ctrl+C pour abandonner)" : "")}", $"… {question.Words.English}{(ask ? " (Ctrl+C to give up)" : "")}"));
        do
        {
            for (var end = around.Time.GetUtcNow() + (patience ?? question.Patience); around.Time.GetUtcNow() < end;)
            {
                await Task.Delay(Pause, around.Time, cancel);
                if (await look(cancel) is { } found)
                {
                    return found;
                }
            }
        }
        while (ask && await ConfirmAsync(Longer, cancel));
        return null;
    }

    // A person in front of a terminal types what a script would pipe in.
    private IReadOnlyList<string>? Given(Question question)
        => _anew.Contains(question.Key) || given(question) is not { } answers || (ask && question.Kind is (QuestionKind.Secret or QuestionKind.Code) && answers is ["-"]) ? null : answers;

    /// <summary>A secret's file is there; a code's is written once the question is asked.</summary>
    private async Task<string> FromFileAsync(Question question, string path, CancellationToken cancel)
    {
        if (path == "-")
        {
            return await LineAsync(around.Standard.ReadLine, cancel) is var line && (line is { Length: > 0 } || question.Optional) ? line ?? "" : throw new ConnectException(new($"{Answers.OptionOf(question)} : la ligne de l'entrée standard est vide.", $"{Answers.OptionOf(question)}: the line of the standard input is empty."), question.Key);
        }
        if (question.Kind == QuestionKind.Code && await WaitAsync(question with { Words = Awaited(question, path) }, abort => Task.FromResult(Written(path)), cancel) is null)
        {
            throw new ConnectException(new($"{Answers.OptionOf(question)} : rien n'a été écrit dans {path}.", $"{Answers.OptionOf(question)}: nothing was written to {path}."), question.Key);
        }
        try
        {
            var secret = (await File.ReadAllTextAsync(Path.GetFullPath(path, around.Folder), cancel)).Trim();
            return secret.Length > 0 ? secret : throw new ConnectException(new($"{Answers.OptionOf(question)} : {path} est vide.", $"{Answers.OptionOf(question)}: {path} is empty."), question.Key);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = FileFault.Why(fault);
            throw new ConnectException(new($"{Answers.OptionOf(question)} : {path} ne peut pas être lu, {why.French}.", $"{Answers.OptionOf(question)}: {path} can't be read, {why.English}."), question.Key);
        }
    }

    /// <summary>The file once it holds something.</summary>
    private FileInfo? Written(string path) => new FileInfo(Path.GetFullPath(path, around.Folder)) is { Exists: true, Length: > 0 } file ? file : null;

    private static Phrase Awaited(Question question, string path) => new($"{question.Words.French} : j'attends {path}", $"{question.Words.English}: I wait for {path}");

    private void Prompt(Question question, string? hint)
    {
        var words = question.Words.In(screen.Language).TrimEnd(' ', ':');
        around.Output.Write($"{(screen.Rehearsal ? Screen.RehearsalMark.In(screen.Language) : "")}{words}{(hint is null ? "" : $" [{hint}]")}{(words.EndsWith('?') ? " " : screen.Language == "fr" ? " : " : ": ")}");
        around.Output.Flush();
    }

    private string? Hidden()
    {
        var typed = around.ReadHidden();
        around.Output.WriteLine();
        return typed;
    }

    /// <summary>What a person types; when she ends the input (Ctrl+D) there is nobody left to ask, and no question is tried again.</summary>
    private async Task<string> TypedAsync(Func<string?> read, CancellationToken cancel)
    {
        if (await LineAsync(read, cancel) is { } line)
        {
            return line;
        }
        around.Output.WriteLine(); // below the question that is left open
        throw new CommandFailure(ExitCode.Refused, new("L'entrée s'est terminée avant la réponse : rien n'a changé.", "The input ended before the answer: nothing has changed."));
    }

    /// <summary>Reading a terminal can't be cut off: it is left to itself when the command ends.</summary>
    private static async Task<string?> LineAsync(Func<string?> read, CancellationToken cancel) => (await Task.Run(read, CancellationToken.None).WaitAsync(cancel))?.Trim();

    private static ConnectException Missing(Question question, IReadOnlyList<string> names)
    {
        var option = Answers.OptionOf(question);
        return names.Count > 0
            ? new(new($"Il manque {option} : choisissez parmi {Choosing.List(names)}.", $"{option} is missing: choose among {Choosing.List(names)}."))
            : new(new($"Il manque {option} ({question.Words.French.TrimEnd(' ', '?', ':')}).", $"{option} is missing ({question.Words.English.TrimEnd(' ', '?', ':')})."));
    }
}
