package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilteredLoadTest {
    private static final String FILTER = "denied and in or port in (443, 22)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsWhatMatchesAndNothingElse(Store store) throws Exception {
        Path file = generated("a.json");

        LoadReport report = load(store, FILTER, file);

        List<String> expected = matching(Files.readAllBytes(file), FILTER);
        assertThat(expected).isNotEmpty();
        assertThat(report.rows()).isEqualTo(expected.size());
        assertThat(new LoadFixture(store, folder).places()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void loadsTheRestOfAGrownLogByTheSameFilterInAnotherSpelling(Store store) throws Exception {
        Path file = generated("a.json");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        load(store, FILTER, file);
        Files.write(file, whole);

        load(store, "PORT in (22, 443) || (inbound && DENIED)", file);
        LoadReport again = load(store, FILTER, file);

        assertThat(new LoadFixture(store, folder).places()).isEqualTo(matching(whole, FILTER));
        assertThat(again.rows()).isZero();
        assertThat(again.batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void remembersALogOfWhichNothingMatches(Store store) throws Exception {
        Path file = generated("a.json");

        LoadReport first = load(store, "ip 192.0.2.1", file);
        LoadReport second = load(store, "ip 192.0.2.1", file);

        assertThat(first.rows()).isZero();
        assertThat(first.records()).isPositive();
        assertThat(new LoadFixture(store, folder).rows()).isEmpty();
        assertThat(second.records()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void refusesAnotherFilterOnTheSameTable(Store store) throws Exception {
        Path file = generated("a.json");
        load(store, FILTER, file);
        List<String> before = new LoadFixture(store, folder).rows();

        assertThatThrownBy(() -> load(store, "denied", file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("was loaded with -f '")
                .hasMessageContaining("cannot be loaded with -f 'denied' as well; say -f '");
        assertThatThrownBy(() -> load(store, "any", file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("cannot be loaded without a filter as well");

        assertThat(new LoadFixture(store, folder).rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void refusesAFilterWhereAllWasLoaded(Store store) throws Exception {
        Path file = generated("a.json");
        load(store, "any", file);

        assertThatThrownBy(() -> load(store, "denied", file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(
                        "was loaded without a filter and cannot be loaded with -f 'denied' as well; leave -f out");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void takesAnotherFilterWhileNothingIsLoaded(Store store) throws Exception {
        load(store, "denied");
        Path file = generated("a.json");

        load(store, FILTER, file);

        assertThat(new LoadFixture(store, folder).places()).isEqualTo(matching(Files.readAllBytes(file), FILTER));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void namesOnlyResourcesOfRowsThatAreThere(Store store) throws Exception {
        Path file = generated("a.json");

        load(store, "ip 192.0.2.1 or denied", file);

        assertThat(store.query(
                        folder,
                        "SELECT count(*) FROM {FlowLogs} f ANTI JOIN {FlowLogResources} r ON r.Key = f.ResourceKey"))
                .containsExactly("0");
        assertThat(store.query(
                        folder,
                        "SELECT count(*) FROM {FlowLogResources} r ANTI JOIN {FlowLogs} f "
                                + "ON r.Key IN (f.ResourceKey, f.AclKey)"))
                .containsExactly("0");
    }

    private Path generated(String name) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withFormat(GeneratedFormat.VNET_V4)
                        .withTargetBytes(300_000))
                .writeTo(log);
        return new LoadFixture(Store.CSV, folder).write(name, log.toByteArray());
    }

    private LoadReport load(Store store, String filter, Path... files) throws IOException {
        List<FlowLogSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(LogFile.of(file));
        }
        LoadRequest request =
                new LoadRequest(sources, BadInputPolicy.SKIP, ReadLimits.defaults(), FlowFilter.parse(filter));
        try (LoadTarget target = store.open(folder)) {
            return FlowLogLoader.create(target, 100_000).load(request, LoadListener.NONE, () -> false);
        }
    }

    private static List<String> matching(byte[] document, String filter) throws IOException {
        List<String> places = new ArrayList<>();
        FlowMatcher matcher = FlowFilter.parse(filter).matcher();
        try (FlowLogReader reader = FlowLogReader.of(document, "expected")) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                RowSelection rows = matcher.select(batch);
                for (int i = 0; i < rows.size(); i++) {
                    places.add(batch.recordOffset(rows.row(i)) + "/" + batch.tupleIndex(rows.row(i)));
                }
            }
        }
        return places.stream().sorted().toList();
    }
}
