package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.journal.FileStatePlace;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another number of loaders takes over: no row is lost, none doubled, nothing that was known forgotten. */
class ReshardingTest {
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));
    private static final int INTERFACES = 8;

    @TempDir
    Path folder;

    private FakeCluster cluster = new FakeCluster();
    private final Map<Path, String> logs = new LinkedHashMap<>();
    private FileStatePlace place;

    @BeforeEach
    void open() {
        place = FileStatePlace.of(folder.resolve("state"), "all");
    }

    private Path write(int nic, String text) throws IOException {
        Path file = folder.resolve("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/N/y=2026/m=01/d=01/h=10/m=00/macAddress=000D3A0000" + (10 + nic)
                + "/PT1H.json");
        Files.createDirectories(file.getParent());
        logs.put(file, text);
        return LoadFixture.settled(Files.writeString(file, text));
    }

    /** Makes every log so many records long. */
    private void grow(int records) throws IOException {
        for (int nic = 0; nic < INTERFACES; nic++) {
            write(nic, Logs.envelope(Logs.records(0, records)));
        }
    }

    private AdxTarget open(Shard shard, Delivery delivery) throws IOException {
        return AdxTarget.open(
                cluster.connect(),
                null,
                place.claim(shard),
                place.folder(shard),
                shard.toString(),
                delivery,
                InstantSource.system(),
                step -> {});
    }

    /** Has each of so many loaders load its share, and returns how many logs had nothing new. */
    private long load(int of, Delivery delivery) throws IOException {
        long unchanged = 0;
        for (int number = 1; number <= of; number++) {
            Shard shard = new Shard(number, of);
            List<Path> own = new ArrayList<>();
            for (Path file : logs.keySet()) {
                if (shard.holds(LogFile.of(file))) {
                    own.add(file);
                }
            }
            try (AdxTarget target = open(shard, delivery)) {
                unchanged += LoadFixture.load(
                                LoadFixture.loader(target, InstantSource.system()), own.toArray(Path[]::new))
                        .count(Kind.UNCHANGED);
            }
        }
        return unchanged;
    }

    private void load(int of) throws IOException {
        load(of, PATIENT);
    }

    private void assertWhole() throws IOException {
        long expected = 0;
        for (String text : logs.values()) {
            expected += LoadFixture.expectedPlaces(text).size();
        }
        List<String> identities = cluster.rows("FlowLogs").stream()
                .map(row -> row.split(",", -1))
                .map(row -> row[23] + "/" + row[24] + "/" + row[25])
                .toList();
        assertThat(identities).doesNotHaveDuplicates().hasSize((int) expected);
    }

    /** All that the journals of so many loaders know. */
    private Set<String> known(int of) throws IOException {
        Set<String> known = new TreeSet<>();
        for (int number = 1; number <= of; number++) {
            try (Journal journal = Journal.open(place.journal(new Shard(number, of)))) {
                LoadedState state = Plans.open(journal).loaded();
                assertThat(state.shard()).isEqualTo(new Shard(number, of).toString());
                state.ledger().parts().forEach(part -> known.add(part.toString()));
                state.announced().forEach(key -> known.add("announced " + key));
                state.replaced().forEach(sourceId -> known.add("replaced " + sourceId));
            }
        }
        return known;
    }

    @Test
    void goesOnAfterEachChangeOfTheirNumber() throws IOException {
        grow(2);
        load(1);
        assertThat(Resharding.run(place, 2)).isEqualTo(INTERFACES);
        grow(4);
        load(2);
        assertThat(Resharding.run(place, 3)).isEqualTo(INTERFACES);
        assertThat(load(3, PATIENT)).isEqualTo(INTERFACES);
        grow(6);
        load(3);
        assertThat(Resharding.run(place, 1)).isEqualTo(INTERFACES);
        grow(7);
        load(1);

        assertWhole();
        assertThat(load(1, PATIENT)).isEqualTo(INTERFACES);
        assertThat(cluster.rows("FlowLogSources")).hasSize(INTERFACES);
    }

    @Test
    void forgetsNothing() throws IOException {
        grow(3);
        load(2);
        write(1, Logs.envelope(Logs.records(4, 6)));
        write(
                2,
                Logs.envelope(
                        Logs.record(0),
                        Logs.record(1),
                        Logs.record(2),
                        Logs.record(3).replace(",443,", ",x,")));
        write(3, "nonsense");
        write(INTERFACES, "{\"records\":[{ nonsense");
        load(2);
        Set<String> before = known(2);
        assertThat(before.toString()).contains("replaced ", "announced ", "quarantine=[QuarantineEntry", "cursor=null");

        Resharding.run(place, 3);
        assertThat(known(3)).isEqualTo(before);
        Resharding.run(place, 1);
        assertThat(known(1)).isEqualTo(before);
        Resharding.run(place, 2);
        assertThat(known(2)).isEqualTo(before);
    }

    @Test
    void refusesLoadersOfAnotherNumber() throws IOException {
        grow(1);
        load(2);

        assertThatThrownBy(() -> open(new Shard(1, 3), PATIENT))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("holds the state of 2 shards, and this is --shard 1/3")
                .hasMessageContaining("flowlog jobs reshard --shards 3");
        assertThatThrownBy(() -> open(Shard.ALL, PATIENT))
                .hasMessageContaining("this is a single loader; give --shard 1/2 and so on")
                .hasMessageContaining("flowlog jobs reshard --shards 1");
        assertThat(Resharding.run(place, 2)).isEqualTo(-1);
    }

    @Test
    void refusesWhileABatchIsOpen() throws IOException {
        grow(1);
        load(2);
        cluster.ingestAtOnce(false);
        grow(2);
        load(2, PATIENT.withConfirming(false));
        Set<String> before = known(2);

        assertThatThrownBy(() -> Resharding.run(place, 3))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("shard 1/2 has 1 open batch; run its load once more")
                .hasMessageContaining("flowlog load --shard 1/2")
                .hasMessageContaining("flowlog jobs --shard 1/2");
        assertThat(known(2)).isEqualTo(before);
        cluster.ingestAtOnce(true);
        cluster.ingest();
        load(2);
        Resharding.run(place, 3);
        load(3);
        assertWhole();
    }

    @Test
    void refusesWhileALoaderIsAtWorkOrAShareIsMissing() throws IOException {
        try (JournalStore busy = place.claim(new Shard(1, 2))) {
            assertThatThrownBy(() -> Resharding.run(place, 3)).hasMessageContaining("in use by another process");
            assertThat(busy.name()).contains("shard-1-of-2");
        }
        try (AdxTarget first = open(new Shard(1, 2), PATIENT)) {
            first.claim("");
        }
        assertThatThrownBy(() -> Resharding.run(place, 3))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("copy the state of shard 2/2 there");
        assertThatThrownBy(() -> Resharding.run(FileStatePlace.of(folder.resolve("elsewhere"), ""), 3))
                .hasMessageContaining("holds no state of loads")
                .hasMessageContaining("--state");
    }

    @Test
    void canBeKilledAtEachStep() throws IOException {
        for (int step = 1; ; step++) {
            place = FileStatePlace.of(folder.resolve("state-" + step), "all");
            cluster = new FakeCluster();
            grow(2);
            load(2);
            boolean ended = false;
            try {
                Resharding.run(new EndingPlace(place, step), 3);
            } catch (Ended killed) {
                ended = true;
            }
            int now = place.shards();
            assertThat(load(now, PATIENT)).as("step " + step).isEqualTo(INTERFACES);
            grow(3);
            load(now);
            Resharding.run(place, 3);
            grow(4);
            load(3);
            assertWhole();
            if (!ended) {
                assertThat(step).isGreaterThan(3 + 1 + 2);
                return;
            }
        }
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A place where a process ends before the n-th time that it writes something. */
    private static final class EndingPlace implements StatePlace {
        private final StatePlace place;
        private int left;

        EndingPlace(StatePlace place, int left) {
            this.place = place;
            this.left = left;
        }

        private void step() {
            if (--left == 0) {
                throw new Ended();
            }
        }

        @Override
        public String name() {
            return place.name();
        }

        @Override
        public int shards() throws IOException {
            return place.shards();
        }

        @Override
        public void claimShards(int number) throws IOException {
            step();
            place.claimShards(number);
        }

        @Override
        public void setShards(int number) throws IOException {
            step();
            place.setShards(number);
        }

        @Override
        public JournalStore journal(Shard shard) throws IOException {
            return new ForwardingJournalStore(place.journal(shard)) {
                @Override
                public void append(byte[] line) throws IOException {
                    step();
                    super.append(line);
                }

                @Override
                public void replaceBy(Content all) throws IOException {
                    step();
                    super.replaceBy(all);
                }
            };
        }
    }
}
