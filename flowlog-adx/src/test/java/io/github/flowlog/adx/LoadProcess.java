package io.github.flowlog.adx;

import io.github.flowlog.adx.target.LoadTarget;
import java.nio.file.Path;
import java.util.Arrays;

/** A process that loads files in tiny batches, until it is at its end, is killed, or reaches the step where it halts. */
final class LoadProcess {
    private LoadProcess() {}

    /** Arguments: store, folder, batch bytes, step or -, how often that step is passed, files. */
    public static void main(String[] args) throws Exception {
        Store store = Store.valueOf(args[0]);
        int[] left = {Integer.parseInt(args[4])};
        try (LoadTarget target = store.open(Path.of(args[1]), step -> {
            if (step.equals(args[3]) && --left[0] == 0) {
                Runtime.getRuntime().halt(137);
            }
        })) {
            System.out.println("open");
            FlowLogLoader loader = FlowLogLoader.create(target, Long.parseLong(args[2]));
            Path[] files = Arrays.stream(args).skip(5).map(Path::of).toArray(Path[]::new);
            LoadFixture.load(loader, files);
        }
    }
}
