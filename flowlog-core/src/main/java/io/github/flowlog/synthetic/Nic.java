package io.github.flowlog.synthetic;

import java.util.Locale;

/**
 * A network interface and the names that its records carry.
 *
 * @param mac 12 upper-case hex digits
 * @param systemId GUID of NSG records
 * @param flowLogGuid GUID of VNet records
 * @param nsgResourceId upper-case id of NSG records
 * @param flowLogResourceId upper-case id of VNet records
 * @param targetResourceId mixed-case id of VNet records: a virtual network, a subnet or an interface
 * @param nsgId mixed-case id of the NSG, the {@code aclID} of newer VNet records
 * @param nsgGuid GUID of the NSG, the {@code aclID} of older VNet records
 * @param ipv4 its own address
 * @param ipv6High its own IPv6 address, upper half
 * @param ipv6Low its own IPv6 address, lower half
 * @param phaseMillis when in a minute its record is written
 */
record Nic(
        String mac,
        String systemId,
        String flowLogGuid,
        String nsgResourceId,
        String flowLogResourceId,
        String targetResourceId,
        String nsgId,
        String nsgGuid,
        int ipv4,
        long ipv6High,
        long ipv6Low,
        int phaseMillis) {

    private static final String[] GROUPS = {"rg-shop-prod", "rg-net-hub", "lab-001", "Web_Frontend", "data-platform"};
    private static final String[] REGIONS = {"WESTEUROPE", "EASTUS2", "WESTUS", "UKSOUTH"};
    private static final String[] MAC_VENDORS = {"000D3A", "002248", "6045BD", "7C1E52"};

    static Nic random(int index, SeededRandom random) {
        String subscription = guid(random);
        String group = random.pick(GROUPS);
        String base = "/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/Microsoft.Network/";
        String vnet = "vnet-" + random.between(1, 9);
        String[] targets = {
            "virtualNetworks/" + vnet,
            "virtualNetworks/" + vnet + "/subnets/default",
            "networkInterfaces/vm" + index + "-nic"
        };
        String target = random.pick(targets);
        String targetName = target.substring(target.lastIndexOf('/') + 1);
        String nsg = "vm" + index + "-nsg";
        String region = random.pick(REGIONS);
        return new Nic(
                random.pick(MAC_VENDORS) + hex(random, 6).toUpperCase(Locale.ROOT),
                guid(random),
                guid(random),
                (base + "networkSecurityGroups/" + nsg).toUpperCase(Locale.ROOT),
                ("/subscriptions/" + subscription
                                + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_"
                                + region + "/flowLogs/" + targetName + "-" + group + "-flowlog")
                        .toUpperCase(Locale.ROOT),
                base + target,
                base + "networkSecurityGroups/" + nsg,
                guid(random),
                10 << 24 | random.below(16) << 16 | random.below(256) << 8 | random.between(4, 254),
                0xFD00_0000_0000_0000L | ((random.nextLong() >>> 8) & 0x00FF_FFFF_FFFF_0000L),
                random.between(4, 0xFFFF),
                random.between(5_000, 55_000));
    }

    /** Returns 8-4-4-4-12 lower-case hex digits. */
    static String guid(SeededRandom random) {
        return hex(random, 8) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-"
                + hex(random, 12);
    }

    static String hex(SeededRandom random, int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append("0123456789abcdef".charAt(random.below(16)));
        }
        return text.toString();
    }
}
