package io.github.flowlog.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered stands for the same bytes and for no others; what that is worth, {@code RepeatedRecordsTest} says. */
class RecentMemberTest {
    private static final int FROM = 3;
    private static final int LONGEST = 512;

    private final RecentMember member = new RecentMember();
    private final byte[] bytes = new byte[LONGEST + 100];

    RecentMemberTest() {
        new Random(1).nextBytes(bytes);
    }

    @Test
    void knowsTheSameBytesAndNoOthers() {
        for (int length = 1; length <= 40; length++) {
            member.set(bytes, FROM, FROM + length, bytes.length, KnownKey.RULE);

            assertThat(member.length()).isEqualTo(length);
            assertThat(member.key()).isEqualTo(KnownKey.RULE);
            assertThat(member.isAt(bytes, FROM, bytes.length))
                    .as("%d bytes", length)
                    .isTrue();
            for (int at = FROM - 1; at <= FROM + length + 16; at++) {
                byte[] changed = bytes.clone();
                changed[at] ^= 1;
                assertThat(member.isAt(changed, FROM, bytes.length))
                        .as("%d bytes, byte %d changed", length, at - FROM)
                        .isEqualTo(at < FROM || at >= FROM + length);
            }
        }
    }

    @Test
    void looksAtNothingBehindTheLimit() {
        for (int length = 1; length <= 40; length++) {
            int words = (length + 7) / 8 * 8;
            member.set(bytes, FROM, FROM + length, FROM + words, null);
            assertThat(member.isAt(bytes, FROM, FROM + words)).isTrue();
            assertThat(member.isAt(bytes, FROM, FROM + words - 1)).isFalse();

            member.set(bytes, FROM, FROM + length, FROM + words - 1, null);
            assertThat(member.isAt(bytes, FROM, bytes.length)).isFalse();
        }
    }

    @Test
    void remembersNothingLong() {
        member.set(bytes, FROM, FROM + LONGEST, bytes.length, null);
        assertThat(member.isAt(bytes, FROM, bytes.length)).isTrue();

        member.set(bytes, FROM, FROM + LONGEST + 1, bytes.length, null);
        assertThat(member.isAt(bytes, FROM, bytes.length)).isFalse();
    }

    @Test
    void remembersNothingAtFirstAndWhenToldToForget() {
        assertThat(member.isAt(bytes, FROM, bytes.length)).isFalse();
        member.set(bytes, FROM, FROM + 20, bytes.length, null);
        member.forget();
        assertThat(member.isAt(bytes, FROM, bytes.length)).isFalse();
    }
}
