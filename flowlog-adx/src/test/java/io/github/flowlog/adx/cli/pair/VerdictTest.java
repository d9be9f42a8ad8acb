package io.github.flowlog.adx.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is concluded from evidence.
 *
 * <p>Each piece is written {@code DIRECTION MAC ACL PORT DECISION first..last}, in seconds; {@code first..last/begun} when it has another
 * begin than its last flow tuple, {@code first..last/-} when no begin was logged.
 */
class VerdictTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                            | UNKNOWN       | -",
                "in b nsg 22 allow 5..5                      | ALLOWED       | in b nsg 22 allow",
                "out a nsg 22 allow 5..5                     | ALLOWED       | out a nsg 22 allow",
                "out a nsg 22 deny 5..5                      | DENIED        | out a nsg 22 deny",
                "out a nsgA 22 allow 5..5; in b nsgB 22 deny 5..5 | DENIED   | in b nsgB 22 deny",
                "out a nsgA 22 allow 9..9; in b nsgB 22 deny 5..5 | DENIED   | in b nsgB 22 deny",
                "out a nsgA 22 allow 5..5; in b nsgB 22 allow 5..5 | ALLOWED | in b nsgB 22 allow",
                "in b nsg 22 deny 5..50; in b nsg 22 allow 99..99 | ALLOWED  | in b nsg 22 allow",
                "in b nsg 22 allow 5..50; in b nsg 22 deny 99..99 | DENIED   | in b nsg 22 deny",
                "in b subnet 22 allow 5..5; in b nic 22 deny 5..5 | DENIED   | in b nic 22 deny",
                "in b subnet 22 allow 6..6; in b nic 22 deny 5..5 | DENIED   | in b nic 22 deny",
                "in b subnet 22 allow 7..7; in b nic 22 deny 5..5 | ALLOWED  | in b subnet 22 allow",
                "in b nsg 22 allow 5..90/5; in b nsg 22 deny 50..50 | DENIED | in b nsg 22 deny",
                "in b nsg 22 allow 5..90/-; in b nsg 22 deny 50..50 | DENIED | in b nsg 22 deny",
                "in b nsg 22 allow 5..5; in b nsg 23 deny 5..5 | PARTLY_DENIED | in b nsg 23 deny",
                "in b nsg 22 allow 5..5; in c nsg 22 deny 5..5 | PARTLY_DENIED | in c nsg 22 deny",
                "out a nsg 22 deny 9..9; in b nsg 22 allow 5..5 | DENIED     | out a nsg 22 deny",
                "out a nsg 22 deny 5..5; in b nsg 22 allow 9..9 | ALLOWED    | in b nsg 22 allow"
            })
    void concludesFromTheLaterDecisionOfEachInterface(String evidence, Verdict.Outcome outcome, String decisive) {
        List<Evidence> all = new ArrayList<>();
        if (evidence != null) {
            Arrays.stream(evidence.split("; ", -1)).map(VerdictTest::evidence).forEach(all::add);
        }

        Verdict verdict = Verdict.of(all);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(text(verdict.decisive())).isEqualTo(decisive);
    }

    private static Evidence evidence(String text) {
        String[] words = text.strip().split(" ", -1);
        String[] times = words[5].split("\\.\\.|/", -1);
        long last = 1000 * Long.parseLong(times[1]);
        String begun = times.length == 2 ? times[1] : times[2];
        return new Evidence(
                new Evidence.Place(
                        words[0].equals("in") ? "Inbound" : "Outbound",
                        words[1],
                        words[2],
                        "rule",
                        words[4].equals("deny") ? "Denied" : "Allowed"),
                words[3],
                1,
                0,
                0,
                1000 * Long.parseLong(times[0]),
                last,
                begun.equals("-") ? Long.MIN_VALUE : 1000 * Long.parseLong(begun));
    }

    private static String text(Evidence evidence) {
        if (evidence == null) {
            return "-";
        }
        Evidence.Place place = evidence.place();
        return (place.isInbound() ? "in " : "out ")
                + place.mac()
                + ' '
                + place.acl()
                + ' '
                + evidence.service()
                + ' '
                + (place.isDenied() ? "deny" : "allow");
    }
}
