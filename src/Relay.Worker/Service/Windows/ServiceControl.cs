using System.Runtime.InteropServices;

namespace Relay.Worker.Service.Windows;

/// <summary>The few calls of advapi32 that a Windows service makes; source: learn.microsoft.com, "Service Functions".</summary>
internal static unsafe partial class ServiceControl
{
    /// <summary>The service's own process.</summary>
    public const uint OwnProcess = 0x10;

    /// <summary>Takes the control <see cref="Stop"/>.</summary>
    public const uint AcceptsStop = 0x1;

    /// <summary>Takes the control <see cref="Shutdown"/>.</summary>
    public const uint AcceptsShutdown = 0x4;

    /// <summary>Control: stop.</summary>
    public const uint Stop = 1;

    /// <summary>Control: say how you fare.</summary>
    public const uint Interrogate = 4;

    /// <summary>Control: the machine goes down.</summary>
    public const uint Shutdown = 5;

    /// <summary>Answer to a control that is not known.</summary>
    public const uint NotImplemented = 120;

    /// <summary>Exit that says: see the service's own code.</summary>
    public const uint SpecificError = 1066;

    /// <summary>One row of the table of services in a process; the last row is empty.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TableEntry
    {
        public nint Name;
        public delegate* unmanaged<uint, nint, void> Main;
    }

    /// <summary>How a service fares.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Status
    {
        public uint Type;
        public uint State;
        public uint Accepted;
        public uint Exit;
        public uint OwnExit;
        public uint CheckPoint;
        public uint WaitHint;
    }

    [LibraryImport("advapi32", EntryPoint = "StartServiceCtrlDispatcherW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Dispatch(TableEntry* table);

    [LibraryImport("advapi32", EntryPoint = "RegisterServiceCtrlHandlerExW", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint Register(nint name, delegate* unmanaged<uint, uint, nint, nint, uint> handler, nint context);

    [LibraryImport("advapi32", EntryPoint = "SetServiceStatus", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Report(nint handle, ref Status status);
}
