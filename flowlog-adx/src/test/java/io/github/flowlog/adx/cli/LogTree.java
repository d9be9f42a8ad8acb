package io.github.flowlog.adx.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder {@code logs} as downloads from storage accounts make it; the files are no logs, for none is opened. */
final class LogTree {
    private static final String NSG = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK"
            + "/NETWORKSECURITYGROUPS/WEB-NSG";
    private static final String OTHER_SUBSCRIPTION = NSG.replace("/S1/", "/S2/").replace("WEB", "DB");
    private static final String SAME_NAME = NSG.replace("WEB", "DB");
    private static final String VNET_JOINED =
            "flowLogResourceID=/S1_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_HUB-VNET-PRODUCTION-EUROPE-RG-FLOWLOGS";
    private static final String VNET_FULL = "flowLogResourceID=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/NETWORKWATCHERRG"
            + "/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_EASTUS/FLOWLOGS/SPOKE";
    private static final String VAULT =
            "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KEYS";

    private LogTree() {}

    static void write(Path directory) throws IOException {
        Path logs = directory.resolve("logs");
        for (int hour : new int[] {0, 1, 4, 5, 9, 23}) {
            write(logs, NSG, "y=2026/m=01/d=01/h=%02d/m=00/macAddress=000D3A111111".formatted(hour), 1_000 * hour);
        }
        write(logs, NSG, "y=2026/m=01/d=01/h=04/m=00/macAddress=000D3A222222", 700);
        write(logs, NSG, "y=2026/m=01/d=02/h=00/m=00/macAddress=000D3A222222", 700);
        for (int hour = 0; hour < 24; hour += 2) {
            write(logs, VNET_JOINED, "y=2026/m=02/d=28/h=%02d/m=00/macAddress=6045BD333333".formatted(hour), 20_000);
        }
        write(logs, VNET_FULL, "y=2025/m=12/d=31/h=23/m=00/macAddress=6045BD444444", 123_456);
        write(logs, VNET_FULL, "y=2026/m=01/d=01/h=00/m=00/macAddress=6045BD444444", 1_234_567);
        write(logs, SAME_NAME, "y=2017/m=03/d=21/h=18/m=00", 5);
        write(logs, OTHER_SUBSCRIPTION, "y=2017/m=03/d=21/h=18/m=00", 5);
        write(logs, VAULT, "y=2026/m=01/d=01/h=00/m=00", 5);
        Files.write(logs.resolve("download.json"), new byte[42]);
        Files.write(logs.resolve("odd \",\n\u001b[31m=1+1.json"), new byte[1]);
        Files.write(logs.resolve("notes.txt"), new byte[1]);
    }

    private static void write(Path logs, String resource, String hour, int bytes) throws IOException {
        Path folder = Files.createDirectories(logs.resolve(resource).resolve(hour));
        Files.write(folder.resolve("PT1H.json"), new byte[bytes]);
    }
}
