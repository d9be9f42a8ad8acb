package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.terminal.CheckedOutput;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears under its name only when it is complete; a failed run leaves what was there before. */
final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;

    private AtomicFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    static AtomicFile create(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw CommandFailure.failed("Cannot write " + target + ": it is a directory.");
        }
        Path name = target.getFileName();
        Path temporary =
                target.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".tmp");
        return create(target, temporary);
    }

    private static AtomicFile create(Path target, Path temporary) throws IOException {
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary);
        } catch (IOException e) {
            throw new OutputException(target.toString(), e);
        }
        temporary.toFile().deleteOnExit();
        return new AtomicFile(target, temporary);
    }

    /** A second file beside this one for the time until {@link #close}; messages name the target all the same. */
    AtomicFile scratch() throws IOException {
        return create(target, temporary.resolveSibling(temporary.getFileName() + ".csv"));
    }

    Path temporary() {
        return temporary;
    }

    OutputStream open() throws IOException {
        return CheckedOutput.of(Files.newOutputStream(temporary), target.toString());
    }

    void commit() throws IOException {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
