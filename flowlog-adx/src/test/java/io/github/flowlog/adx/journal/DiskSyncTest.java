package io.github.flowlog.adx.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DiskSyncTest {
    private static final Path NEVER_FORCED = Path.of("/proc");

    @TempDir
    Path folder;

    static boolean hasAFolderThatCannotBeForced() {
        return Files.isDirectory(NEVER_FORCED);
    }

    @Test
    @EnabledIf("hasAFolderThatCannotBeForced")
    void goesOnWhereAFolderCannotBeForced() throws IOException {
        try (FileChannel channel = FileChannel.open(NEVER_FORCED, StandardOpenOption.READ)) {
            assertThatThrownBy(() -> channel.force(true)).isInstanceOf(IOException.class);
        }

        assertThatCode(() -> DiskSync.folder(NEVER_FORCED)).doesNotThrowAnyException();
    }

    @Test
    void tellsWhatElseGoesWrong() {
        assertThatThrownBy(() -> DiskSync.folder(folder.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }
}
