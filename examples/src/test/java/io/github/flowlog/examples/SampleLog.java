package io.github.flowlog.examples;

import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Each log in {@code examples/logs}, and what it must hold. */
enum SampleLog {
    POST_OF_2017(
            FlowLogFormat.NSG_V1,
            1,
            9,
            nsg("00000000-0000-0000-0000-000000000000", "NETFLOW-TEST", "NETFLOWVM-NSG")
                    + "/y=2017/m=03/d=21/h=18/m=00/PT1H.json"),
    GZIP(
            FlowLogFormat.NSG_V1,
            1,
            40,
            nsg("00000000-0000-0000-0000-000000000000", "CONTOSORG", "CONTOSONSG")
                    + "/y=2017/m=06/d=16/h=20/m=00/PT1H.json.gz"),
    NSG_V1(
            FlowLogFormat.NSG_V1,
            6,
            73,
            nsg("86CB3AC1-64CD-4F04-A587-55B5B63A0248", "LANETOPTRG", "LANETOPTNSG")
                    + "/y=2025/m=02/d=21/h=21/m=00/macAddress=000D3AD54FCC/PT1H.json"),
    NSG_V2(
            FlowLogFormat.NSG_V2,
            8,
            153,
            nsg("11111111-2222-3333-A4B6-000000000000", "VM-TEST", "TEST-NSG")
                    + "/y=2024/m=08/d=19/h=18/m=00/macAddress=6045BDEC2532/PT1H.json"),
    GENERATED_NSG_V2(
            FlowLogFormat.NSG_V2,
            27,
            304,
            nsg("FD9AD740-E183-CA43-7784-58B3F257E98B", "DATA-PLATFORM", "VM0-NSG")
                    + "/y=2026/m=01/d=01/h=00/m=00/macAddress=000D3A969D3D/PT1H.json"),
    DOCUMENTATION(
            FlowLogFormat.VNET_V4,
            1,
            19,
            "flowLogResourceID=/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/NETWORKWATCHERRG"
                    + "/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_EASTUS2EUAP/FLOWLOGS/VNETFLOWLOG"
                    + "/y=2022/m=09/d=14/h=09/m=00/macAddress=00224871C205/PT1H.json"),
    VIRTUAL_NETWORK(
            FlowLogFormat.VNET_V4,
            8,
            166,
            vnet("C088DC46-D692-42AD-A4B6-9A542D28AD2A", "WESTUS_LABSVM1-VNET-AZURE-LABS-001-FLOWLOG")
                    + "/y=2024/m=12/d=12/h=04/m=00/macAddress=000D3A359573/PT1H.json"),
    SUBNET(
            FlowLogFormat.VNET_V4,
            4,
            68,
            vnet("C088DC46-D692-42AD-A4B6-9A542D28AD2A", "WESTUS_DEFAULT-AZURE-LABS-001-FLOWLOG")
                    + "/y=2024/m=12/d=31/h=09/m=00/macAddress=000D3A359573/PT1H.json"),
    NETWORK_INTERFACE(
            FlowLogFormat.VNET_V4,
            4,
            61,
            vnet("C088DC46-D692-42AD-A4B6-9A542D28AD2A", "WESTUS_LABSVM1519-AZURE-LABS-001-FLOWLOG")
                    + "/y=2024/m=12/d=31/h=09/m=00/macAddress=000D3A359573/PT1H.json"),
    GENERATED_VNET_V4(
            FlowLogFormat.VNET_V4,
            23,
            300,
            vnet("14A9A722-349A-9758-6253-D804A5022F8C", "EASTUS2_VNET-2-LAB-001-FLOWLOG")
                    + "/y=2026/m=01/d=01/h=00/m=00/macAddress=7C1E528F7A27/PT1H.json");

    private final FlowLogFormat format;
    private final int records;
    private final int tuples;
    private final String name;

    SampleLog(FlowLogFormat format, int records, int tuples, String name) {
        this.format = format;
        this.records = records;
        this.tuples = tuples;
        this.name = name;
    }

    FlowLogFormat format() {
        return format;
    }

    int records() {
        return records;
    }

    int tuples() {
        return tuples;
    }

    String blobName() {
        return name;
    }

    Path path() {
        return Checkout.LOGS.resolve(name);
    }

    List<FlowTuple> read() throws IOException {
        try (FlowLogReader reader = FlowLogReader.open(path());
                Stream<FlowTuple> rows = reader.tuples()) {
            return rows.toList();
        }
    }

    private static String nsg(String subscription, String group, String name) {
        return "resourceId=/SUBSCRIPTIONS/" + subscription + "/RESOURCEGROUPS/" + group
                + "/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/" + name;
    }

    private static String vnet(String subscription, String regionAndName) {
        return "flowLogResourceID=/" + subscription + "_NETWORKWATCHERRG/NETWORKWATCHER_" + regionAndName;
    }
}
