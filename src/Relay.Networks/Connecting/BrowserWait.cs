using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Connecting;

/// <summary>Has a coordinator say yes in her browser, and waits with her for the redirect.</summary>
internal static class BrowserWait
{
    /// <summary>Waits until the redirect comes, she gives up or her patience ends; tells her of each answer that was refused meanwhile.</summary>
    /// <param name="dialogue">The coordinator.</param>
    /// <param name="question">What she is told to do, with its patience.</param>
    /// <param name="redirect">Where her browser comes back to.</param>
    /// <param name="state">As sent out.</param>
    /// <param name="cancel">Ends the dialogue.</param>
    /// <returns>The redirect's query; null when none came at all.</returns>
    /// <exception cref="ConnectException">When nothing came but answers to other requests.</exception>
    public static async Task<IReadOnlyDictionary<string, string>?> WaitAsync(IDialogue dialogue, Question question, LoopbackRedirect redirect, string state, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var arriving = redirect.WaitAsync(state, Timeout.InfiniteTimeSpan, over.Token);
        var told = 0;
        try
        {
            // The code is changed at once when it arrives: it may live for 30 s only, and the dialogue looks every other second.
            return await dialogue.WaitAsync(question, LookAsync, cancel) ?? (redirect.Strangers == 0 ? null : throw redirect.Late());
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)arriving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what it became was seen above, or nobody waits for it
        }

        async Task<IReadOnlyDictionary<string, string>?> LookAsync(CancellationToken abort)
        {
            if (redirect.Strangers > told)
            {
                told = redirect.Strangers;
                dialogue.Say(new(
                    "Une réponse venue d'une autre demande (un ancien onglet, peut-être) a été refusée ; j'attends toujours celle du lien ci-dessus.",
                    "An answer to another request (an old tab, perhaps) was refused; I still wait for that of the link above."));
            }
            return arriving.IsCompleted ? await arriving : null;
        }
    }
}
