package io.github.flowlog.examples;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.source.AccountLogs;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.adx.storage.StorageAccounts;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A service that hears of flows in a storage account within seconds of Azure's writing them.
 *
 * <p>It begins with the last hour and keeps nothing on disk: flows of the last hour are heard again after a restart, and once more when a
 * reading fails halfway. For each of them exactly once there is the loader.
 */
public final class TailAccount {
    private static final Duration HISTORY = Duration.ofHours(1);

    private final Function<HourWindow, AccountLogs> account;
    private final String url;
    private final FlowMatcher wanted;
    private final FlowBatch batch = FlowBatch.create();
    private final Map<FlowLogSource, StoredState> seen = new HashMap<>();
    private final Map<FlowLogSource, ResumePoint> readTo = new HashMap<>();

    /** Whoever wants to hear of flows. */
    public interface Listener {
        /**
         * Some flows; the columns are used again after the call.
         *
         * @param rows which rows of the columns passed the filter
         */
        void onFlows(FlowBatch columns, RowSelection rows);
    }

    /**
     * Nothing is read yet.
     *
     * @param account lists the logs of some hours
     * @param filter a filter as the command line takes it
     */
    public TailAccount(Function<HourWindow, AccountLogs> account, String url, String filter) {
        this.account = account;
        this.url = url;
        this.wanted = FlowFilter.parse(filter).matcher();
    }

    /** Takes the URL of an account, and prints who is denied until it is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        StorageCredentials credentials = StorageCredentials.of(System.getenv());
        try (StorageAccounts accounts = StorageAccounts.of(credentials, HourWindow.UNLIMITED, name -> true)) {
            TailAccount tail = new TailAccount(accounts::during, args[0], "denied");
            while (true) {
                tail.poll(Instant.now(), (columns, rows) -> {
                    for (int i = 0; i < rows.size(); i++) {
                        System.out.println(columns.source(rows.row(i)) + " denied by " + columns.rule(rows.row(i)));
                    }
                });
                Thread.sleep(2_000);
            }
        }
    }

    /** Reads what is new in the logs of the last hours. */
    void poll(Instant now, Listener listener) throws IOException {
        // region
        Instant first = now.minus(HISTORY).truncatedTo(ChronoUnit.HOURS);
        HourWindow hours = new HourWindow(first, now.plus(HISTORY));
        for (FlowLogSource log : account.apply(hours).find(url, otherBlob -> {})) {
            StoredState state = log.state();
            if (!state.equals(seen.get(log))) {
                readTo.put(log, read(log, readTo.getOrDefault(log, ResumePoint.START), listener));
                seen.put(log, state);
            }
        }
        // end region
    }

    private ResumePoint read(FlowLogSource log, ResumePoint start, Listener listener) throws IOException {
        ReadOptions options = ReadOptions.defaults().skippingBadInput(System.err::println);
        try (FlowLogReader reader = log.open(start, options)) {
            while (reader.next(batch)) {
                RowSelection rows = wanted.select(batch);
                if (rows.size() > 0) {
                    listener.onFlows(batch, rows);
                }
            }
            return reader.resumePoint();
        }
    }
}
