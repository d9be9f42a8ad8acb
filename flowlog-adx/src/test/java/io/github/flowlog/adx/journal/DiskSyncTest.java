package io.github.flowlog.adx.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSyncTest {
    private final IOException refused = new IOException("Argument invalide");

    @TempDir
    Path folder;

    @Test
    void goesOnWhereOnlyAFolderCannotBeForced() throws IOException {
        DiskSync.requireForcibleFile(folder, refused);

        assertThat(folder).as("no probe is left").isEmptyDirectory();
    }

    @Test
    void failsWhereNoFileCanBeForcedEither() {
        assertThatThrownBy(() -> DiskSync.requireForcibleFile(folder.resolve("gone"), refused))
                .isSameAs(refused);
    }

    @Test
    void tellsWhatElseGoesWrong() {
        assertThatThrownBy(() -> DiskSync.folder(folder.resolve("gone"))).isInstanceOf(NoSuchFileException.class);
    }
}
