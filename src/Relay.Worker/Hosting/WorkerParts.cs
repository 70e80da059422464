using Relay.Core;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Core.Swarm;
using Relay.Core.Texts;
using Relay.Networks;
using Relay.Sources;
using Relay.Store;
using Relay.Worker.Keys;

namespace Relay.Worker.Hosting;

/// <summary>Puts the parts of Relay together, for the worker and for commands that look at its store.</summary>
internal static class WorkerParts
{
    /// <summary>Everything but the loops and jobs: with these, commands can plan, compose and explain.</summary>
    public static IServiceCollection AddRelayParts(this IServiceCollection services, ConfigurationInForce configuration, RelayStore store, TimeProvider time) => services
        .AddSingleton(time)
        .AddSingleton(configuration)
        .AddSingleton<IChannels>(configuration).AddSingleton(store.Marks)
        .AddSingleton(configuration.Harvest)
        .AddSingleton(SourcesOf(configuration))
        .AddSingleton(store.Ledger).AddSingleton(store.Halts).AddSingleton(store.Items).AddSingleton(store.Audit).AddSingleton(store.Proofs).AddSingleton(store.Topics).AddSingleton(store.Settings).AddSingleton(store.Secrets)
        .AddSingleton(store.Contacts).AddSingleton(store.Links).AddSingleton(new RetentionRules(configuration.Retention)).AddSingleton<RetentionKeeper>().AddSingleton<ContactBook>().AddSingleton<LinkCodes>().AddSingleton<RightsDesk>().AddSingleton<LeftAloneJournal>().AddSingleton<LeftAloneReplay>().AddSingleton<LeftAloneTerms>().AddSingleton(store.Records).AddSingleton<ILeftAloneLog>(new LeftAloneFile(configuration.Store.Keys)).AddSingleton(store.Returns).AddSingleton(store.Waiting).AddSingleton<ReturnService>()
        .AddSingleton(store.Broadcasts).AddSingleton(store.Guests).AddSingleton(store.Suppressions).AddSingleton(store.Answers).AddSingleton<ILinkKey>(store.Conversations).AddSingleton<IPeopleKeyFile>(new PeopleKeyFile(configuration.Store.Keys))
        .AddSetups()
        .AddSingleton<AccessCheck>()
        .AddRelayTexts(texts => texts.TemplateFolder = configuration.Templates)
        .AddRelayEngine(configuration.Engine)
        .AddSingleton<IHarvester, Harvester>();

    /// <summary>The networks and kinds of sources this program knows.</summary>
    public static IServiceCollection AddSetups(this IServiceCollection services) => services.AddRelayNetworks().AddRelaySources();

    /// <summary>Sources by id, as harvests ask for them.</summary>
    public static IReadOnlyDictionary<string, ISource> SourcesOf(ConfigurationInForce configuration)
        => configuration.Sources.ToDictionary(pair => pair.Key, pair => pair.Value.Source, StringComparer.Ordinal);
}
