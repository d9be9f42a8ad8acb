package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlowLogResourceTest {
    private static final String GROUP = "/subscriptions/Sub-1/resourceGroups/Rg-1/providers/Microsoft.Network/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networkSecurityGroups/Nsg-1 | Nsg-1",
                "virtualNetworks/VNet | VNet",
                "virtualNetworks/VNet/ | VNet",
                "virtualNetworks/VNet/subnets/Front | VNet/Front",
                "VIRTUALNETWORKS/VNET/SUBNETS/FRONT | VNET/FRONT",
                "networkInterfaces/vm-nic | vm-nic",
                "networkInterfaces/subnets | subnets"
            })
    void namesWhatTheLogIsAbout(String tail, String name) {
        FlowLogResource resource = FlowLogResource.of(GROUP + tail);

        assertThat(resource.name()).isEqualTo(name);
        assertThat(resource.subscriptionId()).isEqualTo("Sub-1");
        assertThat(resource.resourceGroup()).isEqualTo("Rg-1");
        assertThat(resource.resourceId()).isEqualTo(GROUP + tail);
        assertThat(resource.key()).isEqualTo(ContentKey.ofResource(GROUP + tail));
    }

    @Test
    void readsSegmentNamesInAnyCase() {
        FlowLogResource resource = FlowLogResource.of(
                "/SUBSCRIPTIONS/I-1/RESOURCEGROUPS/SUBSCRIPTIONS/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/N");

        assertThat(resource.subscriptionId()).isEqualTo("I-1");
        assertThat(resource.resourceGroup()).isEqualTo("SUBSCRIPTIONS");
    }

    @Test
    void emptyIdIsEmptyThroughout() {
        assertThat(FlowLogResource.of("")).isEqualTo(new FlowLogResource("", "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"nsg-1, nsg-1", "/, ''", "///, ''", "/subscriptions, subscriptions", "a/b, b"})
    void takesWhatAnOddIdHas(String id, String name) {
        FlowLogResource resource = FlowLogResource.of(id);

        assertThat(resource.name()).isEqualTo(name);
        assertThat(resource.subscriptionId()).isEmpty();
        assertThat(resource.resourceGroup()).isEmpty();
        assertThat(resource.key()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n-1, n-1",
        "00000000-0000-0000-0000-000000000000, 00000000-0000-0000-0000-000000000000",
        "unspecified, unspecified",
        "'', ''"
    })
    void aclGroupIsTheNameOfAResourceOrTheIdItself(String aclId, String group) {
        assertThat(FlowLogResource.aclGroup(aclId)).isEqualTo(group);
    }

    @Test
    void takesNoMemoryForTheSegmentsOfAnId() {
        String id = "/a".repeat(1_000_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);

        FlowLogResource resource = FlowLogResource.of(id);

        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(8L * id.length());
        assertThat(resource.name()).isEqualTo("a");
        assertThat(resource.resourceGroup()).isEmpty();
    }
}
