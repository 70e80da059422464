namespace Relay.Sandbox.Facebook;

/// <summary>Who wrote on a Page: the Page itself, or somebody whom the Page knows by an id of its own.</summary>
internal sealed record FacebookAuthor(string Id, string Name)
{
    public static FacebookAuthor Of(FacebookPage page) => new(page.Id, page.Name);

    public static FacebookAuthor Of(Militants.Militant person, FacebookPage page) => new(person.OnPage(page.Id), person.Name);
}
