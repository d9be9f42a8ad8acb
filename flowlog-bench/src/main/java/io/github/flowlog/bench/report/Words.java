package io.github.flowlog.bench.report;

import java.util.Locale;
import java.util.Map;

/** How names and figures are written for people. */
final class Words {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("VNET_V4", "VNet v4"),
            Map.entry("NSG_V2", "NSG v2"),
            Map.entry("NSG_V1", "NSG v1"),
            Map.entry("REALISTIC", "realistic"),
            Map.entry("RANDOM", "random"),
            Map.entry("SAMPLES", "samples"),
            Map.entry("jacksonSplit", "jackson-core + String.split"),
            Map.entry("jacksonCharacters", "jackson-core + parsing by hand"),
            Map.entry("databindTree", "jackson-databind tree"),
            Map.entry("gson", "Gson"),
            Map.entry("dslJson", "DSL-JSON"),
            Map.entry("simdjson", "simdjson-java"),
            Map.entry("FLOWLOG", "flowlog"),
            Map.entry("GUAVA", "Guava"),
            Map.entry("IPADDRESS", "IPAddress"),
            Map.entry("COMMONS_NET", "commons-net"),
            Map.entry("NONE", "none"));

    private Words() {}

    /** The name that people know a constant, method or parameter by; its own where there is no better. */
    static String label(String name) {
        return LABELS.getOrDefault(name, name);
    }

    /** Three digits, or all before the point. */
    static String figure(double value) {
        if (value == 0) {
            return "0";
        }
        int digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : value >= 0.001 ? 3 : 6;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** The median, with the extremes behind it. */
    static String figure(Spread spread) {
        return figure(spread.median()) + " (" + range(spread) + ")";
    }

    /** The extremes. */
    static String range(Spread spread) {
        return figure(spread.min()) + "-" + figure(spread.max());
    }
}
