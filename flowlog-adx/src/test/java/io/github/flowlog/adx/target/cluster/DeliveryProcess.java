package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.adx.storage.StorageAccounts;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A process that loads an account into a cluster in tiny batches, until it is at its end, is killed, or reaches the step where it halts.
 *
 * <p>It ends with 0 when everything is confirmed, with 1 when something is late or open, with 3 when something needs a person.
 */
public final class DeliveryProcess {
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(100);

    private DeliveryProcess() {}

    /** Arguments: table's URL, state folder, source's URL, batch bytes, step or -, how often that step is passed. */
    public static void main(String[] args) throws Exception {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[5]));
        Consumer<DeliveryStep> halting = step -> {
            if (step.name().equals(args[4]) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(137);
            }
        };
        LoadReport report = load(args, halting);
        report.settlement().open().forEach(System.out::println);
        report.settlement().forPerson().forEach(System.out::println);
        report.outcomes().stream()
                .filter(outcome -> !outcome.message().isEmpty())
                .forEach(System.out::println);
        System.exit(exit(report.settlement()));
    }

    private static int exit(Settlement settlement) {
        if (!settlement.late() && !settlement.forPerson().isEmpty()) {
            return 3;
        }
        return settlement.open().isEmpty() ? 0 : 1;
    }

    private static LoadReport load(String[] args, Consumer<DeliveryStep> steps) throws Exception {
        Path state = Files.createDirectories(Path.of(args[1]));
        StorageAccounts accounts =
                StorageAccounts.of(StorageCredentials.of(System.getenv()), HourWindow.UNLIMITED, name -> true);
        try (AdxTarget target = AdxTarget.open(
                        KustoCluster.open(ClusterAddress.parse(args[0])),
                        null,
                        FileJournalStore.open(state.resolve("journal")),
                        state,
                        "",
                        Delivery.defaults().withPoll(POLL).withWaitLimit(WAIT_LIMIT),
                        InstantSource.system(),
                        steps);
                FoundLogs found = find(accounts, args[2])) {
            System.out.println("open");
            LoadRequest request = new LoadRequest(found.logs(), BadInputPolicy.SKIP);
            return FlowLogLoader.create(target, Long.parseLong(args[3])).load(request, LoadListener.NONE, () -> false);
        }
    }

    private static FoundLogs find(StorageAccounts accounts, String url) throws IOException {
        return SourceFinder.find(List.of(url), Path.of(""), InputStream.nullInputStream(), accounts);
    }
}
