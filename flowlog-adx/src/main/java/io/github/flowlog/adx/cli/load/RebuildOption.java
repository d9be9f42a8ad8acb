package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.StateRebuild;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.target.LoadTarget;
import picocli.CommandLine.Option;

/** Whether a state that was lost is made anew from the table before the first load of a command. */
final class RebuildOption {
    @Option(
            names = "--rebuild-state",
            order = 26,
            description = "Cluster: where the state was lost, find out from the table how far the sources are loaded, "
                    + "prove it by count, and go on from there.")
    private boolean wanted;

    private boolean done;

    boolean isWanted() {
        return wanted;
    }

    /** Rebuilds what is wanted and was not rebuilt yet, and says so; where that fails, the next call does it. */
    void rebuildOnce(LoadTarget target, LoadRequest request, Terminal terminal) {
        if (!wanted || done) {
            return;
        }
        long rebuilt = StateRebuild.run(
                target,
                request,
                (source, failure) ->
                        terminal.say("Not rebuilt: " + source.name() + ": " + FailureText.reason(failure) + "."));
        done = true;
        terminal.say("Rebuilt the state of " + Words.count(rebuilt, "source") + " from the table.");
    }
}
