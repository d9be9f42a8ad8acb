package io.github.flowlog.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The logs of other projects that lie in the test resources; see their NOTICE.md for origin and licence. */
public final class SampleLogs {
    /** NSG version 1, raw blob. */
    public static final String NSG_V1 = "thelovearinze__Network-Optimization-Tool__flowlog.json";
    /** NSG version 1 of the documentation, with empty rules. */
    public static final String NSG_V1_EMPTY_FLOWS = "MicrosoftDocs__azure-docs__flow-logs-read_nsg_v1_empty_flows.json";
    /** NSG version 1 of the documentation, with records nested in records. */
    public static final String NSG_V1_NESTED =
            "MicrosoftDocs__azure-docs__nsg-flow-logs-overview_v1_nested_records.json";
    /** NSG version 2, raw blob. */
    public static final String NSG_V2 = "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures.json";
    /** NSG version 2 of the documentation. */
    public static final String NSG_V2_DOCUMENTATION = "MicrosoftDocs__azure-docs__nsg-flow-logs-overview_v2.json";
    /** VNet version 4, network interface. */
    public static final String VNET_V4_INTERFACE =
            "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_networkinterfaceflowlogs.json";
    /** VNet version 4, subnet. */
    public static final String VNET_V4_SUBNET =
            "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_subnetflowlogs.json";
    /** VNet version 4, virtual network, keys in alphabetical order. */
    public static final String VNET_V4_ALPHABETICAL =
            "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_vnetflowlogs.json";
    /** VNet version 4 of the documentation. */
    public static final String VNET_V4_DOCUMENTATION = "MicrosoftDocs__azure-docs__vnet-flow-logs-overview_v4.json";
    /** VNet version 4 of the documentation, one record without an envelope. */
    public static final String VNET_V4_SINGLE_RECORD =
            "MicrosoftDocs__azure-docs__flow-logs-read_vnet_v4_single_record.json";
    /** VNet version 4, synthetic. */
    public static final String VNET_V4_SYNTHETIC = "observIQ__bindplane-otel-contrib__azureFlowLogBlob.json";
    /** Edge cases, one document a line. */
    public static final String EDGE_CASES = "observIQ__bindplane-otel-contrib__edge_cases.ndjson";
    /** An invented version 1 of VNet flow logs. */
    public static final String INVENTED_V1 = "PaloAltoNetworks__cortex-azure-functions__SAMPLE_VNET_FLOW_LOG_V1.json";
    /** An invented version 2 of VNet flow logs. */
    public static final String INVENTED_V2 = "PaloAltoNetworks__cortex-azure-functions__SAMPLE_VNET_FLOW_LOG_V2.json";
    /** An invented mixture of both shapes. */
    public static final String INVENTED_MIXTURE = "jusso-dev__Azure-flowlog-parser__sample-flowlog.json";

    private SampleLogs() {}

    /** The names of all sample logs. */
    public static List<String> all() {
        return List.of(
                NSG_V1,
                NSG_V1_EMPTY_FLOWS,
                NSG_V1_NESTED,
                NSG_V2,
                NSG_V2_DOCUMENTATION,
                VNET_V4_INTERFACE,
                VNET_V4_SUBNET,
                VNET_V4_ALPHABETICAL,
                VNET_V4_DOCUMENTATION,
                VNET_V4_SINGLE_RECORD,
                VNET_V4_SYNTHETIC,
                EDGE_CASES,
                INVENTED_V1,
                INVENTED_V2,
                INVENTED_MIXTURE);
    }

    /** The bytes of one sample log. */
    public static byte[] bytes(String name) {
        try (InputStream in = SampleLogs.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample log " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
