package io.github.flowlog.synthetic;

import java.util.Locale;

/** The rules that decide the flows of one network interface. */
final class RuleBook {

    private static final String PLATFORM_ACL = "00000000-0000-0000-0000-000000000000";
    private static final String UNSPECIFIED = "unspecified";
    private static final String[] OPENED = {
        "UserRule_SSH", "UserRule_AllowHttps", "UserRule_Allow-Web-443", "UserRule_RDP"
    };
    private static final String[] POOL = {
        "DefaultRule_AllowVnetInBound",
        "UserRule_AllowSSH",
        "UserRule_Block_10.0.0.0-8",
        "UserRule_web-to-db",
        "UserRule"
    };

    private RuleBook() {}

    /**
     * Returns about two thirds of denied traffic, most of it scans from the internet, as an address with a public IP sees.
     */
    static Rule[] realistic(Nic nic, boolean aclByGuid, SeededRandom random) {
        String acl = aclByGuid ? nic.nsgGuid() : nic.nsgId();
        String jit = "UserRule_MicrosoftDefenderForCloud-JITRule_" + random.between(100_000_000, 999_999_999) + "_"
                + Nic.hex(random, 32).toUpperCase(Locale.ROOT);
        String admin = "BlockHighRiskTCPPortsFromInternet_" + Nic.guid(random);
        return new Rule[] {
            new Rule("PlatformRule", PLATFORM_ACL, false, false, 15, true),
            new Rule(admin, Nic.guid(random), true, true, 60, true),
            new Rule("DefaultRule_AllowInternetOutBound", acl, false, false, 140, false),
            new Rule("DefaultRule_AllowVnetInBound", acl, true, false, 50, false),
            new Rule("DefaultRule_AllowVnetOutBound", acl, false, false, 40, false),
            new Rule("DefaultRule_DenyAllInBound", acl, true, true, 530, false),
            new Rule(random.pick(OPENED), acl, true, false, 50, false),
            new Rule(jit, acl, true, true, 80, false),
            new Rule("UserRule_DenyLateralOut", acl, false, true, 30, false),
            new Rule(UNSPECIFIED, UNSPECIFIED, false, true, 5, true),
        };
    }

    /** Returns many rules of many ACLs, so that no dictionary lookup is answered by the entry before. */
    static Rule[] varied(int count, Nic nic, SeededRandom random) {
        Rule[] rules = new Rule[count];
        for (int i = 0; i < count; i++) {
            String acl = switch (random.below(4)) {
                case 0 -> nic.nsgId();
                case 1 -> PLATFORM_ACL;
                case 2 -> UNSPECIFIED;
                default -> Nic.guid(random);
            };
            String name = random.pick(POOL) + "_" + Nic.hex(random, random.between(1, 24));
            rules[i] = new Rule(name, acl, random.chance(500), random.chance(500), 1, false);
        }
        return rules;
    }
}
