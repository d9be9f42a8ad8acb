package io.github.flowlog.adx.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The terminal that the process really has. Java tells little about it, so the operating system is asked. */
public final class SystemTerminal {
    private static final int PATIENCE_SECONDS = 2;

    private SystemTerminal() {}

    public static Terminal open() {
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                outKind(),
                isTerminal(2),
                SystemTerminal::screenWidth,
                System::nanoTime,
                InstantSource.system(),
                new SignalInterrupts(),
                Path.of(""));
    }

    private static Terminal.OutputKind outKind() {
        if (isTerminal(1)) {
            return Terminal.OutputKind.TERMINAL;
        }
        String target = linkTarget(1);
        return target.startsWith("pipe:") || target.startsWith("socket:")
                ? Terminal.OutputKind.PIPE
                : Terminal.OutputKind.FILE;
    }

    /** Linux shows it in /proc; elsewhere {@code test -t} knows, at the price of a process. */
    private static boolean isTerminal(int descriptor) {
        String target = linkTarget(descriptor);
        if (!target.isEmpty()) {
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        }
        try {
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String linkTarget(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static int screenWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Integer.parseInt(size.substring(size.indexOf(' ') + 1));
        } catch (IOException | NumberFormatException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
