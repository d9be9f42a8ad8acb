package io.github.flowlog.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.flowlog.net.NamedNetworks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FlowFilterTest {
    private static final NamedNetworks NETWORKS = FilterSamples.networks();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/spec/filter.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void readsEachTermIntoOneCanonicalText(String expression, String canonical) {
        FlowFilter filter = FlowFilter.parse(expression, NETWORKS);

        assertThat(filter).hasToString(canonical);
        assertThat(FlowFilter.parse(canonical)).isEqualTo(filter).hasSameHashCodeAs(filter);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/spec/filter-errors.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void pointsAtTheColumnAndSuggests(String expression, int column, String message) {
        FilterSyntaxException error = error(expression);

        assertThat(error).hasMessage(message);
        assertThat(error.column()).isEqualTo(column);
        assertThat(error.expression()).isEqualTo(expression);
    }

    @Test
    void refusesAnEmptyExpression() {
        String message = "the filter is empty: expected a condition such as denied, dst port 22 or src net 10.0.0.0/8";
        assertThat(error(""))
                .hasMessage(message)
                .extracting(FilterSyntaxException::column)
                .isEqualTo(1);
        assertThat(error(" \t\n"))
                .hasMessage(message)
                .extracting(FilterSyntaxException::column)
                .isEqualTo(4);
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(error("rule \"\uD83D\uDE00\uDE00\""))
                .hasMessage("half a character stands here: expected text that UTF-8 can hold")
                .extracting(FilterSyntaxException::column)
                .isEqualTo(9);
        assertThat(error("rule \uD83D").column()).isEqualTo(6);
        assertThat(FlowFilter.parse("rule \uD83D\uDE00")).hasToString("rule \"\uD83D\uDE00\"");
    }

    @Test
    void saysThatNoNetworksWereGiven() {
        assertThatThrownBy(() -> FlowFilter.parse("net name:office"))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessage("no network has the name \"office\": no named networks were given");
    }

    @Test
    void meansNothingByANameWhoseAddressesAllHaveALongerPrefix() {
        assertThat(FlowFilter.parse("net name:\"head office\"", NETWORKS)).hasToString("not any");
        assertThat(FlowFilter.parse("denied or dst net name:\"head office\"", NETWORKS))
                .hasToString("denied");
    }

    @Test
    void meansUnicastOfTheInternetByPublic() {
        FlowFilter global = FlowFilter.parse("dst scope public");

        assertThat(global).isEqualTo(FlowFilter.parse("dst scope global"));
        assertThat(global.toString())
                .startsWith("dst net in (1.0.0.0/8, 2.0.0.0/7, ")
                .endsWith(", 3fff:8000::/17)");
        assertThat(FlowFilter.parse(global.toString())).isEqualTo(global);
    }

    @Test
    void limitsDepth() {
        int deepest = FilterParser.DEEPEST;
        String fits = "(".repeat(deepest) + "in" + ")".repeat(deepest);

        assertThat(FlowFilter.parse(fits)).hasToString("in");
        FilterSyntaxException error = error("(" + fits + ")");
        assertThat(error).hasMessage("parentheses are nested too deeply: expected at most 100 inside one another");
        assertThat(error.column()).isEqualTo(deepest + 1);
        assertThat(error("(".repeat(FilterParser.LONGEST)).column()).isEqualTo(deepest + 1);
        assertThat(FlowFilter.parse("not ".repeat(100_001) + "in")).hasToString("not in");
    }

    @Test
    void givesTextThatParsesAgainForTheDeepestFilters() {
        StringBuilder nested = new StringBuilder("in");
        for (int depth = 1; depth < FilterParser.DEEPEST; depth++) {
            nested.insert(0, depth % 2 == 0 ? "port " + depth + " and (" : "port " + depth + " or not (")
                    .append(')');
        }
        String deepest = nested.toString().replaceFirst("in\\)", "state in (begin, end))");
        FlowFilter filter = FlowFilter.parse(deepest);

        assertThat(FlowFilter.parse(filter.toString())).isEqualTo(filter);
    }

    @Test
    void limitsHowManyConditionsThereAre() {
        String most = "port 1" + " or port 2".repeat(FilterParser.MOST_CONDITIONS - 1);
        String list = "port in (1" + ", 3".repeat(100_000) + ")";

        assertThat(FlowFilter.parse(most)).hasToString("port 1 or port 2");
        assertThat(FlowFilter.parse(list)).hasToString("port in (1, 3)");
        FilterSyntaxException error = error(most + " or in");
        assertThat(error)
                .hasMessageStartingWith(
                        "the filter has more than 1,000 conditions: expected lists, such as dst port in (");
        assertThat(error.column()).isEqualTo(most.length() + " or ".length() + 1);
    }

    @Test
    void limitsLength() {
        String longest = " ".repeat(FilterParser.LONGEST - 2) + "in";

        assertThat(FlowFilter.parse(longest)).hasToString("in");
        FilterSyntaxException error = error(longest + " ");
        assertThat(error).hasMessage("the filter is too long: expected at most 1,000,000 characters");
        assertThat(error.column()).isEqualTo(FilterParser.LONGEST + 1);
    }

    @Test
    void joinsFilters() {
        FlowFilter drops = FlowFilter.parse("denied or state deny");
        FlowFilter hour = FlowFilter.between(1_000, 4_600_000);

        assertThat(drops.and(hour))
                .hasToString("time >= 1970-01-01T00:00:01Z and time < 1970-01-01T01:16:40Z and (denied or state deny)");
        assertThat(drops.and(FlowFilter.all())).isEqualTo(drops);
        assertThat(hour.and(FlowFilter.between(4_000_000, 9_000_000)))
                .isEqualTo(FlowFilter.between(4_000_000, 4_600_000));
        assertThat(hour.and(FlowFilter.between(4_600_000, 9_000_000))).hasToString("not any");
        assertThat(FlowFilter.between(Long.MIN_VALUE, Long.MAX_VALUE).isAll()).isTrue();
        assertThat(FlowFilter.parse("in or any").isAll()).isTrue();
        assertThat(drops.isAll()).isFalse();
    }

    @Test
    void cannotBeMadeToFailOtherwise() {
        long seed = FilterSeed.next();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "src",
                "dst",
                "ip",
                "net",
                "port",
                "scope",
                "proto",
                "in",
                "out",
                "not",
                "and",
                "or",
                "(",
                ")",
                ",",
                "=",
                "!=",
                "<",
                ">=",
                "!",
                "&&",
                "||",
                "&",
                "\"",
                "'",
                "10.0.0.4",
                "10.0.0.0/8",
                "[::1]",
                "fe80::%1",
                "22",
                "8000-8010",
                "99999",
                "tcp",
                "any",
                "denied",
                "state",
                "begin",
                "type",
                "privatetopublic",
                "version",
                "4",
                "rule",
                "x*",
                "mac",
                "000D3A*",
                "bytes",
                "packets",
                "sent",
                "1.5M",
                "time",
                "2026-11-21",
                "2026-11-21T10:00Z",
                "name:",
                "name:corp",
                "encrypted",
                "private",
                "\u0130",
                "\uD800",
                "\u0000",
                "9999999999999999999",
                "1e9999");
        int accepted = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                text.append(
                        random.nextInt(40) == 0
                                ? "" + (char) random.nextInt(65_536)
                                : pieces.get(random.nextInt(pieces.size())));
                text.append(random.nextInt(6) == 0 ? "" : " ");
            }
            String expression = text.toString();
            try {
                FlowFilter filter = FlowFilter.parse(expression, NETWORKS);
                accepted++;
                assertThat(FlowFilter.parse(filter.toString()))
                        .as(FilterSeed.repeat(expression, seed))
                        .isEqualTo(filter);
            } catch (FilterSyntaxException e) {
                assertThat(e.column()).as(FilterSeed.repeat(expression, seed)).isBetween(1, expression.length() + 1);
                assertThat(e.getMessage())
                        .as(FilterSeed.repeat(expression, seed))
                        .hasSizeBetween(10, 400)
                        .matches("[ -~]+");
            }
        }
        assertThat(accepted).as(FilterSeed.repeat("accepted", seed)).isGreaterThan(500);
    }

    private static FilterSyntaxException error(String expression) {
        return catchThrowableOfType(FilterSyntaxException.class, () -> FlowFilter.parse(expression, NETWORKS));
    }
}
