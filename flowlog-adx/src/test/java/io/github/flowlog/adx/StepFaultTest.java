package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault behind each step of a commit; then the same command again. */
class StepFaultTest {
    @TempDir
    Path folder;

    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Arguments> steps() {
        return Arrays.stream(Store.values())
                .flatMap(store -> store.steps().stream().map(step -> Arguments.of(store, step)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void losesAndDoublesNothingOfANewSource(Store store, String step) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.records(0, 5));
        Path file = fixture.write("a.json", text);

        failBehind(store, step, 1, file);
        assertThat(rowsOrNone(store)).isIn(List.of(), LoadFixture.expectedPlaces(text));
        fixture.load(file);

        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(fixture.loadOne(file).kind()).isEqualTo(SourceOutcome.Kind.UNCHANGED);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void losesAndDoublesNothingOfARewrittenSource(Store store, String step) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 5)));
        fixture.load(file);
        String text = Logs.envelope(Logs.records(0, 3)) + "\n" + Logs.envelope(Logs.record(9));
        fixture.write("a.json", text);

        failBehind(store, step, 1, file);
        fixture.load(file);

        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(fixture.loadOne(file).kind()).isEqualTo(SourceOutcome.Kind.UNCHANGED);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void goesOnBehindTheBatchesThatAreCommitted(Store store, String step) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = fixture.write("a.json", text);

        failBehind(store, step, 3, file);
        assertThat(rowsOrNone(store)).hasSizeBetween(2, 17);
        LoadReport report = fixture.load(file);

        assertThat(report.rows()).isBetween(10L, 14L);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void losesNothingWhenTheSameTargetIsUsedOn(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.records(0, 3));
        Path file = fixture.write("a.json", text);
        for (String step : store.steps()) {
            try (LoadTarget target = store.open(folder, throwing(step, 1))) {
                assertThatThrownBy(() -> LoadFixture.load(FlowLogLoader.create(target), file))
                        .isInstanceOf(Fault.class);
                try {
                    LoadFixture.load(FlowLogLoader.create(target), file);
                } catch (LoadException refused) {
                    assertThat(refused.isPermanent()).isFalse();
                }
            }
            fixture.load(file);
            assertThat(fixture.places()).as(step).isEqualTo(LoadFixture.expectedPlaces(text));
            text = Logs.envelope(Logs.records(0, 3 + text.length() % 7))
                    + " ".repeat(store.steps().indexOf(step));
            text = text.replace(Logs.record(1), Logs.record(10 + store.steps().indexOf(step)));
            fixture.write("a.json", text);
        }
    }

    private void failBehind(Store store, String step, int time, Path file) throws IOException {
        try (LoadTarget target = store.open(folder, throwing(step, time))) {
            FlowLogLoader loader = FlowLogLoader.create(target, time == 1 ? 100_000 : 1);
            assertThatThrownBy(() -> LoadFixture.load(loader, file)).isInstanceOf(Fault.class);
        }
    }

    private List<String> rowsOrNone(Store store) throws Exception {
        return store.rows(folder).stream().map(LoadFixture::place).sorted().toList();
    }

    private static Consumer<String> throwing(String step, int time) {
        int[] left = {time};
        return taken -> {
            if (taken.equals(step) && --left[0] == 0) {
                throw new Fault();
            }
        };
    }
}
