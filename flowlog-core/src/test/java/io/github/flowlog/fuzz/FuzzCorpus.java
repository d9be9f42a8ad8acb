package io.github.flowlog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that every build checks a target on and that fuzzing starts from: seeds, which the target makes, and what
 * fuzzing has found worth keeping, in the resource {@code /fuzz/TARGET.base64} with one input a line.
 */
public final class FuzzCorpus {
    private final Class<?> target;
    private final List<byte[]> inputs;

    private FuzzCorpus(Class<?> target, List<byte[]> inputs) {
        this.target = target;
        this.inputs = inputs;
    }

    /** What is done with each input. */
    @FunctionalInterface
    public interface Check {
        /** Throws when the property does not hold for this input. */
        void accept(byte[] input) throws Exception;
    }

    /** Returns the seeds and the kept inputs of a target. */
    public static FuzzCorpus of(Class<?> target, Stream<byte[]> seeds) {
        List<byte[]> inputs = new ArrayList<>(seeds.toList());
        try (InputStream kept = target.getResourceAsStream("/fuzz/" + target.getSimpleName() + ".base64")) {
            if (kept != null) {
                new String(kept.readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .map(Base64.getDecoder()::decode)
                        .forEach(inputs::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FuzzCorpus(target, inputs);
    }

    /** Checks every input; the error names the one that fails so that it can be repeated. */
    public void replay(Check check) {
        assertThat(inputs).as("corpus of %s", target.getSimpleName()).isNotEmpty();
        for (byte[] input : inputs) {
            try {
                check.accept(input);
            } catch (Throwable broken) { // a stack overflow as well
                throw new AssertionError(
                        "input in base64: " + Base64.getEncoder().encodeToString(input), broken);
            }
        }
    }

    /** Writes each input to a file of its own. */
    void writeTo(Path directory) throws IOException {
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(directory.resolve("input-" + i), inputs.get(i));
        }
    }
}
