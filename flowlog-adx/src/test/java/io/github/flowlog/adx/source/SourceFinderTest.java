package io.github.flowlog.adx.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFinderTest {
    @TempDir
    Path directory;

    @Test
    void searchesDirectoriesInSortedOrderAndNamesWhatItIgnores() throws IOException {
        write("logs/b/PT1H.json");
        write("logs/a/PT1H.json.gz");
        write("logs/a/x.JSONL");
        write("logs/c.ndjson.gz");
        write("logs/.hidden.json");
        write("logs/.git/x.json");
        write("logs/README.md");
        write("logs/quarantine.jsonl");
        write("logs/flows.duckdb.quarantine.jsonl");

        try (FoundLogs found = find("logs")) {
            assertThat(names(found))
                    .containsExactly("logs/a/PT1H.json.gz", "logs/a/x.JSONL", "logs/b/PT1H.json", "logs/c.ndjson.gz");
            assertThat(found.ignored())
                    .extracting(Path::toString)
                    .containsExactly("logs/README.md", "logs/flows.duckdb.quarantine.jsonl", "logs/quarantine.jsonl");
        }
    }

    @Test
    void takesAFileThatIsNamedWhateverItsName() throws IOException {
        write("download.txt");

        try (FoundLogs found = find("download.txt")) {
            assertThat(names(found)).containsExactly("download.txt");
        }
    }

    @Test
    @Timeout(30)
    void followsLinksButNeverInCircles() throws IOException {
        write("logs/a/one.json");
        Files.createSymbolicLink(directory.resolve("logs/a/up"), directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/self"), Path.of("self"));
        Files.createSymbolicLink(directory.resolve("logs/gone.json"), Path.of("nowhere"));
        Files.createSymbolicLink(directory.resolve("logs/z.json"), Path.of("a/one.json"));

        try (FoundLogs found = find("logs", "logs/a/one.json", "logs/z.json", "logs/a", "logs")) {
            assertThat(names(found)).containsExactly("logs/a/one.json");
            assertThat(found.unreadable())
                    .extracting(entry -> entry.path().toString())
                    .containsExactly("logs/gone.json");
            assertThat(found.ignored()).extracting(Path::toString).containsExactly("logs/self");
        }
        try (FoundLogs found = find("logs/**/*.json", "logs/*/**/up/a/**")) {
            assertThat(names(found)).containsExactly("logs/a/one.json");
            assertThat(found.unreadable())
                    .extracting(entry -> entry.path().toString())
                    .contains("logs/gone.json");
        }
    }

    @Test
    @Timeout(60)
    void walksAThousandLevelsDown() throws IOException {
        String deepest = "d/".repeat(1_000) + "PT1H.json";
        Path deep = directory;
        for (int level = 0; level < 1_000; level++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.writeString(deep.resolve("PT1H.json"), "[]");
        try (FoundLogs found = find("d");
                FoundLogs matched = find("d/**/*.json")) {
            assertThat(names(found)).containsExactly(deepest);
            assertThat(names(matched)).containsExactly(deepest);
        } finally {
            // Removed here, since JUnit's own removal takes one stack frame and more for each level.
            Files.delete(deep.resolve("PT1H.json"));
            for (; !deep.equals(directory); deep = deep.getParent()) {
                Files.delete(deep);
            }
        }
    }

    @Test
    @Timeout(60)
    void findsEachOfTenThousandFilesOnce() throws IOException {
        Files.createDirectory(directory.resolve("logs"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(directory.resolve("logs/" + i + ".json"));
        }

        try (FoundLogs found = find("logs", "logs/*.json")) {
            assertThat(names(found)).hasSize(10_000).doesNotHaveDuplicates();
        }
    }

    /** Java shows each byte that is no character as U+FFFD, so the names look the same. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsFilesApartWhoseNamesAreNoText() throws Exception {
        Files.createDirectory(directory.resolve("logs"));
        int created = new ProcessBuilder(
                        "sh", "-c", "cd logs && : >\"$(printf 'a\\377.json')\" && : >\"$(printf 'a\\376.json')\"")
                .directory(directory.toFile())
                .start()
                .waitFor();
        assertThat(created).isZero();

        try (FoundLogs found = find("logs")) {
            assertThat(found.logs()).hasSize(2).doesNotHaveDuplicates();
            assertThat(found.logs())
                    .extracting(FlowLogSource::path)
                    .allMatch(path -> path.matches("file:.*a%F[EF]\\.json"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(30)
    void passesOverPipesAndDirectoriesNamedLikeLogs() throws Exception {
        write("logs/PT1H.json/a.json");
        Path pipe = directory.resolve("logs/pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        try (FoundLogs found = find("logs")) {
            assertThat(names(found)).containsExactly("logs/PT1H.json/a.json");
            assertThat(found.ignored()).extracting(Path::toString).containsExactly("logs/pipe.json");
        }
        try (FoundLogs found = find("logs/*")) {
            assertThat(names(found)).containsExactly("logs/PT1H.json/a.json");
            assertThat(found.ignored()).extracting(Path::toString).containsExactly("logs/pipe.json");
        }
    }

    @Test
    @Timeout(30)
    void opensNothingToListIt() throws IOException {
        write("logs/a.json");

        try (FoundLogs found = SourceFinder.list(List.of("logs"), directory, (url, ignored) -> List.of())) {
            assertThat(names(found)).containsExactly("logs/a.json");
        }
        assertThatThrownBy(() -> SourceFinder.list(List.of("-"), directory, (url, ignored) -> List.of()))
                .isInstanceOf(SourceNotFoundException.class)
                .hasMessageStartingWith("Cannot list standard input");
    }

    @Test
    void expandsPatternsThatTheShellLeftAsTheyWere() throws IOException {
        write("logs/d1/PT1H.json");
        write("logs/d2/deep/PT1H.json");
        write("logs/d2/deep/other.txt");
        write("logs/.d3/PT1H.json");

        try (FoundLogs found = find("logs/*/PT1H.json")) {
            assertThat(names(found)).containsExactly("logs/d1/PT1H.json");
        }
        try (FoundLogs found = find("logs/**/PT1H.js?n")) {
            assertThat(names(found)).containsExactly("logs/d1/PT1H.json", "logs/d2/deep/PT1H.json");
        }
        try (FoundLogs found = find("logs/d[2-9]")) {
            assertThat(names(found)).containsExactly("logs/d2/deep/PT1H.json");
        }
        try (FoundLogs found = find("logs/{d1,d2}/**/*.txt", directory + "/logs/d1/*")) {
            assertThat(names(found)).containsExactly("logs/d2/deep/other.txt", directory + "/logs/d1/PT1H.json");
        }
    }

    @Test
    void prefersAFileWhoseNameLooksLikeAPattern() throws IOException {
        write("a[1].json");
        write("a1.json");

        try (FoundLogs found = find("a[1].json")) {
            assertThat(names(found)).containsExactly("a[1].json");
        }
    }

    @Test
    void namesTheArgumentThatLeadsToNothing() throws IOException {
        Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> find("nowhere.json")).hasMessage("There is no file or directory nowhere.json.");
        assertThatThrownBy(() -> find("*.json")).hasMessage("Nothing matches *.json.");
        assertThatThrownBy(() -> find("e*")).hasMessage("Nothing that matches e* is a flow log or holds one.");
        assertThatThrownBy(() -> find("a[.json")).hasMessageContaining("a[.json");
        assertThatThrownBy(() -> find("empty")).hasMessageStartingWith("No flow logs in empty: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acc.blob.core.windows.net/c/x?sv=1&sig=SECRET",
                "https:/acc.blob.core.windows.net/c/x?sig=SECRET",
                "acc.blob.core.windows.net/*?sv=1&sig=SECRET"
            })
    void neverShowsTheSignatureOfAUrlThatLacksItsBeginning(String argument) {
        assertThatThrownBy(() -> find(argument))
                .isInstanceOf(SourceNotFoundException.class)
                .hasMessageContaining(
                        argument.substring(0, argument.indexOf('?')) + ", and a URL begins with https://.")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void neverShowsTheSignatureOfAUrl() {
        assertThatThrownBy(() -> find("https://acc.blob.core.windows.net/c/x?sv=1&sig=SECRET"))
                .isInstanceOf(SourceNotFoundException.class)
                .hasMessageContaining("https://acc.blob.core.windows.net/c/x:")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void spoolsStandardInputUnderItsHashAndDeletesTheCopy() throws IOException {
        Path copy;
        try (FoundLogs found = find("-", "-")) {
            FlowLogSource log = found.logs().get(0);
            assertThat(found.logs()).hasSize(1);
            assertThat(log.name()).isEqualTo("standard input");
            assertThat(log.path()).isEqualTo("stdin:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9");
            assertThat(log.bytes(1)).hasContent("ar");
            copy = found.spooled().get(0);
            assertThat(copy).exists();
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void readsAnOffsetOfGzipInUncompressedBytes() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        for (String member : List.of("hello ", "world")) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(member.getBytes(UTF_8));
            }
        }
        Files.write(directory.resolve("x.gz"), compressed.toByteArray());

        try (FoundLogs found = find("x.gz");
                InputStream in = found.logs().get(0).bytes(4)) {
            assertThat(in).hasContent("o world");
            assertThat(found.logs().get(0).storedBytes()).isEqualTo(compressed.size());
        }
    }

    @Test
    void takesWhatLiesBehindUrlsInItsPlace() throws IOException {
        write("a.json");
        LogFile blob = LogFile.identifiedBy("blob", "https://one.blob.core.windows.net/logs/blob", directory);
        Accounts accounts = new Accounts(blob);

        try (FoundLogs found = SourceFinder.find(
                List.of(
                        "https://one.blob.core.windows.net?sig=SECRET",
                        "a.json",
                        "https://one.blob.core.windows.net/logs",
                        "https://none.blob.core.windows.net?sig=SECRET"),
                directory,
                InputStream.nullInputStream(),
                accounts)) {
            assertThat(names(found)).containsExactly(blob.name(), "a.json");
            assertThat(found.emptyAccounts()).containsExactly("https://none.blob.core.windows.net");
            assertThat(found.ignoredBlobs()).isEqualTo(new IgnoredBlobs(12, List.of("1", "2", "3")));
            assertThat(accounts.closed).isFalse();
        }
        assertThat(accounts.closed).isTrue();
    }

    @Test
    void closesAccountsWhenAnArgumentLeadsNowhere() {
        Accounts accounts = new Accounts(null);

        assertThatThrownBy(() -> SourceFinder.find(
                        List.of("https://one.blob.core.windows.net", "s3://bucket"),
                        directory,
                        InputStream.nullInputStream(),
                        accounts))
                .isInstanceOf(SourceNotFoundException.class)
                .hasMessage("Cannot read s3://bucket: sources are files, directories, patterns, - or "
                        + "https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        assertThat(accounts.closed).isTrue();
    }

    /** An account with one log and four other blobs at each look. */
    private static final class Accounts implements AccountLogs {
        private final @Nullable LogFile log;
        private boolean closed;
        private int others;

        Accounts(@Nullable LogFile log) {
            this.log = log;
        }

        @Override
        public List<LogFile> find(String url, Consumer<String> ignored) {
            for (int i = 0; i < 4; i++) {
                ignored.accept(String.valueOf(++others));
            }
            return log == null || url.contains("none") ? List.of() : List.of(log);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private FoundLogs find(String... arguments) throws IOException {
        return SourceFinder.find(Arrays.asList(arguments), directory, new ByteArrayInputStream("bar".getBytes(UTF_8)));
    }

    private static List<String> names(FoundLogs found) {
        return found.logs().stream().map(FlowLogSource::name).toList();
    }

    private void write(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }
}
