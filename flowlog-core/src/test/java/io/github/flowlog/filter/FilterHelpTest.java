package io.github.flowlog.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the help and docs/FILTER.md show is what the parser reads. */
class FilterHelpTest {
    private static final NamedNetworks NETWORKS = NamedNetworks.of(Map.of(
            IpPrefix.parse("10.1.0.0/16"), "office",
            IpPrefix.parse("10.2.0.0/16"), "head office"));
    /** Where the meaning of the terms begins. */
    private static final int TERMS_WIDTH = 35;

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void fitsOnOneScreen() {
        assertThat(FlowFilter.help().lines()).hasSizeLessThanOrEqualTo(45).allMatch(line -> line.length() <= 80);
        assertThat(FlowFilter.help()).matches("(?s)[ -~\n]+\n");
    }

    @Test
    void showsTermsAndExamplesThatParse() {
        String[] parts = FlowFilter.help().split("Examples:\n", 2);
        List<String> shown = new ArrayList<>();
        for (String line : parts[0].lines().toList()) {
            if (line.startsWith("  ") && !line.startsWith("   ")) {
                String terms = line.substring(0, Math.min(line.length(), TERMS_WIDTH));
                shown.addAll(List.of(terms.strip().split(" {2,}")));
            }
        }
        for (String line :
                parts[1].lines().filter(line -> line.startsWith("  ")).toList()) {
            int quote = line.indexOf('\'');
            shown.add(quote < 0 ? line.strip() : line.substring(quote + 1, line.lastIndexOf('\'')));
        }

        assertThat(shown).hasSizeGreaterThan(30).contains("denied", "out", "proto 50", "resource hub/front", "any");
        assertThat(shown)
                .allSatisfy(expression -> assertThat(
                                FlowFilter.parse(expression, NETWORKS).toString())
                        .isNotEmpty());
    }

    @Test
    void isDescribedOnAPageWhoseExamplesParse() throws Exception {
        Path page = Path.of(System.getProperty("flowlog.root"), "docs", "FILTER.md");
        List<String> shown = new ArrayList<>();
        for (String line :
                Files.readString(page, StandardCharsets.UTF_8).lines().toList()) {
            boolean row = line.startsWith("| `");
            Matcher code = CODE.matcher(row ? line.substring(0, line.indexOf("` |") + 1) : "");
            while (code.find()) {
                shown.add(code.group(1));
            }
        }

        assertThat(shown).hasSizeGreaterThan(40);
        assertThat(shown)
                .allSatisfy(expression -> assertThat(
                                FlowFilter.parse(expression, NETWORKS).toString())
                        .isNotEmpty());
    }
}
