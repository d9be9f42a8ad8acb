package io.github.flowlog.adx.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogsAheadTest {
    private static final int LOGS_AT_A_TIME = 3;

    private final CountDownLatch opened = new CountDownLatch(LOGS_AT_A_TIME);
    private final CountDownLatch closed = new CountDownLatch(LOGS_AT_A_TIME);

    @Test
    void opensLogsOfAccountsTogetherAndGivesThemInTheirOrder() throws IOException {
        List<FlowLogSource> logs = List.of(
                new Log("{", false),
                new Log("{\"records\":[]}", true),
                new Log("{\"records\":[]", true),
                new Log("{\"records\":[", true),
                new Log("", false),
                new Log("{\"recor", true));
        try (LogsAhead ahead = new LogsAhead(logs, ReadOptions.defaults().skippingBadInput(bad -> {}), true)) {
            for (FlowLogSource log : logs) {
                try (FlowLogReader reader = ahead.open()) {
                    reader.tuples().forEach(tuple -> {});
                    assertThat(reader.stats().bytes()).isEqualTo(log.storedBytes());
                }
            }
        }
    }

    @Test
    void tellsOfALogThatCannotBeOpenedInItsTurn() throws IOException {
        List<FlowLogSource> logs = List.of(new Log("{}", true), new Log("gone", true), new Log("{}", true));
        try (LogsAhead ahead = new LogsAhead(logs, ReadOptions.defaults(), true)) {
            ahead.open().close();
            assertThatThrownBy(ahead::open).isInstanceOf(IOException.class).hasMessage("gone");
            ahead.open().close();
        }
    }

    @Test
    void closesWhatNobodyReads() throws Exception {
        List<FlowLogSource> logs = List.of(new Log("{}", true), new Log("{}", true), new Log("{}", true));
        try (LogsAhead ahead = new LogsAhead(logs, ReadOptions.defaults(), true)) {
            ahead.open().close();
        }

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A log that opens when others of accounts are being opened too. */
    private final class Log implements FlowLogSource {
        private final String text;
        private final boolean inAccount;

        Log(String text, boolean inAccount) {
            this.text = text;
            this.inAccount = inAccount;
        }

        @Override
        public FlowLogReader open(ResumePoint start, ReadOptions options) throws IOException {
            if (inAccount) {
                awaitOthers();
            }
            if (text.equals("gone")) {
                throw new IOException(text);
            }
            return FlowLogReader.open(bytes(start.offset()), text, options);
        }

        private void awaitOthers() throws IOException {
            opened.countDown();
            try {
                opened.await();
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }

        @Override
        public InputStream bytes(long offset) {
            return new ByteArrayInputStream(text.getBytes(UTF_8)) {
                @Override
                public void close() {
                    closed.countDown();
                }
            };
        }

        @Override
        public String name() {
            return text;
        }

        @Override
        public String account() {
            return container();
        }

        @Override
        public String container() {
            return inAccount ? "logs" : "";
        }

        @Override
        public String path() {
            return text;
        }

        @Override
        public long storedBytes() {
            return text.length();
        }

        @Override
        public StoredState state() {
            return new StoredState("", text.length(), Instant.EPOCH);
        }

        @Override
        public String fingerprint(long storedBytes) {
            return text;
        }
    }
}
