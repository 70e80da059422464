using System.CommandLine;
using Relay.Sandbox;

return await SandboxCommand.Create(Console.Out).Parse(args).InvokeAsync();
